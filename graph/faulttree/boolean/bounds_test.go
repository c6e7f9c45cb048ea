package boolean_test

import (
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestBoundsHoldTheTruth compares with a sum over all sets of events, of functions with
// and without not-gates, with events that are certain, never and tiny.
func TestBoundsHoldTheTruth(t *testing.T) {
	t.Parallel()
	const events = 8
	tight, cases := 0, rounds.Of(t, 1000, 5000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 91))
		f, p := boolean.New(), make([]float64, events)
		refs := []boolean.Ref{boolean.False, boolean.True}
		for i := range p {
			p[i] = []float64{0, 1, 1e-200, 1e-3, 0.1, 0.5, 0.9}[rng.IntN(7)]
			refs = append(refs, f.Event(int32(i)))
		}
		negates := rng.IntN(2) == 0
		for range 2 + rng.IntN(12) {
			var args []boolean.Ref
			for range 1 + rng.IntN(4) {
				args = append(args, refs[2+rng.IntN(len(refs)-2)])
			}
			switch x := rng.IntN(4); {
			case x == 0 && negates:
				refs = append(refs, f.Not(args[0]))
			case x <= 1:
				refs = append(refs, f.And(args...))
			case x == 2:
				refs = append(refs, f.Or(args...))
			default:
				refs = append(refs, f.AtLeast(1+rng.IntN(len(args)), args...))
			}
		}
		bounds := f.Bounds(func(event int32) float64 { return p[event] })
		exact := make([]float64, f.Len())
		for set := range 1 << events {
			weight := 1.0
			for i, x := range p {
				if set>>i&1 == 0 {
					x = 1 - x
				}
				weight *= x
			}
			for r, true := range f.Eval(func(event int32) bool { return set>>event&1 == 1 }) {
				if true {
					exact[r] += weight
				}
			}
		}
		for r, x := range bounds {
			if x.Low > exact[r] || exact[r] > x.High*(1+1e-12) || x.High > 1 {
				t.Fatalf("seed %d: function %d has %g, which is not from %g to %g", seed, r, exact[r], x.Low, x.High)
			}
			if exact[r] > 0 && x.High < 2*exact[r] && x.Low > exact[r]/2 {
				tight++
			}
		}
	}
	if tight < cases.Least(20_000) {
		t.Errorf("only %d were bounded within a factor of two", tight)
	}
}
