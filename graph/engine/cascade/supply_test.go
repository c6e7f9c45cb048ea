package cascade_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/rounds"
)

// ring returns two routers that take traffic from the core or from each other, and a
// town that needs either.
func ring(supply bool) *graph.Graph {
	b := graph.NewBuilder(0, 0)
	b.Next() // 0: the core
	mods := graph.Mods{Supply: supply}
	for _, other := range []int32{2, 1} {
		b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: 0, Mods: mods}, {Vertex: other, Mods: mods}}, Mods: mods})
		b.Next()
	}
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: 1}, {Vertex: 2}}})
	b.Next()
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g
}

func TestSupplyDoesNotAriseInALoop(t *testing.T) {
	for supply, want := range map[bool]graph.Level{false: graph.Up, true: graph.Down} {
		c := cascade.New(ring(supply), time.Hour)
		c.Run([]int32{0}, nil)
		for v := int32(1); v < 4; v++ {
			if got := c.Level(v); got != want {
				t.Errorf("supply %v: vertex %d is %s", supply, v, got)
			}
		}
	}
}

// TestWhatNothingSuppliesIsDownFromTheStart has two vertices that need each other and
// nothing else.
func TestWhatNothingSuppliesIsDownFromTheStart(t *testing.T) {
	b := graph.NewBuilder(0, 0)
	for _, other := range []int32{1, 0} {
		b.Require(&graph.Spec{Vertex: other, Mods: graph.Mods{Supply: true}})
		b.Next()
	}
	b.Next()
	g, _ := b.Graph()
	c := cascade.New(g, time.Hour)
	for range 2 {
		c.Run([]int32{2}, nil)
		if c.Before(0) != graph.Down || c.Level(1) != graph.Down || c.Before(2) != graph.Up || len(c.Fallen()) != 3 {
			t.Fatalf("before %s, now %s, fallen %v", c.Before(0), c.Level(1), c.Fallen())
		}
		if because := c.Because(0); len(because) > 0 {
			t.Errorf("the reasons are %v", because)
		}
	}
}

// nested is the slow answer: of each system the greatest X = μY.F(X, Y), by going
// through F from all and from nothing.
type nested struct {
	g       *graph.Graph
	horizon time.Duration
	own     []graph.Level
	used    bool          // every hold-up is used up, and every switch done that is in no loop of supply
	hand    map[int32]int // gate -> how many of its members have long been at hand
	notDown []bool        // the answer of the first system, once it is there
}

// system returns who has at least a level.
func (n *nested) system(at graph.Level) []bool {
	x := make([]bool, n.g.Len())
	for v := range x {
		x[v] = true
	}
	for {
		y := make([]bool, n.g.Len())
		for {
			next := make([]bool, n.g.Len())
			for v := range next {
				next[v] = n.vertex(int32(v), at, x, y)
			}
			if slices.Equal(next, y) {
				break
			}
			y = next
		}
		if slices.Equal(x, y) {
			return x
		}
		x = y
	}
}

func (n *nested) vertex(v int32, at graph.Level, x, y []bool) bool {
	if n.own[v] < at {
		return false
	}
	from, to := n.g.Gates(v)
	for gate := from; gate < to; gate++ {
		if n.g.Parent(gate) < 0 && !n.gate(gate, at, x, y) {
			return false
		}
	}
	return true
}

func (n *nested) gate(gate int32, at graph.Level, x, y []bool) bool {
	m := n.g.Mods(gate)
	switch {
	case m.Holdup > 0 && m.Holdup > n.horizon && !n.used, m.Loss && at == graph.Degraded:
		return true
	case m.Accepts && at == graph.Up:
		at, x, y = graph.Degraded, n.notDown, n.notDown
	}
	members := n.g.Members(gate)
	k := int(n.g.K(gate))
	switch free := !n.g.Fed(n.g.Component(n.g.Owner(gate))); {
	case m.Failover <= n.horizon || n.used && free:
	case free && n.hand[gate] > 0:
		members = members[:n.hand[gate]]
	default:
		members = members[:k]
	}
	have := 0
	for _, w := range members {
		from := x
		if m.Supply {
			from = y
		}
		if w < 0 && n.gate(^w, at, x, y) || w >= 0 && from[w] {
			have++
		}
	}
	return have >= k
}

// levels returns both answers as levels.
func (n *nested) levels() []graph.Level {
	n.notDown = nil
	n.notDown = n.system(graph.Degraded)
	out := make([]graph.Level, n.g.Len())
	for v, up := range n.system(graph.Up) {
		switch {
		case up:
			out[v] = graph.Up
		case n.notDown[v]:
			out[v] = graph.Degraded
		}
	}
	return out
}

// before returns the levels with nothing failed: as if hold-ups gave nothing, and what
// takes time to switch had done so to the first k of the best that there are.
func (n *nested) before() []graph.Level {
	x := nested{g: n.g, horizon: n.horizon, used: true, own: make([]graph.Level, n.g.Len())}
	for v := range x.own {
		x.own[v] = graph.Up
	}
	levels := x.levels()
	up := x.system(graph.Up)
	n.hand = map[int32]int{}
	for gate := range int32(n.g.NumGates()) {
		members, k := n.g.Members(gate), int(n.g.K(gate))
		best := make([]int, len(members))
		for i := range best {
			best[i] = i
		}
		level := func(i int) int {
			w, l := members[i], 0
			if w < 0 && x.gate(^w, graph.Degraded, x.notDown, x.notDown) || w >= 0 && x.notDown[w] {
				l++
			}
			if w < 0 && x.gate(^w, graph.Up, up, up) || w >= 0 && up[w] {
				l++
			}
			return l
		}
		slices.SortStableFunc(best, func(i, j int) int { return level(j) - level(i) })
		n.hand[gate] = slices.Max(best[:k]) + 1
	}
	return levels
}

// TestNestedFixedPoint compares all levels of random graphs with the slow answer.
func TestNestedFixedPoint(t *testing.T) {
	starved, dry := 0, 0
	for seed := range rounds.Of(t, 4000, 100_000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 7))
		g := random(rng)
		n := nested{g: g, horizon: time.Hour}
		c := cascade.New(g, n.horizon)
		for range 3 {
			n.own = make([]graph.Level, g.Len())
			var down, degraded []int32
			for v := range n.own {
				n.own[v] = graph.Up
				switch rng.IntN(8) {
				case 0:
					n.own[v], down = graph.Down, append(down, int32(v))
				case 1:
					n.own[v], degraded = graph.Degraded, append(degraded, int32(v))
				}
			}
			before := n.before()
			for v := range n.own {
				n.own[v] = min(n.own[v], before[v])
			}
			c.Run(down, degraded)
			for v, want := range n.levels() {
				if got := c.Level(int32(v)); got != want {
					t.Fatalf("seed %d: vertex %d is %s, not %s", seed, v, got, want)
				}
				if want < graph.Up && n.own[v] == graph.Up && c.Before(int32(v)) == graph.Up && g.Fed(g.Component(int32(v))) {
					starved++
				}
				if c.Before(int32(v)) < graph.Up {
					dry++
				}
			}
		}
	}
	if starved == 0 || dry == 0 {
		t.Fatalf("%d starved, %d dry: the test tries nothing", starved, dry)
	}
}
