package cutset

import (
	"cmp"
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/faulttree/bdd"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// builder makes the binary diagrams of a tree's modules.
type builder struct {
	t       *Tree
	budget  int        // of nodes
	shared  *bdd.Table // of the modules that need few nodes
	parents []int32    // all zero between uses
	seen    []bool     // all false between uses
}

func newBuilder(ctx context.Context, t *Tree, budget int) *builder {
	return &builder{t: t, budget: budget, shared: bdd.New(ctx, budget), parents: make([]int32, t.f.Len()), seen: make([]bool, t.f.Len())}
}

// few is how many leaves a module has whose variable order is not worth choosing:
// its diagram stays small in any.
const few = 12

// build makes a module's diagram.
func (b *builder) build(ctx context.Context, m *module) error {
	switch {
	case m.flat() || len(m.leaves) <= few:
		m.bdd, m.from = b.shared, diagram.Ref(b.shared.Len())
		m.top = compose(b.t.f, m, b.shared)
		return b.shared.Err()
	case len(m.leaves) > diagram.MaxLevels:
		return ErrBudget
	}
	return b.race(ctx, m)
}

// compose builds the diagram of a module from its gates, arguments first.
func compose(f *boolean.Formula, m *module, t *bdd.Table) diagram.Ref {
	if m.root <= boolean.True {
		return diagram.Ref(m.root) // the constants are the ends
	}
	at := make(map[boolean.Ref]diagram.Ref, len(m.leaves)+len(m.gates))
	for i, r := range m.leaves {
		at[r] = t.Var(m.base + int32(i))
	}
	for _, g := range m.gates {
		args := make([]diagram.Ref, 0, len(f.Args(g)))
		for _, a := range f.Args(g) {
			args = append(args, at[a])
		}
		at[g] = join(f, g, args, t)
	}
	return at[m.root]
}

// join applies a gate to diagrams, the deepest first, so that what is made early
// stands below what comes later.
func join(f *boolean.Formula, g boolean.Ref, args []diagram.Ref, t *bdd.Table) diagram.Ref {
	slices.SortStableFunc(args, func(x, y diagram.Ref) int { return cmp.Compare(t.Level(x), t.Level(y)) })
	op, r := t.Or, diagram.Zero
	switch f.Op(g) {
	case boolean.AtLeast:
		return t.AtLeast(f.K(g), args)
	case boolean.Not:
		return t.Not(args[0])
	case boolean.And:
		op, r = t.And, diagram.One
	}
	for _, a := range slices.Backward(args) {
		r = op(a, r)
	}
	return r
}
