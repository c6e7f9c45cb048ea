// Package compose reads files of Docker Compose: services, and what each is started after,
// linked to or shares a network with.
//
// What several files say together is decided by the Compose specification's own library. It
// gets the few keys that make a model and no others: no environment, no path, nothing that
// could lead it to another file, and no alias. Where everything stands is found beside it,
// for it keeps no places.
package compose

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/yamltree"
)

// Format returns the format.
func Format() format.Format {
	return format.Format{
		Name:     "compose",
		Endings:  []string{".yaml", ".yml"},
		MaxBytes: 16 << 20,
		Words: format.Words{
			Noun: "Compose file",
			Rule: "a Compose file is a .yaml or .yml file with services",
			What: "services and their dependencies in Compose files (compose.yaml), several in the order that they change each other",
		},
		Sniff: sniff,
		Read:  read,
		Joins: true,
	}
}

var (
	services   = regexp.MustCompile(`(?m)^["']?services["']?[ \t]*:`)
	apiVersion = regexp.MustCompile(`(?m)^["']?apiVersion["']?[ \t]*:`)
)

func sniff(data []byte) bool { return services.Match(data) && !apiVersion.Match(data) }

func read(files []format.File, _ format.Options) *format.Document {
	r := reader{draft: draft.New(files), byName: map[string]*service{}}
	for i, f := range files {
		r.file(yamltree.Read(f.Data, i))
	}
	if len(r.services) == 0 && !r.flawed {
		r.wrong(format.Span{}, "no-services", "no service is defined", "a Compose file has a table services")
	}
	if !r.flawed {
		r.build()
	}
	return r.draft.Document()
}

// reader is one reading of some files.
type reader struct {
	draft    *draft.Draft
	project  string
	services []*service
	byName   map[string]*service
	layers   []layer // the documents of the files, for the library
	flawed   bool
	parts    int
}

func (r *reader) wrong(at format.Span, code, message, hint string) {
	r.flawed = true
	r.draft.Wrong(format.Flaw{At: at, Code: code, Message: message, Hint: hint})
}

// build makes the model of what the files say together.
func (r *reader) build() {
	merged, err := merge(r.layers)
	if err != nil {
		r.wrong(format.Span{}, "compose", fmt.Sprintf("these files do not go together: %v", err), "")
		return
	}
	finished := map[string]bool{}
	for _, s := range r.services {
		if m, ok := merged[s.name]; ok {
			r.needs(s, m, finished)
			continue
		}
		r.draft.Leave(format.OfNode, s.at, "services that a later file takes back", s.name)
		for _, e := range s.edges {
			r.draft.Leave(format.OfEdge, s.where[e], takenBack, s.name+" -> "+e.raw)
		}
	}
	for _, s := range r.services {
		if m, ok := merged[s.name]; ok {
			n := draft.Node{Key: s.name, Sector: r.project, Description: described(m), At: s.at}
			if finished[s.name] {
				n.Kind = "platform" // it has done its work: that nothing needs it makes it no service
			}
			r.draft.Node(n)
		}
	}
}

const takenBack = "dependencies that a later file takes back"

// needs adds what a service needs, and notes the services that it only waits for to end.
func (r *reader) needs(s *service, m map[string]any, finished map[string]bool) {
	stand := map[edge]bool{}
	for _, key := range edgeKeys {
		for _, raw := range texts(m[key]) {
			if e := (edge{key, raw}); e.names() {
				stand[e] = true
			}
		}
	}
	list := slices.Clone(s.edges)
	for e := range stand {
		if _, own := s.where[e]; !own {
			list = append(list, e) // of what it extends
		}
	}
	slices.SortFunc(list[len(s.edges):], func(a, b edge) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.raw, b.raw)) })
	for _, e := range list {
		to, why := e.target()
		d := depends(m, e)
		switch {
		case !stand[e]:
			why = takenBack
		case why == "" && d.finishes:
			finished[to], why = true, "dependencies that only order the start (service_completed_successfully)"
		}
		if at := r.place(s, e); why != "" {
			r.draft.Leave(format.OfEdge, at, why, s.name+" -> "+to)
		} else {
			r.draft.Need(draft.Need{From: s.name, To: to, Soft: d.optional, At: at})
		}
	}
}

// place is where the last file has an edge: of the service, or of what it extends.
func (r *reader) place(s *service, e edge) format.Span {
	from := s
	for range len(r.services) {
		if at, ok := from.where[e]; ok {
			return at
		}
		if from = r.byName[from.base]; from == nil {
			break
		}
	}
	return s.at
}

// depended is how a service depends on another.
type depended struct{ optional, finishes bool }

func depends(m map[string]any, e edge) (d depended) {
	all, _ := m[e.key].(map[string]any)
	one, _ := all[e.raw].(map[string]any)
	d.optional = fmt.Sprint(one["required"]) == "false"
	d.finishes = fmt.Sprint(one["condition"]) == "service_completed_successfully"
	return d
}

// described says what of a service has no key in a model.
func described(m map[string]any) string {
	var out []string
	deploy, _ := m["deploy"].(map[string]any)
	switch n := cmp.Or(text(deploy["replicas"]), text(m["scale"])); n {
	case "", "1":
	case "0":
		out = append(out, "no replicas run")
	default:
		out = append(out, n+" replicas on one host, which are lost together with it")
	}
	if list := texts(m["profiles"]); len(list) > 0 {
		out = append(out, "runs only with the profile "+strings.Join(list, " or "))
	}
	return strings.Join(out, "; ")
}
