package cutset_test

import (
	"context"
	"fmt"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
)

// Example has two pumps, one of which is enough, on one supply of power.
func Example() {
	const power, pumpA, pumpB = 0, 1, 2
	f := boolean.New()
	stop := f.And(f.Or(f.Event(power), f.Event(pumpA)), f.Or(f.Event(power), f.Event(pumpB)))
	tree, err := cutset.New(context.Background(), f, stop, cutset.DefaultBudget)
	if err != nil {
		panic(err)
	}

	family, err := tree.Sets(context.Background(), cutset.Unbounded)
	if err != nil {
		panic(err)
	}
	sets, _, err := family.List(context.Background())
	fmt.Println(family.Count(), len(sets), err)

	p, err := tree.Probability(context.Background(), func(int32) float64 { return 0.1 })
	fmt.Printf("%.3f %v\n", p, err)
	// Output:
	// 2 2 <nil>
	// 0.109 <nil>
}
