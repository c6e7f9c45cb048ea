package zbdd_test

import (
	"context"
	"fmt"

	"github.com/meoktong/meoktong/graph/faulttree/bdd"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
	"github.com/meoktong/meoktong/graph/faulttree/zbdd"
)

// Example finds the minimal sets of "two of three": three sets of two.
func Example() {
	b := bdd.New(context.Background(), 1000)
	two := b.AtLeast(2, []diagram.Ref{b.Var(0), b.Var(1), b.Var(2)})
	z := zbdd.New(context.Background(), 1000, func(int32) int { return 1 })
	print(z, z.Minimal(b, diagram.One+1, two, zbdd.Unbounded), nil)
	// Output:
	// [1 2]
	// [0 2]
	// [0 1]
}

// print walks down all ways to the one end.
func print(z *zbdd.Table, r diagram.Ref, set []int32) {
	switch r {
	case diagram.Zero:
	case diagram.One:
		fmt.Println(set)
	default:
		print(z, z.Lo(r), set)
		print(z, z.Hi(r), append(set[:len(set):len(set)], z.Level(r)))
	}
}
