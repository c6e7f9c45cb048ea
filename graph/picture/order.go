package picture

// order is how the nodes of a model lie: what must be known so that boxes of several
// go in no circle that the model does not go in.
type order struct {
	component []int32 // node -> its strongly connected component
	depth     []int32 // node -> the longest way to it, in steps between components

	several map[int32]bool // components of more than one node
}

// ordered returns the order of the model's nodes. It is found once. Cost: linear.
func (b *builder) ordered() (*order, error) {
	if b.order != nil {
		return b.order, nil
	}
	none := make([]int32, len(b.w.Nodes))
	for v := range none {
		none[v] = -1
	}
	h, err := condense(b.net, none, func(link) bool { return true })
	if err != nil {
		return nil, err
	}
	o := &order{component: make([]int32, len(none)), depth: make([]int32, len(none)), several: map[int32]bool{}}
	deep := make([]int32, h.g.Components())
	for v := range none {
		c := h.g.Component(int32(v))
		o.component[v] = c
		o.several[c] = h.g.ComponentSize(c) > 1
	}
	for _, v := range h.order { // what a component needs comes before it
		c := o.component[v]
		for _, l := range b.net.into(v) {
			if from := o.component[l.from]; from != c {
				deep[c] = max(deep[c], deep[from]+1)
			}
		}
	}
	for v := range none {
		o.depth[v] = deep[o.component[v]]
	}
	b.order = o
	return o, nil
}
