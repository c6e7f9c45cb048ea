package cascade_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/cascade"
)

// slowStart finds the least fixed point of "not down" by trying every vertex
// again until nothing changes.
func slowStart(g *graph.Graph) []bool {
	on := make([]bool, g.Len())
	var holds func(gate int32) bool
	holds = func(gate int32) bool {
		alive := int32(0)
		for _, m := range g.Members(gate) {
			if m >= 0 && on[m] || m < 0 && holds(^m) {
				alive++
			}
		}
		return alive >= g.K(gate) || g.Mods(gate).Loss
	}
	for again := true; again; {
		again = false
		for v := range int32(g.Len()) {
			up := !on[v]
			for gate, to := g.Gates(v); gate < to && up; gate++ {
				up = g.Parent(gate) >= 0 || holds(gate)
			}
			if up {
				on[v], again = true, true
			}
		}
	}
	return on
}

func TestColdStart(t *testing.T) {
	stuck := 0
	for seed := range uint64(1000) {
		g := random(rand.New(rand.NewPCG(seed, 3)))
		got, on := cascade.ColdStart(g), slowStart(g)
		for v := range int32(g.Len()) {
			want := !on[v] && g.ComponentSize(g.Component(v)) > 1
			if slices.Contains(got, v) != want {
				t.Fatalf("seed %d: vertex %d: want cannot start %v", seed, v, want)
			}
		}
		stuck += len(got)
	}
	if stuck < 100 {
		t.Errorf("only %d vertices could not start: the models are too easy", stuck)
	}
}
