package review_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/redact"
)

// TestRedactedRandomModels: of random models, every single failure costs the same
// under pseudonyms.
func TestRedactedRandomModels(t *testing.T) {
	hit, cases := 0, rounds.Of(t, 15, 150)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 7))
		m := load(t, write(t, "m.toml", string(gen.TOML(gen.Doc(rng, gen.RandomSize(rng))))))
		want, got := costs(t, m), costs(t, redact.Model(m, nil))
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v under pseudonyms, and %v", seed, got, want)
		}
		if want[len(want)-1][0] > 0 {
			hit++
		}
	}
	if hit < cases.Least(50) {
		t.Errorf("only %d models have a failure that costs users anything", hit)
	}
}

// costs returns what every single failure takes down, the least first.
func costs(t *testing.T, m *models.Model) [][4]float64 {
	t.Helper()
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	r, err := rank.Ask(t.Context(), c, rank.Question{Failures: 1, Against: "*", By: "users", After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	var out [][4]float64
	for _, row := range r.Rows {
		users := -1.0
		if row.UsersDown != nil {
			users = *row.UsersDown
		}
		out = append(out, [4]float64{users, float64(row.SectorsFail), float64(row.NodesDown), float64(row.ServicesHit)})
	}
	slices.SortFunc(out, func(a, b [4]float64) int { return slices.Compare(a[:], b[:]) })
	return out
}
