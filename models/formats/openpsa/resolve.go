package openpsa

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/models/formats/format"
)

// definition is what a name stands for.
type definition struct {
	kind  string // "gate", "basic-event" or "house-event"
	name  string // as the tree has it
	index int
	at    format.Span
}

// resolver finds what the names in formulas stand for.
type resolver struct {
	*parser
	names map[string]definition // by the names of the tree
	paths map[string]definition // by whole paths, made when one is asked for
}

// resolve finds what each name in a formula stands for, and puts the constants
// of house events in their place.
func (p *parser) resolve() {
	r := resolver{parser: p, names: p.names()}
	for i := range p.tree.Gates {
		r.formula(&p.tree.Gates[i].Formula, &p.tree.Gates[i])
	}
}

// names collects all definitions. Gates, basic events and house events share
// one space of names.
func (p *parser) names() map[string]definition {
	out := make(map[string]definition, len(p.tree.Gates)+len(p.tree.Events)+len(p.houses))
	define := func(name string, d definition) {
		d.name = name
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
		define(g.Name, definition{kind: "gate", index: i, at: g.At})
	}
	for i, e := range p.tree.Events {
		define(e.Name, definition{kind: "basic-event", index: i, at: e.At})
	}
	for i, h := range p.houses {
		define(h.name, definition{kind: "house-event", index: i, at: h.at})
	}
	return out
}

// byPath returns all definitions by their whole paths, public ones too.
func (r *resolver) byPath() map[string]definition {
	if r.paths != nil {
		return r.paths
	}
	r.paths = make(map[string]definition, len(r.names))
	add := func(path, name string) {
		d := r.names[name]
		if path != "" && !strings.HasPrefix(name, path+".") { // a private one has its path already
			name = joined(path, name)
		}
		if _, twice := r.paths[name]; !twice {
			r.paths[name] = d
		}
	}
	for i := range r.tree.Gates {
		add(r.tree.Gates[i].path, r.tree.Gates[i].Name)
	}
	for i := range r.tree.Events {
		add(r.tree.Events[i].path, r.tree.Events[i].Name)
	}
	for i := range r.houses {
		add(r.houses[i].path, r.houses[i].name)
	}
	return r.paths
}

// find returns what a name stands for in a formula that stands within a container: a
// private name of this or of one around it, a public one, or a path from one of them.
func (r *resolver) find(name, within string) (definition, bool) {
	for path := within; path != ""; path = around(path) {
		if d, ok := r.names[joined(path, name)]; ok {
			return d, true
		}
	}
	if d, ok := r.names[name]; ok {
		return d, true
	}
	if !strings.Contains(name, ".") {
		return definition{}, false
	}
	for path := within; ; path = around(path) {
		if d, ok := r.byPath()[joined(path, name)]; ok || path == "" {
			return d, ok
		}
	}
}

// around returns the path of the container around one.
func around(path string) string { return path[:max(strings.LastIndexByte(path, '.'), 0)] }

func (r *resolver) formula(f *Formula, gate *Gate) {
	for i := range f.Args {
		r.formula(&f.Args[i], gate)
	}
	r.twins(f)
	if f.Op != Ref || f.Name == "" {
		return
	}
	d, ok := r.find(f.Name, gate.path)
	if ok {
		f.Name = d.name
	}
	switch {
	case !ok && r.unread[f.Name]: // which was said
	case !ok:
		r.report(format.Flaw{At: f.At, Code: "unknown-id", Message: fmt.Sprintf("there is no gate, basic event or house event %q", f.Name), Unknown: f.Name})
	case f.want != "" && f.want != d.kind:
		r.flaw(f.At, "kind-mismatch", fmt.Sprintf("write <%s>", d.kind), "%q is defined as a %s", f.Name, d.kind)
	case f.Name == gate.Name:
		r.flaw(f.At, "self", "", "gate %q needs itself", f.Name)
	case d.kind == "house-event":
		*f = Formula{Op: Constant, Name: f.Name, Value: r.houses[d.index].value, At: f.At}
	}
}

// twins finds names that stand twice among the members of a connective, whichever way
// they are written.
func (r *resolver) twins(f *Formula) {
	if len(f.Args) < 2 {
		return
	}
	seen := make(map[string]bool, len(f.Args))
	for i := range f.Args {
		a := &f.Args[i]
		if a.Name != "" && seen[a.Name] {
			r.flaw(a.At, "twin", "leave one out", "%q stands twice in this group", a.Name)
		}
		seen[a.Name] = true
	}
}
