package sweep

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// plan is an order in which single failures are run, each on top of another that
// it takes down anyway: what falls with the first falls with the second too, and
// is not found anew. It is a forest in preorder.
type plan struct {
	order []int32 // failures
	up    []int32 // by position in order: the position of the one below, or -1
	end   []int32 // by position: where those that stand on it end
}

// newPlan gives each failure a vertex that falls with it outright, of those the
// one that seems to take most with it, as judged by the number of paths that
// lead on from there. To go round in no circle it must be of a later component.
// It costs a pass over the graph.
func (s *Sweep) newPlan(failures [][]int32) *plan {
	at := make([]int32, s.system.len()) // vertex -> its failure, where it fails alone
	for v := range at {
		at[v] = None
	}
	for i, f := range failures {
		if len(f) == 1 {
			at[f[0]] = int32(i)
		}
	}
	paths := s.paths()
	onto := make([]int32, len(failures))
	for i, f := range failures {
		onto[i] = None
		most := 0.0
		for _, v := range f {
			for _, w := range s.system.out[s.system.outFirst[v]:s.system.outFirst[v+1]] {
				if at[w] != None && paths[w] > most && s.component(w) > s.component(v) {
					onto[i], most = at[w], paths[w]
				}
			}
		}
	}
	return preorder(onto)
}

// paths counts the ways that lead on from each vertex, roughly: those within a
// component are not followed.
func (s *Sweep) paths() []float64 {
	paths := make([]float64, s.system.len())
	count := func(v int32) {
		paths[v] = 1
		for _, w := range s.system.out[s.system.outFirst[v]:s.system.outFirst[v+1]] {
			if s.component(w) > s.component(v) {
				paths[v] += paths[w]
			}
		}
	}
	for _, v := range lastFirst(s.graph) {
		count(v)
		if shadow := s.system.shadow(v); shadow != v {
			count(shadow)
		}
	}
	return paths
}

// component returns that of a vertex, or of the vertex that a shadow is of.
func (s *Sweep) component(v int32) int32 { return s.graph.Component(s.system.vertexOf(v)) }

// lastFirst returns the vertices by component, the last one first.
func lastFirst(g *graph.Graph) []int32 {
	next := make([]int32, g.Components()+1)
	for v := range int32(g.Len()) {
		next[g.Component(v)]++
	}
	sum := int32(0)
	for c := g.Components() - 1; c >= 0; c-- {
		next[c], sum = sum, sum+next[c]
	}
	out := make([]int32, g.Len())
	for v := range int32(g.Len()) {
		c := g.Component(v)
		out[next[c]] = v
		next[c]++
	}
	return out
}

// preorder lays out the forest in which each failure stands on another.
func preorder(onto []int32) *plan {
	n := len(onto)
	p := &plan{order: make([]int32, 0, n), up: make([]int32, 0, n)}
	first, next := make([]int32, n+1), make([]int32, n) // children, as lists
	for i := range first {
		first[i] = None
	}
	for i := n - 1; i >= 0; i-- {
		below := onto[i]
		if below == None {
			below = int32(n)
		}
		next[i], first[below] = first[below], int32(i)
	}
	type visit struct{ failure, up int32 }
	var stack []visit
	push := func(list, up int32) {
		for c := first[list]; c != None; c = next[c] {
			stack = append(stack, visit{c, up})
		}
	}
	push(int32(n), None)
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		p.order, p.up = append(p.order, v.failure), append(p.up, v.up)
		push(v.failure, int32(len(p.order)-1))
	}
	p.end = make([]int32, n)
	for at := n - 1; at >= 0; at-- {
		p.end[at] = max(p.end[at], int32(at)+1)
		if up := p.up[at]; up != None {
			p.end[up] = max(p.end[up], p.end[at])
		}
	}
	return p
}

// climber runs the failures of a plan, one after another.
type climber struct {
	f        *fall
	p        *plan
	failures [][]int32
	path     []int32 // positions that are down now, each on top of the one before
	marks    []mark  // what was before each
}

// run takes down the failure at a position, from whatever was down before.
func (c *climber) run(position int32) Effect {
	below := c.p.up[position]
	for len(c.path) > 0 && c.path[len(c.path)-1] != below {
		c.f.undo(c.marks[len(c.marks)-1])
		c.path, c.marks = c.path[:len(c.path)-1], c.marks[:len(c.marks)-1]
	}
	if len(c.path) == 0 { // nothing is left to stand on: build it from the ground
		for ; below != None; below = c.p.up[below] {
			c.path = append(c.path, below)
		}
		slices.Reverse(c.path)
		for _, at := range c.path {
			c.put(at)
		}
	}
	c.path = append(c.path, position)
	c.put(position)
	return c.f.tally.effect()
}

func (c *climber) put(position int32) {
	c.marks = append(c.marks, c.f.mark())
	c.f.add(c.failures[c.p.order[position]])
}
