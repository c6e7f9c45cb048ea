package models

import (
	"math"
	"strings"
)

// number reads a number in the range of its key.
func (d *decoder) number(v any, s *slot) float64 {
	var x float64
	switch n := v.(type) {
	case int64:
		x = float64(n)
	case float64:
		x = n
	default:
		if text, ok := v.(string); ok && isRange(text) {
			d.errorf("no-range", "", "%s takes no range: %s", s.Name, exact(s))
		} else {
			d.errorf("type", percentHint(v, s), "this is %s, but must be %s", typeName(v), "a number")
		}
		return 0
	}
	if math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) > MaxNumber || !s.admits(x) {
		d.errorf("range", percentHint(v, s), "this number must be %s", s.want)
		return 0
	}
	if x != 0 && math.Abs(x) < MinNumber || x == 0 && d.notWrittenZero(v) {
		d.errorf("too-small", "write 0 for nothing", "this number is too small to be held: the least is %g", MinNumber)
		return 0
	}
	return x
}

// notWrittenZero says whether a 0 is one only since no smaller number can be held.
func (d *decoder) notWrittenZero(v any) bool {
	if _, isFloat := v.(float64); !isFloat || d.at.File == nil || d.at.File.Foreign() || d.at.Line > 0 {
		return false // other readers see to it themselves
	}
	mantissa, _, _ := strings.Cut(strings.ToLower(d.at.File.ValueText(d.at)), "e")
	return strings.ContainsAny(mantissa, "123456789")
}

// MinNumber is the least number above 0 that a file may say: what is smaller is next to
// what cannot be held at all.
const MinNumber = 1e-300

// MaxNumber bounds what a file may say, so that sums stay exact enough.
const MaxNumber = 1e15

// whole reads a whole number in the range of its key.
func (d *decoder) whole(v any, s *slot) int {
	n, isInt := v.(int64)
	if f, isFloat := v.(float64); isFloat && f == math.Trunc(f) && math.Abs(f) < MaxNumber {
		n, isInt = int64(f), true
	}
	if !isInt {
		d.typeError(v, "a whole number")
		return 0
	}
	if !s.admits(float64(n)) || n >= 1<<31 {
		d.errorf("range", "", "this number must be %s", s.want)
		return 0
	}
	return int(n)
}
