package backstage

import (
	"slices"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// relation is a key of an entity's spec that names others.
type relation struct {
	key      string
	kind     string // of those that it names by no kind; "": that which there is
	reversed bool   // who is named needs the one that names it
	choice   bool   // reversed: all that name it are alternatives
	member   bool   // it is part of who is named, which is no requirement
}

// relations are all that Backstage knows between what can fail.
var relations = []relation{
	{key: "dependsOn"},
	{key: "dependencyOf", reversed: true},
	{key: "consumesApis", kind: "api"},
	{key: "providesApis", kind: "api", reversed: true, choice: true},
	{key: "implementsApis", kind: "api", reversed: true, choice: true}, // as providesApis was called
	{key: "subcomponentOf", kind: "component", member: true},
	{key: "system", kind: "system", member: true},
	{key: "domain", kind: "domain", member: true},
	{key: "subdomainOf", kind: "domain", member: true},
}

// targets returns whom an entity names in a relation.
func (c *catalogue) targets(e *entity, rel relation) []*tree.Value {
	if !rel.member {
		return c.r.Texts(e.spec, rel.key)
	}
	if v := e.spec.Get(rel.key); v.Is(tree.Text) && v.Text != "" {
		return []*tree.Value{v}
	}
	return nil
}

// requirements adds those that all entities name.
func (c *catalogue) requirements() {
	for _, e := range c.entities {
		for _, rel := range relations {
			for _, t := range c.targets(e, rel) {
				if why := c.relate(e, rel, t); why != "" {
					c.d.Leave(format.OfEdge, t.At, why, e.written+" -> "+t.Text)
				}
			}
		}
	}
}

// relate adds one requirement, or says why it is left out.
func (c *catalogue) relate(e *entity, rel relation, t *tree.Value) string {
	if rel.member {
		return "memberships of systems, domains and components, which are no requirements"
	}
	if e.library() {
		return "requirements of libraries, which are needed to build and not to run"
	}
	to := c.find(parse(t.Text, rel.kind, e.namespace), t)
	switch {
	case to != nil && to.library():
		return "requirements of libraries, which are needed to build and not to run"
	case to == nil || to.node == nil || e.node == nil:
		return "requirements of what cannot fail: systems with parts, groups and the like"
	}
	need := draft.Need{From: e.node.Key, To: to.node.Key, At: t.At}
	if rel.reversed {
		need.From, need.To = need.To, need.From
	}
	if rel.choice {
		need.Group = "providers"
		to.node.Keys = map[string]any{"fails": false} // it is where its providers are
	}
	c.d.Need(need)
	return ""
}

// find returns the entity that a reference names. One that the files do not define stands
// by its name alone; nil is what is no part of a model.
func (c *catalogue) find(r ref, t *tree.Value) *entity {
	if r.kind == "" {
		for _, r.kind = range kinds[:3] {
			if e := c.byRef[r]; e != nil {
				return e
			}
		}
		r.kind = kinds[0]
	}
	if e := c.byRef[r]; e != nil || !slices.Contains(kinds[:3], r.kind) || r.name == "" {
		return e
	}
	e := &entity{ref: r, at: t.At}
	c.byRef[r] = e
	c.claim(e)
	n := c.plain(e)
	n.Implied = true
	e.node, _ = c.d.Node(n)
	c.d.Leave(format.OfOther, t.At, "entities that are named and not defined here, which stand by their names alone", r.kind+":"+short(r))
	return e
}
