package montecarlo_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/montecarlo"
)

// layered returns a graph of n nodes with so many requirements each, of nodes
// that come before in the same block of a thousand: of a hundred one is k of n
// and four are any-of, and of a thousand one member comes later, which closes
// cycles. Every node fails with a chance of its own, 1e-4 to 1e-2.
func layered(tb testing.TB, n, requirements int) montecarlo.Input {
	tb.Helper()
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	b := graph.NewBuilder(n, n*requirements)
	in := montecarlo.Input{Horizon: time.Hour}
	one := make([]int32, n)
	for v := range n {
		start := v - v%1000
		member := func() graph.Spec {
			if rng.IntN(1000) == 0 && v+1 < min(start+1000, n) {
				return graph.Spec{Vertex: int32(v + 1 + rng.IntN(min(start+1000, n)-v-1)), K: 1}
			}
			return graph.Spec{Vertex: int32(start + rng.IntN(v-start)), K: 1}
		}
		for range requirements {
			switch r := rng.IntN(100); {
			case v-start < 50: // a block's first need nothing
			case r == 0:
				b.Require(&graph.Spec{K: 2, Of: []graph.Spec{member(), member(), member(), member()}})
			case r < 5:
				b.Require(&graph.Spec{K: 1, Of: []graph.Spec{member(), member()}})
			default:
				b.Need(member().Vertex)
			}
		}
		b.Next()
		one[v] = int32(v)
		in.Faults = append(in.Faults, montecarlo.Fault{Chance: 1e-4 + rng.Float64()*rng.Float64()*1e-2, Vertices: one[v : v+1]})
	}
	g, err := b.Graph()
	if err != nil {
		tb.Fatal(err)
	}
	in.Graph = g
	return in
}

func BenchmarkRun(b *testing.B) {
	for _, c := range []struct {
		nodes  int
		trials int64
	}{{1000, 10_000}, {100_000, 10_000}, {1_000_000, 1024}} {
		b.Run(fmt.Sprintf("nodes=%d/trials=%d", c.nodes, c.trials), func(b *testing.B) {
			in := layered(b, c.nodes, 3)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := montecarlo.Run(context.Background(), in, montecarlo.Range{To: c.trials}, 1); err != nil {
					b.Fatal(err)
				}
			}
			members := float64(c.trials) * float64(in.Graph.NumSlots())
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/members, "ns/member-trial")
		})
	}
}
