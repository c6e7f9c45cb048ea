package terraform

import (
	"strings"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// module is one call of a module in a configuration.
type module struct {
	path     string // "module.a", or "" of the root
	parent   *module
	body     *tree.Value
	inputs   *tree.Value // the expressions that it is called with
	children map[string]*module
}

// plan reads the configuration of a plan, which has references, and where what it makes
// will be.
func (g *graph) plan(root *tree.Value) {
	p := planned{g: g, known: map[string][]address{}}
	top := &module{body: g.r.Table(g.r.Table(root, "configuration"), "root_module")}
	for todo := []*module{top}; len(todo) > 0; todo = todo[1:] {
		p.module(todo[0])
		for _, call := range order(g.r.Table(todo[0].body, "module_calls")) {
			todo = append(todo, todo[0].children[call])
		}
	}
	for _, b := range p.blocks {
		p.references(b)
	}
	if p.led == maxLed {
		g.flaw(format.Flaw{At: root.At, Code: "large", Message: "variables and outputs of modules lead to more than can be followed"})
	}
	g.placed(g.r.Table(g.r.Table(root, "planned_values"), "root_module"))
}

func order(v *tree.Value) []string {
	if v == nil {
		return nil
	}
	return v.Keys
}

// placed notes where planned instances are.
func (g *graph) placed(root *tree.Value) {
	for todo := []*tree.Value{root}; len(todo) > 0; todo = todo[1:] {
		for _, v := range g.r.Tables(todo[0], "resources") {
			a, _ := parse(g.r.Text(v, "address")).resource()
			if r := g.by[a]; r != nil {
				r.instances++
				r.place(g.r.Table(v, "values"))
			}
		}
		todo = append(todo, g.r.Tables(todo[0], "child_modules")...)
	}
}

// planned is the reading of one configuration.
type planned struct {
	g      *graph
	blocks []block
	led    int                  // how much known has
	known  map[string][]address // what a reference in a module leads to; nil while it is looked for
}

// block is a resource of a configuration.
type block struct {
	address
	in   *module
	body *tree.Value
}

// module adds the resources of a module, and the modules that it calls.
func (p *planned) module(m *module) {
	for _, r := range p.g.r.Tables(m.body, "resources") {
		a, ok := p.g.named(join(m.path, p.g.r.Text(r, "address")), r)
		if ok {
			p.g.add(a, r.At)
			p.blocks = append(p.blocks, block{a, m, r})
		}
	}
	m.children = map[string]*module{}
	calls := p.g.r.Table(m.body, "module_calls")
	for _, name := range order(calls) {
		call := p.g.r.Table(calls, name)
		m.children[name] = &module{path: join(m.path, "module."+strings.ReplaceAll(name, ".", "-")), parent: m,
			body: p.g.r.Table(call, "module"), inputs: p.g.r.Table(call, "expressions")}
	}
}

// references adds what one resource refers to.
func (p *planned) references(b block) {
	for _, on := range p.g.r.Texts(b.body, "depends_on") {
		p.refer(b, on, p.g.targets(join(b.in.path, on.Text)))
	}
	for _, key := range []string{"expressions", "count_expression", "for_each_expression", "provisioners"} {
		for _, list := range referring(b.body.Get(key)) {
			for i, ref := range list {
				if i > 0 && shortened(ref.Text, list[i-1].Text) {
					p.g.d.Leave(format.OfEdge, ref.At, "references said once more, in fewer words", b.String()+" -> "+ref.Text)
					continue
				}
				p.refer(b, ref, p.lead(b.in, ref.Text))
			}
		}
	}
}

// refer adds one reference.
func (p *planned) refer(b block, ref *tree.Value, to []address) {
	if len(to) == 0 {
		p.g.d.Leave(format.OfEdge, ref.At, "references that lead to no resource: variables, local values, keys and the like", b.String()+" -> "+ref.Text)
		return
	}
	p.g.need(b.address, to, ref.At, true)
}

// shortened says whether a reference is the beginning of the one before it: Terraform
// writes "aws_vpc.a.id", then "aws_vpc.a".
func shortened(ref, before string) bool {
	rest, ok := strings.CutPrefix(before, ref)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// referring returns the lists of references in an expression, at any depth.
func referring(v *tree.Value) (out [][]*tree.Value) {
	if v == nil {
		return nil
	}
	for i, x := range v.Items {
		if v.Kind != tree.Table || v.Keys[i] != "references" || x.Kind != tree.List {
			out = append(out, referring(x)...)
			continue
		}
		var list []*tree.Value
		for _, ref := range x.Items {
			if ref.Kind == tree.Text {
				list = append(list, ref)
			}
		}
		out = append(out, list)
	}
	return out
}

// maxLed bounds what references through variables and outputs lead to, in all.
const maxLed = 4_000_000

// lead returns the resources that a reference in a module leads to, through variables that
// the module is called with, and through what the modules that it calls put out.
func (p *planned) lead(m *module, ref string) []address {
	key := m.path + " " + ref
	if known, ok := p.known[key]; ok {
		return known
	}
	p.known[key] = nil
	a := parse(join(m.path, ref))
	if r, ok := a.resource(); ok && a.module == m.path {
		p.known[key] = []address{r}
		return p.known[key]
	}
	parts := split(ref)
	switch {
	case parts[0] == "var" && len(parts) > 1 && m.parent != nil:
		p.known[key] = p.through(m.parent, m.inputs.Get(parts[1]))
	case parts[0] == "module" && len(parts) > 2 && m.children[parts[1]] != nil:
		child := m.children[parts[1]]
		p.known[key] = p.through(child, child.body.Get("outputs").Get(parts[2]))
	}
	return p.known[key]
}

// through returns what all references in an expression lead to, each once.
func (p *planned) through(m *module, expression *tree.Value) (out []address) {
	seen := map[address]bool{}
	for _, list := range referring(expression) {
		for i, ref := range list {
			if i > 0 && shortened(ref.Text, list[i-1].Text) {
				continue
			}
			for _, a := range p.lead(m, ref.Text) {
				if !seen[a] && p.led < maxLed {
					seen[a] = true
					p.led++
					out = append(out, a)
				}
			}
		}
	}
	return out
}
