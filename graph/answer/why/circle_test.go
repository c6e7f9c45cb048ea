package why_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestCircle wants of each node what whatif says of it, and of what goes round in a
// circle a loop that is self-sustained too.
func TestCircle(t *testing.T) {
	circles, cases := 0, rounds.Of(t, 120, 1000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 73))
		size := gen.RandomSize(rng)
		size.Cycles, size.Groups, size.AtLeast, size.Holdup, size.Failover = 0.7, 0.8, 0, 0, 0
		doc := gen.Doc(rng, size)
		if seed%2 == 0 {
			gen.Flowing(rng, doc, 0.3)
		}
		c := fixture.Compile(t, gen.TOML(doc))
		failed := gen.Question(rng, doc).Failed[:1]
		w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, After: c.Model.Horizon, All: true})
		if err != nil {
			t.Fatal(err)
		}
		sustained := func(id string) bool {
			return slices.ContainsFunc(w.Nodes, func(n result.NodeState) bool { return n.ID == id && n.SelfSustained })
		}
		for i := range w.Nodes {
			n := &w.Nodes[i]
			if !n.SelfSustained && rng.IntN(4) > 0 {
				continue
			}
			x, err := why.Of(t.Context(), c, why.Question{Node: n.ID, Failed: failed, After: c.Model.Horizon})
			if err != nil {
				t.Fatal(err)
			}
			if x.SelfSustained != n.SelfSustained || x.SelfSustained != (len(x.Circle) > 0) || !slices.IsSorted(x.Circle) {
				t.Fatalf("seed %d: %s if %s: %v %q, whatif says %v\n%s", seed, n.ID, failed, x.SelfSustained, x.Circle, n.SelfSustained, gen.TOML(doc))
			}
			for _, id := range x.Circle {
				if !sustained(id) {
					t.Fatalf("seed %d: %s if %s: %s of its circle %s is not self-sustained", seed, n.ID, failed, id, strings.Join(x.Circle, ", "))
				}
			}
			circles += len(x.Circle)
		}
	}
	if circles < cases.Least(80) {
		t.Errorf("only %d were found", circles)
	}
}
