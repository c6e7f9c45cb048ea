package cutset

import (
	"context"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// Chances gives events their probabilities, 0 to 1. Events are independent.
type Chances func(event int32) float64

// Probability returns the exact probability of the function, up to rounding:
// only sums and products of positive numbers are taken, so small ones keep their
// digits. The error is ErrBudget or that of the context. Cost: that of building
// the diagrams, once for a tree, and one pass over them.
func (t *Tree) Probability(ctx context.Context, p Chances) (float64, error) {
	if err := t.diagrams(ctx); err != nil {
		return 0, err
	}
	values := t.values(p)
	return values[t.top().root], nil
}

// values returns the probabilities of all events and modules.
func (t *Tree) values(p Chances) []float64 {
	out := make([]float64, t.f.Len())
	out[boolean.True] = 1
	for _, m := range t.modules {
		for _, r := range m.leaves {
			if t.f.Op(r) == boolean.Event {
				out[r] = p(t.f.Number(r))
			}
		}
		nodes := m.up(out)
		out[m.root] = nodes[m.at(m.top)]
	}
	return out
}

// at returns where a node stands in arrays over a module's diagram: behind the
// two ends, counted from the first node that is its own.
func (m *module) at(r diagram.Ref) diagram.Ref {
	if r <= diagram.One {
		return r
	}
	return r - m.from + 2
}

// up returns the probability of each node of a module's diagram.
func (m *module) up(values []float64) []float64 {
	return m.grow(append(make([]float64, 0, m.at(max(m.top, diagram.One))+1), 0, 1), values, m.top)
}

// grow appends the probabilities of the nodes that are not among those given yet,
// up to a last one.
func (m *module) grow(nodes, values []float64, last diagram.Ref) []float64 {
	for r := m.from + diagram.Ref(len(nodes)-2); r <= last; r++ {
		p := values[m.leaf(m.bdd.Level(r))]
		nodes = append(nodes, p*nodes[m.at(m.bdd.Hi(r))]+(1-p)*nodes[m.at(m.bdd.Lo(r))])
	}
	return nodes
}

// derivatives returns by how much the function's probability grows with that of
// each event and module: one pass downwards over the diagrams (Birnbaum's
// measure by the chain rule).
func (t *Tree) derivatives(values []float64) []float64 {
	out := make([]float64, t.f.Len())
	out[t.top().root] = 1
	for i := len(t.modules) - 1; i >= 0; i-- {
		m := t.modules[i]
		nodes := m.up(values)
		reach := make([]float64, len(nodes)) // how much the function grows with a node's probability
		reach[m.at(m.top)] = out[m.root]
		if t.f.Op(m.root) < boolean.And {
			out[m.root] = 0 // an event alone: its node adds it again
		}
		for r := m.top; r >= m.from && r > diagram.One; r-- {
			w := reach[m.at(r)]
			if w == 0 {
				continue
			}
			lo, hi, leaf := m.at(m.bdd.Lo(r)), m.at(m.bdd.Hi(r)), m.leaf(m.bdd.Level(r))
			out[leaf] += w * (nodes[hi] - nodes[lo])
			reach[lo] += w * (1 - values[leaf])
			reach[hi] += w * values[leaf]
		}
	}
	return out
}
