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
	mattered, wavered, cases := 0, 0, rounds.Of(t, 100, 3000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 17))
		doc := gen.Doc(rng, gen.SuppliedTimed(rng))
		script := gen.Script(rng, doc)
		if oracle.Wavers(doc, script) {
			wavered++
			doc = gen.FilterDelays(doc, func(_, key string) bool { return key != "failover" })
		}
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
	if mattered < cases.Least(3000) || wavered > int(cases.Seeds())/5 {
		t.Errorf("supply mattered %d times, and %d scripts waver", mattered, wavered)
	}
}
