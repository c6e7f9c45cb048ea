package blackstart_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestALoopWithoutASourceSustainsNothing has two vertices that bring each other supply,
// and two that only need each other.
func TestALoopWithoutASourceSustainsNothing(t *testing.T) {
	b := graph.NewBuilder(0, 0)
	for _, other := range []int32{1, 0} {
		b.Require(&graph.Spec{Vertex: other, Mods: graph.Mods{Supply: true}})
		b.Next()
	}
	b.Need(3)
	b.Next()
	b.Need(2)
	b.Next()
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	s := fromBlack(t, g, plenty)
	if want := []int32{0, 0, 0, 0}; !slices.Equal(s.Round, want) {
		t.Errorf("rounds %v", s.Round)
	}
	if len(s.Loops) != 1 || !slices.Equal(s.Loops[0].Vertices, []int32{2, 3}) || !slices.Equal(s.Loops[0].Breakers, []int32{2, 3}) {
		t.Errorf("loops %v", s.Loops)
	}
}

// standing finds who is not down in a component with all else on, by the definition:
// the greatest X with X = μY.F(X, Y).
func standing(g *graph.Graph, c int32) []bool {
	x := slices.Repeat([]bool{true}, g.Len())
	for {
		y := make([]bool, g.Len())
		for v := range y {
			y[v] = g.Component(int32(v)) != c
		}
		var holds func(gate int32) bool
		holds = func(gate int32) bool {
			m, have, from := g.Mods(gate), int32(0), x
			if m.Supply || m.Whole {
				from = y
			}
			for _, w := range g.Members(gate) {
				if w >= 0 && from[w] || w < 0 && holds(^w) {
					have++
				}
			}
			return have >= g.K(gate) || m.Loss || m.Whole && have > 0
		}
		for again := true; again; {
			again = false
			for v := range y {
				on := !y[v]
				for gate, to := g.Gates(int32(v)); gate < to && on; gate++ {
					on = g.Parent(gate) >= 0 || holds(gate)
				}
				if on {
					y[v], again = true, true
				}
			}
		}
		if slices.Equal(x, y) {
			return x
		}
		x = y
	}
}

// TestOnlyWhatStandsIsInALoop compares loops of graphs with supply with what does not
// start and would stand.
func TestOnlyWhatStandsIsInALoop(t *testing.T) {
	stands, dry := 0, 0
	for seed := range rounds.Of(t, 400, 5000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 5))
		g := random(rng, 0.25*float64(1+rng.IntN(4)))
		s := fromBlack(t, g, plenty)
		var want [][]int32
		for c := range int32(g.Components()) {
			outside := make([]bool, g.Len())
			for v := range outside {
				outside[v] = g.Component(int32(v)) != c
			}
			var loop []int32
			x := standing(g, c)
			for v, round := range slowStart(g, outside) {
				switch {
				case outside[v] || round > 0:
				case x[v]:
					loop = append(loop, int32(v))
					stands++
				default:
					dry++
				}
			}
			if loop != nil {
				want = append(want, loop)
			}
		}
		var got [][]int32
		for _, l := range s.Loops {
			got = append(got, l.Vertices)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d: loops %v, want %v", seed, got, want)
		}
	}
	if stands == 0 || dry == 0 {
		t.Errorf("%d stand and do not start, %d do not stand", stands, dry)
	}
}
