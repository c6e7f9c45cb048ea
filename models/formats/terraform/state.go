package terraform

import (
	"regexp"
	"strings"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// state4 reads a state as Terraform has stored it since 0.12.
func (g *graph) state4(root *tree.Value) {
	var named []waiting
	for _, r := range g.r.Tables(root, "resources") {
		text := g.r.Text(r, "type") + "." + g.r.Text(r, "name")
		if g.r.Text(r, "mode") == "data" {
			text = "data." + text
		}
		if module := g.r.Text(r, "module"); module != "" {
			text = module + "." + text
		}
		a, ok := g.named(text, r)
		if !ok {
			continue
		}
		added := g.add(a, r.At)
		for _, instance := range g.r.Tables(r, "instances") {
			added.instances++
			added.place(g.r.Table(instance, "attributes"))
			added.place(g.r.Table(instance, "attributes_flat"))
			for _, key := range []string{"dependencies", "depends_on"} { // the latter until 0.12.14
				named = append(named, waiting{from: a, on: g.r.Texts(instance, key)})
			}
		}
	}
	g.resolve(named)
}

// named reads the address of a resource; what is none is wrong.
func (g *graph) named(text string, at *tree.Value) (address, bool) {
	a, ok := parse(text).resource()
	if !ok {
		g.flaw(format.Flaw{At: at.At, Code: "address", Message: "this resource has no type, or no name"})
	}
	return a, ok
}

// waiting are the dependencies of a resource, until all resources are known.
type waiting struct {
	from   address
	on     []*tree.Value
	inside bool // they are named from the module that it is in, not from the root
}

// resolve adds the dependencies of resources by their names: from the root, or from the
// module that the resource is in, as older versions write them.
func (g *graph) resolve(named []waiting) {
	for _, w := range named {
		for _, on := range w.on {
			inside := join(w.from.module, on.Text)
			if w.inside {
				g.need(w.from, g.targets(inside, on.Text), on.At, true)
			} else {
				g.need(w.from, g.targets(on.Text, inside), on.At, true)
			}
		}
	}
}

// targets returns the resources that a dependency names, in the first way to read it in
// which there are some: one, or all of a module. Else it is one that is not there.
func (g *graph) targets(ways ...string) []address {
	for _, way := range ways {
		a := parse(way)
		if a.rest == "" && len(g.under[a.module]) > 0 {
			return g.under[a.module]
		}
		if r, ok := a.resource(); ok && g.by[r] != nil {
			return []address{r}
		}
	}
	return []address{parse(ways[0])}
}

func join(module, text string) string {
	if module == "" {
		return text
	}
	return module + "." + text
}

// counted is the number of an instance, or all of them, behind a name of version 3.
var counted = regexp.MustCompile(`\.(\d+|\*)$`)

// state3 reads a state as Terraform stored it until 0.11.
func (g *graph) state3(root *tree.Value) {
	var named []waiting
	for _, m := range g.r.Tables(root, "modules") {
		module := ""
		for i, part := range g.r.Texts(m, "path") {
			if i > 0 { // the first is "root"
				module = join(module, "module."+strings.ReplaceAll(part.Text, ".", "-"))
			}
		}
		resources := g.r.Table(m, "resources")
		if resources == nil {
			continue
		}
		for i, key := range resources.Keys {
			r := resources.Items[i]
			a, ok := g.named(join(module, counted.ReplaceAllString(key, "")), r)
			if !ok {
				continue
			}
			added := g.add(a, r.At)
			added.instances++
			added.place(g.r.Table(g.r.Table(r, "primary"), "attributes"))
			on := g.r.Texts(r, "depends_on")
			for _, t := range on {
				t.Text = counted.ReplaceAllString(t.Text, "")
			}
			named = append(named, waiting{a, on, true})
		}
	}
	g.resolve(named)
}

// shown reads a module of a state, or of what a plan makes, as "show -json" writes it, and
// those within it.
func (g *graph) shown(root *tree.Value) {
	var named []waiting
	for todo := []*tree.Value{root}; len(todo) > 0; todo = todo[1:] {
		for _, r := range g.r.Tables(todo[0], "resources") {
			a, ok := g.named(g.r.Text(r, "address"), r)
			if !ok {
				continue
			}
			added := g.add(a, r.At)
			added.instances++
			added.place(g.r.Table(r, "values"))
			named = append(named, waiting{from: a, on: g.r.Texts(r, "depends_on")})
		}
		todo = append(todo, g.r.Tables(todo[0], "child_modules")...)
	}
	g.resolve(named)
}
