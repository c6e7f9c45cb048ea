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
		r.key(s, all, k.Text(), v, kept)
	}
	l.add(s.name, v.Tag(), kept)
}

// key gathers what one key of a service says, and keeps it where it matters.
func (r *reader) key(s *service, all yamltree.Value, key string, v yamltree.Value, kept map[string]yamltree.Value) {
	switch key {
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
