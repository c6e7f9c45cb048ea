package backstage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
)

// nodes makes nodes of components, resources and APIs, and of systems of which the files
// define no part; all other systems and the domains become tags and sectors.
func (c *catalogue) nodes() {
	for _, e := range c.entities {
		if s := c.byRef[parse(e.spec.Get("system").String(), "system", e.namespace)]; s != nil && !e.library() {
			s.parts = true
		}
		if e.kind == "domain" {
			c.d.Title(e.key(), cmp.Or(c.r.Text(e.meta, "title"), e.written))
		}
	}
	for _, e := range c.entities {
		if c.left(e) == "" {
			c.claim(e)
		}
	}
	for _, e := range c.entities {
		if why := c.left(e); why != "" {
			c.d.Leave(format.OfNode, e.at, why, e.written)
			continue
		}
		c.node(e)
	}
}

// left says why an entity becomes no node, or "".
func (c *catalogue) left(e *entity) string {
	switch {
	case e.library():
		return "libraries, which are needed to build and not to run"
	case e.kind == "domain":
		return "domains, which stand as sectors of what is in them"
	case e.kind == "system" && e.parts:
		return "systems, which stand as tags of what is in them, and where they have no domain as sectors"
	}
	return ""
}

// key is what an entity is called where only one kind has its name.
func (e *entity) key() string {
	if e.namespace == "default" {
		return cmp.Or(e.written, e.name)
	}
	return e.namespace + "/" + cmp.Or(e.written, e.name)
}

// claim takes the plain name for an entity, unless one of a kind further ahead has it.
func (c *catalogue) claim(e *entity) {
	first := c.taken[e.key()]
	if first == nil || slices.Index(kinds, e.kind) < slices.Index(kinds, first.kind) {
		c.taken[e.key()] = e
	}
}

// node makes the node of an entity that the files define.
func (c *catalogue) node(e *entity) {
	n := c.plain(e)
	n.Name = cmp.Or(c.r.Text(e.meta, "title"), n.Name)
	n.Description = strings.TrimSpace(c.r.Text(e.meta, "description"))
	if owner := c.r.Text(e.spec, "owner"); owner != "" {
		n.Operator = short(parse(owner, "group", e.namespace))
	}
	for _, t := range c.r.Texts(e.meta, "tags") {
		n.Tags = append(n.Tags, t.Text)
	}
	n.Tags = append(n.Tags, c.r.Text(e.spec, "type"))
	n.Tags, n.Sector = append(n.Tags, c.system(e)), c.sector(e)
	slices.Sort(n.Tags)
	n.Tags = slices.DeleteFunc(slices.Compact(n.Tags), func(t string) bool { return strings.TrimSpace(t) == "" })
	e.node, _ = c.d.Node(n)
}

// plain is the node of an entity of which nothing but the name is known.
func (c *catalogue) plain(e *entity) draft.Node {
	key, name := e.key(), ""
	if c.taken[key] != e {
		key, name = e.kind+":"+key, e.key()+" ("+e.kind+")"
	}
	return draft.Node{Key: key, Name: name, At: e.at}
}

// short is a reference as people say it.
func short(r ref) string {
	if r.namespace == "default" {
		return r.name
	}
	return r.namespace + "/" + r.name
}

// system returns the name of the system that an entity is part of, or "".
func (c *catalogue) system(e *entity) string {
	text := c.r.Text(e.spec, "system")
	if text == "" {
		return ""
	}
	r := parse(text, "system", e.namespace)
	if s := c.byRef[r]; s != nil {
		return s.key()
	}
	return short(r)
}

// sector returns that of an entity: the domain of its system, else the system.
func (c *catalogue) sector(e *entity) string {
	domain := c.r.Text(e.spec, "domain")
	if text := e.spec.Get("system").String(); text != "" {
		s := c.byRef[parse(text, "system", e.namespace)]
		if s == nil || s.spec.Get("domain").String() == "" {
			return c.system(e)
		}
		domain, e = s.spec.Get("domain").String(), s
	}
	if domain == "" {
		return ""
	}
	r := parse(domain, "domain", e.namespace)
	if d := c.byRef[r]; d != nil {
		return d.key()
	}
	return short(r)
}
