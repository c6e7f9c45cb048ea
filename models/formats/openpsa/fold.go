package openpsa

import "github.com/meoktong/meoktong/models/formats/format"

// fold takes the constants out of the tree. A gate that they decide is left
// out too, unless no other names it: then it keeps the constant.
//
// What is decided is found by counters (as in unit propagation: Dowling and
// Gallier 1984), each member looked at once, so cost is linear and does not
// hang on the order of gates; with cycles, only what the constants force is
// decided.
func (p *parser) fold() {
	f := newFolder(&p.tree)
	f.run()
	kept := p.tree.Gates[:0]
	for i, g := range p.tree.Gates {
		g.Formula = f.simplify(&g.Formula)
		switch {
		case g.Formula.Op == Constant && len(f.waiting[i]) > 0: // folded into those that name it
			p.loseNamed(g.Name, g.At, "gates that always or never fail, folded into those that name them",
				"gate %q %s, whatever its basic events do, and is folded into those that name it", g.Name, either(g.Formula.Value, "always fails", "never fails"))
			continue
		case g.Formula.Op == Constant:
			p.lose(g.At, "what the formulas of gates say that always or never fail", "gate %q %s, whatever its basic events do",
				g.Name, either(g.Formula.Value, "always fails", "never fails"))
		}
		kept = append(kept, g)
	}
	p.tree.Gates = kept
}

type folder struct {
	gates    map[string]int
	value    []truth   // gate -> what it is
	waiting  [][]int32 // gate -> the groups that name it
	groups   []group
	messages []message
}

type truth int8

const (
	open truth = iota
	alwaysTrue
	alwaysFalse
)

// group counts what is decided of the members of one connective; a gate's whole
// formula is a group of one around it.
type group struct {
	missing int   // how many more must be true
	spare   int   // how many more may be false
	up      int32 // the group around it, or ^gate
	not     bool  // it is true while its one member is not
	decided bool
}

type message struct {
	to    int32 // a group
	value bool
}

func newFolder(t *Tree) *folder {
	f := &folder{gates: make(map[string]int, len(t.Gates)), value: make([]truth, len(t.Gates)), waiting: make([][]int32, len(t.Gates))}
	for i := range t.Gates {
		f.gates[t.Gates[i].Name] = i
	}
	for i := range t.Gates {
		f.groups = append(f.groups, group{missing: 1, up: ^int32(i)})
		f.watch(&t.Gates[i].Formula, int32(len(f.groups)-1))
	}
	return f
}

// watch lets a formula tell the group around it what it is.
func (f *folder) watch(x *Formula, up int32) {
	switch x.Op {
	case Constant:
		f.messages = append(f.messages, message{up, x.Value})
	case Ref:
		if g, ok := f.gates[x.Name]; ok {
			f.waiting[g] = append(f.waiting[g], up)
		}
	default:
		f.groups = append(f.groups, group{missing: x.K, spare: len(x.Args) - x.K, up: up, not: x.Op == Not})
		own := int32(len(f.groups) - 1)
		for i := range x.Args {
			f.watch(&x.Args[i], own)
		}
	}
}

func (f *folder) run() {
	for len(f.messages) > 0 {
		m := f.messages[len(f.messages)-1]
		f.messages = f.messages[:len(f.messages)-1]
		g := &f.groups[m.to]
		if g.decided {
			continue
		}
		if m.value {
			g.missing--
		} else {
			g.spare--
		}
		if g.decided = g.missing == 0 || g.spare < 0; !g.decided {
			continue
		}
		value := (g.missing == 0) != g.not
		if g.up >= 0 {
			f.messages = append(f.messages, message{g.up, value})
			continue
		}
		gate := ^g.up
		f.value[gate] = alwaysFalse
		if value {
			f.value[gate] = alwaysTrue
		}
		for _, to := range f.waiting[gate] {
			f.messages = append(f.messages, message{to, value})
		}
	}
}

// simplify returns a formula without what is decided, and without connectives
// of one member where that says the same.
func (f *folder) simplify(x *Formula) Formula {
	switch x.Op {
	case Constant:
		return *x
	case Ref:
		if g, ok := f.gates[x.Name]; ok && f.value[g] != open {
			return Formula{Op: Constant, Value: f.value[g] == alwaysTrue, At: x.At}
		}
		return *x
	case Not:
		return negated(f.simplify(&x.Args[0]), x.At)
	}
	out := Formula{K: x.K, At: x.At}
	var alone map[string]bool // names that stand in x itself, made when asked for
	for i := range x.Args {
		a := f.simplify(&x.Args[i])
		if a.Op == Constant {
			if a.Value {
				out.K--
			}
			continue
		}
		if a.Op == Ref && x.Args[i].Op != Ref { // what is left of a group: its name may stand beside it already
			if alone == nil {
				alone = refs(x.Args)
			}
			if alone[a.Name] {
				a = Formula{Op: And, K: 1, Args: []Formula{a}, At: a.At}
			}
			alone[a.Name] = true
		}
		out.Args = append(out.Args, a)
	}
	return normal(out)
}

// negated returns what is true while a formula is not.
func negated(x Formula, at format.Span) Formula {
	switch x.Op {
	case Constant:
		x.Value = !x.Value
		return x
	case Not:
		return x.Args[0]
	}
	return Formula{Op: Not, K: 1, Args: []Formula{x}, At: at}
}

// refs returns the names that stand in a list.
func refs(args []Formula) map[string]bool {
	out := map[string]bool{}
	for i := range args {
		if args[i].Op == Ref {
			out[args[i].Name] = true
		}
	}
	return out
}

// normal names the connective that a count means.
func normal(x Formula) Formula {
	switch n := len(x.Args); {
	case x.K <= 0 || x.K > n:
		return Formula{Op: Constant, Value: x.K <= 0, At: x.At}
	case n == 1:
		return x.Args[0]
	case x.K == 1:
		x.Op = Or
	case x.K == n:
		x.Op = And
	default:
		x.Op = AtLeast
	}
	return x
}
