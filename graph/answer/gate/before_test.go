package gate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestWhatWasSoBreaksNothing compares violations by level with one whatif after another,
// in models in which some of it is down with nothing failed: only what a failure makes
// worse breaks a policy.
func TestWhatWasSoBreaksNothing(t *testing.T) {
	spared, violated, cases := 0, 0, rounds.Of(t, 40, 800)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 75))
		size := gen.RandomSize(rng)
		size.Cycles, size.Groups = 0.5, 0.3
		doc := gen.Doc(rng, size)
		gen.Flowing(rng, doc, 0.6)
		worst := []string{"up", "degraded"}[rng.IntN(2)]
		doc["policy"] = map[string]any{"p": map[string]any{"protect": "*", "against": "*", "worst": worst}}
		c := load(t, string(gen.TOML(doc)))
		var want []string
		before := map[string]bool{}
		for i := range c.Model.Nodes {
			failed := c.Model.Nodes[i].ID
			if !c.Model.Nodes[i].Fails {
				continue
			}
			w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{failed}, After: c.Model.Horizon, All: true})
			if err != nil {
				t.Fatal(err)
			}
			for j := range w.Nodes {
				n := &w.Nodes[j]
				if n.Before != "up" {
					before[n.ID] = true
				}
				switch bad := n.Level == "down" || n.Level == "degraded" && worst == "up"; {
				case n.ID == failed || !bad:
				case n.Level == n.Before || n.Before == "down":
					spared++
				default:
					want = append(want, failed+" "+n.ID)
				}
			}
		}
		p := gated(t, c).Policies[0]
		var got []string
		for _, v := range p.Violations {
			got = append(got, v.Failed[0]+" "+v.Node)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: %s\nwant %s\n%s", seed, strings.Join(got, ", "), strings.Join(want, ", "), gen.TOML(doc))
		}
		if len(p.Before) != len(before) {
			t.Fatalf("seed %d: before %s, want %s", seed, p.Before, fmt.Sprint(before))
		}
		violated += len(want)
	}
	if spared < cases.Least(1000) || violated < cases.Least(1000) {
		t.Errorf("%d cases were so before, %d are violations", spared, violated)
	}
}
