package users

import "math"

// Share rounds a share to nine digits, so that sums of shares read as they were
// meant: those such as 0.1 are not exact in binary.
func Share(x float64) float64 { return math.Round(x*1e9) / 1e9 }

// People rounds a number of people to whole ones: halves up, and what falls short of
// a half by no more than sums of shares do, too, so that it does not matter in which
// order they are added up.
func People(x float64) float64 { return math.Round(x + 1e-6) }
