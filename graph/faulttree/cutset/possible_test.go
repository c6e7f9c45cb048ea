package cutset_test

import (
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestPossible compares with all sets of events that can come about, where products of
// chances are too small to be held, with and without not-gates.
func TestPossible(t *testing.T) {
	t.Parallel()
	const events = 8
	impossible, tiny, cases := 0, 0, rounds.Of(t, 500, 5000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 93))
		f, p := boolean.New(), make([]float64, events)
		var refs []boolean.Ref
		for i := range p {
			p[i] = []float64{0, 1, 1e-300, 1e-200, 0.5}[rng.IntN(5)]
			refs = append(refs, f.Event(int32(i)))
		}
		for range 3 + rng.IntN(10) {
			a, b := refs[rng.IntN(len(refs))], refs[rng.IntN(len(refs))]
			refs = append(refs, []boolean.Ref{f.And(a, b), f.And(a, b), f.Or(a, b), f.Not(a)}[rng.IntN(4)])
		}
		root := refs[len(refs)-1]
		want := false
		for set := range 1 << events {
			comesAbout := true
			for i, x := range p {
				comesAbout = comesAbout && (x > 0 || set>>i&1 == 0) && (x < 1 || set>>i&1 == 1)
			}
			want = want || comesAbout && f.Eval(func(event int32) bool { return set>>event&1 == 1 })[root]
		}
		tree, err := cutset.New(t.Context(), f, root, cutset.DefaultBudget)
		if err != nil {
			t.Fatal(err)
		}
		chances := func(event int32) float64 { return p[event] }
		got, err := tree.Possible(t.Context(), chances)
		if err != nil || got != want {
			t.Fatalf("seed %d: possible %v, want %v, %v", seed, got, want, err)
		}
		x, err := tree.Probability(t.Context(), chances)
		if err != nil || x > 0 && !got {
			t.Fatalf("seed %d: %g, %v", seed, x, err)
		}
		if !want {
			impossible++
		} else if x == 0 {
			tiny++
		}
	}
	if impossible < cases.Least(1000) || tiny < cases.Least(100) {
		t.Errorf("%d were impossible, %d too small to be held", impossible, tiny)
	}
}
