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

// TestWhatIsInUseIsNotTakenBack has two routers that prefer each other to the core.
func TestWhatIsInUseIsNotTakenBack(t *testing.T) {
	const core, a, b = 0, 1, 2
	build := graph.NewBuilder(0, 0)
	build.Next()
	mods := graph.Mods{Supply: true}
	for _, other := range []int32{b, a} {
		build.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: other, Mods: mods}, {Vertex: core, Mods: mods}}, Mods: mods})
		build.Next()
	}
	g, err := build.Graph()
	if err != nil {
		t.Fatal(err)
	}
	c := cascade.New(g, time.Hour)
	c.Run(nil, nil)
	for v, want := range map[int32]int32{a: core, b: a} {
		gate, _ := g.Gates(v)
		if use := c.InUse(gate); len(use) != 1 || g.Member(use[0]) != want {
			t.Errorf("%d uses %v, want %d", v, use, want)
		}
	}
}

// TestWhatIsInUseDoesNotGoRound follows what is in use of random graphs: what is up
// has it of something that is up, and never back from itself.
func TestWhatIsInUseDoesNotGoRound(t *testing.T) {
	followed := 0
	for seed := range rounds.Of(t, 2000, 50_000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 8))
		g := random(rng)
		c := cascade.New(g, time.Hour)
		c.Run([]int32{int32(rng.IntN(g.Len()))}, []int32{int32(rng.IntN(g.Len()))})
		var path []int32
		var vertex, gate func(x int32)
		vertex = func(v int32) {
			if slices.Contains(path, v) {
				t.Fatalf("seed %d: %v goes round to %d", seed, path, v)
			}
			path = append(path, v)
			from, to := g.Gates(v)
			for x := from; x < to; x++ {
				if g.Parent(x) < 0 {
					gate(x)
				}
			}
			path = path[:len(path)-1]
		}
		gate = func(x int32) {
			if m := g.Mods(x); m.Accepts || m.Holdup >= time.Hour {
				return
			}
			for _, slot := range c.InUse(x) {
				m := g.Member(slot)
				if c.Member(slot) != graph.Up {
					t.Fatalf("seed %d: %v uses what is %s", seed, path, c.Member(slot))
				}
				switch {
				case m < 0:
					gate(^m)
				case g.Flows(x) && g.Component(m) == g.Component(path[0]):
					followed++
					vertex(m)
				}
			}
		}
		for v := range int32(g.Len()) {
			if c.Level(v) == graph.Up && g.Fed(g.Component(v)) {
				vertex(v)
			}
		}
	}
	if followed == 0 {
		t.Error("nothing flows")
	}
}
