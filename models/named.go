package models

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/id"
)

// Telling returns the model with someone who is told when a selector names a node by
// its name: what was given, and the id that it was taken for. He may be told at once by
// several, and more than once.
func (m *Model) Telling(say func(given, id string)) *Model {
	out := *m
	out.say = say
	return &out
}

// named returns the node that people call so, in either language: the one of that name,
// or else, where in says so, the one that has it in its name. Of several the error is a
// *NameError that lists them.
func (x matcher) named(given string, in bool) ([]string, error) {
	if !x.byName {
		return nil, nil
	}
	found, within := x.alike(given)
	if len(found) == 0 && in {
		found = within
	}
	switch err := x.pace.Err(); {
	case err != nil || len(found) == 0:
		return nil, err
	case len(found) == 1:
		return x.told(given, found[0]), nil
	}
	return nil, &NameError{fmt.Sprintf("%s names several nodes", quote(given)), "they are " + x.m.called(found)}
}

// told returns an id that a name was taken for, and tells so.
func (x matcher) told(given, id string) []string {
	if x.m.say != nil {
		x.m.say(given, id)
	}
	return []string{id}
}

// alike returns the nodes of a name, and those that have it as a part of theirs. It costs
// a pass over the names; a name of one letter is none.
func (x matcher) alike(given string) (same, within []string) {
	words := plainWords(given)
	if len([]rune(words)) < 2 {
		return nil, nil
	}
	for i := range x.m.Nodes {
		if x.pace.Over() {
			return nil, nil
		}
		is, has := false, false
		for _, name := range x.m.Nodes[i].Name {
			name = plainWords(name)
			is, has = is || name == words, has || strings.Contains(name, words)
		}
		switch id := x.m.Nodes[i].ID; {
		case is:
			same = append(same, id)
		case has:
			within = append(within, id)
		}
	}
	return same, within
}

// namedPart returns a part whose service, or line, or both, go by their names, as ids;
// the term itself where that is no name.
func (x matcher) namedPart(term string) (string, error) {
	service, line, _ := strings.Cut(term, "@")
	for _, side := range []*string{&service, &line} {
		if x.m.Has(*side) {
			continue
		}
		ids, err := x.named(strings.TrimSpace(*side), true)
		if err != nil {
			return "", err
		}
		if ids == nil {
			return term, nil
		}
		*side = ids[0]
	}
	return service + "@" + line, nil
}

// called lists nodes with their names.
func (m *Model) called(ids []string) string {
	const most = 8
	var words []string
	for _, id := range ids[:min(len(ids), most)] {
		name := m.Node(id).Name
		var names []string
		for _, lang := range slices.Sorted(maps.Keys(name)) {
			names = append(names, quote(name[lang]))
		}
		words = append(words, fmt.Sprintf("%s (%s)", id, strings.Join(names, ", ")))
	}
	if more := len(ids) - most; more > 0 {
		words = append(words, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(words, ", ")
}

// plainWords is text as people compare it: whatever its case, and without the space in
// it, which Korean is written with or without.
func plainWords(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), "")) }

// again matches a part whose sides are ids by now.
func (x matcher) again(ref string, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	x.byName = false
	return x.match(ref)
}

// unknown returns what is meant by a term that is no id.
func (x matcher) unknown(term string) ([]string, error) {
	near, gone := cmp.Or(x.m.wrongForm(term), x.m.former().hint(term), x.log.Suggest(term, x.m.ids)), x.m.gone(term)
	if ids, err := x.named(term, near == "" && gone == ""); ids != nil || err != nil {
		return ids, err
	}
	if gone != "" {
		return nil, &NameError{gone, "ask of a node that it was folded into"}
	}
	hint := cmp.Or(near, x.m.kindNamed(term), `"meoktong list" shows them all`)
	return nil, &NameError{fmt.Sprintf("there is no node %s", quote(term)), hint}
}

// wrongForm is a hint for a term in the form of another language, or "".
func (m *Model) wrongForm(term string) string {
	if attribute, value, ok := strings.Cut(term, "="); ok {
		if name := strings.TrimSpace(attribute); slices.Contains(Attributes(), name) {
			return "write " + quote(name+":"+strings.TrimSpace(value))
		}
	}
	table, id, ok := strings.Cut(strings.Trim(term, "[]"), ".")
	n := m.Node(id)
	switch {
	case ok && m.hasParts(table+"@"+id):
		return "did you mean " + quote(table+"@"+id) + "?"
	case !ok || n == nil && id != "*":
		return ""
	case n == nil:
		return "write " + quote("kind:"+table)
	case n.Kind != table:
		return fmt.Sprintf("did you mean %q? It is of kind %s, and a selector says the id alone", id, n.Kind)
	}
	return fmt.Sprintf("did you mean %q? A selector says the id alone", id)
}

// hasParts says whether a reference names parts of a service.
func (m *Model) hasParts(ref string) bool {
	_, parts, err := m.PartsNamed(ref)
	return err == nil && len(parts) > 0
}

// kindNamed is a hint for a term that is no node but a kind of them, or "".
func (m *Model) kindNamed(term string) string {
	if slices.ContainsFunc(m.AllKinds(), func(k Kind) bool { return k.ID == term }) {
		return "write " + quote("kind:"+term)
	}
	return ""
}

// gone says what became of something that a file of another format names and the model
// does not have, or "".
func (m *Model) gone(term string) string {
	for _, src := range m.sources {
		for _, l := range src.Lost {
			if l.Name != "" && (l.Name == term || id.Assign([]string{l.Name}, func(int) string { return "" })[l.Name] == term) {
				return l.What
			}
		}
	}
	return ""
}
