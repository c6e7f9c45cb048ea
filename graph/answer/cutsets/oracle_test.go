package cutsets_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/answer/faults"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/internal/worlds"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestCutSetsAgreeWithOracle compares the cut sets of every node and part, down
// and degraded, with those found by failing everything there is to fail.
func TestCutSetsAgreeWithOracle(t *testing.T) {
	t.Parallel()
	agree(t, worlds.Draw, rounds.Of(t, 100, 500), 1500)
}

// TestSupplyAgreesWithOracle does so where loops have to be supplied.
func TestSupplyAgreesWithOracle(t *testing.T) {
	t.Parallel()
	agree(t, worlds.Supplied, rounds.Of(t, 150, 2000), 6000)
}

// cascaded returns levels by a cascade that has run nothing else.
func cascaded(g *graph.Graph, after time.Duration, down []int32) []graph.Level {
	c := cascade.New(g, after)
	c.Run(down, nil)
	out := make([]graph.Level, g.Len())
	for v := range out {
		out[v] = c.Level(int32(v))
	}
	return out
}

func inhibited(t testing.TB, seed uint64) *worlds.World { return worlds.Inhibited(t, seed, cascaded) }

// TestInhibitedAgreesWithCascades does so where requirements hold while something is
// down, with what cascades find.
func TestInhibitedAgreesWithCascades(t *testing.T) {
	t.Parallel()
	agree(t, inhibited, rounds.Of(t, 150, 2000), 1000)
}

func agree(t *testing.T, draw func(testing.TB, uint64) *worlds.World, cases rounds.Rounds, least int) {
	t.Helper()
	found := 0
	for seed := range cases.Seeds() {
		w := draw(t, seed)
		rng := rand.New(rand.NewPCG(seed, 12))
		for v := range int32(w.Compiled.Graph.Len()) {
			q := cutsets.Question{Node: w.Compiled.Name(v), Level: faults.Levels()[rng.IntN(2)], After: w.After, Budget: 1 << 20}
			allowed := w.Everything()
			if rng.IntN(3) == 0 {
				if allowed &= rng.IntN(allowed + 1); allowed != 0 {
					q.Against = w.Names(allowed)
				} else {
					allowed = w.Everything()
				}
			}
			got, err := cutsets.Ask(t.Context(), w.Compiled, q)
			if err != nil {
				t.Fatal(err)
			}
			want := w.MinimalSets(v, q.Level, allowed)
			found += len(want)
			if fmt.Sprint(got.Sets) != fmt.Sprint(want) || got.Truncated || got.Count != fmt.Sprint(len(want)) {
				t.Fatalf("seed %d: %s %v against %v: %v of %s, want %v\n%s", seed, q.Node, q.Level, q.Against, got.Sets, got.Count, want, w.Text())
			}
		}
	}
	if found < cases.Least(least) {
		t.Errorf("only %d sets in all", found)
	}
}
