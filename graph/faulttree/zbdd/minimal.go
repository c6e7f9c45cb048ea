package zbdd

import (
	"github.com/meoktong/meoktong/graph/faulttree/bdd"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// Minimal returns the minimal sets of variables whose truth makes a monotone
// function true, of size at most order. It is Rauzy's algorithm (New algorithms
// for fault trees analysis, Reliability Engineering & System Safety 40(3),
// 1993): the sets with a variable are those of its upper half that do not make
// the lower half true by themselves.
//
// It works upwards from the ends and does not recurse through the function's
// levels, apart from Outside. Nodes before from are other functions'. Cost: one
// Outside for each node, and for each order left at that node where there is a
// limit.
func (z *Table) Minimal(b *bdd.Table, from, root diagram.Ref, order int) diagram.Ref {
	return z.minimal(&minimal{z: z, b: b, from: from, order: order}, root)
}

// Least returns the minimal sets of variables that make a function true if no other is
// true, of size at most order: Minimal for functions that may become false again as more
// variables are true. The sets with a variable are those of its upper half that hold none
// of its lower half. (Of a function that is true on those sets and all larger ones they
// are what Minimal returns.)
func (z *Table) Least(b *bdd.Table, from, root diagram.Ref, order int) diagram.Ref {
	return z.minimal(&minimal{z: z, b: b, from: from, order: order, least: true}, root)
}

func (z *Table) minimal(m *minimal, root diagram.Ref) diagram.Ref {
	if root <= diagram.One {
		return root
	}
	from, order := m.from, m.order
	layers := max(order, 0) + 1
	if layers*int(root-from) > layerShare*z.Budget() {
		return z.Exhaust()
	}
	m.need, m.sets = make([][]bool, layers), make([][]diagram.Ref, layers)
	for k := range layers {
		m.need[k], m.sets[k] = make([]bool, root-from+1), make([]diagram.Ref, root-from+1)
	}
	m.need[layers-1][root-from] = true
	m.mark(root)
	for r := from; r <= root && !z.Stopped(); r++ {
		for k := range layers {
			if m.need[k][r-from] {
				m.sets[k][r-from] = m.node(r, k)
			}
		}
	}
	return m.sets[layers-1][root-from]
}

// layerShare bounds what a bounded question keeps for each node and order, as a
// multiple of the budget of nodes; five bytes each.
const layerShare = 32

// minimal is a computation under way. A layer is an order left; without a limit
// there is one layer.
type minimal struct {
	z     *Table
	b     *bdd.Table
	from  diagram.Ref
	order int
	least bool     // of sets that are true alone
	need  [][]bool // by layer and node of b, counted from the first
	sets  [][]diagram.Ref
}

// below returns the layer of a node's upper half.
func (m *minimal) below(layer int, level int32) (int, bool) {
	if m.order == Unbounded {
		return 0, true
	}
	return m.z.Rest(layer, level)
}

func (m *minimal) mark(root diagram.Ref) {
	ask := func(layer int, r diagram.Ref) {
		if r > diagram.One {
			m.need[layer][r-m.from] = true
		}
	}
	for r := root; r >= m.from && !m.z.Stopped(); r-- {
		n := m.b.At(r)
		for k := range m.need {
			if !m.need[k][r-m.from] {
				continue
			}
			ask(k, n.Lo)
			if rest, fits := m.below(k, n.Level); fits {
				ask(rest, n.Hi)
			}
		}
	}
}

// at returns the sets of a node under the order of a layer.
func (m *minimal) at(layer int, r diagram.Ref) diagram.Ref {
	if r <= diagram.One {
		return r
	}
	return m.sets[layer][r-m.from]
}

func (m *minimal) node(r diagram.Ref, layer int) diagram.Ref {
	n := m.b.At(r)
	lo := m.at(layer, n.Lo)
	rest, fits := m.below(layer, n.Level)
	if !fits {
		return lo
	}
	if m.least {
		return m.z.Node(n.Level, lo, m.z.Without(m.at(rest, n.Hi), lo))
	}
	return m.z.Node(n.Level, lo, m.z.Outside(m.at(rest, n.Hi), m.b, n.Lo))
}

// Outside returns the sets of p whose truth does not make the monotone function
// f true. What it remembers goes by p and f:
// families of equal levels must come with one BDD.
func (z *Table) Outside(p diagram.Ref, b *bdd.Table, f diagram.Ref) diagram.Ref {
	switch {
	case p == diagram.Zero || f == diagram.One:
		return diagram.Zero
	case f == diagram.Zero || p == diagram.One:
		return p
	}
	if c := z.covers.At(p, f); c.A == p && c.B == f {
		return c.Value
	}
	if z.Stopped() {
		return diagram.Zero
	}
	np, nf := z.At(p), b.At(f)
	var r diagram.Ref
	switch {
	case np.Level < nf.Level:
		lo := z.Outside(np.Lo, b, f)
		r = z.Node(np.Level, lo, z.Outside(np.Hi, b, f))
	case np.Level > nf.Level:
		r = z.Outside(p, b, nf.Lo)
	default:
		lo := z.Outside(np.Lo, b, nf.Lo)
		r = z.Node(np.Level, lo, z.Outside(np.Hi, b, nf.Hi))
	}
	*z.covers.At(p, f) = diagram.Entry{A: p, B: f, Value: r}
	z.covers.Stored()
	return r
}
