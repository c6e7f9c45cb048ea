package structurizr

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// live are what environments are called in which the real thing runs.
var live = regexp.MustCompile(`(?i)^(live|prod|production|운영|상용)$`)

// choose chooses an environment: the live one, else the first.
func (w *workspace) choose() {
	for _, e := range w.list {
		if env := w.r.Text(e.data, "environment"); e.deployed() && (w.environment == "" || live.MatchString(env) && !live.MatchString(w.environment)) {
			w.environment = env
		}
	}
}

// deployed says whether an element is part of a deployment.
func (e *element) deployed() bool {
	return e.kind == place || e.kind == equipment || e.kind == deployment
}

// left says why an element becomes no node, or "".
func (w *workspace) left(e *element) string {
	switch {
	case e.kind == person:
		return "people, who are no part of what fails"
	case e.deployed() && e.data.Get("environment").String() != w.environment:
		return "deployments in other environments than " + w.environment
	case e.level > w.level:
		return "elements finer than the level that is read, which stand in what holds them"
	case e.group(w.level) && !e.asked:
		return "elements with parts, which stand for them"
	case e.kind == deployment && w.byID[e.of] == nil:
		return "instances of what the model does not have"
	}
	return ""
}

// nodes makes nodes of what stays.
func (w *workspace) nodes() {
	var names [][]string
	var stay []*element
	for i, e := range w.list {
		if why := w.left(e); why != "" {
			w.d.Leave(format.OfNode, e.at, why, e.path())
			continue
		}
		stay, names = append(stay, e), append(names, e.names(i))
	}
	for i, key := range draft.Distinct(names) {
		stay[i].key = key
	}
	for _, e := range stay {
		w.d.Node(w.node(e))
	}
}

// names are what an element may be called, from short to long.
func (e *element) names(i int) []string {
	out := []string{e.name}
	if e.parent != nil {
		out = append(out, e.parent.name+"/"+e.name, e.path())
	}
	number := e.data.Get("instanceId").String()
	return append(out, e.path()+" "+number, e.path()+" ("+e.kind+")", fmt.Sprintf("%s (%s, %d)", e.path(), e.kind, i))
}

// node is what becomes of an element.
func (w *workspace) node(e *element) draft.Node {
	n := draft.Node{Key: e.key, Name: e.name, Description: strings.TrimSpace(w.r.Text(e.data, "description")), At: e.at}
	switch {
	case e.kind == place || e.kind == deployment:
		n.Kind = "platform"
		n.Site = e.top().name
	case e.kind == equipment:
		n.Site = e.top().name
	case e.parent != nil:
		n.Sector = e.top().name
	default:
		n.Sector = w.r.Text(e.data, "group")
	}
	if e.used {
		n.Kind = "service"
	}
	if e.group(w.level) {
		n.Keys = map[string]any{"fails": false} // it is where its parts are
		n.Sector = e.top().name
	}
	if count := w.r.Text(e.data, "instances"); e.kind == place && count != "" && count != "1" {
		n.Description = strings.TrimSpace(n.Description + " " + count + " instances")
	}
	n.Tags = w.tags(e.data)
	return n
}

// own are tags that Structurizr gives to all of a kind.
var own = []string{"Element", "Person", "Software System", "Container", "Component", "Deployment Node", "Infrastructure Node", "Software System Instance", "Container Instance", ""}

// tags are those of an element, and its technology.
func (w *workspace) tags(data *tree.Value) (out []string) {
	for _, t := range append(strings.Split(w.r.Text(data, "tags"), ","), w.r.Text(data, "technology")) {
		if t = strings.TrimSpace(t); !slices.Contains(own, t) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}
