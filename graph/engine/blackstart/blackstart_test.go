package blackstart_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/blackstart"
	"github.com/meoktong/meoktong/graph/rounds"
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
	s, err := blackstart.FromBlack(context.Background(), g, each, plenty)
	if err != nil {
		panic(err)
	}
	fmt.Println("rounds", s.Round)
	for _, l := range s.Loops {
		fmt.Println("loop", l.Vertices, "broken by any of", l.Breakers)
	}
	// Output:
	// rounds [0 0 0 1]
	// loop [0 1] broken by any of [0 1]
}

// random returns a graph with cycles and modifiers of every kind; so much of it, 0 to
// 1, is supply.
func random(rng *rand.Rand, supply float64) *graph.Graph {
	n := 2 + rng.IntN(12)
	b := graph.NewBuilder(0, 0)
	brings := func() bool { return supply > 0 && rng.Float64() < supply }
	spec := func() graph.Spec {
		return graph.Spec{Vertex: int32(rng.IntN(n)), K: 1, Mods: graph.Mods{Supply: brings()}}
	}
	for v := range n {
		if v >= 2 && rng.IntN(6) == 0 {
			b.Whole([]int32{int32(v - 1), int32(v - 2)})
			b.Next()
			continue
		}
		for range rng.IntN(3) {
			of := []graph.Spec{spec(), spec(), {K: 1, Of: []graph.Spec{spec(), spec()}, Mods: graph.Mods{Supply: brings()}}}
			b.Require(&graph.Spec{K: 1 + rng.IntN(3), Of: of, Mods: graph.Mods{
				Failover: time.Duration(rng.IntN(3)) * time.Hour, Holdup: time.Duration(rng.IntN(2)*rng.IntN(3)) * time.Hour,
				Accepts: rng.IntN(4) == 0, Loss: rng.IntN(4) == 0, Supply: brings()}})
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
		for whole := true; whole; { // wholes are on with their first part
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

// slowLevels finds the least fixed point of levels (0 to 2: down to up) by trying
// every vertex again until nothing changes. given are up from the start.
func slowLevels(g *graph.Graph, given []bool) []int {
	levels := make([]int, g.Len())
	var value func(gate int32) int
	value = func(gate int32) int {
		var of []int
		for _, m := range g.Members(gate) {
			if m >= 0 {
				of = append(of, levels[m])
			} else {
				of = append(of, value(^m))
			}
		}
		slices.Sort(of)
		x := 0
		if k := int(g.K(gate)); k <= len(of) {
			x = of[len(of)-k]
		}
		if g.Mods(gate).Whole && of[len(of)-1] > 0 {
			x = max(x, 1)
		}
		if g.Mods(gate).Accepts && x == 1 {
			x = 2
		}
		if g.Mods(gate).Loss {
			x = max(x, 1)
		}
		return x
	}
	for again := true; again; {
		again = false
		for v := range int32(g.Len()) {
			level := 2
			for gate, to := g.Gates(v); gate < to && !given[v]; gate++ {
				if g.Parent(gate) < 0 {
					level = min(level, value(gate))
				}
			}
			again = again || level != levels[v]
			levels[v] = level
		}
	}
	return levels
}

// slowDegraded returns the loop of a component that starts and comes no further
// than degraded, or nil, by trying.
func slowDegraded(g *graph.Graph, c int32) *blackstart.Loop {
	outside := make([]bool, g.Len())
	for v := range outside {
		outside[v] = g.Component(int32(v)) != c
	}
	levels := slowLevels(g, outside)
	l := &blackstart.Loop{Component: c}
	for v, level := range levels {
		if level == 1 {
			l.Vertices = append(l.Vertices, int32(v))
		}
	}
	if l.Vertices == nil || slices.Contains(levels, 0) {
		return nil
	}
	for _, v := range l.Vertices {
		given := slices.Clone(outside)
		given[v] = true
		if !slices.Contains(slowLevels(g, given), 1) {
			l.Breakers = append(l.Breakers, v)
		}
	}
	return l
}

// TestDegraded compares loops that come no further than degraded with those found
// by trying.
func TestDegraded(t *testing.T) {
	found, broken, cases := 0, 0, rounds.Of(t, 400, 2000)
	for seed := range cases.Seeds() {
		g := random(rand.New(rand.NewPCG(seed, 4)), 0)
		var want []blackstart.Loop
		for c := range int32(g.Components()) {
			if l := slowDegraded(g, c); l != nil {
				want = append(want, *l)
				broken += len(l.Breakers)
			}
		}
		found += len(want)
		if s := fromBlack(t, g, plenty); fmt.Sprint(s.Degraded) != fmt.Sprint(want) {
			t.Fatalf("seed %d: loops %v, want %v", seed, s.Degraded, want)
		}
	}
	if found < cases.Least(50) || broken < cases.Least(50) {
		t.Errorf("%d loops, broken by %d: the models are too easy", found, broken)
	}
}

func TestFromBlack(t *testing.T) {
	stuck, broken, hard, cases := 0, 0, 0, rounds.Of(t, 400, 2000)
	for seed := range cases.Seeds() {
		g := random(rand.New(rand.NewPCG(seed, 3)), 0)
		s := fromBlack(t, g, plenty)
		if want := slowStart(g, make([]bool, g.Len())); !slices.Equal(s.Round, want) || s.Rounds != slices.Max(want) {
			t.Fatalf("seed %d: rounds %v (%d), want %v", seed, s.Round, s.Rounds, want)
		}
		var loops []blackstart.Loop
		for c := range int32(g.Components()) {
			l := blackstart.Loop{Component: c}
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
	if stuck < cases.Least(100) || broken < cases.Least(100) || hard < cases.Least(5) {
		t.Errorf("%d vertices could not start, %d break a loop, %d loops no one breaks: the models are too easy", stuck, broken, hard)
	}
}

// TestTruncated stops at its limit and says so; the loops are all there.
func TestTruncated(t *testing.T) {
	const n = 1000
	g := ring(t, n)
	s := fromBlack(t, g, 10*n)
	if !s.Truncated || len(s.Loops) != 1 || len(s.Loops[0].Vertices) != n || len(s.Loops[0].Breakers) < 9 {
		t.Errorf("truncated %v, %d loops, %d breakers", s.Truncated, len(s.Loops), len(s.Loops[0].Breakers))
	}
}

// ring returns vertices each of which needs the next.
func ring(t *testing.T, n int32) *graph.Graph {
	t.Helper()
	b := graph.NewBuilder(0, 0)
	for v := range n {
		b.Need((v + 1) % n)
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func fromBlack(t *testing.T, g *graph.Graph, work int) *blackstart.Start {
	t.Helper()
	s, err := blackstart.FromBlack(t.Context(), g, each, work)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCancelled ends a search that would last.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := blackstart.FromBlack(ctx, ring(t, 100_000), each, 1<<40)
	if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > 20*time.Second {
		t.Errorf("%v after %v", err, took)
	}
}
