package gate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/loads"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestWithLoad compares violations, by level, share and outage, with one whatif and one
// timeline after another.
func TestWithLoad(t *testing.T) {
	violated, otherwise, cases := 0, 0, rounds.Of(t, 30, 600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 37))
		doc := loads.Draw(rng, loads.Everything())
		doc["policy"] = map[string]any{"p": map[string]any{"protect": "kind:service", "against": "*", "worst": "degraded", "max_share": 0.3, "max_outage": "20m", "for": "2h"}}
		c := load(t, string(gen.TOML(doc)))
		var want []string
		for i := range c.Model.Nodes {
			failed := c.Model.Nodes[i].ID
			w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{failed}, After: c.Model.Horizon, All: true})
			if err != nil {
				t.Fatal(err)
			}
			s, err := timeline.Simulate(t.Context(), c, timeline.Script{Failed: []string{failed}, For: 2 * time.Hour})
			if err != nil {
				t.Fatal(err)
			}
			for j := range w.Nodes {
				n := &w.Nodes[j]
				if n.ID == failed || n.Kind != "service" {
					continue
				}
				_, longest, out := s.Longest(c.Vertex(n.ID))
				long := out && (longest.To < 0 || longest.To-longest.From > 20*time.Minute)
				if n.Level == "down" && n.Before != "down" || lostSince(n) > 0.3+1e-9 || long {
					want = append(want, failed+" "+n.ID)
				}
			}
		}
		got := pairsOf(gated(t, c).Policies[0].Violations)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: %s\nwant %s\n%s", seed, strings.Join(got, ", "), strings.Join(want, ", "), gen.TOML(doc))
		}
		if violated += len(want); fmt.Sprint(pairsOf(gated(t, c.WithoutLoad()).Policies[0].Violations)) != fmt.Sprint(want) {
			otherwise++
		}
	}
	if violated < cases.Least(2000) || otherwise < cases.Least(150) {
		t.Errorf("%d violations; %d models in which load makes a difference", violated, otherwise)
	}
}

// lostSince is the share of a service's users who lose it and had it before, where parts
// that were down before stay so.
func lostSince(n *result.NodeState) float64 {
	share := 0.0
	if n.ShareDown != nil {
		share = *n.ShareDown
	}
	if n.ShareBefore != nil {
		share -= *n.ShareBefore
	}
	return share
}

func pairsOf(violations []result.Violation) (out []string) {
	for _, v := range violations {
		out = append(out, v.Failed[0]+" "+v.Node)
	}
	slices.Sort(out)
	return out
}

// TestPairsWithLoad has a pair of doors leave too few, as no door alone does.
func TestPairsWithLoad(t *testing.T) {
	text := ""
	for i := range 4 {
		text += fmt.Sprintf("[equipment.door-%d]\ncapacity = 40\noverload = \"shed\"\n", i)
	}
	text += `
[equipment.bulb]
[service.hall]
users = 100
demand = 120
needs = [{ any = ["door-0", "door-1", "door-2", "door-3"], balance = "even" }]
[policy.p]
protect = "hall"
against = "kind:equipment"
failures = 2
max_share = 0.2
`
	g, err := gate.Ask(t.Context(), load(t, text), gate.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if p := g.Policies[0]; p.Violated != 6 || len(p.Violations[0].Failed) != 2 || *p.Violations[0].ShareDown != 0.333333333 {
		t.Errorf("%+v", p)
	}
}
