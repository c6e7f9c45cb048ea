package cutset

import (
	"cmp"
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/faulttree/bdd"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// primeFussell is FussellVesely for a function that negates: for each event the probability
// that some prime implicant in which it happens holds.
//
// In a unit these are the literal with what the implicants say besides, and those of a
// module and of its negation never hold at once; so over units the probabilities multiply,
// and those of different ways add up.
func (t *Tree) primeFussell(ctx context.Context, chances Chances) (map[int32]float64, error) {
	p, err := t.Primes(ctx, Unbounded)
	if err != nil {
		return nil, err
	}
	values := t.values(chances)
	above := map[literal]float64{{t.top().root, false}: 1} // that all else in some implicant with it holds
	out := map[int32]float64{}
	for _, u := range slices.Backward(p.units) {
		own, err := p.besides(ctx, u, values)
		if err != nil {
			return nil, err
		}
		for l, besides := range own {
			besides *= above[literal{u.m.root, u.not}]
			switch {
			case t.f.Op(l.leaf) != boolean.Event:
				above[l] += besides
			case !l.not && values[l.leaf] > 0:
				out[t.f.Number(l.leaf)] += values[l.leaf] * besides
			}
		}
	}
	return out, nil
}

// besides returns, for each literal of a unit that has to be known of, the probability that
// all else in some of the unit's implicants with it holds.
func (p *Primes) besides(ctx context.Context, u *unit, values []float64) (map[literal]float64, error) {
	b := bdd.New(ctx, p.t.budget/fussellShare)
	all := &module{leaves: u.m.leaves, base: u.m.base, bdd: b, from: diagram.One + 1}
	nodes, unions := []float64{0, 1}, map[diagram.Ref]diagram.Ref{diagram.Zero: diagram.Zero, diagram.One: diagram.One}
	out := map[literal]float64{}
	for i := range 2 * len(u.m.leaves) {
		level := 2*u.m.base + int32(i)
		l := u.m.literal(level)
		if p.t.f.Op(l.leaf) == boolean.Event && l.not {
			continue
		}
		rest := p.union(b, u, p.z.With(u.from, u.top, level), unions)
		if err := cmp.Or(p.z.Err(), b.Err()); err != nil {
			return nil, err
		}
		nodes = all.grow(nodes, values, max(rest, diagram.One))
		out[l] = nodes[rest]
	}
	return out, nil
}

// union returns the function that is true where some implicant of a family holds; done is
// what is known of other nodes.
func (p *Primes) union(b *bdd.Table, u *unit, root diagram.Ref, done map[diagram.Ref]diagram.Ref) diagram.Ref {
	for i, used := range p.z.Reach(u.from, root) {
		r := u.from + diagram.Ref(i)
		if _, known := done[r]; known || !used || b.Stopped() {
			continue
		}
		n := p.z.At(r)
		is := b.Var(n.Level / 2)
		if n.Level%2 == 1 {
			is = b.Not(is)
		}
		done[r] = b.Or(done[n.Lo], b.And(is, done[n.Hi]))
	}
	return done[root]
}
