package openpsa

// negations are the connectives that are not monotone, but for cardinality.
func negations() map[string]Op {
	return map[string]Op{"not": Not, "xor": xor, "nand": nand, "nor": nor, "iff": iff, "imply": imply}
}

// formula reads a formula. ok is false if it had to be left out.
func (p *parser) formula(e element) (f Formula, ok bool) {
	f = Formula{At: e.at}
	switch name := e.Name.Local; {
	case name == "and" || name == "or":
		p.attributes(e)
		f.Op = map[string]Op{"and": And, "or": Or}[name]
		p.args(e, &f)
		f.K = either(f.Op == And, len(f.Args), 1)
	case name == "atleast":
		p.attributes(e, "min")
		f.Op = AtLeast
		p.args(e, &f)
		f.K = p.whole(e, "min", 1, len(f.Args))
	case name == "gate" || name == "basic-event" || name == "house-event":
		f.Name, f.want = p.name(e), name
		p.empty()
		return f, f.Name != ""
	case name == "event":
		f.Name = p.name(e, "type")
		f.want, _ = attribute(e, "type")
		p.empty()
		return f, f.Name != ""
	case name == "constant":
		f.Op, f.Value = Constant, p.boolean(e)
	case name == "cardinality":
		p.attributes(e, "min", "max")
		f.Op = cardinality
		p.args(e, &f)
		f.K = p.whole(e, "min", 0, len(f.Args))
		f.most = p.whole(e, "max", f.K, len(f.Args))
	case negations()[name] != 0:
		p.attributes(e)
		f.Op, f.K = negations()[name], 1
		p.args(e, &f)
		if n := arity(name); n > 0 && len(f.Args) != n && len(f.Args) > 0 && !p.stopped {
			p.flaw(e.at, "members", "", "<%s> takes %s, not %d", name, either(n == 1, "one member", "two members"), len(f.Args))
		}
	default:
		p.flaw(e.at, "not-read", "a formula is made of <and>, <or>, <atleast>, <not> and other connectives, <gate>, <basic-event>, <house-event> and <constant>",
			"<%s> is not read here", word(name))
		p.skip(e)
		return f, false
	}
	return f, true
}

// args reads the members of a connective. One that cannot be read keeps its
// place, so that counts stay right.
func (p *parser) args(e element, f *Formula) {
	p.content(func(c element) {
		a, _ := p.formula(c)
		f.Args = append(f.Args, a)
	}, nil)
	if len(f.Args) == 0 && !p.stopped {
		p.flaw(e.at, "empty-group", "", "<%s> has no members", e.Name.Local)
	}
}

func either[T any](cond bool, a, b T) T {
	if cond {
		return a
	}
	return b
}
