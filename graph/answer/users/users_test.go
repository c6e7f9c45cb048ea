package users_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestAgreesWithWhatIf compares with whatif's totals, one failure after another
// on the same stakes.
func TestAgreesWithWhatIf(t *testing.T) {
	lost, cases := 0, rounds.Of(t, 40, 400)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 51))
		c := fixture.Compile(t, gen.TOML(gen.Doc(rng, gen.RandomSize(rng))))
		m := c.Model
		s := users.New(c).Counter()
		run, err := moment.New(t.Context(), c.Times(), time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		for i := range m.Nodes {
			w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{m.Nodes[i].ID}, After: time.Hour})
			if err != nil {
				t.Fatal(err)
			}
			run.Run(c.WithParts(int32(i)), nil)
			got, want := s.Down(run), &w.Totals
			if (got.Value() == nil) != (want.UsersDown == nil) || got.Known() && got.Users != *want.UsersDown || got.Hit != want.ServicesHit || got.Uncounted != want.Uncounted {
				t.Fatalf("seed %d: %s takes %+v, want %+v", seed, m.Nodes[i].ID, got, want)
			}
			if got.Users > 0 {
				lost++
			}
		}
	}
	if lost < cases.Least(500) {
		t.Errorf("only %d failures cost users", lost)
	}
}
