package partial_test

import (
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/partial"
)

// BenchmarkCases runs the cases of ten nodes, 1,024, in a graph of 400 that all recover.
func BenchmarkCases(b *testing.B) {
	const n, nodes = 400, 10
	build := graph.NewBuilder(n, n)
	recovery := make([]time.Duration, n)
	for v := range int32(n) {
		recovery[v] = time.Minute
		if v >= nodes {
			build.Need(v - nodes)
		}
		if v == n-1 {
			for x := range int32(nodes) {
				build.Need(x)
			}
		}
		build.Next()
	}
	g, err := build.Graph()
	if err != nil {
		b.Fatal(err)
	}
	serves := make([]partial.Serve, nodes)
	for i := range serves {
		serves[i] = partial.Serve{Vertex: int32(i), Share: 0.5, At: time.Hour, For: time.Hour}
	}
	b.ResetTimer()
	for range b.N {
		if _, err := partial.Run(b.Context(), input(g, recovery), nil, partial.Curves(serves, nil), func(v int32) bool { return v == n-1 }); err != nil {
			b.Fatal(err)
		}
	}
}
