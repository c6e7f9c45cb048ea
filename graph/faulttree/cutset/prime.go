package cutset

import (
	"cmp"
	"context"
	"math/big"
	"slices"

	"github.com/meoktong/meoktong/graph/faulttree/bdd"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
	"github.com/meoktong/meoktong/graph/faulttree/zbdd"
)

// Primes is the prime implicants of a function, as diagrams: the least sets of events that
// happen and events that do not which make it true whatever else happens. Those of a
// coherent function are its minimal cut sets.
type Primes struct {
	t     *Tree
	ctx   context.Context
	order int
	z     *zbdd.Table
	units []*unit // those below first; the last is the function
	of    map[literal]*unit
}

// literal is an event or module, or that it does not happen.
type literal struct {
	leaf boolean.Ref
	not  bool
}

// unit is the prime implicants of a module, or of its negation.
type unit struct {
	m    *module
	not  bool
	from diagram.Ref // what came before in the table belongs to other modules
	top  diagram.Ref
	size []*big.Int // how many there are of no literal, of one, and so on
	min  []int32    // node from from on -> the size of its smallest
}

// Primes returns the prime implicants of at most order literals, or all of them. The
// error is ErrBudget or that of the context.
//
// It is the recursion of Coudert and Madre (Implicit and incremental computation of primes
// and essential primes of Boolean functions, DAC 1992) over the binary diagram of each
// module, in a zero-suppressed diagram that has two elements for each variable: the primes
// without a variable are those of both its halves together, and those with it are those of
// one half that are not among these. A module stands for its own primes where it happens,
// and for those of its negation where it does not. Cost: that of the binary diagrams, and
// the conjunctions of their halves.
func (t *Tree) Primes(ctx context.Context, order int) (*Primes, error) {
	if err := t.diagrams(ctx); err != nil {
		return nil, err
	}
	p := &Primes{t: t, ctx: ctx, order: order, of: map[literal]*unit{}}
	var m *module
	p.z = zbdd.New(ctx, t.budget, func(level int32) int { return p.least(m.literal(level)) })
	wanted := t.wanted()
	for _, m = range t.modules {
		from := diagram.Ref(p.z.Len())
		for _, not := range []bool{false, true} {
			if !wanted[literal{m.root, not}] {
				continue
			}
			u := &unit{m: m, not: not, from: from}
			if err := p.build(u); err != nil {
				return nil, err
			}
			p.units = append(p.units, u)
			p.of[literal{m.root, not}] = u
		}
	}
	return p, ctx.Err()
}

// literal returns what a level of a diagram of primes stands for: two for each leaf.
func (m *module) literal(level int32) literal { return literal{m.leaf(level / 2), level%2 == 1} }

// least returns the size of the smallest implicant that a literal stands for, or one more
// than the order where none is within it.
func (p *Primes) least(l literal) int {
	u := p.of[l]
	if u == nil || p.t.of[l.leaf] < 0 {
		return 1
	}
	for size, n := range u.size {
		if n.Sign() > 0 {
			return size
		}
	}
	return p.order + 1
}

// wanted returns the literals that can be in an implicant: of a leaf that no path negates
// only that it happens. Linear in the net.
func (t *Tree) wanted() map[literal]bool {
	out := map[literal]bool{{t.top().root, false}: true}
	for _, m := range slices.Backward(t.modules) {
		for _, g := range slices.Backward(m.gates) {
			for _, not := range []bool{false, true} {
				if !out[literal{g, not}] {
					continue
				}
				for _, a := range t.f.Args(g) {
					out[literal{a, not != (t.f.Op(g) == boolean.Not)}] = true
				}
			}
		}
	}
	return out
}

// build makes a unit's diagram and counts it.
func (p *Primes) build(u *unit) error {
	b := bdd.New(p.ctx, p.t.budget)
	f := u.m.copied(b)
	if u.not {
		f = b.Not(f)
	}
	r := recursion{p: p, b: b, done: map[bounded]diagram.Ref{}}
	order := p.order
	if order > maxBounded {
		order = Unbounded
	}
	u.top = r.primes(f, order)
	if err := cmp.Or(b.Err(), p.z.Err(), p.ctx.Err()); err != nil {
		return err
	}
	return p.count(u)
}

// copied returns the module's diagram in another table.
func (m *module) copied(b *bdd.Table) diagram.Ref {
	at := map[diagram.Ref]diagram.Ref{diagram.Zero: diagram.Zero, diagram.One: diagram.One}
	for i, used := range m.bdd.Reach(m.from, m.top) {
		if used {
			n := m.bdd.At(m.from + diagram.Ref(i))
			at[m.from+diagram.Ref(i)] = b.Node(n.Level, at[n.Lo], at[n.Hi])
		}
	}
	return at[m.top]
}

// bounded is a function whose primes of at most an order are asked for.
type bounded struct {
	f     diagram.Ref
	order int
}

// recursion finds the primes of one unit.
type recursion struct {
	p    *Primes
	b    *bdd.Table
	done map[bounded]diagram.Ref
}

func (r *recursion) primes(f diagram.Ref, order int) diagram.Ref {
	if f <= diagram.One {
		return f // none, and the empty product
	}
	if x, known := r.done[bounded{f, order}]; known {
		return x
	}
	z := r.p.z
	if z.Stopped() || r.b.Err() != nil {
		return diagram.Zero
	}
	n := r.b.At(f)
	always := r.primes(r.b.And(n.Lo, n.Hi), order)
	x := z.Node(2*n.Level+1, always, r.half(n.Lo, 2*n.Level+1, order, always))
	x = z.Node(2*n.Level, x, r.half(n.Hi, 2*n.Level, order, always))
	r.done[bounded{f, order}] = x
	return x
}

// half returns the primes of a half that are needed beside those that do without the
// literal of a level.
func (r *recursion) half(f diagram.Ref, level int32, order int, always diagram.Ref) diagram.Ref {
	rest, fits := r.p.z.Rest(order, level)
	if !fits {
		return diagram.Zero
	}
	return r.p.z.Without(r.primes(f, rest), always)
}
