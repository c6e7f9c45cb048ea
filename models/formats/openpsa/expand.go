package openpsa

// maxFormula bounds the connectives and names of one gate's formula once what negates is
// written out: an exclusive or names each of its two sides twice.
const maxFormula = 10_000

// arity says how many members a connective takes where it takes no other number.
func arity(name string) int {
	switch name {
	case "not":
		return 1
	case "xor", "iff", "imply":
		return 2
	}
	return 0
}

// expand writes what negates in terms of and, or, atleast and not.
func (p *parser) expand() {
	for i := range p.tree.Gates {
		g := &p.tree.Gates[i]
		left := maxFormula
		if g.Formula = expanded(g.Formula, &left); left < 0 {
			p.flaw(g.At, "too-large", "give inner formulas gates of their own", "the formula of gate %q is too large once its negations are written out", g.Name)
		}
	}
}

// expanded writes out a formula. left counts down what may still be made; below 0, what it
// returns means nothing.
func expanded(f Formula, left *int) Formula {
	if *left--; *left < 0 {
		return f
	}
	of := func(op Op, k int, args ...Formula) Formula { return Formula{Op: op, K: k, Args: args, At: f.At} }
	not := func(a Formula) Formula { return of(Not, 1, a) }
	args := make([]Formula, len(f.Args))
	for i := range f.Args {
		args[i] = expanded(f.Args[i], left)
	}
	switch f.Op {
	case nand:
		return not(of(And, len(args), args...))
	case nor:
		return not(of(Or, 1, args...))
	case imply:
		return of(Or, 1, not(args[0]), args[1])
	case xor, iff:
		*left -= size(args)
		either := of(And, 2, of(Or, 1, args...), not(of(And, 2, args...)))
		if f.Op == iff {
			return not(either)
		}
		return either
	case cardinality:
		*left -= size(args)
		return of(And, 2, atLeast(f.K, args, f), not(atLeast(f.most+1, args, f)))
	}
	f.Args = args
	return f
}

// atLeast is true if at least k of formulas are, which may be none, or more than there are.
func atLeast(k int, args []Formula, f Formula) Formula {
	if k < 1 || k > len(args) {
		return Formula{Op: Constant, Value: k < 1, At: f.At}
	}
	return Formula{Op: AtLeast, K: k, Args: args, At: f.At}
}

// size counts the connectives and names of formulas.
func size(args []Formula) int {
	n := len(args)
	for i := range args {
		n += size(args[i].Args)
	}
	return n
}
