package load

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/rounds"
)

// scene is levels that a test has drawn; of a group of k the first k members are
// in use.
type scene struct {
	g      *graph.Graph
	levels []graph.Level
}

func (s scene) Level(v int32) graph.Level { return s.levels[v] }

func (s scene) Member(slot int32) graph.Level {
	if m := s.g.Member(slot); m >= 0 {
		return s.levels[m]
	}
	return graph.Up
}

func (s scene) Aside(slot int32) graph.Level { return s.Member(slot) }
func (s scene) Unreached(int32) bool         { return false }

func (s scene) InUse(gate int32) []int32 {
	return slotsFrom(s.g.FirstSlot(gate), int(s.g.K(gate)))
}

// woven returns a graph of n vertices in which each names a few others, in
// groups of groups, some balanced, and draws levels.
func woven(t *testing.T, rng *rand.Rand, n int) scene {
	b := graph.NewBuilder(n, 0)
	s := scene{levels: make([]graph.Level, n)}
	for v := range n {
		s.levels[v] = [...]graph.Level{graph.Down, graph.Degraded, graph.Up, graph.Up, graph.Up, graph.Up, graph.Up, graph.Up}[rng.IntN(8)]
		for range rng.IntN(3) {
			b.Require(spec(rng, n, v, 2))
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	s.g = g
	return s
}

func spec(rng *rand.Rand, n, v, depth int) *graph.Spec {
	if depth == 0 || rng.IntN(3) == 0 {
		return &graph.Spec{Vertex: int32((v + 1 + rng.IntN(n-1)) % n)}
	}
	out := &graph.Spec{}
	for range 1 + rng.IntN(4) {
		out.Of = append(out.Of, *spec(rng, n, v, depth-1))
	}
	out.K = 1 + rng.IntN(len(out.Of))
	if out.Mods.Balanced = rng.IntN(2) == 0; out.Mods.Balanced && rng.IntN(5) > 0 {
		out.K = 1
	}
	out.Mods.Unless = len(out.Of) == 1 && rng.IntN(4) == 0
	return out
}

// slowly finds shares by sweeping over all vertices from nothing up.
func slowly(n *Network, view View, node int) []float64 {
	w := &walk{Flow: NewFlow(n, nil), view: view}
	w.number = 1
	for _, v := range n.Nodes[node].Vertices() {
		w.set(v, 1)
	}
	for rest := false; !rest; {
		rest = true
		for v := range int32(n.Graph.Len()) {
			if x := w.vertex(v); v != n.Nodes[node].Vertex && x > w.of(v) {
				rest = rest && x < w.of(v)+1e-15
				w.set(v, x)
			}
		}
	}
	out := make([]float64, n.Graph.Len())
	for v := range out {
		out[v] = w.of(int32(v))
	}
	return out
}

// TestReach compares with slow sweeps on loops in loops.
func TestReach(t *testing.T) {
	between, cases := 0, rounds.Of(t, 40, 400)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 3))
		s := woven(t, rng, 3+rng.IntN(40))
		n := &Network{Graph: s.g, Nodes: []Node{{Vertex: int32(rng.IntN(s.g.Len()))}}}
		got, err := NewFlow(n, NewBudget(t.Context())).Reach(s, 0)
		if err != nil {
			t.Fatal(err)
		}
		for v, want := range slowly(n, s, 0) {
			if math.Abs(got[int32(v)]-want) > 1e-9 {
				t.Fatalf("seed %d: of vertex %d %v goes on, want %v", seed, v, got[int32(v)], want)
			}
			if want > 0 && want < 1 {
				between++
			}
		}
	}
	if between < cases.Least(1000) {
		t.Errorf("only %d vertices divide what they get", between)
	}
}

// line returns a walk: each of n vertices divides between its neighbours, and the
// last one's second neighbour is the node, the last vertex.
func line(t *testing.T, n int) (*Network, scene) {
	b := graph.NewBuilder(n+1, 0)
	s := scene{levels: make([]graph.Level, n+1)}
	for v := range n + 1 {
		s.levels[v] = graph.Up
		if v < n {
			b.Require(&graph.Spec{Of: []graph.Spec{{Vertex: int32(max(v-1, 0) + 2*(1-min(v, 1)))}, {Vertex: int32(v + 1)}}, Mods: graph.Mods{Balanced: true}})
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	s.g = g
	return &Network{Graph: g, Nodes: []Node{{Vertex: int32(n)}}}, s
}

// TestLongWalk has all demand get to the end in the end, however often it turns
// round: sweeps would take the square of its length.
func TestLongWalk(t *testing.T) {
	n, s := line(t, 3000)
	spent := NewBudget(t.Context())
	got, err := NewFlow(n, spent).Reach(s, 0)
	if err != nil {
		t.Fatal(err)
	}
	for v, x := range got {
		if math.Abs(x-1) > 1e-9 {
			t.Fatalf("of vertex %d %v goes on, want all", v, x)
		}
	}
	if len(got) != 3001 || spent.spent > 100_000 {
		t.Errorf("%d vertices send something, for %d terms", len(got), spent.spent)
	}
}

func TestReachWithoutWork(t *testing.T) {
	n, s := line(t, 100)
	var work *WorkError
	spent := NewBudget(t.Context())
	spent.add(maxWork + 1)
	if _, err := NewFlow(n, spent).Reach(s, 0); !errors.As(err, &work) || work.Loop != 100 || work.Services != 0 {
		t.Errorf("the error is %v, want that of a loop of 100", err)
	}
}

func TestACancelledWalkEnds(t *testing.T) {
	n, s := line(t, 3000)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := NewFlow(n, NewBudget(ctx)).Reach(s, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("what reaches a node: %v", err)
	}
	n, s = circle(t, 50)
	if _, err := NewFlow(n, NewBudget(ctx)).Arrivals(s, one(50)); !errors.Is(err, context.Canceled) {
		t.Errorf("what arrives: %v", err)
	}
}

// circle returns services that all are down and spill to the next; each further
// way leads from one to another.
func circle(t testing.TB, n int, further ...[2]int) (*Network, scene) {
	b := graph.NewBuilder(n, 0)
	s := scene{levels: make([]graph.Level, n)}
	net := &Network{Share: func(int32) float64 { return 1 }}
	for v := range n {
		b.Next()
		net.Services = append(net.Services, Service{Seen: []int32{int32(v)}, Population: -1, Spills: []Spill{{(v + 1) % n, 0.5}}})
	}
	for _, way := range further {
		net.Services[way[0]].Spills = append(net.Services[way[0]].Spills, Spill{way[1], 0.25})
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	s.g, net.Graph = g, g
	return net, s
}

// one returns a demand of 1 for each of n.
func one(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

// TestArrivals follows demand round a circle and over short cuts.
func TestArrivals(t *testing.T) {
	for _, test := range []struct {
		name    string
		n       int
		further [][2]int
		up      int // this service is up; -1: none
		want    []float64
	}{
		{"a circle visits each once", 3, nil, -1, []float64{1.75, 1.75, 1.75}},
		{"a chain ends where something is up", 3, nil, 2, []float64{1, 1.5, 1.75}},
		{"what comes by a short cut and the long way adds up", 4, [][2]int{{0, 2}}, 3, []float64{1, 1.5, 1 + 0.25 + 0.75, 2}},
		{"and in a circle as well", 3, [][2]int{{0, 2}}, -1, []float64{1 + 0.5 + 0.25, 1.5 + 0.5*0.5, 1 + 0.25 + 0.5 + 0.5*0.5}},
		{"two ways of the same length add up", 4, [][2]int{{0, 3}, {3, 2}}, 2, []float64{1, 1.5, 1 + 0.5 + 0.25 + 0.25 + 0.0625, 1.25}},
	} {
		n, s := circle(t, test.n, test.further...)
		if test.up >= 0 {
			s.levels[test.up] = graph.Up
		}
		if test.name == "two ways of the same length add up" { // service 3 spills
			n.Services[3].Spills = n.Services[3].Spills[1:] // to 2 alone
		}
		got, err := NewFlow(n, NewBudget(t.Context())).Arrivals(s, one(test.n))
		if err != nil {
			t.Fatal(err)
		}
		for v, want := range test.want {
			if got[v].Vertex != int32(v) || math.Abs(got[v].Amount-want) > 1e-12 {
				t.Errorf("%s: %v arrives, at %d %v is wanted", test.name, got[v], v, want)
			}
		}
	}
}

// TestEveryWay compares what arrives with all ways gone one by one, on random spills.
func TestEveryWay(t *testing.T) {
	round, cases := 0, rounds.Of(t, 200, 2000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 4))
		size := 3 + rng.IntN(5)
		var further [][2]int
		for range rng.IntN(6) {
			a := rng.IntN(size)
			further = append(further, [2]int{a, (a + 1 + rng.IntN(size-1)) % size})
		}
		n, s := circle(t, size, further...)
		for v := range s.levels {
			if rng.IntN(3) == 0 {
				s.levels[v] = graph.Up
			}
		}
		got, err := NewFlow(n, NewBudget(t.Context())).Arrivals(s, one(size))
		if err != nil {
			t.Fatal(err)
		}
		want, been := make([]float64, size), make([]bool, size)
		var follow func(i int, x float64)
		follow = func(i int, x float64) {
			want[i] += x
			been[i] = true
			for _, way := range n.Services[i].Spills {
				if s.levels[i] == graph.Down && !been[way.To] {
					follow(way.To, x*way.Share)
				} else if s.levels[i] == graph.Down {
					round++
				}
			}
			been[i] = false
		}
		for i := range size {
			follow(i, 1)
		}
		for i, x := range want {
			if math.Abs(got[i].Amount-x) > 1e-12 {
				t.Fatalf("seed %d: %v arrives at %d, want %v", seed, got[i].Amount, i, x)
			}
		}
	}
	if round < cases.Least(400) {
		t.Errorf("only %d ways led round", round)
	}
}

func TestArrivalsWithoutWork(t *testing.T) {
	n, s := circle(t, 50)
	var work *WorkError
	spent := NewBudget(t.Context())
	spent.add(maxWork + 1)
	if _, err := NewFlow(n, spent).Arrivals(s, one(50)); !errors.As(err, &work) || work.Services != 50 {
		t.Errorf("the error is %v, want that of 50 services", err)
	}
}

func BenchmarkArrivals(b *testing.B) {
	for _, size := range []int{100, 1000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			n, s := circle(b, size)
			for b.Loop() {
				if _, err := NewFlow(n, NewBudget(b.Context())).Arrivals(s, one(size)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
