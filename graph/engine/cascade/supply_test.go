package cascade_test

import (
	"math/rand/v2"
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

// TestNestedFixedPoint compares all levels of random graphs with the slow answer.
func TestNestedFixedPoint(t *testing.T) {
	starved, dry := 0, 0
	for seed := range rounds.Of(t, 4000, 100_000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 7))
		g := random(rng)
		x := &trial{seed: seed, w: world{g: g, stratum: make([]int, g.Len()), horizon: time.Hour}, c: cascade.New(g, time.Hour)}
		x.before = x.w.nothingFails()
		for range 3 {
			x.fail(rng)
			for v, want := range x.now {
				if got := x.c.Level(int32(v)); got != want {
					t.Fatalf("seed %d: vertex %d is %s, not %s", seed, v, got, want)
				}
				if want < graph.Up && x.w.own[v] == graph.Up && x.c.Before(int32(v)) == graph.Up && g.Fed(g.Component(int32(v))) {
					starved++
				}
				if x.c.Before(int32(v)) < graph.Up {
					dry++
				}
			}
		}
	}
	if starved == 0 || dry == 0 {
		t.Fatalf("%d starved, %d dry: the test tries nothing", starved, dry)
	}
}
