package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/yamltree"
)

// maxParts bounds the services and dependencies of all files, as often as aliases and
// later files repeat them: the library takes some 50 microseconds for each.
const maxParts = 200_000

// service is what the files say of one service.
type service struct {
	name  string
	at    format.Span // where the first file has it
	edges []edge      // in the order of the files, each once
	where map[edge]format.Span
	base  string // of the same file: what it extends, or ""
}

// edge is an entry of a service that names another, as the file writes it.
type edge struct{ key, raw string }

// edgeKeys are the keys of a service that name others.
var edgeKeys = []string{"depends_on", "links", "volumes_from", "network_mode", "ipc", "pid"}

// target returns the service that an entry names, or why it names none; of one that is no
// dependency at all both are "".
func (e edge) target() (name, why string) {
	const other = "dependencies on containers of other projects"
	switch e.key {
	case "depends_on":
		return e.raw, ""
	case "links":
		name, _, _ = strings.Cut(e.raw, ":")
		return name, ""
	case "volumes_from":
		if container, ok := strings.CutPrefix(e.raw, "container:"); ok {
			return container, other
		}
		name, _, _ = strings.Cut(e.raw, ":")
		return name, ""
	}
	if container, ok := strings.CutPrefix(e.raw, "container:"); ok {
		return container, other
	}
	name, _ = strings.CutPrefix(e.raw, "service:")
	return name, ""
}

// names says whether an entry names a service or container: network_mode may be "host".
func (e edge) names() bool {
	return !slices.Contains(edgeKeys[3:], e.key) || strings.HasPrefix(e.raw, "service:") || strings.HasPrefix(e.raw, "container:")
}

// unread are keys of a file that hold what is no part of a model, and of how many things.
var unread = map[string]string{
	"networks": "networks", "volumes": "volumes", "secrets": "secrets", "configs": "configs", "models": "AI models", "jobs": "jobs, which run once",
}

// file gathers what one file says.
func (r *reader) file(f *yamltree.File) {
	for _, doc := range f.Documents() {
		if !doc.IsMap() {
			if !doc.Missing() {
				r.wrong(doc.Span(), "compose", "a Compose file is a table of services and others, and this is none", "")
			}
			continue
		}
		if name := doc.Get("name").Text(); name != "" && !strings.Contains(name, "$") {
			r.project = name
		}
		for k, v := range doc.Pairs() {
			r.beside(k, v)
		}
		r.document(doc.Get("services"))
	}
	for _, flaw := range f.Flaws() {
		r.flawed = true
		r.draft.Wrong(flaw)
	}
}

// beside leaves out what stands in a file beside services.
func (r *reader) beside(k, v yamltree.Value) {
	if k.Text() == "include" {
		for at, name := range paths(v) {
			r.draft.Leave(format.OfOther, at, "files that are included: name them as further files", name)
		}
		return
	}
	if kind := unread[k.Text()]; kind != "" {
		for name := range v.Pairs() {
			r.draft.Leave(format.OfOther, name.Span(), kind, name.Text())
		}
	}
}

// document gathers the services of one document.
func (r *reader) document(v yamltree.Value) {
	if v.Missing() {
		return
	}
	if !v.IsMap() {
		r.wrong(v.Span(), "compose", "services is a table, with a service at each key", "")
		return
	}
	l := newLayer(v.Tag())
	for name, s := range v.Pairs() {
		if r.flawed {
			return
		}
		r.service(l, v, name, s)
	}
	r.layers = append(r.layers, l)
}

// service gathers what one document says of a service.
func (r *reader) service(l layer, all, name, v yamltree.Value) {
	r.part(name)
	if v.Tag() == tagReset {
		l.add(name.Text(), tagReset, nil)
		return
	}
	s := r.byName[name.Text()]
	if s == nil {
		s = &service{name: name.Text(), at: name.Span(), where: map[edge]format.Span{}}
		r.byName[s.name] = s
		r.services = append(r.services, s)
	}
	if !v.Missing() && !v.IsMap() {
		r.wrong(v.Span(), "compose", fmt.Sprintf("service %q is a table of keys", s.name), "")
		return
	}
	kept := map[string]yamltree.Value{}
	for k, v := range v.Pairs() {
		switch key := k.Text(); key {
		case "deploy", "scale", "profiles":
			kept[key] = v
		case "extends":
			r.extends(s, all, v, kept)
		case "env_file", "label_file":
			for at, name := range paths(v) {
				r.draft.Leave(format.OfOther, at, "files of environments and labels, which are not read", name)
			}
		case "external_links":
			for at, name := range paths(v) {
				r.draft.Leave(format.OfEdge, at, "dependencies on containers of other projects", s.name+" -> "+name)
			}
		default:
			if slices.Contains(edgeKeys, key) {
				r.mentions(s, key, v)
				kept[key] = v
			}
		}
	}
	l.add(s.name, v.Tag(), kept)
}

// part counts what is read.
func (r *reader) part(at yamltree.Value) {
	if r.parts++; r.parts == maxParts {
		r.wrong(at.Span(), "too-large", fmt.Sprintf("there are more than %d services and dependencies", maxParts), "")
	}
}

// extends keeps what a service extends where that is of the same document.
func (r *reader) extends(s *service, all, v yamltree.Value, kept map[string]yamltree.Value) {
	base, file := v.Text(), v.Get("file")
	if v.IsMap() {
		base = v.Get("service").Text()
	}
	if !file.Missing() || base == "" || !all.Get(base).IsMap() || all.Get(base).Tag() == tagReset {
		r.draft.Leave(format.OfOther, v.Span(), "services of other files that are extended, and are not read", s.name+" extends "+base)
		return
	}
	s.base = base
	kept["extends"] = v.Get("service")
	if !v.IsMap() {
		kept["extends"] = v
	}
}

// mentions notes where a service names others.
func (r *reader) mentions(s *service, key string, v yamltree.Value) {
	if v.Missing() || v.Tag() == tagReset {
		return
	}
	switch single := slices.Contains(edgeKeys[3:], key); {
	case single && v.Text() != "":
		r.mention(s, key, v)
	case !single && v.IsList():
		for item := range v.Items() {
			r.mention(s, key, item)
		}
	case key == "depends_on" && v.IsMap():
		for k, how := range v.Pairs() {
			switch {
			case how.Tag() == tagReset:
			case how.Missing() || how.IsMap():
				r.mention(s, key, k)
			default:
				r.wrong(how.Span(), "compose", fmt.Sprintf("depends_on of service %q says of %q neither condition nor required", s.name, k.Text()), "write { condition: service_started }")
			}
		}
	default:
		r.wrong(v.Span(), "compose", fmt.Sprintf("%s of service %q is no %s", key, s.name, map[bool]string{true: "text", false: "list of services"}[single]), "")
	}
}

// mention notes one service or container that a service names.
func (r *reader) mention(s *service, key string, at yamltree.Value) {
	e := edge{key, at.Text()}
	if e.raw == "" {
		r.wrong(at.Span(), "compose", fmt.Sprintf("%s of service %q holds what is no name of a service", key, s.name), "")
	}
	if !e.names() {
		return
	}
	if _, again := s.where[e]; !again {
		s.edges = append(s.edges, e)
	}
	s.where[e] = at.Span()
	r.part(at)
}

// paths returns the texts of a text, a list of texts, or one of tables with a path.
func paths(v yamltree.Value) func(yield func(at format.Span, name string) bool) {
	return func(yield func(at format.Span, name string) bool) {
		if name := v.Text(); name != "" {
			yield(v.Span(), name)
			return
		}
		for item := range v.Items() {
			name, at := item.Text(), item.Span()
			if name == "" {
				name = item.Get("path").Text()
			}
			if !yield(at, name) {
				return
			}
		}
	}
}
