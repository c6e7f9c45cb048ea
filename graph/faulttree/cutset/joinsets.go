package cutset

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
	"github.com/meoktong/meoktong/graph/faulttree/zbdd"
)

// joinSets applies a gate that is no not-gate to families, the deepest first.
func joinSets(f *boolean.Formula, g boolean.Ref, args []diagram.Ref, z *zbdd.Table, order int) diagram.Ref {
	slices.SortStableFunc(args, func(x, y diagram.Ref) int { return cmp.Compare(z.Level(x), z.Level(y)) })
	switch f.Op(g) {
	case boolean.AtLeast:
		return z.AtLeast(f.K(g), args, order)
	case boolean.And:
		r := diagram.One
		for _, a := range slices.Backward(args) {
			r = z.Product(a, r, order)
		}
		return r
	}
	r := diagram.Zero
	for _, a := range slices.Backward(args) {
		r = z.Union(a, r)
	}
	return r
}
