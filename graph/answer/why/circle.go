package why

import (
	"slices"

	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/result"
)

// circle says whether the node, or a part of it, stands only by what goes round in a
// circle, and in which. It has to be asked before the cascade runs anew, and costs one
// more. The error is the context's.
func (a *asker) circle(out *result.Why) error {
	finder, err := cascade.NewSustain(a.ctx, a.run)
	if err != nil || finder == nil {
		return err
	}
	found, err := finder.Find(a.ctx, a.run, a.failed, nil)
	if err != nil {
		return err
	}
	isFound := map[int32]bool{}
	for _, v := range found {
		isFound[v] = true
	}
	from := slices.DeleteFunc(a.c.WithParts(a.vertex), func(v int32) bool { return !isFound[v] })
	if len(from) == 0 {
		return nil
	}
	out.SelfSustained, out.Circle = true, a.loop(finder.Doubtful(), isFound, from)
	return nil
}

// loop returns the nodes of the loop that vertices live by: of those in doubt that they
// lead to, over what is self-sustained too, the one that needs no other.
func (a *asker) loop(doubtful []int32, isFound map[int32]bool, from []int32) []string {
	g, reached := a.c.Graph, map[int32]bool{}
	for len(from) > 0 {
		v := from[len(from)-1]
		from = from[:len(from)-1]
		if reached[v] {
			continue
		}
		reached[v] = true
		first, end := g.Slots(v)
		for slot := first; slot < end; slot++ {
			if m := g.Member(slot); m >= 0 && isFound[m] {
				from = append(from, m)
			}
		}
	}
	component := int32(-1) // what a component needs has smaller numbers
	for _, v := range doubtful {
		if c := g.Component(v); reached[v] && (component < 0 || c < component) {
			component = c
		}
	}
	var out []string
	for _, v := range doubtful {
		if isFound[v] && g.Component(v) == component {
			out = append(out, a.c.Model.Nodes[a.c.NodeOf(v)].ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
