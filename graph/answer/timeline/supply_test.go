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
// anew at every tick: with hold-ups and recoveries.
func TestSupplyAgreesWithOracle(t *testing.T) {
	t.Parallel()
	agree(t, rounds.Of(t, 30, 600), func(key string) bool { return key != "failover" })
}

// TestSwitchesOfSupplyAgreeWithOracle does so with fail-overs, too.
func TestSwitchesOfSupplyAgreeWithOracle(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays outages second by second")
	}
	t.Parallel()
	agree(t, rounds.Of(t, 20, 600), func(string) bool { return true })
}

// agree does so, keeping some delays; in scripts that the language does not settle
// none of the fail-overs.
func agree(t *testing.T, cases rounds.Rounds, keep func(key string) bool) {
	t.Helper()
	mattered, wavered := 0, 0
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 17))
		doc := gen.FilterDelays(gen.Doc(rng, gen.SuppliedTimed(rng)), func(_, key string) bool { return keep(key) })
		script := gen.Script(rng, doc)
		if oracle.Wavers(doc, script) {
			wavered++
			doc = gen.FilterDelays(doc, func(_, key string) bool { return key != "failover" })
		}
		c := load(t, doc)
		s, err := timeline.Simulate(t.Context(), c, timeline.Script{Incident: fixture.Incident(script)})
		if err != nil {
			t.Fatalf("seed %d: %v\n%+v\n%s", seed, err, script, gen.TOML(doc))
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
	if mattered < cases.Least(1200) || wavered > int(cases.Seeds())/5 {
		t.Errorf("supply mattered %d times, and %d scripts waver", mattered, wavered)
	}
}
