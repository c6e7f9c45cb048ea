package openpsa

import (
	"bytes"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/internal/id"
)

// MaxBytes bounds a file.
const MaxBytes = 64 << 20

// The kinds of node that a fault tree is made of.
const (
	kindGate       = "gate"
	kindBasicEvent = "basic-event"
)

// Format is Open-PSA as one of the formats of models. It is only read.
func Format() format.Format {
	return format.Format{
		Name: "openpsa", Endings: []string{".xml"}, MaxBytes: MaxBytes, Rest: true,
		Words: format.Words{Noun: "fault tree", Rule: "an Open-PSA fault tree is an .xml file",
			What: "fault trees in the Open-PSA Model Exchange Format (.xml)"},
		Sniff:  func(data []byte) bool { return bytes.Contains(data[:min(len(data), MaxTag)], []byte("<opsa-mef")) },
		Decode: decode,
		Read:   func(files []format.File, _ format.Options) *format.Document { return read(files[0].Data) },
	}
}

// read turns a fault tree into elements: one with flaws into names only, so that
// overlays can be checked against them.
func read(data []byte) *format.Document {
	tree, flaws := Parse(data)
	names := tree.names()
	never := ""
	if len(flaws) == 0 && tree.alwaysFails() {
		never = freeName("never-fails", names)
		names = append(names, never)
	}
	t := treeElements{never: never, tree: tree, ids: id.Assign(names, func(i int) string {
		if i < len(tree.Gates) {
			return kindGate
		}
		return kindBasicEvent
	})}
	return &format.Document{Elements: t.elements(len(flaws) == 0), Flaws: flaws, Names: names, Lost: tree.Lost}
}

// names returns those of gates, then those of events.
func (t *Tree) names() []string {
	out := make([]string, 0, len(t.Gates)+len(t.Events))
	for _, g := range t.Gates {
		out = append(out, g.Name)
	}
	for _, e := range t.Events {
		out = append(out, e.Name)
	}
	return out
}

// treeElements makes elements of a tree. A fault tree speaks of failure, a
// model of what is needed: so an or becomes needs of all, an and any of them,
// where k of n must fail, at least n-k+1 of them are needed, and what must not fail
// is a requirement that holds while it is down.
type treeElements struct {
	tree  *Tree
	ids   map[string]string // name -> id
	never string            // the name of what a gate that always fails rests on; "" where there is none
}

// alwaysFails says whether some gate does, whatever its basic events do.
func (t *Tree) alwaysFails() bool {
	return slices.ContainsFunc(t.Gates, func(g Gate) bool { return g.Formula.Op == Constant && g.Formula.Value })
}

// freeName returns a name that is none of some.
func freeName(name string, taken []string) string {
	for slices.Contains(taken, name) {
		name += "-"
	}
	return name
}

func (t *treeElements) elements(sound bool) []format.Element {
	out := t.head()
	seen := make(map[string]bool, len(t.ids)) // in a tree with flaws, a name may stand twice
	fresh := func(name string) bool {
		defer func() { seen[name] = true }()
		return !seen[name]
	}
	for i := range t.tree.Gates {
		g := &t.tree.Gates[i]
		if !fresh(g.Name) {
			continue
		}
		keys := t.keys(g.Name, g.Label)
		keys["fails"] = false
		if sound { // else formulas may lack members
			if needs := t.needs(&g.Formula); len(needs) > 0 {
				keys["needs"] = needs
			}
		}
		out = append(out, format.Element{Table: kindGate, ID: t.ids[g.Name], Keys: keys, At: g.At})
	}
	if t.never != "" {
		keys := t.keys(t.never, "")
		keys["fails"] = false
		out = append(out, format.Element{Table: kindGate, ID: t.ids[t.never], Keys: keys})
	}
	for i := range t.tree.Events {
		e := &t.tree.Events[i]
		if !fresh(e.Name) {
			continue
		}
		keys := t.keys(e.Name, e.Label)
		if sound && e.Probability != nil {
			keys["unavailability"] = *e.Probability
		}
		out = append(out, format.Element{Table: kindBasicEvent, ID: t.ids[e.Name], Keys: keys, At: e.At})
	}
	return out
}

// head returns the title and the kinds.
func (t *treeElements) head() []format.Element {
	title := t.tree.Label
	if title == "" {
		title = t.tree.Name
	}
	var out []format.Element
	if title != "" {
		out = append(out, format.Element{Table: "model", Keys: map[string]any{"title": title}})
	}
	return append(out,
		format.Element{Table: "kind", ID: kindGate, Keys: map[string]any{"name": map[string]any{"en": "gate", "ko": "게이트"}, "shape": "box"}},
		format.Element{Table: "kind", ID: kindBasicEvent, Keys: map[string]any{"name": map[string]any{"en": "basic event", "ko": "기본 사건"}, "shape": "ellipse"}})
}

func (t *treeElements) keys(name, label string) map[string]any {
	keys := map[string]any{"name": name, "source": strings.TrimSpace("Open-PSA fault tree " + t.tree.Name)}
	if label != "" {
		keys["description"] = label
	}
	return keys
}

// needs returns what a gate needs so as not to be failed.
func (t *treeElements) needs(f *Formula) []any {
	switch f.Op {
	case Constant:
		if f.Value { // nothing that is up all the time is ever down
			return []any{map[string]any{"unless": t.ids[t.never]}}
		}
		return nil
	case Or:
		return t.members(f)
	}
	return []any{t.requirement(f)}
}

func (t *treeElements) requirement(f *Formula) any {
	switch {
	case f.Op == Ref:
		return t.ids[f.Name]
	case f.Op == Not:
		return map[string]any{"unless": t.requirement(&f.Args[0])}
	case f.Op == Or || len(f.Args) == 1:
		return map[string]any{"all": t.members(f)}
	case f.Op == And:
		return map[string]any{"any": t.members(f)}
	}
	return map[string]any{"at_least": int64(len(f.Args) - f.K + 1), "of": t.members(f)}
}

func (t *treeElements) members(f *Formula) []any {
	out := make([]any, len(f.Args))
	for i := range f.Args {
		out[i] = t.requirement(&f.Args[i])
	}
	return out
}
