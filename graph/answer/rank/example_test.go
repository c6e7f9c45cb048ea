package rank_test

import (
	"context"
	"fmt"
	"time"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Example asks the embedded Korean model which two carriers take most down
// together, and how much of it neither takes down alone.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	r, err := rank.Ask(context.Background(), c, rank.Question{Failures: 2, Against: "kind:carrier", By: "nodes", Top: 2, After: time.Hour})
	if err != nil {
		panic(err)
	}
	for _, row := range r.Joint {
		fmt.Printf("%v: %d nodes, %d of them only together\n", row.Failed, row.NodesDown, row.Beyond.NodesDown)
	}
	fmt.Printf("%d of %d pairs interact\n", *r.Interacting, r.Scenarios)
	// Output:
	// [kt-backbone skb-backbone]: 24 nodes, 9 of them only together
	// [knet-1 knet-2]: 10 nodes, 8 of them only together
	// 54 of 435 pairs interact
}
