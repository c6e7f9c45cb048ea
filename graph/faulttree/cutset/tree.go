package cutset

import (
	"context"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// ErrBudget is the error of work that took more diagram nodes than allowed.
var ErrBudget = diagram.ErrBudget

// DefaultBudget is a budget of nodes that takes about a gigabyte and, where it is
// used up, about a minute.
const DefaultBudget = 10_000_000

// Tree is a function of events, cut into modules. It is not safe for concurrent
// use.
type Tree struct {
	f        *boolean.Formula
	modules  []*module // those below first; the last is the function
	of       []int32   // boolean.Ref -> its module, or -1
	budget   int
	coherent bool // it was given without a not-gate
	holds    bool // it is true with no event

	built    bool
	buildErr error
}

// New simplifies a function, groups it and cuts it into modules. budget is how many
// diagram nodes may be made in one piece of work. Cost: linear in the net. The
// error is the context's.
func New(ctx context.Context, f *boolean.Formula, root boolean.Ref, budget int) (*Tree, error) {
	coherent := f.Monotone(root)
	f, root, err := boolean.Simplify(ctx, f, root)
	if err != nil {
		return nil, err
	}
	if f, root, err = boolean.Group(ctx, f, root); err != nil {
		return nil, err
	}
	modules, err := cut(ctx, f, root)
	if err != nil {
		return nil, err
	}
	t := &Tree{f: f, modules: modules, of: make([]int32, f.Len()), budget: budget, coherent: coherent}
	t.holds = f.Eval(func(int32) bool { return false })[root]
	for i := range t.of {
		t.of[i] = -1
	}
	for i, m := range t.modules {
		if f.Op(m.root) >= boolean.And {
			t.of[m.root] = int32(i)
		}
	}
	return t, nil
}

// Coherent says whether the function was given without a negation: then more events
// never make it false.
func (t *Tree) Coherent() bool { return t.coherent }

// Events returns the numbers of the events that the function depends on, in
// order of first use.
func (t *Tree) Events() []int32 {
	var out []int32
	for _, m := range t.modules {
		for _, r := range m.leaves {
			if t.f.Op(r) == boolean.Event {
				out = append(out, t.f.Number(r))
			}
		}
	}
	return out
}

// top is the module of the whole function.
func (t *Tree) top() *module { return t.modules[len(t.modules)-1] }

// diagrams builds the binary diagrams of all modules, once.
func (t *Tree) diagrams(ctx context.Context) error {
	if t.built {
		return t.buildErr
	}
	b := newBuilder(ctx, t, t.budget)
	t.buildErr = nil
	for _, m := range t.modules {
		if err := b.build(ctx, m); err != nil {
			t.buildErr = err
			break
		}
	}
	t.built = ctx.Err() == nil
	return t.buildErr
}
