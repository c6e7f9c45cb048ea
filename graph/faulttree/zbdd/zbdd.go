// Package zbdd holds zero-suppressed decision diagrams (Minato, DAC 1993) of families
// of minimal sets: the ends are the family of no set and that of the empty set alone,
// and a node is the sets of its lower half, and those of its upper half with its
// element added. No set of a family holds another.
package zbdd

import (
	"context"

	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// Unbounded is the size of sets where there is no limit.
const Unbounded = -1

// Table holds families.
type Table struct {
	diagram.Table
	unions, drops, covers diagram.Cache
	products, limits      []diagram.Cache // by order + 1
	weight                func(level int32) int
}

// New returns an empty table. weight says how much the element of a level counts in
// the size of a set, at least 1. Past a budget of nodes, or when its context ends,
// every operation returns at once, and Err says why.
func New(ctx context.Context, budget int, weight func(level int32) int) *Table {
	return &Table{Table: diagram.New(ctx, budget), unions: diagram.NewCache(), drops: diagram.NewCache(), covers: diagram.NewCache(), weight: weight}
}

// Node returns the family of the sets of lo, and those of hi with the element of
// the level added.
func (z *Table) Node(level int32, lo, hi diagram.Ref) diagram.Ref {
	if hi == diagram.Zero {
		return lo
	}
	return z.Find(level, lo, hi)
}

// Union returns the minimal ones among the sets of both.
func (z *Table) Union(p, q diagram.Ref) diagram.Ref {
	switch {
	case p == diagram.One || q == diagram.One:
		return diagram.One // the empty set is in all others
	case p == diagram.Zero || p == q:
		return q
	case q == diagram.Zero:
		return p
	}
	if p > q {
		p, q = q, p
	}
	if c := z.unions.At(p, q); c.A == p && c.B == q {
		return c.Value
	}
	if z.Stopped() {
		return diagram.Zero
	}
	np, nq := z.At(p), z.At(q)
	var r diagram.Ref
	switch {
	case np.Level < nq.Level:
		lo := z.Union(np.Lo, q)
		r = z.Node(np.Level, lo, z.Without(np.Hi, lo))
	case np.Level > nq.Level:
		lo := z.Union(p, nq.Lo)
		r = z.Node(nq.Level, lo, z.Without(nq.Hi, lo))
	default:
		lo := z.Union(np.Lo, nq.Lo)
		r = z.Node(np.Level, lo, z.Without(z.Union(np.Hi, nq.Hi), lo))
	}
	*z.unions.At(p, q) = diagram.Entry{A: p, B: q, Value: r}
	z.unions.Stored()
	return r
}

// Without returns the sets of p that hold no set of q (Rauzy's "without", for a
// family in place of a function; subsumed difference).
func (z *Table) Without(p, q diagram.Ref) diagram.Ref {
	switch {
	case p == diagram.Zero || q == diagram.One || p == q:
		return diagram.Zero
	case q == diagram.Zero || p == diagram.One:
		return p
	}
	if c := z.drops.At(p, q); c.A == p && c.B == q {
		return c.Value
	}
	if z.Stopped() {
		return diagram.Zero
	}
	np, nq := z.At(p), z.At(q)
	var r diagram.Ref
	switch {
	case np.Level < nq.Level:
		lo := z.Without(np.Lo, q)
		r = z.Node(np.Level, lo, z.Without(np.Hi, q))
	case np.Level > nq.Level:
		r = z.Without(p, nq.Lo)
	default:
		lo := z.Without(np.Lo, nq.Lo)
		r = z.Node(np.Level, lo, z.Without(z.Without(np.Hi, nq.Hi), nq.Lo))
	}
	*z.drops.At(p, q) = diagram.Entry{A: p, B: q, Value: r}
	z.drops.Stored()
	return r
}
