package models

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// class is a kind of name. Each counts by itself; of nodes the class is the kind
// of node.
type class string

const (
	classFile       class = "file"
	classGroup      class = "group" // patterns of selectors
	classIncident   class = "incident"
	classKind       class = "kind"
	classOperator   class = "operator"
	classOption     class = "option"
	classPolicy     class = "policy"
	classPopulation class = "population"
	classRegion     class = "region"
	classSite       class = "site"
	classSource     class = "source"
	classTag        class = "tag"
	classTerms      class = "terms"
	classUnit       class = "unit"
	classVendor     class = "vendor"
)

// pseudonyms replace names. First they are shown all names there are, then
// numbered; only from then on they replace.
type pseudonyms struct {
	words    map[class]map[string]string
	kindOf   map[string]string // node -> its kind
	nodes    map[string]string // node -> its pseudonym
	numbered bool
}

// of returns the pseudonym of a word; of none, none.
func (p *pseudonyms) of(c class, word string) string {
	switch {
	case word == "":
		return ""
	case p.numbered:
		return p.words[c][word]
	case p.words[c] == nil:
		p.words[c] = map[string]string{}
	}
	p.words[c][word] = ""
	return word
}

// number gives every word its number, in sorted order and with as many digits as
// keep pseudonyms in that order, too.
func (p *pseudonyms) number() {
	p.nodes = map[string]string{}
	kinds := map[string]string{} // as they are counted -> as they are called
	count := func(prefix string, words []string) []string {
		digits := max(2, len(strconv.Itoa(len(words))))
		out := make([]string, len(words))
		for i := range words {
			out[i] = fmt.Sprintf("%s-%0*d", prefix, digits, i+1)
		}
		return out
	}
	fill := func(c class, prefix string) {
		sorted := slices.Sorted(maps.Keys(p.words[c]))
		for i, pseudonym := range count(prefix, sorted) {
			p.words[c][sorted[i]] = pseudonym
		}
	}
	for c := range p.words {
		fill(c, string(c))
	}
	for declared, pseudonym := range p.words[classKind] {
		kinds[declared] = pseudonym
	}
	byKind := map[string][]string{}
	for id, kind := range p.kindOf {
		byKind[kind] = append(byKind[kind], id)
	}
	for kind, ids := range byKind {
		slices.Sort(ids)
		prefix := kind
		if called, declared := kinds[kind]; declared {
			prefix = called
		}
		for i, pseudonym := range count(prefix, ids) {
			p.nodes[ids[i]] = pseudonym
		}
	}
	p.numbered = true
}

// kind returns the pseudonym of a kind that the model declares; those of the
// language stay.
func (p *pseudonyms) kind(id string) string {
	if isBuiltin(id) {
		return id
	}
	return p.of(classKind, id)
}

// ref returns what stands for a node or a part.
func (p *pseudonyms) ref(ref string) string {
	if ref == "" || ref == AccessNode || !p.numbered {
		return ref
	}
	id, access, isPart := strings.Cut(ref, "@")
	if !isPart {
		return p.nodes[id]
	}
	return p.nodes[id] + "@" + p.nodes[access]
}

func (p *pseudonyms) selectors(m *Model, list []string) []string {
	return each(list, func(s *string) { *s = p.selector(m, *s) })
}

// selector rewrites a selector term by term, so that it names the same nodes of
// the rewritten model, also after an option has added some.
func (p *pseudonyms) selector(m *Model, selector string) string {
	var out []string
	for term := range strings.SplitSeq(selector, ",") {
		rest, negative := strings.CutPrefix(strings.TrimSpace(term), "!")
		sign := ""
		if negative {
			sign = "!"
		}
		for _, x := range p.term(m, strings.TrimSpace(rest)) {
			out = append(out, sign+x)
		}
	}
	return strings.Join(out, ",")
}

func (p *pseudonyms) term(m *Model, term string) []string {
	attribute, value, isAttribute := strings.Cut(term, ":")
	switch {
	case isAttribute && attribute == "sector":
		return []string{term}
	case isAttribute && attribute == "kind":
		return []string{"kind:" + p.kind(value)}
	case isAttribute:
		return []string{attribute + ":" + p.of(class(attribute), value)}
	case !strings.ContainsAny(term, "*?["):
		return []string{p.ref(term)}
	case !strings.Contains(term, "@"):
		return []string{"tag:" + p.of(classGroup, term)}
	}
	parts, _ := m.Select(term) // it was checked when the model was linked
	for i := range parts {
		parts[i] = p.ref(parts[i])
	}
	return parts
}

// groupsOf returns tags in place of the patterns that a node's id matches: a
// pattern of letters says nothing of pseudonyms.
func (p *pseudonyms) groupsOf(id string) []string {
	var out []string
	for pattern, tag := range p.words[classGroup] {
		if ok, _ := path.Match(pattern, id); ok {
			out = append(out, tag)
		}
	}
	slices.Sort(out)
	return out
}
