package rank_test

import (
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestDryLoopsAgreeWithWhatIf compares the rows of models in which loops stand that
// nothing supplies, so that some of it is down with nothing failed.
func TestDryLoopsAgreeWithWhatIf(t *testing.T) {
	dry := 0
	for seed := range rounds.Of(t, 50, 1000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 74))
		size := gen.RandomSize(rng)
		size.Cycles, size.Groups, size.Sectors = 0.4, 0.3, 3
		doc := gen.Doc(rng, size)
		gen.Flowing(rng, doc, 0.5)
		after := horizon(rng)
		c := apart(t, doc, after)
		for failures := 1; failures <= 2; failures++ {
			for _, row := range ranked(t, c, rank.Question{Failures: failures, Against: "*", By: "users", Top: 12, After: after}).Rows {
				w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: row.Failed, After: after})
				if err != nil {
					t.Fatal(err)
				}
				x := &w.Totals
				if row.NodesDown != x.NodesDown || row.SectorsFail != x.SectorsFailed || row.ServicesHit != x.ServicesHit || value(row.UsersDown) != value(x.UsersDown) {
					t.Fatalf("seed %d: %v after %s: %+v, whatif %+v; %q before\n%s", seed, row.Failed, after, row, *x, w.Unsupplied, gen.TOML(doc))
				}
				dry += len(w.Unsupplied)
			}
		}
	}
	if dry < 100 {
		t.Errorf("only %d nodes were down before", dry)
	}
}
