package users_test

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/models"
)

// TestAgreesWithWhatIf compares with whatif's totals, one failure after another
// on the same stakes.
func TestAgreesWithWhatIf(t *testing.T) {
	lost := 0
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 51))
		file := filepath.Join(t.TempDir(), "m.toml")
		if err := os.WriteFile(file, gen.TOML(gen.Doc(rng, gen.RandomSize(rng))), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := models.Load(models.Request{Path: file})
		if err != nil {
			t.Fatal(err)
		}
		c, err := compile.Compile(m)
		if err != nil {
			t.Fatal(err)
		}
		s, run := users.New(c), cascade.New(c.Graph, time.Hour)
		for i := range m.Nodes {
			w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{m.Nodes[i].ID}, After: time.Hour})
			if err != nil {
				t.Fatal(err)
			}
			run.Run(c.WithParts(int32(i)), nil)
			if got := s.Lost(run); math.Abs(got-w.Totals.UsersDown) > 1 { // sums of shares may round to either side
				t.Fatalf("seed %d: %s takes %v users, want %v", seed, m.Nodes[i].ID, got, w.Totals.UsersDown)
			}
			if w.Totals.UsersDown > 0 {
				lost++
			}
		}
	}
	if lost < 500 {
		t.Errorf("only %d failures cost users", lost)
	}
}
