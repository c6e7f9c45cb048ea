package rank

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/graph/internal/large"
	"github.com/meoktong/meoktong/models"
)

// packages loads a generated model of so many packages.
func packages(tb testing.TB, nodes int) *compile.Compiled {
	tb.Helper()
	name := filepath.Join(tb.TempDir(), "packages.jsonl")
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	if err = large.Packages(f, nodes, 1); err != nil {
		tb.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: name})
	if err != nil {
		tb.Fatal(err)
	}
	return compiled(tb, m)
}

func compiled(tb testing.TB, m *models.Model) *compile.Compiled {
	tb.Helper()
	c, err := compile.Compile(m)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// resting is packages, of which some that nothing needs have others on call: those hold
// only while they are down.
func resting(tb testing.TB, nodes, some int) *compile.Compiled {
	tb.Helper()
	m := *packages(tb, nodes).Model
	c := compiled(tb, &m)
	m.Nodes = slices.Clone(m.Nodes)
	var edge []int32
	for v := range int32(len(m.Nodes)) {
		if len(c.Graph.Naming(v)) == 0 {
			edge = append(edge, v)
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(edge), func(i, j int) { edge[i], edge[j] = edge[j], edge[i] })
	for k := range some {
		n := &m.Nodes[edge[2*k]]
		n.Needs = append(slices.Clone(n.Needs), models.Requirement{Form: models.Unless, K: 1, Of: []models.Requirement{{On: m.Nodes[edge[2*k+1]].ID, K: 1}}})
	}
	c = compiled(tb, &m)
	if len(c.Graph.Unless()) != some {
		tb.Fatal("there are others")
	}
	return c
}

func askAll(tb testing.TB, c *compile.Compiled) sweep.Question {
	tb.Helper()
	failed, _, _, err := candidates(c.Model, "*")
	if err != nil {
		tb.Fatal(err)
	}
	return sweep.Question{Failures: vertices(c, failed), By: sweep.ByUsers, Top: 20}
}

// BenchmarkSingles runs every single failure of generated packages on one core,
// and says how many times as long a bare loop takes: one that counts members
// down, failure after failure, and knows nothing of users and sectors.
func BenchmarkSingles(b *testing.B) {
	for _, n := range []int{1_000, 63_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := packages(b, n)
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
			of, _ := stakes(c, course(b, c))
			q := askAll(b, c)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			for b.Loop() {
				if _, err := sweep.New(c.Graph, time.Hour, of).Singles(context.Background(), q); err != nil {
					b.Fatal(err)
				}
			}
			runtime.ReadMemStats(&after)
			ours := b.Elapsed().Seconds() / float64(b.N)
			start := time.Now()
			fell := bareLoop(c.Graph)
			bare := time.Since(start).Seconds()
			b.ReportMetric(bare, "bare-s")
			b.ReportMetric(bare/ours, "bare/ours")
			b.ReportMetric(float64(fell)/float64(n), "fallen/failure")
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/float64(c.Graph.NumSlots()), "B/member")
		})
	}
}

// bare is the loop that one would write first: a queue, and a counter for each
// requirement.
type bare struct {
	g                 *graph.Graph
	seen, lost, stamp []int32
	queue             []int32
	run               int32
}

func newBare(g *graph.Graph) *bare {
	return &bare{g: g, seen: make([]int32, g.Len()), lost: make([]int32, g.NumGates()), stamp: make([]int32, g.NumGates())}
}

// fail counts who falls with some vertices.
func (x *bare) fail(vs ...int32) int {
	x.run++
	x.queue = x.queue[:0]
	for _, v := range vs {
		x.push(v)
	}
	for at := 0; at < len(x.queue); at++ {
		for _, slot := range x.g.Naming(x.queue[at]) {
			gate := x.g.GateOf(slot)
			if x.stamp[gate] != x.run {
				x.stamp[gate], x.lost[gate] = x.run, 0
			}
			x.lost[gate]++
			if x.lost[gate] == int32(len(x.g.Members(gate)))-x.g.K(gate)+1 {
				x.push(x.g.Owner(gate))
			}
		}
	}
	return len(x.queue)
}

func (x *bare) push(v int32) {
	if x.seen[v] != x.run {
		x.seen[v] = x.run
		x.queue = append(x.queue, v)
	}
}

// bareLoop fails one vertex after another.
func bareLoop(g *graph.Graph) (fell int64) {
	x := newBare(g)
	for v := range int32(g.Len()) {
		fell += int64(x.fail(v))
	}
	return fell
}

// tryPairs fails so many random pairs and returns the seconds that it took.
func tryPairs(g *graph.Graph, pairs int) float64 {
	x, rng, start := newBare(g), rand.New(rand.NewPCG(1, 1)), time.Now()
	for range pairs {
		x.fail(int32(rng.IntN(g.Len())), int32(rng.IntN(g.Len())))
	}
	return time.Since(start).Seconds()
}

func course(b *testing.B, c *compile.Compiled) *loading.Ground {
	b.Helper()
	out, err := loading.On(b.Context(), c, time.Hour)
	if err != nil {
		b.Fatal(err)
	}
	return out
}

func pairsOf(b *testing.B, c *compile.Compiled) (a *sweep.Answer) {
	of, _ := stakes(c, course(b, c))
	q := askAll(b, c)
	for b.Loop() {
		var err error
		if a, err = sweep.New(c.Graph, time.Hour, of).Pairs(context.Background(), q); err != nil {
			b.Fatal(err)
		}
	}
	return a
}

// BenchmarkPairsUnless is BenchmarkPairs of packages of which one is on call. (It costs two
// or three times as much; of ten such pairs are too many.)
func BenchmarkPairsUnless(b *testing.B) {
	for _, some := range []int{0, 1} {
		b.Run(fmt.Sprint(some), func(b *testing.B) {
			a := pairsOf(b, resting(b, 63_000, some))
			b.ReportMetric(float64(a.Run), "run")
		})
	}
}

// BenchmarkSinglesUnless runs every single failure of packages of which some are on call.
// (Ten or a hundred of 63,000 cost nothing that can be measured, a thousand ten times as
// much as none.)
func BenchmarkSinglesUnless(b *testing.B) {
	for _, some := range []int{0, 10, 100, 1000} {
		b.Run(fmt.Sprint(some), func(b *testing.B) {
			c := resting(b, 63_000, some)
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
			of, _ := stakes(c, course(b, c))
			q := askAll(b, c)
			for b.Loop() {
				if _, err := sweep.New(c.Graph, time.Hour, of).Singles(context.Background(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPairs accounts for every pair of failures of generated packages, on
// all cores, and says how many times as long it would take to try them one after
// another in a bare loop, judged by some of them.
func BenchmarkPairs(b *testing.B) {
	for _, n := range []int{1_000, 63_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := packages(b, n)
			a := pairsOf(b, c)
			ours := b.Elapsed().Seconds() / float64(b.N)
			tried := tryPairs(c.Graph, 2000) / 2000 * float64(a.Scenarios)
			b.ReportMetric(tried, "tried-s")
			b.ReportMetric(tried/ours, "tried/ours")
			b.ReportMetric(float64(a.Scenarios), "pairs")
			b.ReportMetric(float64(a.Interacting), "interacting")
			b.ReportMetric(float64(a.Run), "run")
		})
	}
}
