package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/yamltree"
)

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
