package models

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/models/formats/openpsa"
)

// The kinds of node that a fault tree is made of.
const (
	kindGate       = "gate"
	kindBasicEvent = "basic-event"
)

// readTree parses a fault tree once and logs what is wrong with it.
func (s *source) readTree(log *problemLog) (*openpsa.Tree, bool) {
	tree, flaws := openpsa.Parse(s.data)
	for i := range flaws {
		f := &flaws[i]
		p := Problem{Code: f.Code, Message: f.Message, Hint: f.Hint}
		p.Line, p.Column, p.Width = s.rangeOf(span{f.At.Start, f.At.End}, 0)
		switch {
		case f.First != nil:
			line, column := s.position(f.First.Start)
			p.Hint = fmt.Sprintf("first at line %d, column %d", line, column)
		case f.Unknown != "":
			p.Hint = log.suggest(f.Unknown, func() []string { return treeNames(tree) })
		}
		log.add(p, place{src: s}, false)
	}
	return tree, len(flaws) == 0
}

func treeNames(t *openpsa.Tree) []string {
	out := make([]string, 0, len(t.Gates)+len(t.Events))
	for _, g := range t.Gates {
		out = append(out, g.Name)
	}
	for _, e := range t.Events {
		out = append(out, e.Name)
	}
	return out
}

// splitTree turns a fault tree into elements: of a tree with flaws only the
// names, so that overlays can be checked against them.
func (l *loader) splitTree(src *source) []element {
	tree, ok := src.readTree(l.log)
	l.broken = l.broken || !ok
	t := treeElements{src: src, tree: tree, ids: treeIDs(tree)}
	if ok {
		src.spans = t.spans()
	}
	return t.elements(ok)
}

// treeElements makes elements of a tree. A fault tree speaks of failure, a
// model of what is needed: so an or becomes needs of all, an and any of them,
// and where k of n must fail, at least n-k+1 of them are needed.
type treeElements struct {
	src  *source
	tree *openpsa.Tree
	ids  map[string]string // name -> id
}

func (t *treeElements) elements(sound bool) []element {
	root := place{src: t.src}
	title := t.tree.Label
	if title == "" {
		title = t.tree.Name
	}
	var out []element
	if title != "" {
		out = append(out, newElement(tableModel, "", map[string]any{"title": title}, root.with(tableModel)))
	}
	out = append(out,
		newElement(tableKind, kindGate, map[string]any{"name": map[string]any{"en": "gate", "ko": "게이트"}, "shape": "box"}, root.with(tableKind, kindGate)),
		newElement(tableKind, kindBasicEvent, map[string]any{"name": map[string]any{"en": "basic event", "ko": "기본 사건"}, "shape": "ellipse"}, root.with(tableKind, kindBasicEvent)))
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
		if needs := t.needs(&g.Formula); sound && len(needs) > 0 {
			keys["needs"] = needs
		}
		out = append(out, t.node(kindGate, g.Name, keys))
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
		out = append(out, t.node(kindBasicEvent, e.Name, keys))
	}
	return out
}

func (t *treeElements) keys(name, label string) map[string]any {
	keys := map[string]any{"name": name, "source": strings.TrimSpace("Open-PSA fault tree " + t.tree.Name)}
	if label != "" {
		keys["description"] = label
	}
	return keys
}

func (t *treeElements) node(kind, name string, keys map[string]any) element {
	id := t.ids[name]
	return newElement(kind, id, keys, place{src: t.src, path: []string{kind, id}})
}

// needs returns what a gate needs so as not to be failed.
func (t *treeElements) needs(f *openpsa.Formula) []any {
	switch f.Op {
	case openpsa.Constant: // false: never failed
		return nil
	case openpsa.Or:
		return t.members(f)
	}
	return []any{t.requirement(f)}
}

func (t *treeElements) requirement(f *openpsa.Formula) any {
	switch {
	case f.Op == openpsa.Ref:
		return t.ids[f.Name]
	case f.Op == openpsa.Or || len(f.Args) == 1:
		return map[string]any{"all": t.members(f)}
	case f.Op == openpsa.And:
		return map[string]any{"any": t.members(f)}
	}
	return map[string]any{"at_least": int64(len(f.Args) - f.K + 1), "of": t.members(f)}
}

func (t *treeElements) members(f *openpsa.Formula) []any {
	out := make([]any, len(f.Args))
	for i := range f.Args {
		out[i] = t.requirement(&f.Args[i])
	}
	return out
}

// spans says where elements stand, for warnings.
func (t *treeElements) spans() map[string]span {
	out := make(map[string]span, len(t.ids))
	for _, g := range t.tree.Gates {
		out[kindGate+"\x00"+t.ids[g.Name]] = span{g.At.Start, g.At.End}
	}
	for _, e := range t.tree.Events {
		out[kindBasicEvent+"\x00"+t.ids[e.Name]] = span{e.At.Start, e.At.End}
	}
	return out
}

// treeIDs gives each name of a tree an id. A name that is an id is its own;
// then, in the order of the file, gates before events, letters become small,
// whatever else no id may hold becomes "-", and one that is taken gets the
// first number from 2 on that is free.
func treeIDs(t *openpsa.Tree) map[string]string {
	names := treeNames(t)
	ids, taken := make(map[string]string, len(names)), make(map[string]bool, len(names))
	for _, name := range names {
		if validID(name) {
			ids[name], taken[name] = name, true
		}
	}
	last := map[string]int{} // the number last tried
	for i, name := range names {
		if ids[name] != "" {
			continue
		}
		base := either(i < len(t.Gates), kindGate, kindBasicEvent)
		if s := idOf(name); s != "" {
			base = s
		}
		id := base
		for n := max(last[base], 1); taken[id]; {
			n++
			id, last[base] = fmt.Sprintf("%s-%d", base, n), n
		}
		ids[name], taken[id] = id, true
	}
	return ids
}

// maxIDRoot leaves room for a number.
const maxIDRoot = maxIDLength - 12

// idOf turns a name into an id, or into "" where nothing is left of it.
func idOf(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	id := b.String()
	return strings.TrimRight(id[:min(len(id), maxIDRoot)], "-")
}
