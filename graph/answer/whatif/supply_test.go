package whatif_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// drawSupplied returns the model and question of a seed, with loops round which a
// supply goes.
func drawSupplied(seed uint64) (oracle.Doc, oracle.Question) {
	rng := rand.New(rand.NewPCG(seed, 15))
	doc := gen.Doc(rng, gen.Supplied(rng))
	q := gen.Question(rng, doc)
	return gen.Still(doc, q), q
}

// TestSupplyAgreesWithOracle compares levels, those with nothing failed, lost
// redundancy and reasons with the nested fixed point, found as it is defined.
func TestSupplyAgreesWithOracle(t *testing.T) {
	t.Parallel()
	starved, dry, cases := 0, 0, rounds.Of(t, 300, 3000)
	for seed := range cases.Seeds() {
		doc, q := drawSupplied(seed)
		want := oracle.WhatIf(doc, q)
		c := load(t, doc)
		if diff := compareSupplied(ask(t, c, q), want, neverWhole(c, want.Before)); diff != "" {
			t.Fatalf("seed %d, %v after %s: %s\n%s", seed, q.Failed, q.After, diff, gen.TOML(doc))
		}
		plain := oracle.Apart(gen.Unsupplied(doc), q)
		for vertex, level := range want.Levels {
			if level != plain.Levels[vertex] && want.Before[vertex] == "up" {
				starved++
			}
			if want.Before[vertex] != "up" {
				dry++
			}
		}
	}
	if starved < cases.Least(250) || dry < cases.Least(500) {
		t.Errorf("%d fell for want of supply, %d were down before: the test tries nothing", starved, dry)
	}
}

func allUp(levels map[string]string) bool {
	for _, level := range levels {
		if level != "up" {
			return false
		}
	}
	return true
}

// compareSupplied says where an answer differs from the oracle's in what supply
// touches, or "".
func compareSupplied(w *result.WhatIf, want oracle.Answer, unagreed map[string]bool) string {
	seen := 0
	for i := range w.Nodes {
		n := &w.Nodes[i]
		forgiveRedundancy(n, want, unagreed)
		if diff := compareNode(n, want); diff != "" {
			return n.ID + ": " + diff
		}
		seen += 1 + len(n.Parts)
	}
	if seen != len(want.Levels) {
		return fmt.Sprintf("%d nodes and parts, want %d", seen, len(want.Levels))
	}
	return ""
}

// neverWhole names what was not up with nothing failed, and what needs that: whether a
// requirement that is as bad as before still holds, and so whether redundancy was lost, is
// not agreed upon.
func neverWhole(c *compile.Compiled, before map[string]string) map[string]bool {
	out := map[string]bool{}
	for v := range int32(c.Graph.Len()) {
		out[c.Name(v)] = before[c.Name(v)] != "up"
		for slot, end := c.Graph.Slots(v); slot < end; slot++ {
			if m := c.Graph.Member(slot); m >= 0 && before[c.Name(m)] != "up" {
				out[c.Name(v)] = true
			}
		}
	}
	return out
}

// forgiveRedundancy leaves aside whether these lost their redundancy.
func forgiveRedundancy(n *result.NodeState, want oracle.Answer, unagreed map[string]bool) {
	if unagreed[n.ID] {
		n.LostRedundancy = want.LostRedundancy[n.ID]
	}
	for i := range n.Parts {
		if id := n.ID + "@" + n.Parts[i].Access; unagreed[id] {
			n.Parts[i].LostRedundancy = want.LostRedundancy[id]
		}
	}
}
