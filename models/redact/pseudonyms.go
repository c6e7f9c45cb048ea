package redact

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
)

// class is a kind of name. Each counts by itself; of nodes the class is the kind
// of node.
type class string

const (
	classFile       class = "file"
	classGroup      class = "group" // patterns of selectors
	classIncident   class = "incident"
	classKind       class = "kind"
	classLine       class = "line"
	classOption     class = "option"
	classPolicy     class = "policy"
	classPopulation class = "population"
	classTerms      class = "terms"
	classSplit      class = "split"
	classValue      class = "value" // of splits
	classVariant    class = "variant"
)

// classes returns all that there are: those of elements and files, and those that
// the table of keys has names of.
func classes() []class {
	out := []class{classFile, classGroup, classIncident, classKind, classLine, classOption, classPolicy, classPopulation, classTerms, classValue, classVariant}
	for _, k := range language.Keys() {
		if k.Redact == language.Rename {
			out = append(out, class(k.Names))
		}
	}
	return out
}

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

// number gives every word its number: that of the key, else the next of its class.
// The order among new ones is that of a hash which only who holds the model's
// files can compute: that of the alphabet would tell much of the names.
func (p *pseudonyms) number(key *Key, seed [sha256.Size]byte) {
	for c, words := range p.words {
		assign(key, string(c), words, seed)
	}
	byKind := map[string]map[string]string{} // as kinds are called -> nodes
	for id, kind := range p.kindOf {
		if called, declared := p.words[classKind][kind]; declared {
			kind = called
		}
		if byKind[kind] == nil {
			byKind[kind] = map[string]string{}
		}
		byKind[kind][id] = ""
	}
	p.nodes = map[string]string{}
	for kind, ids := range byKind {
		assign(key, kind, ids, seed)
		maps.Copy(p.nodes, ids)
	}
	p.numbered = true
}

// assign fills in the pseudonyms of the words of one class.
func assign(key *Key, class string, words map[string]string, seed [sha256.Size]byte) {
	known := key.of(class)
	var fresh []string
	for word := range words {
		if words[word] = known[word]; words[word] == "" {
			fresh = append(fresh, word)
		}
	}
	rank := map[string][sha256.Size]byte{}
	for _, word := range fresh {
		rank[word] = sha256.Sum256(slices.Concat(seed[:], []byte(class+"\x00"+word)))
	}
	slices.SortFunc(fresh, func(a, b string) int {
		x, y := rank[a], rank[b]
		return bytes.Compare(x[:], y[:])
	})
	last := key.last(class)
	for i, word := range fresh {
		words[word] = pseudonymOf(class, last+i+1)
		known[word] = words[word]
	}
}

// seed is a secret of who holds the model's files. A redacted model tells
// nothing of it but that order.
func seed(m *models.Model) (out [sha256.Size]byte) {
	h := sha256.New()
	h.Write([]byte("pseudonyms\x00"))
	for _, data := range m.Files() {
		h.Write(data)
	}
	h.Sum(out[:0])
	return out
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
	if ref == "" || !p.numbered {
		return ref
	}
	terms := strings.Split(ref, "@")
	if terms[0] == "" {
		return "@" + p.nameOf(classLine, terms[1])
	}
	for i, term := range terms {
		terms[i] = p.partTerm(term)
	}
	return strings.Join(terms, "@")
}

// selector rewrites a selector term by term, so that it names the same nodes of
// the rewritten model, also after an option has added some.
func (p *pseudonyms) selector(m *models.Model, selector string) string {
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

func (p *pseudonyms) term(m *models.Model, term string) []string {
	attribute, value, isAttribute := strings.Cut(term, ":")
	isAttribute = isAttribute && !strings.Contains(attribute, "@")
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
	slices.Sort(parts)
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
