package load

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/rounds"
)

// still is a scene without delays but for hold-ups, which ride through whatever is lost.
type still struct{ scene }

func (s still) Value(gate int32) graph.Level {
	if s.g.Mods(gate).Holdup > 0 {
		return graph.Up
	}
	var at [3]int32
	for i := range s.g.Members(gate) {
		at[s.Member(s.g.FirstSlot(gate)+int32(i))]++
	}
	switch m := s.g.Mods(gate); {
	case m.Unless:
		return graph.Up * graph.Level(at[graph.Down])
	case at[graph.Up] >= s.g.K(gate):
		return graph.Up
	case at[graph.Up]+at[graph.Degraded] >= s.g.K(gate) || m.Loss:
		return graph.Degraded
	}
	return graph.Down
}

func (s still) Member(slot int32) graph.Level {
	if m := s.g.Member(slot); m < 0 {
		return s.Value(^m)
	}
	return s.scene.Member(slot)
}

func (s still) Aside(slot int32) graph.Level { return s.Member(slot) }

// Serving has the first k serve where the others take a switch.
func (s still) Serving(gate int32) (first, end int32) {
	first = s.g.FirstSlot(gate)
	if s.g.Mods(gate).Failover > 0 {
		return first, first + s.g.K(gate)
	}
	return first, first + int32(len(s.g.Members(gate)))
}

func (s still) Losing() []int32             { return nil }
func (s still) Late(int32, float64) float64 { return 0 }
func (s still) Guarded(int32) bool          { return false }

func (s still) Vertices(c int32) (out []int32) {
	for v := range int32(s.g.Len()) {
		if s.g.Component(v) == c {
			out = append(out, v)
		}
	}
	return out
}

// built returns a scene of vertices that each have at most one requirement, all up.
func built(t *testing.T, needs ...*graph.Spec) still {
	b := graph.NewBuilder(len(needs), 0)
	s := still{scene{levels: make([]graph.Level, len(needs))}}
	for v, need := range needs {
		if s.levels[v] = graph.Up; need != nil {
			b.Require(need)
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

func of(k int, mods graph.Mods, members ...int32) *graph.Spec {
	out := &graph.Spec{K: k, Mods: mods}
	for _, m := range members {
		out.Of = append(out.Of, graph.Spec{Vertex: m, Mods: graph.Mods{Supply: mods.Supply}})
	}
	return out
}

// TestLost has vertices 0 to 2 turn away shares, 3 be down, 4 be untouched, and asks what 5
// loses by each kind of requirement.
func TestLost(t *testing.T) {
	even := graph.Mods{Balanced: true}
	sheds := []float64{0.2, 0.5, 0.8}
	for name, test := range map[string]struct {
		need *graph.Spec
		want float64
	}{
		"one":                                      {of(1, graph.Mods{}, 0), 0.2},
		"in a row the largest":                     {of(3, graph.Mods{}, 0, 1, 2), 0.8},
		"another serves":                           {of(1, graph.Mods{}, 0, 4), 0},
		"all that serve turn away":                 {of(1, graph.Mods{}, 1, 2, 3), 0.5},
		"two of them are needed":                   {of(2, graph.Mods{}, 0, 1, 2), 0.5},
		"portion by portion":                       {of(1, even, 0, 1), 0.35},
		"what is down has no portion":              {of(1, even, 0, 1, 3), 0.35},
		"each two of three":                        {of(2, even, 0, 1, 2), (0.8*2 + 0.5) / 3},
		"loss degrades":                            {of(1, graph.Mods{Loss: true}, 2), 0},
		"a degraded value counts as up":            {of(1, graph.Mods{Accepts: true}, 2), 0.8},
		"a hold-up rides through":                  {of(1, graph.Mods{Holdup: time.Hour}, 2), 0},
		"those in use, not those to switch to":     {of(1, graph.Mods{Failover: time.Hour}, 2, 4), 0.8},
		"groups within groups, portion by portion": {&graph.Spec{K: 1, Mods: even, Of: []graph.Spec{*of(1, even, 0, 1), *of(2, graph.Mods{}, 1, 2)}}, (0.35 + 0.8) / 2},
		"a group within that bears it":             {&graph.Spec{K: 1, Mods: even, Of: []graph.Spec{*of(1, graph.Mods{Loss: true}, 1), *of(1, graph.Mods{}, 1)}}, 0.25},
	} {
		s := built(t, nil, nil, nil, nil, nil, test.need, of(1, graph.Mods{}, 5))
		for v := range sheds {
			s.levels[v] = graph.Degraded
		}
		s.levels[3] = graph.Down
		n := &Network{Graph: s.g}
		for v := range sheds {
			n.Nodes = append(n.Nodes, Node{Vertex: int32(v), Overload: Shed})
		}
		got, err := NewFlow(n, NewBudget(t.Context())).Lost(s, sheds)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []int32{5, 6} {
			if math.Abs(got.Of[v]-test.want) > 1e-12 {
				t.Errorf("%s: %d loses %v, want %v", name, v, got.Of[v], test.want)
			}
		}
	}
}

// TestLostRound has two routers fall back on each other: where what they bring has to come
// from the core, each loses what the core turns away; else each has it of the other.
func TestLostRound(t *testing.T) {
	for _, supply := range []bool{false, true} {
		mods := graph.Mods{Supply: supply}
		s := built(t, nil, of(1, mods, 0, 2), of(1, mods, 0, 1), of(1, graph.Mods{}, 2))
		s.levels[0] = graph.Degraded
		n := &Network{Graph: s.g, Nodes: []Node{{Vertex: 0, Overload: Shed}}}
		got, err := NewFlow(n, NewBudget(t.Context())).Lost(s, []float64{0.4})
		if err != nil {
			t.Fatal(err)
		}
		want := map[bool]string{false: "map[0:0.4]", true: "map[0:0.4 1:0.4 2:0.4 3:0.4]"}[supply]
		if fmt.Sprint(got.Of) != want {
			t.Errorf("supply %v: %v, want %s", supply, got.Of, want)
		}
	}
}

// TestLostIsFound compares with slow sweeps over all vertices, on loops in loops.
func TestLostIsFound(t *testing.T) {
	between, cases := 0, rounds.Of(t, 40, 400)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 6))
		s := still{woven(t, rng, 3+rng.IntN(40))}
		for again := true; again; { // what is lost is of levels that hold together
			again = false
			for v := range int32(s.g.Len()) {
				from, to := s.g.Gates(v)
				for gate := from; gate < to; gate++ {
					if s.g.Parent(gate) < 0 && s.Value(gate) < s.levels[v] {
						s.levels[v], again = s.Value(gate), true
					}
				}
			}
		}
		n := &Network{Graph: s.g, Nodes: []Node{{Vertex: int32(rng.IntN(s.g.Len()))}, {Vertex: int32(rng.IntN(s.g.Len()))}}}
		sheds := []float64{rng.Float64(), rng.Float64()}
		got, err := NewFlow(n, NewBudget(t.Context())).Lost(s, sheds)
		if err != nil {
			t.Fatal(err)
		}
		l := &losing{Flow: NewFlow(n, nil), view: s, own: map[int32]float64{}, lost: map[int32]float64{}, held: map[int32]bool{}}
		for i := range n.Nodes {
			l.own[n.Nodes[i].Vertex] = max(l.own[n.Nodes[i].Vertex], sheds[i])
		}
		for range 3000 {
			for v := range int32(s.g.Len()) {
				l.put(v, l.vertex(v))
			}
		}
		for v := range int32(s.g.Len()) {
			if math.Abs(got.Of[v]-l.lost[v]) > 1e-9 {
				t.Fatalf("seed %d: %d loses %v, want %v", seed, v, got.Of[v], l.lost[v])
			}
			if x := l.lost[v]; x > 0 && x != sheds[0] && x != sheds[1] {
				between++
			}
		}
	}
	if between < cases.Least(40) {
		t.Errorf("only %d vertices lose portions", between)
	}
}

// TestQuorums divides demand over more members than are needed: of each a portion.
func TestQuorums(t *testing.T) {
	even := graph.Mods{Balanced: true}
	for name, test := range map[string]struct {
		need *graph.Spec
		want string
	}{
		"any":                           {of(1, even, 0, 1, 2), "0.25 0.25 0.25 0.25"},
		"two of four":                   {of(2, even, 0, 1, 2), "0.5 0.5 0.5 0.5"},
		"three of four":                 {of(3, even, 0, 1, 2), "0.75 0.75 0.75 0.75"},
		"all":                           {of(4, even, 0, 1, 2), "1 1 1 1"},
		"two of four, three of them up": {of(2, even, 0, 1, 2), "0.67 0.67 0 0.67"},
		"two of four, one of them up":   {of(2, even, 0, 1, 2), "0.33 0.33 0 0.33"},
	} {
		test.need.Of = append(test.need.Of, graph.Spec{Vertex: 3})
		s := built(t, nil, nil, nil, nil, test.need)
		switch name {
		case "two of four, three of them up":
			s.levels[2] = graph.Degraded
		case "two of four, one of them up":
			s.levels[0], s.levels[1], s.levels[2] = graph.Degraded, graph.Degraded, graph.Down
			test.want = "0.67 0.67 0 0.67"
		}
		n := &Network{Graph: s.g, Services: []Service{{Seen: []int32{4}, Population: -1}}}
		for v := range int32(4) {
			n.Nodes = append(n.Nodes, Node{Vertex: v})
		}
		got, err := NewFlow(n, NewBudget(t.Context())).Loads(s, []float64{1})
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, x := range got {
			text += fmt.Sprintf(" %.2g", x)
		}
		if text[1:] != test.want {
			t.Errorf("%s: %s, want %s", name, text[1:], test.want)
		}
	}
}

// TestReachedOnce has three of which two are asked lean on one: it is reached once.
func TestReachedOnce(t *testing.T) {
	on := of(1, graph.Mods{}, 0)
	s := built(t, nil, on, on, on, of(2, graph.Mods{Balanced: true}, 1, 2, 3))
	n := &Network{Graph: s.g, Nodes: []Node{{Vertex: 0}}, Services: []Service{{Seen: []int32{4}, Population: -1}}}
	got, err := NewFlow(n, NewBudget(t.Context())).Loads(s, []float64{60})
	if err != nil || got[0] != 60 {
		t.Errorf("%v, %v", got, err)
	}
}

// TestLostWithoutWork ends what goes round for ever.
func TestLostWithoutWork(t *testing.T) {
	n, s := line(t, 100)
	n.Nodes[0].Overload, s.levels[100] = Shed, graph.Degraded
	var work *WorkError
	spent := NewBudget(t.Context())
	spent.add(maxWork + 1)
	if _, err := NewFlow(n, spent).Lost(still{s}, []float64{0.5}); !errors.As(err, &work) || work.Loop != 100 {
		t.Errorf("the error is %v, want that of a loop of 100", err)
	}
}
