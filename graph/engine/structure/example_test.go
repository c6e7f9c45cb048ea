package structure_test

import (
	"context"
	"fmt"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/structure"
)

// Example has power that needs telecom, which needs power: a loop in which the
// failure of either is that of both, and which stands while neither fails.
func Example() {
	const power, telecom = 0, 1
	b := graph.NewBuilder(0, 0)
	b.Need(telecom)
	b.Next()
	b.Need(power)
	b.Next()
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	f, fails, err := structure.Of(context.Background(), g, structure.Question{
		Event:   func(v int32) int32 { return v },
		Targets: []structure.Target{{Vertex: power, Level: graph.Degraded}},
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(f.Eval(func(e int32) bool { return e == telecom })[fails[0]])
	fmt.Println(f.Eval(func(int32) bool { return false })[fails[0]])
	// Output:
	// true
	// false
}
