package cutset

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/faulttree/bdd"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// module is a gate that is analysed on its own, its modules below taken for
// single events.
type module struct {
	root    boolean.Ref
	leaves  []boolean.Ref // events and modules, by level; the first has level base
	base    int32
	gates   []boolean.Ref // the gates in between, arguments first, root last
	negates bool          // one of these is a not-gate

	bdd  *bdd.Table
	from diagram.Ref // what came before in the table belongs to others
	top  diagram.Ref
}

// leaf returns the event or module of a level.
func (m *module) leaf(level int32) boolean.Ref { return m.leaves[level-m.base] }

// flat says whether all arguments are leaves, so that no diagram need be
// recursed into.
func (m *module) flat() bool { return len(m.gates) <= 1 }

// cut returns the modules of a function, those below first. Linear in the net,
// apart from sorting. The error is the context's.
func cut(ctx context.Context, f *boolean.Formula, root boolean.Ref) ([]*module, error) {
	if f.Op(root) < boolean.And { // an event, or a constant
		m := &module{root: root}
		if f.Op(root) == boolean.Event {
			m.leaves = []boolean.Ref{root}
		}
		return []*module{m}, nil
	}
	isModule, err := boolean.Modules(ctx, f, root)
	if err != nil {
		return nil, err
	}
	negates := !f.Monotone(root)
	if negates {
		leaveTrue(f, root, isModule)
	}
	is := func(r boolean.Ref) bool { return isModule[r] }
	seen := make([]bool, f.Len())
	var out []*module
	base := int32(0)
	for r := range isModule {
		if isModule[r] {
			m := &module{root: boolean.Ref(r), base: base}
			m.leaves, m.gates = walk(f, m.root, is, seen, f.Args)
			slices.Sort(m.gates)
			m.negates = negates && slices.ContainsFunc(m.gates, func(r boolean.Ref) bool { return f.Op(r) == boolean.Not })
			base += int32(len(m.leaves))
			out = append(out, m)
		}
	}
	return out, nil
}

// leaveTrue leaves no module but the root that is true with no event. What is left of a
// function is then one of modules that happen or do not, as events do: with fewer events
// fewer of them happen, the least sets of the whole are made of theirs, and their
// probabilities are small where those of events are.
func leaveTrue(f *boolean.Formula, root boolean.Ref, isModule []bool) {
	for r, holds := range f.Eval(func(int32) bool { return false }) {
		if holds && boolean.Ref(r) != root {
			isModule[r] = false
		}
	}
}

// walk visits a module depth first and returns its leaves and its gates in the
// order in which they are met. args gives a gate's arguments in the order wanted.
// seen has to be all false, and is so again afterwards.
func walk(f *boolean.Formula, root boolean.Ref, isModule func(boolean.Ref) bool, seen []bool, args func(boolean.Ref) []boolean.Ref) (leaves, gates []boolean.Ref) {
	stack := []boolean.Ref{root}
	for len(stack) > 0 {
		r := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch {
		case seen[r]:
			continue
		case f.Op(r) == boolean.Event || isModule(r) && r != root:
			leaves = append(leaves, r)
		default:
			gates = append(gates, r)
			for _, a := range slices.Backward(args(r)) {
				stack = append(stack, a)
			}
		}
		seen[r] = true
	}
	for _, r := range leaves {
		seen[r] = false
	}
	for _, r := range gates {
		seen[r] = false
	}
	return leaves, gates
}
