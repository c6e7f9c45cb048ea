// Package bdd holds binary decision diagrams of Boolean functions (Bryant,
// Graph-based algorithms for Boolean function manipulation, IEEE Trans. Computers
// C-35(8), 1986): the ends are the constants, and a node is the function that is its
// upper half where its variable is true, else its lower half.
package bdd

import (
	"context"

	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// Table holds functions.
type Table struct {
	diagram.Table
	ands, ors, nots diagram.Cache
}

// New returns an empty table. Past a budget of nodes, or when its context ends,
// every operation returns at once, and Err says why.
func New(ctx context.Context, budget int) *Table {
	return &Table{Table: diagram.New(ctx, budget), ands: diagram.NewCache(), ors: diagram.NewCache(), nots: diagram.NewCache()}
}

// Node returns the function that is hi where the variable of the level is true,
// and lo where it is false. Both must be of later levels.
func (b *Table) Node(level int32, lo, hi diagram.Ref) diagram.Ref {
	if lo == hi {
		return lo
	}
	return b.Find(level, lo, hi)
}

// Var returns the variable of a level.
func (b *Table) Var(level int32) diagram.Ref { return b.Node(level, diagram.Zero, diagram.One) }

// Or returns f or g. Cost: at most the product of their sizes.
func (b *Table) Or(f, g diagram.Ref) diagram.Ref {
	return b.combine(f, g, diagram.One, diagram.Zero, &b.ors)
}

// And returns f and g. Cost: at most the product of their sizes.
func (b *Table) And(f, g diagram.Ref) diagram.Ref {
	return b.combine(f, g, diagram.Zero, diagram.One, &b.ands)
}

// Not returns the function that is true where f is not. Cost: the size of f.
func (b *Table) Not(f diagram.Ref) diagram.Ref {
	if f <= diagram.One {
		return diagram.One - f
	}
	if c := b.nots.At(f, 0); c.A == f {
		return c.Value
	}
	if b.Stopped() {
		return diagram.Zero
	}
	n := b.At(f)
	lo := b.Not(n.Lo)
	r := b.Node(n.Level, lo, b.Not(n.Hi))
	*b.nots.At(f, 0) = diagram.Entry{A: f, Value: r}
	b.nots.Stored()
	return r
}

// combine applies an operation that either order of operands serves: wins
// decides it whatever the other is, yields leaves it to the other.
func (b *Table) combine(f, g, wins, yields diagram.Ref, done *diagram.Cache) diagram.Ref {
	switch {
	case f == wins || g == wins:
		return wins
	case f == yields || f == g:
		return g
	case g == yields:
		return f
	}
	if f > g {
		f, g = g, f
	}
	if c := done.At(f, g); c.A == f && c.B == g {
		return c.Value
	}
	if b.Stopped() {
		return diagram.Zero
	}
	level, f0, f1, g0, g1 := b.split(f, g)
	lo := b.combine(f0, g0, wins, yields, done)
	r := b.Node(level, lo, b.combine(f1, g1, wins, yields, done))
	*done.At(f, g) = diagram.Entry{A: f, B: g, Value: r}
	done.Stored()
	return r
}

// split returns the cofactors of two functions at the upper of their levels.
func (b *Table) split(f, g diagram.Ref) (level int32, f0, f1, g0, g1 diagram.Ref) {
	nf, ng := b.At(f), b.At(g)
	f0, f1, g0, g1 = f, f, g, g
	level = min(nf.Level, ng.Level)
	if nf.Level == level {
		f0, f1 = nf.Lo, nf.Hi
	}
	if ng.Level == level {
		g0, g1 = ng.Lo, ng.Hi
	}
	return level, f0, f1, g0, g1
}

// AtLeast returns the function that is true if at least k of the functions are.
// It is a recursion over what is left to find among those left to look at: k
// times their number of steps, never the sum of all products.
func (b *Table) AtLeast(k int, fs []diagram.Ref) diagram.Ref {
	// have[j]: at least j of those looked at so far, from the last to the first
	have := make([]diagram.Ref, k+1)
	have[0] = diagram.One
	for i := len(fs) - 1; i >= 0; i-- {
		for j := min(k, len(fs)-i); j > 0; j-- {
			have[j] = b.choose(fs[i], have[j-1], have[j])
		}
	}
	return have[k]
}

// choose returns hi where f is true, else lo; lo implies hi.
func (b *Table) choose(f, hi, lo diagram.Ref) diagram.Ref {
	if n := b.At(f); n.Lo == diagram.Zero && n.Hi == diagram.One && n.Level < min(b.Level(hi), b.Level(lo)) {
		return b.Node(n.Level, lo, hi)
	}
	return b.Or(b.And(f, hi), lo)
}
