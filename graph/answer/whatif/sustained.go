package whatif

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// findSustained notes what stands only by going round in a circle, after these failed.
func (v *view) findSustained(ctx context.Context, down []int32) error {
	finder, err := cascade.NewSustain(ctx, v.run.Cascade)
	if err != nil {
		return err
	}
	var tripped, impaired []int32
	if state := v.run.State(); state != nil {
		tripped, impaired = state.Struck()
	}
	found, err := finder.Find(ctx, v.run.Cascade, append(slices.Clone(down), tripped...), impaired)
	v.sustained = make(map[int32]bool, len(found))
	for _, x := range found {
		v.sustained[x], v.sustained[v.c.NodeOf(x)] = true, true
	}
	return err
}

// countSustained returns how many nodes are self-sustained, for some of their users or
// for all.
func (v *view) countSustained() int {
	n := 0
	for x := range v.sustained {
		if !v.c.IsPart(x) {
			n++
		}
	}
	return n
}
