package models

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/language"
)

// elementKey names an element: nodes share one namespace whatever their kind.
type elementKey struct{ class, id string }

const classNode = "node"

// findKinds collects the kinds of node that there are.
func (l *loader) findKinds(elements []raw.Element) {
	l.kinds = map[string]bool{}
	for _, k := range BuiltinKinds() {
		l.kinds[k.ID] = true
	}
	for _, e := range elements {
		if e.Table == tableKind && validID(e.ID) && !slices.Contains(otherTables(), e.ID) {
			l.kinds[e.ID] = true
		}
	}
	l.kindWords = slices.Sorted(maps.Keys(l.kinds))
}

func (l *loader) class(table string) string {
	if l.kinds[table] {
		return classNode
	}
	return table
}

// known checks an element's table and id.
func (l *loader) known(e *raw.Element) bool {
	tableAt, idAt := e.At, e.At
	switch {
	case e.At.Line > 0:
		tableAt, idAt = e.At.With("kind"), e.At.With("id")
	case len(e.At.Path) == 2:
		tableAt = e.At.With(source.HeaderKind)
	case len(e.At.Path) > 2: // within an option
		tableAt.Path = e.At.Path[:len(e.At.Path)-1]
	}
	atKey := e.At.Line == 0
	switch {
	case !l.kinds[e.Table] && !slices.Contains(otherTables(), e.Table):
		l.log.Add(Problem{Code: "unknown-kind", Message: fmt.Sprintf("unknown kind %s", quote(e.Table)), Hint: l.kindHint(e.Table)}, tableAt, atKey)
	case !language.Single(e.Table) && !validID(e.ID):
		hint := `ids are written in small letters, digits and "-", such as "kt-backbone"`
		if strings.Contains(e.ID, "{") {
			hint = `a template gives each name in braces its values, as in each.region = ["seoul", "busan"]`
		}
		l.log.Add(Problem{Code: "bad-id", Message: fmt.Sprintf("%s is not an id", quote(e.ID)), Hint: hint}, idAt, atKey)
	case e.Table == tableKind && slices.Contains(otherTables(), e.ID):
		l.log.Add(Problem{Code: "bad-kind", Message: fmt.Sprintf("%s cannot be declared as a kind: it is part of the language", quote(e.ID))}, e.At, true)
	default:
		return true
	}
	l.refused[e.ID] = true
	return false
}

func (l *loader) kindHint(table string) string {
	hint := l.log.Suggest(table, func() []string { return slices.Concat(l.kindWords, otherTables()) })
	if hint != "" {
		return hint
	}
	if !validID(table) {
		return "use one of " + listWords(l.kindWords)
	}
	return fmt.Sprintf("declare it as [kind.%s], or use one of %s", table, listWords(l.kindWords))
}

func isBuiltin(kind string) bool {
	return slices.ContainsFunc(BuiltinKinds(), func(k Kind) bool { return k.ID == kind })
}

// register takes an element of the model's own files.
func (l *loader) register(e *raw.Element) {
	if !l.known(e) {
		return
	}
	key := elementKey{l.class(e.Table), e.ID}
	first, twice := l.elements[key]
	if twice {
		l.duplicate(first, e)
		return
	}
	l.elements[key] = e
}

// duplicate says that an element is defined twice, behind in its file.
func (l *loader) duplicate(first, e *raw.Element) {
	a, b := first, e
	if la, _, _ := a.At.File.Locate(a.At, true); a.At.File == b.At.File {
		if lb, _, _ := b.At.File.Locate(b.At, true); lb < la {
			a, b = b, a
		}
	}
	file, line := a.At.Row(true)
	what := quote(e.ID)
	if e.ID == "" {
		what = a.Name()
	}
	l.log.Add(Problem{Code: "duplicate", Message: fmt.Sprintf("%s is defined twice", what),
		Hint: fmt.Sprintf("first as %s at %s:%d", a.Name(), file, line)}, b.At, true)
}

// finish returns the elements of one class with all changes made, in order of
// ids, those that only overlays define included.
func (l *loader) finish(class string) []*raw.Element {
	var out []*raw.Element
	for key, e := range l.elements {
		if key.class == class {
			out = append(out, e)
		}
	}
	for key, changes := range l.changes {
		if key.class == class && l.elements[key] == nil && (class != classNode || len(l.lines) == 0) {
			out = append(out, l.newElement(changes))
		}
	}
	slices.SortFunc(out, func(a, b *raw.Element) int { return strings.Compare(a.ID, b.ID) })
	for _, e := range out {
		if l.pace.Over() {
			break
		}
		key := elementKey{class, e.ID}
		e.Apply(l.changes[key], l.log)
		l.finished[key] = e
		l.noteDates(key, e)
	}
	return out
}

// newElement returns an element that only overlays define. One that they only
// add to or refine was probably meant to be another, or has gone.
func (l *loader) newElement(changes []raw.Change) *raw.Element {
	if !slices.ContainsFunc(changes, func(c raw.Change) bool { return !c.Add && !c.Refines }) {
		c := changes[0]
		verb := "add to"
		if c.Refines {
			verb = "refine"
		}
		hint := l.log.Suggest(c.ID, func() []string {
			var ids []string
			for key := range l.elements {
				if key.class == l.class(c.Table) {
					ids = append(ids, key.id)
				}
			}
			slices.Sort(ids)
			return ids
		})
		l.log.Add(Problem{Code: "unknown-id", Message: fmt.Sprintf("there is no %s %s to %s", c.Table, quote(c.ID), verb), Hint: hint}, c.Element, true)
		l.changes[elementKey{l.class(c.Table), c.ID}] = slices.DeleteFunc(slices.Clone(changes), func(c raw.Change) bool { return c.Refines })
	}
	return elementOfChanges(changes)
}

func elementOfChanges(changes []raw.Change) *raw.Element {
	return &raw.Element{Table: changes[0].Table, ID: changes[0].ID, At: changes[0].Element}
}
