package structure

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// contract takes keys that fail each other for one: where a loop has no group on
// its way that could hold, all on it fail if one does. That leaves the loops that
// lead through redundancy, which are few, to be unrolled. Where a supply goes round it
// does not hold: what needs itself has none. It forgets the search.
//
// The classes are the strongly connected components of "the failure of the one
// alone is that of the other". Cost: linear in what was searched.
func (w *writer) contract() error {
	index := make([]int32, 2*w.g.Len()) // key -> its place in the order
	for i, k := range w.order {
		index[k] = int32(i)
	}
	b := graph.NewBuilder(len(w.order), 0)
	var alone []key
	for _, k := range w.order {
		alone = alone[:0]
		first, end := w.g.Gates(k.vertex())
		for gate := first; gate < end && !w.g.Fed(w.g.Component(k.vertex())); gate++ {
			if w.g.Parent(gate) < 0 {
				alone = w.gateMembers(alone, gate, k.level(), true)
			}
		}
		for _, m := range alone {
			b.Need(index[m])
		}
		if b.Next(); w.pace.Over() {
			return w.pace.Err()
		}
	}
	g, err := b.Graph()
	if err != nil {
		return err
	}
	w.rep, w.groups = make([]key, 2*w.g.Len()), map[key][]key{}
	for k := range w.rep {
		w.rep[k] = key(k)
	}
	last := make([]key, g.Components())
	for i, k := range w.order { // the last of a class to be met stands for it
		last[g.Component(int32(i))] = k
	}
	for i, k := range w.order {
		if c := g.Component(int32(i)); g.ComponentSize(c) > 1 {
			w.rep[k] = last[c]
			w.groups[last[c]] = append(w.groups[last[c]], k)
		}
	}
	for _, k := range w.order {
		w.state[k] = 0
	}
	w.order = slices.Delete(w.order, 0, len(w.order))
	return nil
}
