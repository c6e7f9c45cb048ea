package diagram

import "context"

// Unbounded is the size of sets where there is no limit.
const Unbounded = -1

// ZBDD is a table of families of sets, none of which holds another.
type ZBDD struct {
	table
	unions, drops, covers cache
	products, limits      []cache // by order + 1
	weight                func(level int32) int
}

// NewZBDD returns an empty table. weight says how much the element of a level
// counts in the size of a set, at least 1.
func NewZBDD(ctx context.Context, budget int, weight func(level int32) int) *ZBDD {
	return &ZBDD{table: newTable(ctx, budget), unions: newCache(), drops: newCache(), covers: newCache(), weight: weight}
}

// Node returns the family of the sets of lo, and those of hi with the element of
// the level added.
func (z *ZBDD) Node(level int32, lo, hi Ref) Ref {
	if hi == Zero {
		return lo
	}
	return z.find(level, lo, hi)
}

// Union returns the minimal ones among the sets of both.
func (z *ZBDD) Union(p, q Ref) Ref {
	switch {
	case p == One || q == One:
		return One // the empty set is in all others
	case p == Zero || p == q:
		return q
	case q == Zero:
		return p
	}
	if p > q {
		p, q = q, p
	}
	if c := z.unions.at(p, q); c.a == p && c.b == q {
		return c.value
	}
	if z.stopped() {
		return Zero
	}
	np, nq := z.nodes[p], z.nodes[q]
	var r Ref
	switch {
	case np.level < nq.level:
		lo := z.Union(np.lo, q)
		r = z.Node(np.level, lo, z.Without(np.hi, lo))
	case np.level > nq.level:
		lo := z.Union(p, nq.lo)
		r = z.Node(nq.level, lo, z.Without(nq.hi, lo))
	default:
		lo := z.Union(np.lo, nq.lo)
		r = z.Node(np.level, lo, z.Without(z.Union(np.hi, nq.hi), lo))
	}
	*z.unions.at(p, q) = result{p, q, r}
	z.unions.grow()
	return r
}

// Without returns the sets of p that hold no set of q (Rauzy's "without", for a
// family in place of a function; subsumed difference).
func (z *ZBDD) Without(p, q Ref) Ref {
	switch {
	case p == Zero || q == One || p == q:
		return Zero
	case q == Zero || p == One:
		return p
	}
	if c := z.drops.at(p, q); c.a == p && c.b == q {
		return c.value
	}
	if z.stopped() {
		return Zero
	}
	np, nq := z.nodes[p], z.nodes[q]
	var r Ref
	switch {
	case np.level < nq.level:
		lo := z.Without(np.lo, q)
		r = z.Node(np.level, lo, z.Without(np.hi, q))
	case np.level > nq.level:
		r = z.Without(p, nq.lo)
	default:
		lo := z.Without(np.lo, nq.lo)
		r = z.Node(np.level, lo, z.Without(z.Without(np.hi, nq.hi), nq.lo))
	}
	*z.drops.at(p, q) = result{p, q, r}
	z.drops.grow()
	return r
}
