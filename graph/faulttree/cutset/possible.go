package cutset

import (
	"context"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// Possible says whether the function's probability is greater than 0, however small:
// that does not hang on what a number can hold. The error and the cost are those of
// Probability.
func (t *Tree) Possible(ctx context.Context, p Chances) (bool, error) {
	if err := t.diagrams(ctx); err != nil {
		return false, err
	}
	can := make([]ends, t.f.Len())
	can[boolean.True] = ends{one: true}
	can[boolean.False] = ends{zero: true}
	for _, m := range t.modules {
		for _, r := range m.leaves {
			if t.f.Op(r) == boolean.Event {
				x := p(t.f.Number(r))
				can[r] = ends{zero: x < 1, one: x > 0}
			}
		}
		can[m.root] = m.reaches(can)
	}
	return can[t.top().root].one, nil
}

// ends are the values that a function can take.
type ends struct{ zero, one bool }

// reaches returns the values that a module can take, if its leaves can take theirs: what
// one of them does is independent of the others.
func (m *module) reaches(can []ends) ends {
	nodes := []ends{{zero: true}, {one: true}}
	for r := m.from; r <= m.top; r++ {
		if r <= diagram.One {
			continue
		}
		leaf, lo, hi := can[m.leaf(m.bdd.Level(r))], nodes[m.at(m.bdd.Lo(r))], nodes[m.at(m.bdd.Hi(r))]
		nodes = append(nodes, ends{zero: leaf.one && hi.zero || leaf.zero && lo.zero, one: leaf.one && hi.one || leaf.zero && lo.one})
	}
	return nodes[m.at(m.top)]
}
