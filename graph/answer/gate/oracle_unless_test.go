package gate_test

import (
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestUnlessBreaksNoMore compares verdicts on models in which a failure may help, and some
// of which live in loops of supply: what was as bad with nothing failed breaks no policy.
func TestUnlessBreaksNoMore(t *testing.T) {
	t.Parallel()
	agrees(t, rounds.Of(t, 8, 1000), func(seed uint64) (oracle.Doc, drawn) {
		rng := rand.New(rand.NewPCG(seed, 75))
		size := gen.RandomSize(rng)
		if seed%3 == 0 {
			size = gen.Supplied(rng)
		}
		size.Nodes = min(size.Nodes, 9)
		doc := gen.FilterDelays(gen.Inhibited(rng, size), func(_, _ string) bool { return false })
		return doc, draw(rng, doc, false)
	})
}
