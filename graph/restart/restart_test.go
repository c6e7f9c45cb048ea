package restart_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/restart"
)

func each(v int32) int32 { return v }

const plenty = 1 << 30

// Example starts a power station and a telephone exchange that need each other,
// and a shop that needs the exchange.
func Example() {
	b := graph.NewBuilder(0, 0)
	b.Need(1)
	b.Next() // 0: power
	b.Need(0)
	b.Next() // 1: telephone
	b.Need(1)
	b.Next() // 2: shop
	b.Next() // 3: a well
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	s := restart.FromBlack(g, each, plenty)
	fmt.Println("rounds", s.Round)
	for _, l := range s.Loops {
		fmt.Println("loop", l.Vertices, "broken by any of", l.Breakers)
	}
	// Output:
	// rounds [0 0 0 1]
	// loop [0 1] broken by any of [0 1]
}

// random returns a graph with cycles and modifiers of every kind.
func random(rng *rand.Rand) *graph.Graph {
	n := 2 + rng.IntN(12)
	b := graph.NewBuilder(0, 0)
	spec := func() graph.Spec { return graph.Spec{Vertex: int32(rng.IntN(n)), K: 1} }
	for v := range n {
		if v >= 2 && rng.IntN(6) == 0 {
			b.Whole([]int32{int32(v - 1), int32(v - 2)})
			b.Next()
			continue
		}
		for range rng.IntN(3) {
			of := []graph.Spec{spec(), spec(), {K: 1, Of: []graph.Spec{spec(), spec()}}}
			b.Require(&graph.Spec{K: 1 + rng.IntN(3), Of: of, Mods: graph.Mods{
				Failover: time.Duration(rng.IntN(3)) * time.Hour, Holdup: time.Duration(rng.IntN(2)*rng.IntN(3)) * time.Hour,
				Accepts: rng.IntN(4) == 0, Loss: rng.IntN(4) == 0}})
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g
}

// slowStart finds the least fixed point of "not down" by trying every vertex
// again until nothing changes, round by round. given are on from the start.
func slowStart(g *graph.Graph, given []bool) (round []int32) {
	round = make([]int32, g.Len())
	was := slices.Clone(given)
	var holds func(gate int32) bool
	holds = func(gate int32) bool {
		alive := int32(0)
		for _, m := range g.Members(gate) {
			if m >= 0 && was[m] || m < 0 && holds(^m) {
				alive++
			}
		}
		return alive >= g.K(gate) || g.Mods(gate).Loss || g.Mods(gate).Whole && alive > 0
	}
	for r, again := int32(1), true; again; r++ {
		again = false
		now := slices.Clone(was)
		for v := range int32(g.Len()) {
			up := !was[v]
			for gate, to := g.Gates(v); gate < to && up; gate++ {
				up = g.Parent(gate) >= 0 || holds(gate)
			}
			if up {
				now[v], again, round[v] = true, true, r
			}
		}
		for r, whole := r, true; whole; { // wholes are on with their first part
			whole = false
			was = slices.Clone(now)
			for v := range int32(g.Len()) {
				gate, to := g.Gates(v)
				if !now[v] && gate < to && g.Mods(gate).Whole && holds(gate) {
					now[v], whole, round[v] = true, true, r
				}
			}
		}
		was = now
	}
	return round
}

func TestFromBlack(t *testing.T) {
	stuck, broken, hard := 0, 0, 0
	for seed := range uint64(2000) {
		g := random(rand.New(rand.NewPCG(seed, 3)))
		s := restart.FromBlack(g, each, plenty)
		if want := slowStart(g, make([]bool, g.Len())); !slices.Equal(s.Round, want) || s.Rounds != slices.Max(want) {
			t.Fatalf("seed %d: rounds %v (%d), want %v", seed, s.Round, s.Rounds, want)
		}
		var loops []restart.Loop
		for c := range int32(g.Components()) {
			l := restart.Loop{Component: c}
			outside := make([]bool, g.Len())
			for v := range outside {
				outside[v] = g.Component(int32(v)) != c
			}
			round := slowStart(g, outside)
			for v := range outside {
				if !outside[v] && round[v] == 0 {
					l.Vertices = append(l.Vertices, int32(v))
				}
			}
			if l.Vertices == nil {
				continue
			}
			for _, v := range l.Vertices {
				given := slices.Clone(outside)
				given[v] = true
				round := slowStart(g, given)
				if !slices.ContainsFunc(l.Vertices, func(x int32) bool { return x != v && round[x] == 0 }) {
					l.Breakers = append(l.Breakers, v)
				}
			}
			stuck += len(l.Vertices)
			broken += len(l.Breakers)
			if len(l.Breakers) == 0 {
				hard++
			}
			loops = append(loops, l)
		}
		if fmt.Sprint(s.Loops) != fmt.Sprint(loops) || s.Truncated {
			t.Fatalf("seed %d: loops %v, want %v", seed, s.Loops, loops)
		}
	}
	if stuck < 100 || broken < 100 || hard < 5 {
		t.Errorf("%d vertices could not start, %d break a loop, %d loops no one breaks: the models are too easy", stuck, broken, hard)
	}
}

// TestTruncated stops at its limit and says so; the loops are all there.
func TestTruncated(t *testing.T) {
	const n = 1000
	b := graph.NewBuilder(0, 0)
	for v := range int32(n) {
		b.Need((v + 1) % n)
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	s := restart.FromBlack(g, each, 10*n)
	if !s.Truncated || len(s.Loops) != 1 || len(s.Loops[0].Vertices) != n || len(s.Loops[0].Breakers) < 9 {
		t.Errorf("truncated %v, %d loops, %d breakers", s.Truncated, len(s.Loops), len(s.Loops[0].Breakers))
	}
}
