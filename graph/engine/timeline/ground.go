package timeline

import "slices"

// ground is what simulations of one graph share.
type ground struct {
	order      []int32 // vertices by component
	start      []int32 // component -> its first in order; one more at the end
	recovering []int32 // vertices that take time to recover
}

// Prepare returns an input of which many runs are made: each costs less. It costs a pass over
// the vertices.
func (in Input) Prepare() Input {
	in.ground = newGround(in)
	return in
}

// newGround sorts the vertices by component, by counting.
func newGround(in Input) *ground {
	g := in.Graph
	out := &ground{start: make([]int32, g.Components()+1), order: make([]int32, g.Len())}
	for c := range int32(g.Components()) {
		out.start[c+1] = out.start[c] + g.ComponentSize(c)
	}
	next := slices.Clone(out.start)
	for v := range int32(g.Len()) {
		c := g.Component(v)
		out.order[next[c]] = v
		next[c]++
		if in.Recovery(v) > 0 {
			out.recovering = append(out.recovering, v)
		}
	}
	return out
}
