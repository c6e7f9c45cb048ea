package structure_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/structure"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestAgreesWithCascade fails random sets of vertices of random models and
// compares every function's value with the level that a cascade finds.
func TestAgreesWithCascade(t *testing.T) {
	loops, cases := 0, rounds.Of(t, 400, 2000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 1))
		g := random(t, rng)
		horizon := []time.Duration{0, 30 * time.Minute, time.Hour, 2 * time.Hour, 1<<63 - 1}[rng.IntN(5)]
		var targets []structure.Target
		for v := range int32(g.Len()) {
			targets = append(targets, structure.Target{Vertex: v, Level: graph.Up}, structure.Target{Vertex: v, Level: graph.Degraded})
			if g.ComponentSize(g.Component(v)) > 1 {
				loops++
			}
		}
		f, fails, err := structure.Of(t.Context(), g, structure.Question{Horizon: horizon, Event: func(v int32) int32 { return v }, Targets: targets})
		if err != nil {
			t.Fatal(err)
		}
		c := cascade.New(g, horizon)
		for range 10 {
			failed := make([]bool, g.Len())
			var down []int32
			for v := range failed {
				if failed[v] = rng.IntN(4) == 0; failed[v] {
					down = append(down, int32(v))
				}
			}
			c.Run(down, nil)
			value := f.Eval(func(e int32) bool { return failed[e] })
			for i, target := range targets {
				if got, want := value[fails[i]], c.Level(target.Vertex) < target.Level; got != want {
					t.Fatalf("seed %d, after %v, failed %v: vertex %d below %v: %v, want %v", seed, horizon, down, target.Vertex, target.Level, got, want)
				}
			}
		}
	}
	if loops < cases.Least(1000) {
		t.Errorf("only %d vertices were in loops", loops)
	}
}

func random(t *testing.T, rng *rand.Rand) *graph.Graph {
	t.Helper()
	c := fixture.Compile(t, gen.TOML(gen.Doc(rng, gen.RandomSize(rng))))
	return c.Graph
}

// TestTangledLoops has components of many loops in each other, far from what a
// model looks like, in two of three cases with supply going round in them.
func TestTangledLoops(t *testing.T) {
	for seed := range rounds.Of(t, 150, 900).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 2))
		n := 3 + rng.IntN(8)
		b := graph.NewBuilder(0, 0)
		supplied := int(seed % 3)
		mods := func() graph.Mods { return graph.Mods{Supply: rng.IntN(2) < supplied} }
		for range n {
			for range rng.IntN(3) {
				s := graph.Spec{K: 1 + rng.IntN(2), Mods: mods()}
				s.Mods.Accepts, s.Mods.Loss = rng.IntN(8) == 0, rng.IntN(8) == 0
				for range 2 + rng.IntN(2) {
					s.Of = append(s.Of, graph.Spec{K: 1, Vertex: int32(rng.IntN(n)), Mods: mods()})
				}
				b.Require(&s)
			}
			b.Next()
		}
		g, err := b.Graph()
		if err != nil {
			t.Fatal(err)
		}
		var targets []structure.Target
		for v := range int32(n) {
			targets = append(targets, structure.Target{Vertex: v, Level: graph.Degraded}, structure.Target{Vertex: v, Level: graph.Up})
		}
		f, fails, err := structure.Of(t.Context(), g, structure.Question{Event: func(v int32) int32 { return v }, Targets: targets})
		if err != nil {
			t.Fatal(err)
		}
		c := cascade.New(g, 0)
		for set := range 1 << n {
			var down []int32
			for v := range n {
				if set>>v&1 == 1 {
					down = append(down, int32(v))
				}
			}
			c.Run(down, nil)
			value := f.Eval(func(e int32) bool { return set>>e&1 == 1 })
			for i, target := range targets {
				if want := c.Level(target.Vertex) < target.Level; value[fails[i]] != want {
					t.Fatalf("seed %d, failed %b: vertex %d below %s: %v, want %v", seed, set, target.Vertex, target.Level, value[fails[i]], want)
				}
			}
		}
	}
}

// TestDeepChain goes round a loop of 300,000. Recursion along it would need more
// stack than there is here.
func TestDeepChain(t *testing.T) {
	n := rounds.Size(t, 300_000, 300_000)
	defer debug.SetMaxStack(debug.SetMaxStack(4 << 20))
	b := graph.NewBuilder(n, n)
	for v := range int32(n) {
		if v+1 < int32(n) {
			b.Need(v + 1)
		} else {
			b.Need(0)
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	f, fails, err := structure.Of(t.Context(), g, structure.Question{Event: func(v int32) int32 { return v }, Targets: []structure.Target{{Vertex: 0, Level: graph.Degraded}}})
	if err != nil {
		t.Fatal(err)
	}
	if !f.Eval(func(e int32) bool { return e == int32(n-1) })[fails[0]] || f.Eval(func(int32) bool { return false })[fails[0]] {
		t.Error("the last of the chain has to fail the first, and nothing nothing")
	}
}

// TestTangle refuses a loop that would take billions of arguments before it has
// written many of them, and unrolls one of the same make that is small enough.
func TestTangle(t *testing.T) {
	for _, test := range []struct {
		n      int
		refuse bool
	}{{300, false}, {8000, true}} {
		g := tangle(t, test.n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := structure.Of(t.Context(), g, structure.Question{Event: func(v int32) int32 { return v }, Targets: []structure.Target{{Vertex: 0, Level: graph.Degraded}}})
		runtime.ReadMemStats(&after)
		var tangle *structure.TangleError
		if errors.As(err, &tangle) != test.refuse {
			t.Errorf("%d vertices: the error is %v", test.n, err)
		}
		if mib := (after.TotalAlloc - before.TotalAlloc) >> 20; test.refuse && mib > 100 {
			t.Errorf("%d vertices: refused after %d MiB", test.n, mib)
		}
	}
}

// TestStops ends the unrolling of a loop, which would take seconds, soon after the
// context does.
func TestStops(t *testing.T) {
	g := tangle(t, 1500)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, _, err := structure.Of(ctx, g, structure.Question{Event: func(v int32) int32 { return v }, Targets: []structure.Target{{Vertex: 0, Level: graph.Degraded}}})
	if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > 20*time.Second {
		t.Errorf("after %v: %v", took, err)
	}
}

// tangle is a graph in which each of n vertices needs two groups of three others.
func tangle(t *testing.T, n int) *graph.Graph {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 9))
	b := graph.NewBuilder(n, 0)
	for range n {
		for range 2 {
			s := graph.Spec{}
			for range 3 {
				s.Of = append(s.Of, graph.Spec{Vertex: int32(rng.IntN(n))})
			}
			b.Require(&s)
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	return g
}
