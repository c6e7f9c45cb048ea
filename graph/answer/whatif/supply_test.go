package whatif_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

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
	starved, dry, cases := 0, 0, rounds.Of(t, 600, 6000)
	for seed := range cases.Seeds() {
		doc, q := drawSupplied(seed)
		want := oracle.WhatIf(doc, q)
		got := ask(t, load(t, doc), q)
		if diff := compareSupplied(got, want); diff != "" {
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
	if starved < cases.Least(500) || dry < cases.Least(1000) {
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
func compareSupplied(w *result.WhatIf, want oracle.Answer) string {
	seen := 0
	for i := range w.Nodes {
		n := &w.Nodes[i]
		forgiveRedundancy(n, want)
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

// forgiveRedundancy leaves aside whether redundancy was lost where something was
// not up with nothing failed: whether a requirement that is as bad as before still
// holds is not agreed upon.
func forgiveRedundancy(n *result.NodeState, want oracle.Answer) {
	if want.Before[n.ID] != "up" {
		n.LostRedundancy = want.LostRedundancy[n.ID]
	}
	for i := range n.Parts {
		if id := n.ID + "@" + n.Parts[i].Access; want.Before[id] != "up" {
			n.Parts[i].LostRedundancy = want.LostRedundancy[id]
		}
	}
}
