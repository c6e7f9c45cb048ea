package whatif_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestDemandThatReachesNothing takes away most demands: where what is left is said to reach
// no capacity, whatever fails does so as without load, and nothing is overloaded.
func TestDemandThatReachesNothing(t *testing.T) {
	t.Parallel()
	nothing, something, overloaded, cases := 0, 0, 0, rounds.Of(t, 30, 1000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 91))
		doc := gen.Doc(rng, gen.Loaded(rng))
		services, _ := doc["service"].(map[string]any)
		for _, keys := range services {
			if keys := keys.(map[string]any); keys["demand"] != nil && seed%4 > 0 {
				keys["demand"] = int64(0)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(services)) { // one of them is wanted
			if keys := services[id].(map[string]any); keys["demand"] != nil && seed%4 < 3 {
				keys["demand"] = int64(500)
				break
			}
		}
		c := load(t, doc)
		bears := c.Load(nil).Bears()
		for _, id := range gen.CanFail(doc) {
			q := whatif.Question{Failed: []string{id}, After: time.Hour}
			with, err := whatif.Of(t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			without, err := whatif.Of(t.Context(), c.WithoutLoad(), q)
			if err != nil {
				t.Fatal(err)
			}
			differ := with.Totals.NodesDown != without.Totals.NodesDown || with.Totals.NodesDegraded != without.Totals.NodesDegraded || with.Totals.ServicesHit != without.Totals.ServicesHit
			switch {
			case !bears && differ:
				t.Fatalf("seed %d: %s: %+v, and without load %+v\n%s", seed, id, with.Totals, without.Totals, gen.TOML(doc))
			case !bears:
				nothing++
			case differ:
				overloaded++
			default:
				something++
			}
		}
	}
	t.Log(nothing, something, overloaded)
	if nothing < cases.Least(2000) || overloaded < cases.Least(200) {
		t.Errorf("%d that bear nothing, %d that load makes other", nothing, overloaded)
	}
}
