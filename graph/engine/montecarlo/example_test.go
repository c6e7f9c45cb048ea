package montecarlo_test

import (
	"context"
	"fmt"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/montecarlo"
)

// Example asks how often a service is down that needs one of two lines.
func Example() {
	b := graph.NewBuilder(0, 0)
	b.Next() // line 0
	b.Next() // line 1
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: 0}, {Vertex: 1}}})
	b.Next() // the service
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	in := montecarlo.Input{Graph: g, Horizon: time.Hour, Faults: []montecarlo.Fault{
		{Chance: 0.1, Vertices: []int32{0}},
		{Chance: 0.2, Vertices: []int32{1}},
	}}
	counts, err := montecarlo.Run(context.Background(), in, montecarlo.Range{To: 1_000_000}, 1)
	if err != nil {
		panic(err)
	}
	low, high := montecarlo.Wilson(counts.Down[2], counts.Trials, montecarlo.Z95)
	fmt.Printf("down with a chance of %.4f to %.4f\n", low, high)
	// Output: down with a chance of 0.0199 to 0.0204
}
