package boolean

import (
	"context"

	"github.com/meoktong/meoktong/models/work/pace"
)

// Group returns a formula of its own that holds nothing but the root, and the
// root in it, in which arguments that always stand together are in a gate of
// their own: events and modules that exactly the same gates name, all of them
// and-gates, or all of them or-gates. Such a gate is a module, so that analyses
// see one variable where there were several. Linear in the net. The error is the
// context's.
func Group(ctx context.Context, f *Formula, root Ref) (*Formula, Ref, error) {
	modules, err := Modules(ctx, f, root)
	if err != nil {
		return nil, False, err
	}
	p, in := pace.New(ctx), f.Cone(root)
	g := &grouper{old: f, out: New(), to: make([]Ref, f.Len()), sign: make([]uint64, f.Len())}
	g.signs(p, in, modules)
	for r := Ref(0); int(r) < f.Len() && !p.Over(); r++ {
		if in[r] {
			g.to[r] = g.one(r)
		}
	}
	return g.out, g.to[root], p.Err()
}

type grouper struct {
	old, out *Formula
	to       []Ref
	sign     []uint64 // by old Ref: the same for arguments of the same gates; 0: not to be grouped
}

// signs gives arguments that exactly the same gates name the same sign.
func (g *grouper) signs(p *pace.Pace, in, modules []bool) {
	f := g.old
	mixed := make([]bool, f.Len()) // named by gates of several kinds
	kind := make([]Op, f.Len())
	for r := Ref(0); int(r) < f.Len() && !p.Over(); r++ {
		if !in[r] {
			continue
		}
		for _, a := range f.Args(r) {
			g.sign[a] += mix(uint64(r))
			mixed[a] = mixed[a] || f.Op(r) >= AtLeast || kind[a] != Constant && kind[a] != f.Op(r)
			kind[a] = f.Op(r)
		}
	}
	for r := range g.sign {
		if mixed[r] || f.Op(Ref(r)) != Event && !modules[r] {
			g.sign[r] = 0 // stands alone
		}
	}
}

// one copies a function.
func (g *grouper) one(r Ref) Ref {
	switch op := g.old.Op(r); op {
	case Constant:
		return r
	case Event:
		return g.out.Event(g.old.Number(r))
	case And:
		return g.out.And(g.grouped(r, g.out.And)...)
	case Or:
		return g.out.Or(g.grouped(r, g.out.Or)...)
	case Not:
		return g.out.Not(g.to[g.old.Args(r)[0]])
	}
	args := make([]Ref, 0, len(g.old.Args(r)))
	for _, a := range g.old.Args(r) {
		args = append(args, g.to[a])
	}
	return g.out.AtLeast(g.old.K(r), args...)
}

// grouped returns a gate's arguments, groups where their first member stood.
// Two sets of gates that happen to have the same sign make a group that is no
// module, and nothing wrong.
func (g *grouper) grouped(r Ref, join func(...Ref) Ref) []Ref {
	args := g.old.Args(r)
	out := make([]Ref, 0, len(args))
	if len(args) == 2 { // a group already, or none
		return append(out, g.to[args[0]], g.to[args[1]])
	}
	groups := map[uint64][]Ref{}
	for _, a := range args {
		if s := g.sign[a]; s != 0 {
			groups[s] = append(groups[s], g.to[a])
		}
	}
	for _, a := range args {
		switch s := g.sign[a]; {
		case s == 0:
			out = append(out, g.to[a])
		case groups[s] != nil:
			out = append(out, join(groups[s]...))
			groups[s] = nil
		}
	}
	return out
}
