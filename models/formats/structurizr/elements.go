package structurizr

import (
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// levels are those of software, from coarse to fine.
var levels = []string{"system", "container", "component"}

// The kinds of element that are of no level.
const (
	person     = "person"
	custom     = "element"
	place      = "deployment node"
	equipment  = "infrastructure node"
	deployment = "instance" // of a system or a container
)

// element is one of a workspace.
type element struct {
	data     *tree.Value
	at       format.Span // of its name, where it has one
	kind     string      // a level, or one of those above
	level    int         // of levels, or -1
	name     string
	parent   *element
	children []*element
	of       string // of an instance: the id of what it is one of
	asked    bool   // of a group: something needs it as a whole, or it needs something as a whole
	used     bool   // by people
	key      string // of its node; "" where it is none
}

// workspace is what a file has, in the order of the file.
type workspace struct {
	d     *draft.Draft
	r     tree.Reader
	wrong bool // something is
	level int

	list        []*element
	byID        map[string]*element
	links       []*relationship
	held        int    // requirements that nesting implies
	environment string // the one that is read
}

// elements reads all elements of a model.
func (w *workspace) elements(model *tree.Value) {
	for _, x := range w.r.Tables(model, "people") {
		w.add(x, person, nil)
	}
	for _, x := range w.r.Tables(model, "customElements") {
		w.add(x, custom, nil)
	}
	for _, x := range w.r.Tables(model, "softwareSystems") {
		system := w.add(x, levels[0], nil)
		for _, x := range w.r.Tables(x, "containers") {
			container := w.add(x, levels[1], system)
			for _, x := range w.r.Tables(x, "components") {
				w.add(x, levels[2], container)
			}
		}
	}
	for _, x := range w.r.Tables(model, "deploymentNodes") {
		w.deployed(x, nil)
	}
	for _, e := range w.list {
		if e.kind == deployment {
			e.name = e.of
			if of := w.byID[e.of]; of != nil {
				e.name = of.name
			}
			e.name += " on " + e.parent.name
		}
	}
}

// deployed reads a deployment node, and all that is in it.
func (w *workspace) deployed(data *tree.Value, parent *element) {
	e := w.add(data, place, parent)
	for _, x := range w.r.Tables(data, "infrastructureNodes") {
		w.add(x, equipment, e)
	}
	for _, of := range []string{"softwareSystem", "container"} {
		for _, x := range w.r.Tables(data, of+"Instances") {
			w.add(x, deployment, e).of = w.r.Text(x, of+"Id")
		}
	}
	for _, x := range w.r.Tables(data, "children") {
		w.deployed(x, e)
	}
}

// add adds an element.
func (w *workspace) add(data *tree.Value, kind string, parent *element) *element {
	e := &element{data: data, kind: kind, level: -1, name: strings.TrimSpace(w.r.Text(data, "name")), parent: parent, at: data.At}
	if name := data.Get("name"); name != nil {
		e.at = name.At
	}
	for i, l := range levels {
		if l == kind {
			e.level = i
		}
	}
	id := w.r.Text(data, "id")
	switch {
	case id == "" || e.name == "" && kind != deployment:
		w.r.Wrong(format.Flaw{At: e.at, Code: "element", Message: "an element needs an id and a name"})
	case w.byID[id] != nil:
		first := w.byID[id].at
		w.r.Wrong(format.Flaw{At: e.at, Code: "id", Message: "another element has this id", First: &first})
	default:
		w.byID[id] = e
	}
	if parent != nil {
		parent.children = append(parent.children, e)
	}
	w.list = append(w.list, e)
	return e
}

// top returns the outermost element that an element is in.
func (e *element) top() *element {
	for e.parent != nil {
		e = e.parent
	}
	return e
}

// path is where an element is, from outside: "Bank/Web server/Tomcat".
func (e *element) path() string {
	if e.parent == nil {
		return e.name
	}
	return e.parent.path() + "/" + e.name
}

// group says whether an element of software has parts that stand for it at a level.
func (e *element) group(level int) bool {
	return e.level >= 0 && e.level < level && len(e.children) > 0
}

// stands returns what stands for an element of software at a level: itself, or what it is in.
func (e *element) stands(level int) *element {
	for e.level > level {
		e = e.parent
	}
	return e
}

// parts returns what stands for a group at a level.
func (e *element) parts(level int) []*element {
	if !e.group(level) {
		return []*element{e}
	}
	var out []*element
	for _, c := range e.children {
		out = append(out, c.parts(level)...)
	}
	return out
}
