package models

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/words"
	"github.com/meoktong/meoktong/models/language"
)

// match returns what one term of a selector names.
func (x matcher) match(term string) ([]string, error) {
	m := x.m
	if term == "" {
		return nil, &NameError{"a selector is empty", `such as "kt-backbone", "kt-*" or "kind:carrier"`}
	}
	if attribute, value, ok := strings.Cut(term, ":"); ok && !strings.Contains(attribute, "@") {
		return x.attribute(term, attribute, value)
	}
	if strings.ContainsAny(term, "*?[") {
		return x.glob(term)
	}
	k := &linker{m: m, populations: populationIndex(m), log: x.log, refused: x.refused}
	id, _, isPart := strings.Cut(term, "@")
	switch {
	case !m.Has(id) && x.refused[id]:
		return nil, nil
	case !isPart && m.Has(id):
		return []string{term}, nil
	case !isPart:
		return x.unknown(term)
	}
	if what, hint := k.unknownRef(term); what != "" {
		if ref, err := x.namedPart(term); err != nil || ref != term {
			return x.again(ref, err)
		}
		return nil, &NameError{what, hint}
	}
	return m.partNames(term), nil
}

// partNames returns the names of the parts that a term names. Of those of a population
// that is wrong nothing is known but the term.
func (m *Model) partNames(term string) []string {
	node, parts, err := m.PartsNamed(term)
	if err != nil {
		return []string{term}
	}
	out := make([]string, len(parts))
	for i, part := range parts {
		out[i] = m.PartName(node, part)
	}
	return out
}

func populationIndex(m *Model) map[string]*Population {
	out := map[string]*Population{}
	for i := range m.Populations {
		out[m.Populations[i].ID] = &m.Populations[i]
	}
	return out
}

// ids returns the ids that a suggestion is looked for among.
func (m *Model) ids() []string {
	out := make([]string, min(len(m.Nodes), words.Most))
	for i := range out {
		out[i] = m.Nodes[i].ID
	}
	return out
}

// glob matches node ids, or parts where the pattern has an "@".
func (x matcher) glob(pattern string) ([]string, error) {
	m := x.m
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, &NameError{fmt.Sprintf("%s is not a pattern", quote(pattern)), `such as "kt-*"`}
	}
	var out []string
	for i := range m.Nodes {
		if x.pace.Over() {
			return nil, x.pace.Err()
		}
		if strings.Contains(pattern, "@") {
			out = append(out, m.partsLike(i, pattern)...)
		} else if ok, _ := path.Match(pattern, m.Nodes[i].ID); ok {
			out = append(out, m.Nodes[i].ID)
		}
	}
	if len(out) == 0 {
		return nil, x.none(fmt.Sprintf("no node matches %s", quote(pattern)), cmp.Or(m.wrongForm(pattern), x.log.Suggest(strings.Trim(pattern, "*?"), m.ids)))
	}
	return out, nil
}

// partsLike returns the names of the parts of a node that a pattern matches: by their
// names, or by that of their service and a node on which a line of theirs ends. A
// pattern of services alone, "*@region:busan", is taken for each of them.
func (m *Model) partsLike(node int, pattern string) []string {
	p, id := m.PartsOf(node), m.Nodes[node].ID
	if p == nil {
		return nil
	}
	if service, rest, _ := strings.Cut(pattern, "@"); !strings.ContainsAny(rest, "*?[") {
		ref := id + "@" + rest
		if _, _, err := m.PartsNamed(ref); err != nil || !matches(service, id) {
			return nil
		}
		return m.partNames(ref)
	}
	var out []string
	for part := range p.Len() {
		name := m.PartName(node, part)
		like := matches(pattern, name)
		for _, end := range p.Ends(part) {
			like = like || end >= 0 && matches(pattern, id+"@"+m.Nodes[end].ID)
		}
		if like {
			out = append(out, name)
		}
	}
	return out
}

func matches(pattern, name string) bool {
	ok, _ := path.Match(pattern, name)
	return ok
}

// attributes are the keys of nodes that selectors can ask for, by the names that
// they have there, and the kind of node.
var attributes = func() map[string]*slot {
	out := map[string]*slot{string(language.AKind): nil}
	for _, s := range bindings[language.Node].slots {
		if s.Asked {
			out[string(s.Names)] = s
		}
	}
	return out
}()

// Attributes are what a selector can ask a node for, in alphabetical order.
func Attributes() []string { return slices.Sorted(maps.Keys(attributes)) }

// Attribute returns what a node says under one of the names that selectors know.
func (n *Node) Attribute(name string) []string {
	s := attributes[name]
	if s == nil {
		return []string{n.Kind}
	}
	switch v := s.of(n).(type) {
	case *string:
		return []string{*v}
	case *[]string:
		return *v
	}
	return nil
}

func (x matcher) attribute(term, attribute, value string) ([]string, error) {
	m := x.m
	names := Attributes()
	if !slices.Contains(names, attribute) {
		return nil, &NameError{fmt.Sprintf("a selector cannot ask for %s", quote(attribute)),
			cmp.Or(didYouMean(attribute, names), "it can ask for "+listWords(names))}
	}
	var out []string
	values := map[string]bool{}
	for i := range m.Nodes {
		if x.pace.Over() {
			return nil, x.pace.Err()
		}
		for _, v := range m.Nodes[i].Attribute(attribute) {
			switch {
			case v == "":
			case v == value:
				out = append(out, m.Nodes[i].ID)
			default:
				values[v] = true
			}
		}
	}
	if len(out) == 0 {
		hint := x.log.Suggest(value, func() []string { return slices.Sorted(maps.Keys(values)) })
		return nil, x.none(fmt.Sprintf("no node matches %s", quote(term)), strings.Replace(hint, "mean \"", "mean \""+attribute+":", 1))
	}
	return out, nil
}
