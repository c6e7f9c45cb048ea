package diagram

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
func (z *ZBDD) Minimal(b *BDD, from, root Ref, order int) Ref {
	if root <= One {
		return root
	}
	m := &minimal{z: z, b: b, from: from, order: order}
	layers := max(order, 0) + 1
	if layers*int(root-from) > layerShare*z.budget {
		z.err = ErrBudget
		return Zero
	}
	m.need, m.sets = make([][]bool, layers), make([][]Ref, layers)
	for k := range layers {
		m.need[k], m.sets[k] = make([]bool, root-from+1), make([]Ref, root-from+1)
	}
	m.need[layers-1][root-from] = true
	m.mark(root)
	for r := from; r <= root && !z.stopped(); r++ {
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
	z     *ZBDD
	b     *BDD
	from  Ref
	order int
	need  [][]bool // by layer and node of b, counted from the first
	sets  [][]Ref
}

// below returns the layer of a node's upper half.
func (m *minimal) below(layer int, level int32) (int, bool) {
	if m.order == Unbounded {
		return 0, true
	}
	return m.z.rest(layer, level)
}

func (m *minimal) mark(root Ref) {
	ask := func(layer int, r Ref) {
		if r > One {
			m.need[layer][r-m.from] = true
		}
	}
	for r := root; r >= m.from && !m.z.stopped(); r-- {
		n := m.b.nodes[r]
		for k := range m.need {
			if !m.need[k][r-m.from] {
				continue
			}
			ask(k, n.lo)
			if rest, fits := m.below(k, n.level); fits {
				ask(rest, n.hi)
			}
		}
	}
}

// at returns the sets of a node under the order of a layer.
func (m *minimal) at(layer int, r Ref) Ref {
	if r <= One {
		return r
	}
	return m.sets[layer][r-m.from]
}

func (m *minimal) node(r Ref, layer int) Ref {
	n := m.b.nodes[r]
	lo := m.at(layer, n.lo)
	rest, fits := m.below(layer, n.level)
	if !fits {
		return lo
	}
	return m.z.Node(n.level, lo, m.z.Outside(m.at(rest, n.hi), m.b, n.lo))
}

// Outside returns the sets of p whose truth does not make the monotone function
// f true. What it remembers goes by p and f:
// families of equal levels must come with one BDD.
func (z *ZBDD) Outside(p Ref, b *BDD, f Ref) Ref {
	switch {
	case p == Zero || f == One:
		return Zero
	case f == Zero || p == One:
		return p
	}
	if c := z.covers.at(p, f); c.a == p && c.b == f {
		return c.value
	}
	if z.stopped() {
		return Zero
	}
	np, nf := z.nodes[p], b.nodes[f]
	var r Ref
	switch {
	case np.level < nf.level:
		lo := z.Outside(np.lo, b, f)
		r = z.Node(np.level, lo, z.Outside(np.hi, b, f))
	case np.level > nf.level:
		r = z.Outside(p, b, nf.lo)
	default:
		lo := z.Outside(np.lo, b, nf.lo)
		r = z.Node(np.level, lo, z.Outside(np.hi, b, nf.hi))
	}
	*z.covers.at(p, f) = result{p, f, r}
	z.covers.grow()
	return r
}
