package cutset

import (
	"cmp"
	"context"
	"errors"
	"math/big"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
	"github.com/meoktong/meoktong/graph/faulttree/zbdd"
)

// Unbounded is the order that sets of any size have.
const Unbounded = zbdd.Unbounded

// Family is the minimal cut sets of a function, as diagrams: of one that negates, those
// of events that make it true if nothing else happens.
type Family struct {
	// Order is the largest size up to which all sets are there, or Unbounded.
	Order int
	// Truncated says that Order is less than what was asked for, since the budget
	// was used up.
	Truncated bool

	t     *Tree
	ctx   context.Context // of the work that makes it
	z     *zbdd.Table
	from  []diagram.Ref // module -> the first node that is its own
	tops  []diagram.Ref // module -> its family
	min   []int         // boolean.Ref of a leaf -> the size of its smallest set
	size  []*counted    // module -> how many sets there are of each size
	least [][]int32     // module -> node -> the size of its smallest set
}

// Sets returns the minimal cut sets of at most order events, or all of them. The
// error is that of the context; where the budget ends the work, the family is
// truncated.
//
// A bounded question is first tried directly on the gates, with a part of the
// budget: small sets are often few where diagrams of everything are out of reach.
// Else the sets come from the binary diagrams where these can be built, and from
// the gates, of growing size, where not. Cost: that of the diagrams, plus their
// minimal sets, whose diagram is mostly of the same size. Sets of a function that negates
// take the diagrams of what does; where these are out of reach, small sets are tried.
func (t *Tree) Sets(ctx context.Context, order int) (*Family, error) {
	if t.holds {
		return t.family(ctx, order, nothing, t.budget)
	}
	s, err := t.sets(ctx, order)
	if err == nil && s.Truncated && !t.coherent {
		return t.byTrial(ctx, order, s)
	}
	return s, err
}

func (t *Tree) sets(ctx context.Context, order int) (*Family, error) {
	if order > maxBounded {
		s, err := t.sets(ctx, Unbounded)
		if err == nil {
			s.cut(order)
		}
		return s, err
	}
	if order != Unbounded {
		s, err := t.family(ctx, order, t.fromGates, t.budget/firstShare)
		if !errors.Is(err, ErrBudget) {
			return s, err
		}
		if !t.coherent && t.tryable() >= order {
			return t.byTrial(ctx, order, &Family{Truncated: true, t: t})
		}
	}
	if err := t.diagrams(ctx); errors.Is(err, ErrBudget) {
		return t.growing(ctx, order, t.fromGates)
	} else if err != nil {
		return nil, err
	}
	s, err := t.family(ctx, order, t.fromDiagrams, t.budget)
	if errors.Is(err, ErrBudget) {
		return t.growing(ctx, order, t.fromDiagrams)
	}
	return s, err
}

// maxBounded is the largest order that bounds the work, which remembers what it
// did for each order apart. Larger ones bound the answer.
const maxBounded = 100

// cut leaves the sets of at most an order.
func (s *Family) cut(order int) {
	s.Truncated = s.Truncated && s.Order < order
	if !s.Truncated {
		s.Order = order
	}
	if len(s.size) > 0 {
		s.size[len(s.size)-1] = s.size[len(s.size)-1].upTo(order)
	}
}

// firstShare is which part of the budget a bounded question may first use on the
// gates.
const firstShare = 16

// maker adds the family of a module, of sets of at most an order.
type maker func(s *Family, m *module, order int) (diagram.Ref, error)

// nothing is the family of the empty set: of a function that is true with no event.
func nothing(s *Family, m *module, _ int) (diagram.Ref, error) {
	if m == s.t.top() {
		return diagram.One, nil
	}
	return diagram.Zero, nil
}

// growing finds the sets of one event, of two, and so on as far as the budget
// lasts, in all as many nodes again.
func (t *Tree) growing(ctx context.Context, most int, mk maker) (*Family, error) {
	best, spent := &Family{Truncated: true, t: t}, 0
	for order := 1; (most == Unbounded || order <= most) && spent < t.budget; order++ {
		s, err := t.family(ctx, order, mk, t.budget)
		switch {
		case errors.Is(err, ErrBudget):
			return best, nil
		case err != nil:
			return nil, err
		}
		s.Truncated = order != most
		best, spent = s, spent+s.z.Len()
	}
	return best, nil
}

// family makes the families of all modules, those below first, and counts them.
func (t *Tree) family(ctx context.Context, order int, mk maker, budget int) (*Family, error) {
	s := &Family{Order: order, t: t, ctx: ctx, min: make([]int, t.f.Len())}
	for r := range s.min {
		s.min[r] = 1
	}
	leaf := func(level int32) boolean.Ref { return boolean.False }
	s.z = zbdd.New(ctx, budget, func(level int32) int { return s.min[leaf(level)] })
	for _, m := range t.modules {
		leaf = m.leaf
		s.from = append(s.from, diagram.Ref(s.z.Len()))
		top, err := mk(s, m, order)
		if err = cmp.Or(err, s.z.Err(), ctx.Err()); err != nil {
			return nil, err
		}
		s.tops = append(s.tops, top)
		c, err := s.count(ctx, m)
		if err != nil {
			return nil, err
		}
		s.size = append(s.size, c)
		s.min[m.root] = c.min
		if top == diagram.Zero { // none within the order
			s.min[m.root] = order + 1
		}
	}
	return s, nil
}

// fromDiagrams takes a module's family from its binary diagram.
func (t *Tree) fromDiagrams(s *Family, m *module, order int) (diagram.Ref, error) {
	if m.negates {
		return s.z.Least(m.bdd, m.from, m.top, order), nil
	}
	if m.flat() {
		return t.fromGates(s, m, order)
	}
	return s.z.Minimal(m.bdd, m.from, m.top, order), nil
}

// fromGates composes a module's family from its gates, or, where these negate, takes it
// from the module's own binary diagram.
func (t *Tree) fromGates(s *Family, m *module, order int) (diagram.Ref, error) {
	if m.root <= boolean.True {
		return diagram.Ref(m.root), nil
	}
	if m.negates {
		if m.bdd == nil || m.bdd.Err() != nil {
			if err := newBuilder(s.ctx, t, s.z.Budget()).build(s.ctx, m); err != nil {
				return diagram.Zero, err
			}
		}
		return s.z.Least(m.bdd, m.from, m.top, order), nil
	}
	if len(m.leaves) > diagram.MaxLevels && !(m.flat() && t.f.Op(m.root) != boolean.AtLeast) {
		return diagram.Zero, ErrBudget
	}
	at := make(map[boolean.Ref]diagram.Ref, len(m.leaves)+len(m.gates))
	for i, r := range m.leaves {
		if order == Unbounded || s.min[r] <= order {
			at[r] = s.z.Node(m.base+int32(i), diagram.Zero, diagram.One)
		}
	}
	for _, g := range m.gates {
		args := make([]diagram.Ref, 0, len(t.f.Args(g)))
		for _, a := range t.f.Args(g) {
			args = append(args, at[a])
		}
		at[g] = joinSets(t.f, g, args, s.z, order)
	}
	return at[m.root], nil
}

// Count returns how many sets there are.
func (s *Family) Count() *big.Int {
	sum := new(big.Int)
	for _, n := range s.BySize() {
		sum.Add(sum, n)
	}
	return sum
}

// BySize returns how many sets there are of no event, of one, and so on.
func (s *Family) BySize() []*big.Int {
	if len(s.size) == 0 {
		return nil
	}
	return s.size[len(s.size)-1].all()
}
