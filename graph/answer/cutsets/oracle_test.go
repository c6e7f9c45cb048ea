package cutsets_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/answer/faults"
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

// TestInhibitedAgreesWithOracle does so where requirements hold while something is
// down.
func TestInhibitedAgreesWithOracle(t *testing.T) {
	t.Parallel()
	agree(t, worlds.Inhibited, rounds.Of(t, 150, 2000), 1000)
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

// TestPrimesAgreeWithOracle compares prime implicants with those found by failing
// everything there is to fail.
func TestPrimesAgreeWithOracle(t *testing.T) {
	t.Parallel()
	negative, cases := 0, rounds.Of(t, 60, 600)
	for seed := range cases.Seeds() {
		w := worlds.Inhibited(t, seed)
		for v := range int32(w.Compiled.Graph.Len()) {
			q := cutsets.Question{Node: w.Compiled.Name(v), Level: faults.Levels()[seed%2], After: w.After, Prime: true, Budget: 1 << 20}
			got, err := cutsets.Ask(t.Context(), w.Compiled, q)
			if err != nil {
				t.Fatal(err)
			}
			want := w.Primes(v, q.Level, w.Everything())
			list := make([][2][]string, len(got.Implicants))
			for i, x := range got.Implicants {
				list[i] = [2][]string{x.Failed, x.Works}
				negative += min(len(x.Works), 1)
			}
			if fmt.Sprint(list) != fmt.Sprint(want) || got.Truncated || got.Count != fmt.Sprint(len(want)) || got.Sets != nil {
				t.Fatalf("seed %d: %s %v: %v of %s, want %v\n%s", seed, q.Node, q.Level, list, got.Count, want, w.Text())
			}
		}
	}
	if negative < cases.Least(200) {
		t.Errorf("only %d implicants say what works", negative)
	}
}
