package gate_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestUnlessBreaksNoMore compares verdicts on models in which a failure may help with
// those of an interpreter of the language that runs every failure and every pair.
func TestUnlessBreaksNoMore(t *testing.T) {
	t.Parallel()
	violated, cases := 0, rounds.Of(t, 16, 1000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 75))
		size := gen.RandomSize(rng)
		if seed%3 == 0 {
			size = gen.Supplied(rng)
		}
		size.Nodes = min(size.Nodes, 9)
		doc := gen.FilterDelays(gen.Inhibited(rng, size), func(_, _ string) bool { return false })
		d := draw(rng, doc, false)
		text := string(gen.TOML(doc))
		d.c = load(t, text)
		got := gated(t, d.c).Policies[0]
		want := d.broken(doc)
		still := oracle.WhatIf(doc, oracle.Question{})
		for key := range want { // what was as bad with nothing failed breaks no policy
			node, failed, _ := strings.Cut(key, ": ")
			a := oracle.WhatIf(doc, oracle.Question{Failed: strings.Split(failed, ", ")})
			service, _, _ := strings.Cut(node, "@")
			if rank(a.Levels[node]) >= rank(still.Levels[node]) && (service != node || a.ShareDown[node] <= still.ShareDown[node]+1e-9) {
				delete(want, key)
			}
		}
		if got.Holds != (len(want) == 0) {
			t.Fatalf("seed %d: holds %v, want %v, listed %+v\n%s", seed, got.Holds, want, got.Violations, text)
		}
		violated += min(1, len(want))
	}
	if violated < cases.Least(300) {
		t.Errorf("only %d policies were broken", violated)
	}
}

func rank(level string) int { return slices.Index([]string{"down", "degraded", "up"}, level) }
