package timeline_test

import (
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestSupplyAgreesWithOracle compares every level at every change of models with
// loops round which a supply goes with a simulator that finds the nested fixed point
// anew at every tick.
func TestSupplyAgreesWithOracle(t *testing.T) {
	t.Parallel()
	compareSupplied(t, rounds.Of(t, 300, 3000), func(*rand.Rand, oracle.Doc) bool { return true })
}

// compareSupplied does so with the delays that are to be kept.
func compareSupplied(t *testing.T, cases rounds.Rounds, keep func(*rand.Rand, oracle.Doc) bool) {
	t.Helper()
	mattered := 0
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 17))
		doc := gen.Doc(rng, gen.SuppliedTimed(rng))
		if !keep(rng, doc) {
			doc = gen.FilterDelays(doc, func(_, _ string) bool { return false })
		}
		script := gen.Script(rng, doc)
		c := load(t, doc)
		s, err := timeline.Simulate(t.Context(), c, timeline.Script{Incident: fixture.Incident(script)})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		want := oracle.Timeline(doc, script)
		if diff := compareSpans(c, s, want, script.End); diff != "" {
			t.Fatalf("seed %d, %+v: %s\n%s", seed, script, diff, gen.TOML(doc))
		}
		plain := oracle.Timeline(gen.Unsupplied(doc), script)
		for vertex := range want {
			for _, at := range []int{0, script.End / 2, script.End} {
				if want.At(vertex, at) != plain.At(vertex, at) {
					mattered++
				}
			}
		}
	}
	if mattered < cases.Least(3000) {
		t.Errorf("supply mattered %d times", mattered)
	}
}
