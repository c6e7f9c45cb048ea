package rank_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestUnlessAgreesWithOracle compares every row with what an interpreter of the language
// finds by running every failure and every pair.
func TestUnlessAgreesWithOracle(t *testing.T) {
	t.Parallel()
	helped, cases := 0, rounds.Of(t, 6, 300)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 75))
		size := gen.RandomSize(rng)
		if seed%3 == 0 {
			size = gen.Supplied(rng)
		}
		size.Nodes = min(size.Nodes, 9)
		doc := gen.FilterDelays(gen.Inhibited(rng, size), func(_, _ string) bool { return false })
		c, after := fixture.Compile(t, gen.TOML(doc)), horizon(rng)
		single := map[string]oracle.Row{}
		for failures := 1; failures <= 2; failures++ {
			got := ranked(t, c, rank.Question{Failures: failures, Against: "*", By: "users", After: after})
			against := []string{}
			for _, vertex := range gen.CanFail(doc) {
				if !strings.Contains(vertex, "@") {
					against = append(against, vertex)
				}
			}
			want := map[string]oracle.Row{}
			for _, row := range oracle.Ranking(doc, against, failures, models.FormatDuration(after)) {
				slices.Sort(row.Failed)
				want[strings.Join(row.Failed, " ")] = row
			}
			if int(got.Scenarios) != len(want) {
				t.Fatalf("seed %d: %d failures, want %d", seed, got.Scenarios, len(want))
			}
			for _, row := range got.Rows {
				x := want[strings.Join(row.Failed, " ")]
				if x.Failed == nil || row.SectorsFail != x.Sectors || row.NodesDown != x.Nodes || row.Uncounted != x.Uncounted || row.UsersDown != nil && math.Abs(*row.UsersDown-x.Users) > 1e-6 {
					t.Fatalf("seed %d: %+v, want %+v\n%s", seed, row, x, gen.TOML(doc))
				}
				delete(want, strings.Join(row.Failed, " "))
				if failures == 1 {
					single[row.Failed[0]] = x
				} else if x.Nodes < max(single[row.Failed[0]].Nodes, single[row.Failed[1]].Nodes) {
					helped++
				}
			}
			if len(got.Rows) == 0 { // of one node there are no pairs
				continue
			}
			worst := got.Rows[len(got.Rows)-1]
			for _, x := range want { // rows that are left out may be none that belong before the last
				if worst.UsersDown != nil && x.Users > *worst.UsersDown {
					t.Fatalf("seed %d: %+v is missing, the last is %+v\n%s", seed, x, worst, gen.TOML(doc))
				}
			}
		}
	}
	if helped < cases.Least(8) {
		t.Errorf("only %d pairs are better than one of the two alone", helped)
	}
}
