package backstage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// The kinds of entity that are read, in the order in which they have a right to a name.
var kinds = []string{"component", "resource", "api", "system", "domain"}

// ref is what entities are called by, in small letters.
type ref struct{ kind, namespace, name string }

// parse reads a reference, "[kind:][namespace/]name", of which the kind may be left out.
func parse(text, kind, namespace string) ref {
	out := ref{kind, namespace, strings.ToLower(strings.TrimSpace(text))}
	if k, rest, ok := strings.Cut(out.name, ":"); ok {
		out.kind, out.name = k, rest
	}
	if n, rest, ok := strings.Cut(out.name, "/"); ok {
		out.namespace, out.name = n, rest
	}
	return out
}

// entity is one of a catalogue, or one that it names and does not define.
type entity struct {
	ref
	written    string // its name as it is written
	meta, spec *tree.Value
	at         format.Span
	node       *draft.Node // nil of what is none
	parts      bool        // of a system: something that is read is part of it
}

// library says whether an entity is one of the build, which nothing needs as it runs.
func (e *entity) library() bool {
	return e.kind == "component" && strings.EqualFold(e.spec.Get("type").String(), "library")
}

// catalogue is what some files define.
type catalogue struct {
	d        *draft.Draft
	r        tree.Reader
	entities []*entity // in the order of the files
	byRef    map[ref]*entity
	taken    map[string]*entity // by the keys of nodes
	named    map[ref]bool       // what is named and not defined
}

// add takes a document for what it is.
func (c *catalogue) add(doc *tree.Value) {
	kind, name := doc.Get("kind"), doc.Get("metadata").Get("name")
	if !strings.HasPrefix(doc.Get("apiVersion").String(), "backstage.io/") {
		c.d.Leave(format.OfOther, doc.At, "documents that are no entities of Backstage", cmp.Or(kind.String(), "a document"))
		return
	}
	e := &entity{ref: ref{kind: strings.ToLower(kind.String())}, at: doc.At}
	switch {
	case e.kind == "location":
		c.location(c.r.Table(doc, "spec"))
		return
	case !slices.Contains(kinds, e.kind):
		c.d.Leave(format.OfOther, doc.At, "entities that cannot fail: people, locations, templates and the like", kind.String()+" "+name.String())
		return
	}
	e.meta, e.spec = c.r.Table(doc, "metadata"), c.r.Table(doc, "spec")
	e.written = strings.TrimSpace(c.r.Text(e.meta, "name"))
	if e.written == "" {
		c.d.Wrong(format.Flaw{At: doc.At, Code: "no-name", Message: "an entity needs a name", Hint: "write it as metadata.name"})
		return
	}
	e.at = name.At
	e.namespace, e.name = strings.ToLower(cmp.Or(c.r.Text(e.meta, "namespace"), "default")), strings.ToLower(e.written)
	if c.byRef[e.ref] != nil {
		c.d.Leave(format.OfNode, e.at, "entities defined once more, of which the first counts", kind.String()+" "+e.written)
		c.leaveAll(e)
		return
	}
	c.byRef[e.ref] = e
	c.entities = append(c.entities, e)
}

// location says of files that are named that they are not followed.
func (c *catalogue) location(spec *tree.Value) {
	targets := c.r.Texts(spec, "targets")
	if t := spec.Get("target"); t.Is(tree.Text) {
		targets = append(targets, t)
	}
	for _, t := range targets {
		c.d.Leave(format.OfOther, t.At, "files that a location names: give them beside this one", t.Text)
	}
}

// leaveAll leaves out whatever an entity is related to.
func (c *catalogue) leaveAll(e *entity) {
	for _, rel := range relations {
		for _, t := range c.targets(e, rel) {
			c.d.Leave(format.OfEdge, t.At, "requirements of entities defined once more", e.written+" -> "+t.Text)
		}
	}
}

// nothing says that there is no entity to read.
func (c *catalogue) nothing(files []format.File) {
	c.d.Wrong(format.Flaw{At: format.Span{End: min(1, len(files[0].Data))}, Code: "empty",
		Message: "there is no component, API, resource, system or domain here",
		Hint:    "give the files that define them, several at once"})
}
