package graph

import "github.com/meoktong/meoktong/models/work/pace"

// components finds the strongly connected components and their sizes. It is
// Tarjan's algorithm (Depth-first search and linear graph algorithms, SIAM J.
// Comput. 1(2), 1972), made iterative: a chain of millions of vertices would
// overflow a recursive one. Linear in vertices and members. Components are
// numbered dependencies first.
func (g *Graph) components(p *pace.Pace) (component, size []int32) {
	n := g.Len()
	t := &tarjan{g: g, pace: p, low: make([]int32, n), component: make([]int32, n)}
	for v := range t.component {
		t.component[v] = -1
	}
	for v := range int32(n) {
		if p.Over() {
			break
		}
		if t.low[v] == 0 {
			t.visit(v)
		}
	}
	return t.component, t.size
}

type tarjan struct {
	g         *Graph
	pace      *pace.Pace
	low       []int32 // 0: not seen; else the smallest visit number reached so far
	component []int32 // -1: not finished
	size      []int32
	visits    int32
	open      []int32 // seen, not yet in a component
	calls     []tarjanCall
}

// tarjanCall is a frame of the recursion that is not there.
type tarjanCall struct {
	v, slot int32 // the next slot of v to look at
	root    int32 // v's own visit number
}

func (t *tarjan) enter(v int32) {
	t.visits++
	t.low[v] = t.visits
	t.open = append(t.open, v)
	from, _ := t.g.Slots(v)
	t.calls = append(t.calls, tarjanCall{v, from, t.visits})
}

func (t *tarjan) visit(v int32) {
	t.enter(v)
	for len(t.calls) > 0 && !t.pace.Over() {
		c := &t.calls[len(t.calls)-1]
		if next, ok := t.step(c); ok {
			t.enter(next)
			continue
		}
		done := *c
		t.calls = t.calls[:len(t.calls)-1]
		if t.low[done.v] == done.root {
			t.finish(done.v)
		}
		if len(t.calls) > 0 {
			up := t.calls[len(t.calls)-1].v
			if t.component[done.v] < 0 {
				t.low[up] = min(t.low[up], t.low[done.v])
			}
		}
	}
}

// step looks at further members of a vertex and returns one not seen before.
func (t *tarjan) step(c *tarjanCall) (next int32, ok bool) {
	_, end := t.g.Slots(c.v)
	for c.slot < end {
		w := t.g.members[c.slot]
		c.slot++
		switch {
		case w < 0: // a nested gate: its members are slots of the same vertex
		case t.low[w] == 0:
			return w, true
		case t.component[w] < 0:
			t.low[c.v] = min(t.low[c.v], t.low[w])
		}
	}
	return 0, false
}

// finish closes the component whose root is v.
func (t *tarjan) finish(v int32) {
	id := int32(len(t.size))
	for n := int32(1); ; n++ {
		w := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.component[w] = id
		if w == v {
			t.size = append(t.size, n)
			return
		}
	}
}
