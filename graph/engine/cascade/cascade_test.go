package cascade_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/rounds"
)

// chain returns a graph: 0 and 1 are lines, 2 needs any of them (switching takes
// the failover), 3 needs 2, and 4 is only degraded without 3.
func chain(failover time.Duration) *graph.Graph {
	b := graph.NewBuilder(0, 0)
	b.Next()
	b.Next()
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: 0}, {Vertex: 1}}, Mods: graph.Mods{Failover: failover}})
	b.Next()
	b.Need(2)
	b.Next()
	b.Require(&graph.Spec{K: 1, Vertex: 3, Mods: graph.Mods{Loss: true}})
	b.Next()
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g
}

// Example fails the line in use, at a moment before and after the switch.
func Example() {
	for _, horizon := range []time.Duration{time.Hour, 3 * time.Hour} {
		c := cascade.New(chain(2*time.Hour), horizon)
		c.Run([]int32{0}, nil)
		for _, v := range c.Fallen() {
			fmt.Print(v, " ", c.Level(v), "; ")
		}
		lost, _ := c.LostRedundancy(context.Background()) // whose error is the context's
		fmt.Println("without redundancy:", lost)
	}
	// Output:
	// 0 down; 2 down; 3 down; 4 degraded; without redundancy: []
	// 0 down; without redundancy: [2]
}

// random returns a graph with cycles and modifiers of every kind, in half of the cases
// with requirements of supply.
func random(rng *rand.Rand) *graph.Graph {
	n := 2 + rng.IntN(12)
	b := graph.NewBuilder(0, 0)
	most := rng.IntN(2) * rng.IntN(4)
	supply := func() bool { return rng.IntN(4) < most }
	spec := func() graph.Spec {
		return graph.Spec{Vertex: int32(rng.IntN(n)), K: 1, Mods: graph.Mods{Supply: supply()}}
	}
	for range n {
		for range rng.IntN(3) {
			of := []graph.Spec{spec(), spec(), {K: 1, Of: []graph.Spec{spec(), spec()}, Mods: graph.Mods{Supply: supply()}}}
			b.Require(&graph.Spec{K: 1 + rng.IntN(3), Of: of, Mods: graph.Mods{
				Failover: time.Duration(rng.IntN(3)) * time.Hour, Holdup: time.Duration(rng.IntN(2)*rng.IntN(3)) * time.Hour,
				Accepts: rng.IntN(4) == 0, Loss: rng.IntN(4) == 0, Supply: supply()}})
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g
}

// state is all that can be asked after a run.
func state(g *graph.Graph, c *cascade.Cascade) string {
	lost, err := c.LostRedundancy(context.Background())
	s := fmt.Sprint(c.Fallen(), lost, err)
	for v := range int32(g.Len()) {
		s += fmt.Sprint(c.Level(v), c.Because(v))
	}
	return s
}

// TestACancelledRunEnds gives a run up in which 300,000 vertices fall one by one,
// and runs again.
func TestACancelledRunEnds(t *testing.T) {
	const n = 300_000
	b := graph.NewBuilder(n, n)
	b.Next()
	for v := int32(1); v < n; v++ {
		b.Need(v - 1)
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	c := cascade.New(g, time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.RunContext(ctx, []int32{0}, nil); !errors.Is(err, context.Canceled) || c.NumFallen() == n {
		t.Errorf("%d have fallen: %v", c.NumFallen(), err)
	}
	c.Run([]int32{n - 10}, nil)
	if c.NumFallen() != 10 || c.Level(0) != graph.Up {
		t.Errorf("after a run that was given up %d fall, want 10", c.NumFallen())
	}
	c.Run([]int32{0}, nil)
	if _, err := c.LostRedundancy(ctx); c.NumFallen() != n || !errors.Is(err, context.Canceled) {
		t.Errorf("%d fall: %v", c.NumFallen(), err)
	}
}

// TestRunForgets compares a run after others with the first run of a new
// Cascade, several at once on one graph.
func TestRunForgets(t *testing.T) {
	for seed := range rounds.Of(t, 60, 300).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 1))
		g := random(rng)
		used := cascade.New(g, time.Hour)
		var wait sync.WaitGroup
		for range 4 {
			down, impaired := []int32{int32(rng.IntN(g.Len()))}, []int32{int32(rng.IntN(g.Len()))}
			used.Run(down, impaired)
			got := state(g, used)
			wait.Go(func() {
				fresh := cascade.New(g, time.Hour)
				fresh.Run(down, impaired)
				if want := state(g, fresh); got != want {
					t.Errorf("seed %d: %s, want %s", seed, got, want)
				}
			})
		}
		wait.Wait()
	}
}

// TestReasonsAreFounded follows reasons back: every vertex that fell and did not
// fail itself has a reason that fell before it, down to what failed.
func TestReasonsAreFounded(t *testing.T) {
	for seed := range rounds.Of(t, 200, 1000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 2))
		g := random(rng)
		c := cascade.New(g, time.Hour)
		failed := []int32{int32(rng.IntN(g.Len()))}
		c.Run(failed, nil)
		founded := map[int32]bool{failed[0]: true}
		for v := range int32(g.Len()) {
			if c.Before(v) == c.Level(v) {
				founded[v] = true
			}
		}
		for grew := true; grew; {
			grew = false
			for _, v := range c.Fallen() {
				because := c.Because(v)
				ok := len(because) > 0 && !slices.ContainsFunc(because, func(slot int32) bool { return !founded[g.Member(slot)] })
				if ok && !founded[v] {
					founded[v], grew = true, true
				}
			}
		}
		for _, v := range c.Fallen() {
			if !founded[v] {
				t.Fatalf("seed %d: the reasons of %d go round in a circle: %v", seed, v, c.Because(v))
			}
		}
	}
}

// TestReasonsGoRoundInNoCircle follows all reasons of whatever fell, where some of it lives
// only in loops too: whoever follows them comes to an end.
func TestReasonsGoRoundInNoCircle(t *testing.T) {
	for seed := range rounds.Of(t, 1000, 100_000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 2))
		g := random(rng)
		c := cascade.New(g, time.Hour)
		c.Run([]int32{int32(rng.IntN(g.Len()))}, nil)
		open, done := map[int32]bool{}, map[int32]bool{}
		var follow func(v int32)
		follow = func(v int32) {
			open[v] = true
			for _, slot := range c.Because(v) {
				m := g.Member(slot)
				if open[m] {
					t.Fatalf("seed %d: the reasons of %d lead back to it", seed, m)
				}
				if !done[m] {
					follow(m)
				}
			}
			open[v], done[v] = false, true
		}
		for _, v := range c.Fallen() {
			if !done[v] {
				follow(v)
			}
		}
	}
}

// TestDeepChain fails the start of a chain so long that recursion along it would need
// more stack than there is here.
func TestDeepChain(t *testing.T) {
	n := rounds.Size(t, 300_000, 3_000_000)
	defer debug.SetMaxStack(debug.SetMaxStack(4 << 20))
	b := graph.NewBuilder(n, n)
	b.Next()
	for v := range int32(n - 1) {
		b.Need(v)
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	c := cascade.New(g, time.Hour)
	c.Run([]int32{0}, nil)
	if len(c.Fallen()) != n || c.Level(int32(n-1)) != graph.Down {
		t.Errorf("%d fell", len(c.Fallen()))
	}
}
