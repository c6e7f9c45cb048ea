package availability_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/graph/answer/faults"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestUnlessAgreesWithOracle compares availability with sums over every set of failures.
func TestUnlessAgreesWithOracle(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 10, 1500).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 75))
		size := gen.RandomSize(rng)
		if seed%3 == 0 {
			size = gen.Supplied(rng)
		}
		size.Nodes = 2 + rng.IntN(7)
		doc := gen.Inhibited(rng, size)
		// With seed%4 == 0 each hold-up is compared with the horizon; of fail-overs with nothing
		// failed there are two readings.
		doc = gen.FilterDelays(doc, func(_, key string) bool { return seed%4 == 0 && key == "holdup" })
		gen.Chances(rng, doc)
		after := []string{"0s", "20m", "90m", "5h", "ever"}[rng.IntN(5)]
		horizon, err := models.ParseHorizon(after)
		if err != nil {
			t.Fatal(err)
		}
		c := fixture.Compile(t, gen.TOML(doc))
		q := availability.Question{Level: faults.Levels()[seed%2], After: horizon}
		for v := range int32(c.Graph.Len()) {
			q.Nodes = append(q.Nodes, c.Name(v))
		}
		got, err := availability.Ask(t.Context(), c, q)
		if err != nil || len(got.Nodes) != len(q.Nodes) {
			t.Fatalf("seed %d: %d answers: %v", seed, len(got.Nodes), err)
		}
		want := oracle.Chance(doc, map[string]string{"down": "degraded", "degraded": "up"}[q.Level], after)
		for _, n := range got.Nodes {
			if math.Abs(n.Availability-want[n.ID]) > 1e-9 || !n.Exact {
				t.Fatalf("seed %d: %+v after %s, want %v\n%s", seed, n, after, want[n.ID], gen.TOML(doc))
			}
		}
	}
}
