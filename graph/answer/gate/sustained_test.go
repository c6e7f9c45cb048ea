package gate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
)

// circling returns which of some nodes are self-sustained after a failure, by whatif.
func circling(t *testing.T, c *compile.Compiled, protect []string, failed ...string) (out []string) {
	t.Helper()
	w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, After: c.Model.Horizon})
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Nodes {
		if n := &w.Nodes[i]; n.SelfSustained && slices.Contains(protect, n.ID) && !slices.Contains(failed, n.ID) {
			out = append(out, n.ID)
		}
	}
	return out
}

// TestCirclesAgreeWithWhatIf counts the failures of a policy that leave something
// protected standing only by going round in a circle, one whatif after another.
func TestCirclesAgreeWithWhatIf(t *testing.T) {
	found, cases := 0, rounds.Of(t, 30, 1600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 72))
		size := gen.RandomSize(rng)
		size.Cycles, size.Groups, size.AtLeast, size.Supply = 0.7, 0.8, 0, 0.1
		doc := gen.Doc(rng, size)
		if seed%2 == 0 {
			gen.Flowing(rng, doc, 0.3)
		}
		var all, can []string
		c := load(t, string(gen.TOML(doc)))
		for i := range c.Model.Nodes {
			all = append(all, c.Model.Nodes[i].ID)
			if c.Model.Nodes[i].Fails {
				can = append(can, c.Model.Nodes[i].ID)
			}
		}
		protect, against := all, some(rng, can, 20)
		doc["policy"] = map[string]any{"p": map[string]any{"protect": strings.Join(protect, ","), "against": strings.Join(against, ","), "failures": int64(1 + seed%2)}}
		c = load(t, string(gen.TOML(doc)))
		want, first := 0, ""
		alone := map[string][]string{}
		count := func(failed []string, nodes []string) {
			if len(nodes) > 0 {
				if want++; want == 1 {
					first = fmt.Sprint(failed, nodes[0])
				}
			}
		}
		for _, a := range against {
			alone[a] = circling(t, c, protect, a)
			count([]string{a}, alone[a])
		}
		for i, a := range against {
			for _, b := range against[i+1:] {
				if seed%2 == 1 {
					nodes := slices.DeleteFunc(circling(t, c, protect, a, b), func(n string) bool { return slices.Contains(alone[a], n) || slices.Contains(alone[b], n) })
					count([]string{a, b}, nodes)
				}
			}
		}
		p := gated(t, c).Policies[0]
		got := ""
		if p.Circle != nil {
			got = fmt.Sprint(p.Circle.Failed, p.Circle.Node)
		}
		if p.SelfSustained != want || got != first {
			t.Fatalf("seed %d: %d (%s), want %d (%s)\n%s", seed, p.SelfSustained, got, want, first, gen.TOML(doc))
		}
		found += want
	}
	if found < cases.Least(100) {
		t.Errorf("only %d were found", found)
	}
}
