package blackstart_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/blackstart"
	"github.com/meoktong/meoktong/graph/rounds"
)

// drawUnless returns a graph in which some of what holds does so while something of a
// lower stratum is down, and the strata.
func drawUnless(rng *rand.Rand) (*graph.Graph, []int) {
	stratum := make([]int, 3+rng.IntN(9))
	for v := range stratum[1:] {
		stratum[v+1] = rng.IntN(4)
	}
	var spec func(most, levels int) graph.Spec
	spec = func(most, levels int) graph.Spec {
		s := graph.Spec{K: 1, Mods: graph.Mods{Loss: rng.IntN(8) == 0, Accepts: rng.IntN(6) == 0}}
		switch kind := rng.IntN(6); {
		case most > 0 && levels > 0 && kind < 2:
			s.Mods.Unless, s.Of = true, []graph.Spec{spec(most-1, levels-1)}
		case levels > 0 && kind < 4:
			s.Of = []graph.Spec{spec(most, levels-1), spec(most, levels-1)}
			s.K = 1 + rng.IntN(2)
		default:
			for s.Vertex = int32(rng.IntN(len(stratum))); stratum[s.Vertex] > most; {
				s.Vertex = int32(rng.IntN(len(stratum)))
			}
		}
		return s
	}
	b := graph.NewBuilder(0, 0)
	for _, at := range stratum {
		for range rng.IntN(3) {
			s := spec(at, 2)
			b.Require(&s)
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g, stratum
}

// slowHolds says whether a gate holds with some vertices on, where ever says which of
// lower strata come back.
func slowHolds(g *graph.Graph, gate int32, on, ever []bool) bool {
	if g.Mods(gate).Loss {
		return true
	}
	alive := int32(0)
	for _, m := range g.Members(gate) {
		with := on
		if g.Mods(gate).Unless {
			with = ever
		}
		if m >= 0 && with[m] || m < 0 && slowHolds(g, ^m, with, ever) {
			alive++
		}
	}
	return alive >= g.K(gate) != g.Mods(gate).Unless
}

// slowRounds starts, in rounds, what is not above a stratum.
func slowRounds(g *graph.Graph, stratum []int, most int, ever []bool) []int32 {
	round := make([]int32, g.Len())
	on := make([]bool, g.Len())
	for r, again := int32(1), true; again; r++ {
		again = false
		next := slices.Clone(on)
		for v := range on {
			up := !on[v] && stratum[v] <= most
			for gate, to := g.Gates(int32(v)); gate < to && up; gate++ {
				up = g.Parent(gate) >= 0 || slowHolds(g, gate, on, ever)
			}
			if up {
				next[v], round[v], again = true, r, true
			}
		}
		on = next
	}
	return round
}

// TestUnlessByStrata starts one stratum after another: what waits until something is down
// starts if that never comes back.
func TestUnlessByStrata(t *testing.T) {
	waited, cases := 0, rounds.Of(t, 3000, 50_000)
	for seed := range cases.Seeds() {
		g, stratum := drawUnless(rand.New(rand.NewPCG(seed, 9)))
		var want []int32
		ever := make([]bool, g.Len())
		for s := range 4 {
			want = slowRounds(g, stratum, s, ever)
			for v, r := range want {
				ever[v] = r > 0
			}
		}
		s, err := blackstart.FromBlack(t.Context(), g, each, plenty)
		if err != nil || !slices.Equal(s.Round, want) {
			t.Fatalf("seed %d: %v, want %v: %v", seed, s.Round, want, err)
		}
		for _, gate := range g.Unless() {
			if want[g.Owner(gate)] > 0 {
				waited++
			}
		}
	}
	if waited < cases.Least(5000) {
		t.Errorf("only %d have waited", waited)
	}
}
