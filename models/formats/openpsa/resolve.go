package openpsa

import (
	"fmt"

	"github.com/meoktong/meoktong/models/formats/format"
)

// definition is what a name stands for.
type definition struct {
	kind  string // "gate", "basic-event" or "house-event"
	index int
	at    format.Span
}

// resolve finds what each name in a formula stands for, and puts the constants
// of house events in their place.
func (p *parser) resolve() {
	names := p.names()
	for i := range p.tree.Gates {
		g := &p.tree.Gates[i]
		p.resolveFormula(&g.Formula, g.Name, names)
	}
}

// names collects all definitions. Gates, basic events and house events share
// one space of names.
func (p *parser) names() map[string]definition {
	out := make(map[string]definition, len(p.tree.Gates)+len(p.tree.Events)+len(p.houses))
	define := func(name string, d definition) {
		first, twice := out[name]
		if !twice {
			out[name] = d
			return
		}
		if first.at.Start > d.at.Start {
			first, d = d, first
			out[name] = first
		}
		p.report(format.Flaw{At: d.at, Code: "duplicate", Message: fmt.Sprintf("%q is defined twice", name), First: &first.at})
	}
	for i, g := range p.tree.Gates {
		define(g.Name, definition{"gate", i, g.At})
	}
	for i, e := range p.tree.Events {
		define(e.Name, definition{"basic-event", i, e.At})
	}
	for i, h := range p.houses {
		define(h.name, definition{"house-event", i, h.at})
	}
	return out
}

func (p *parser) resolveFormula(f *Formula, gate string, names map[string]definition) {
	for i := range f.Args {
		p.resolveFormula(&f.Args[i], gate, names)
	}
	if f.Op != Ref || f.Name == "" {
		return
	}
	d, ok := names[f.Name]
	switch {
	case !ok:
		p.report(format.Flaw{At: f.At, Code: "unknown-id", Message: fmt.Sprintf("there is no gate, basic event or house event %q", f.Name), Unknown: f.Name})
	case f.want != "" && f.want != d.kind:
		p.flaw(f.At, "kind-mismatch", fmt.Sprintf("write <%s>", d.kind), "%q is defined as a %s", f.Name, d.kind)
	case f.Name == gate:
		p.flaw(f.At, "self", "", "gate %q needs itself", gate)
	case d.kind == "house-event":
		*f = Formula{Op: Constant, Value: p.houses[d.index].value, At: f.At}
	}
}
