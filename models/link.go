package models

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/work/pace"
)

// linker checks what elements say of each other, once all are known.
type linker struct {
	m           *Model
	log         *source.Log
	populations map[string]*Population
	sectors     map[string]bool
	trial       map[string]*Node // nodes as an option would have them
	pace        *pace.Pace       // once it is over, nothing more is looked at
	refused     map[string]bool  // ids of elements that are wrong themselves
	selecting   int              // what selectors have cost
	idle        []idleTerm       // what is doubtful in them
	former      former           // what has gone; nil until it is asked for
}

// link checks what elements say of each other. Where a part of a file could not
// be read, what it defines is not known: then nothing is called unknown, and
// what needs the whole model is left out.
func (l *loader) link() {
	l.log.Partial = l.broken
	m := l.m
	m.indexNodes(l.pace)
	k := newLinker(m, l.log, l.pace)
	k.refused = l.refused
	for i := range m.Populations {
		k.population(&m.Populations[i])
	}
	k.formerIDs()
	for i := range m.Nodes {
		if k.pace.Over() {
			return
		}
		k.node(&m.Nodes[i])
	}
	if l.broken {
		return
	}
	for i := range m.Nodes {
		k.reached(i)
	}
	if k.units(); l.ctx.Err() != nil {
		return
	}
	k.linkPeople()
	if m.day == "" {
		l.linkPlans(k)
		m.idle = k.idle
	}
	if !l.tried {
		l.checkOptions(k)
		l.checkDates(k)
	}
}

// find returns the node of that id, or nil.
func (k *linker) find(id string) *Node {
	if n := k.trial[id]; n != nil {
		return n
	}
	return k.m.Node(id)
}

// missing says whether there is no node of that id, nor a wrong one.
func (k *linker) missing(id string) bool { return k.find(id) == nil && !k.refused[id] }

func newLinker(m *Model, log *source.Log, pace *pace.Pace) *linker {
	k := &linker{m: m, log: log, pace: pace, populations: map[string]*Population{}, sectors: map[string]bool{}}
	for i := range m.Populations {
		k.populations[m.Populations[i].ID] = &m.Populations[i]
	}
	for i := range m.Sectors {
		k.sectors[m.Sectors[i].ID] = true
	}
	return k
}

func (k *linker) errorf(at source.Place, code, hint, format string, args ...any) {
	k.log.Add(Problem{Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)}, at, false)
}

// suggestOrDeclare suggests one of words, or else to declare the word.
func (k *linker) suggestOrDeclare(word, table string, words func() []string) string {
	hint := cmp.Or(k.successor(word), k.log.Suggest(word, words))
	if hint == "" && validID(word) {
		hint = fmt.Sprintf("declare it as [%s.%s]", table, word)
	}
	return hint
}

func (k *linker) node(n *Node) {
	if n.Sector != "" && !k.sectors[n.Sector] && !k.refused[n.Sector] {
		hint := k.suggestOrDeclare(n.Sector, tableSector, k.m.sectorIDs)
		k.errorf(n.place("sector"), "unknown-sector", hint, "there is no sector %s", quote(n.Sector))
	}
	if p := n.populationID(); p != "" && k.populations[p] == nil && !k.refused[p] {
		hint := k.suggestOrDeclare(p, tablePopulation, k.m.populationIDs)
		k.errorf(n.place("population"), "unknown-population", hint, "there is no population %s", quote(p))
	}
	for i := range n.Needs {
		k.requirement(n, &n.Needs[i], func() source.Place { return n.placeOfNeed(i) })
	}
	if n.Load != nil {
		for _, s := range n.Load.SpillsTo {
			at := n.place("spills_to").With(s.To)
			if k.missing(s.To) {
				k.log.Add(Problem{Code: "unknown-id", Message: fmt.Sprintf("there is no node %s", quote(s.To)), Hint: k.meant(s.To)}, at, true)
			} else if s.To == n.ID {
				k.log.Add(Problem{Code: "self", Message: "a service cannot spill to itself"}, at, true)
			} else {
				k.spillUnit(n, k.m.Node(s.To), at)
			}
		}
	}
}

// requirement checks the members of a requirement, at any nesting.
func (k *linker) requirement(n *Node, r *Requirement, at func() source.Place) {
	if r.On != "" {
		k.member(n, r.On, func() source.Place {
			if p := at(); r.Mods != nil {
				return p.With("on")
			} else {
				return p
			}
		})
		return
	}
	for i := range r.Of {
		k.requirement(n, &r.Of[i], func() source.Place { return r.placeOf(i, at()) })
	}
}

func (k *linker) member(n *Node, ref string, at func() source.Place) {
	if k.pace.Over() {
		return
	}
	if line, isLine := strings.CutPrefix(ref, "@"); isLine {
		k.line(n, line, at)
		return
	}
	id, _, _ := strings.Cut(ref, "@")
	switch {
	case id == n.ID:
		k.errorf(at(), "self", "", "%s needs itself", quote(n.ID))
	default:
		if what, hint := k.unknownRef(ref); what != "" {
			k.errorf(at(), "unknown-id", hint, "%s", what)
		}
	}
}

// unknownRef says what is wrong with the name of a node or a part, or "".
func (k *linker) unknownRef(ref string) (what, hint string) {
	id, access, isPart := strings.Cut(ref, "@")
	n := k.find(id)
	switch {
	case n == nil && k.refused[id]:
		return "", ""
	case n == nil:
		return fmt.Sprintf("there is no node %s", quote(id)), k.meant(id)
	case !isPart || k.refused[n.populationID()]:
		return "", ""
	}
	p := k.populations[n.populationID()]
	switch {
	case p == nil:
		return fmt.Sprintf("%s has no population, and so no parts", quote(id)), fmt.Sprintf("name the node itself: %q", id)
	case p.wrong:
		return "", ""
	case k.trial[id] == nil && !p.plain():
		_, _, err := k.m.PartsNamed(ref)
		return reason(err)
	}
	if _, ok := p.Part(access); ok {
		return "", ""
	}
	hint = cmp.Or(k.successor(access), k.log.Suggest(access, p.accessIDs))
	if hint == "" && len(p.Access) <= maxSuggestParts {
		hint = "its parts are " + listWords(p.accessIDs())
	}
	return fmt.Sprintf("%s has no part at %s", quote(id), quote(access)), hint
}

// maxSuggestParts is how many parts a message lists at most.
const maxSuggestParts = 12

// dependencies returns the nodes that node i names in its needs, with
// repetitions.
func (m *Model) dependencies(i int) []int {
	return m.named(i, func(*Requirement) bool { return true })
}

// named is dependencies without those in requirements that are passed over.
func (m *Model) named(i int, counts func(*Requirement) bool) []int {
	var out []int
	var walk func(r *Requirement)
	walk = func(r *Requirement) {
		if !counts(r) {
			return
		}
		if id, _, _ := strings.Cut(r.On, "@"); id != "" {
			if j, ok := m.nodeByID[id]; ok {
				out = append(out, j)
			}
		}
		for i := range r.Of {
			walk(&r.Of[i])
		}
	}
	for j := range m.Nodes[i].Needs {
		walk(&m.Nodes[i].Needs[j])
	}
	return out
}
