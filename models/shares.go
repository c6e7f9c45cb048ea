package models

// Scale makes shares of one whole sum to 1 where some of them are ranges; x are those
// that were drawn, or the likeliest, by the position of their ranges, and is changed. A
// scaled share takes its part of what the ranges leave. Where they leave too little, or
// all are ranges, these give way: each moves towards its least, or its most, by the same
// part of the way. It returns x.
func Scale(x []float64, ranges []*Range) []float64 {
	var drawn, least, most, others float64
	for i, r := range ranges {
		if r.Scaled {
			others += x[i]
			continue
		}
		drawn, least, most = drawn+x[i], least+r.Least, most+r.Most
	}
	down, up, scale := 0.0, 0.0, 0.0 // parts of the way, and of what scaled shares say
	switch {
	case drawn > 1 && drawn > least:
		down = min(1, (drawn-1)/(drawn-least))
	case drawn <= 1 && others > 0:
		scale = (1 - drawn) / others
	case drawn < 1 && most > drawn:
		up = min(1, (1-drawn)/(most-drawn))
	}
	for i, r := range ranges {
		if r.Scaled {
			x[i] *= scale
		} else {
			x[i] += up*(r.Most-x[i]) - down*(x[i]-r.Least)
		}
	}
	return x
}

// checkRanges says what is wrong with shares of a whole of which some are ranges, or "".
func checkRanges(ranges []*Range) (wrong string, sum float64) {
	least, most, fixed := 0.0, 0.0, false
	for _, r := range ranges {
		if r.Scaled {
			fixed = true
			continue
		}
		least, most = least+r.Least, most+r.Most
	}
	switch {
	case least > 1+shareTolerance+1e-9:
		return "the least ends of these ranges sum to %.4g, which is more than 1", least
	case !fixed && most < 1-shareTolerance-1e-9:
		return "all shares are ranges, and their most ends sum to %.4g, not to 1", most
	}
	return "", 0
}
