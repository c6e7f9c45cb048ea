package boolean

import (
	"math"
	"slices"
)

// Interval holds a probability, both ends included.
type Interval struct{ Low, High float64 }

// Bounds returns an interval for the probability of each function, given those of its
// events, which are independent. It is proved and as a rule wide: it looks at each gate
// by itself. Events that help each other make functions of them that do so, too
// (associated variables: Esary, Proschan and Walkup, Annals of Mathematical Statistics
// 38(5), 1967), so that of those without a not-gate all arguments together are at least
// as likely as if they were independent; of others nothing is known of how they hang
// together (Fréchet). That a function is not true is bounded beside, in the same way, so that
// a not-gate takes nothing from one: of what is tiny no digit is lost. Linear in the net, apart
// from sorting arguments.
func (f *Formula) Bounds(p func(event int32) float64) []Interval {
	out, none, alike := make([]Interval, f.Len()), make([]Interval, f.Len()), make([]bool, f.Len())
	for r := range Ref(f.Len()) {
		alike[r] = f.op[r] != Not && !slices.ContainsFunc(f.Args(r), func(a Ref) bool { return !alike[a] })
		switch f.op[r] {
		case Constant:
			out[r], none[r] = Interval{0, 0}, Interval{1, 1}
			if r == True {
				out[r], none[r] = none[r], out[r]
			}
		case Event:
			x := p(f.num[r])
			out[r], none[r] = Interval{x, x}, Interval{1 - x, 1 - x}
		case Not:
			a := f.args[f.first[r]]
			out[r], none[r] = none[a], out[a]
		default:
			args, k := f.Args(r), f.K(r)
			out[r] = ofGate(args, k, out, alike[r])
			none[r] = ofGate(args, len(args)-k+1, none, alike[r])
		}
	}
	for i := range out {
		out[i] = out[i].widened()
	}
	return out
}

// ofGate bounds the probability that k of n arguments are so. At least those of any k
// of them are so at once; and some of any n-k+1 has to be.
func ofGate(args []Ref, k int, of []Interval, alike bool) Interval {
	low, high := make([]float64, len(args)), make([]float64, len(args))
	for i, a := range args {
		low[i], high[i] = of[a].Low, of[a].High
	}
	slices.Sort(low)
	slices.Sort(high)
	out := Interval{all(low[len(low)-k:], alike), some(high[:len(high)-k+1], alike)}
	sum := 0.0
	for _, x := range high {
		sum += x / float64(k) // Markov
	}
	out.High = min(1, out.High, sum)
	if k == 1 {
		out.Low = max(out.Low, low[len(low)-1])
	}
	return out
}

// all returns the least that all of some functions can come to.
func all(low []float64, alike bool) float64 {
	product, missing := 1.0, 0.0
	for _, x := range low {
		product *= x
		missing += 1 - x
	}
	if alike {
		return product
	}
	return max(0, 1-missing)
}

// some returns the most that some of some functions can come to.
func some(high []float64, alike bool) float64 {
	logs, sum := 0.0, 0.0
	for _, x := range high {
		logs += math.Log1p(-x)
		sum += x
	}
	if alike {
		return min(sum, -math.Expm1(logs)) // of tiny ones no digit is lost
	}
	return min(1, sum)
}

// widened makes up for rounding.
func (x Interval) widened() Interval {
	const slack = 1e-9 // far more than a net of a million gates adds up to
	return Interval{x.Low * (1 - slack), min(1, x.High*(1+slack))}
}
