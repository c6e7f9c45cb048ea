package models

import (
	"fmt"
	"slices"
	"strings"
)

// linker checks what elements say of each other, once all are known.
type linker struct {
	m           *Model
	log         *problemLog
	populations map[string]*Population
	sectors     map[string]bool
	words       []string // ids, for suggestions
	suggestions int      // how many may still be looked for: each costs a pass over words
}

func (l *loader) link() {
	m := l.m
	m.nodeByID = make(map[string]int, len(m.Nodes))
	for i := range m.Nodes {
		m.nodeByID[m.Nodes[i].ID] = i
	}
	k := newLinker(m, l.log)
	for i := range m.Nodes {
		k.node(&m.Nodes[i])
	}
	for i := range m.Populations {
		k.population(&m.Populations[i])
	}
	if l.log.empty() {
		k.units()
		l.linkPlans(k)
		l.checkOptions()
	}
}

func newLinker(m *Model, log *problemLog) *linker {
	k := &linker{m: m, log: log, populations: map[string]*Population{}, sectors: map[string]bool{}, suggestions: 100}
	for i := range m.Populations {
		k.populations[m.Populations[i].ID] = &m.Populations[i]
	}
	for i := range m.Sectors {
		k.sectors[m.Sectors[i].ID] = true
	}
	for i := range m.Nodes[:min(len(m.Nodes), maxSuggestWords)] {
		k.words = append(k.words, m.Nodes[i].ID)
	}
	return k
}

func (k *linker) errorf(at place, code, hint, format string, args ...any) {
	k.log.add(Problem{Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)}, at, false)
}

func (k *linker) suggest(word string, words []string) string {
	if k.suggestions--; k.suggestions < 0 {
		return ""
	}
	return didYouMean(word, words)
}

func (k *linker) node(n *Node) {
	if n.Sector != "" && !k.sectors[n.Sector] {
		hint := k.suggest(n.Sector, sectorIDs(k.m))
		if hint == "" {
			hint = fmt.Sprintf("declare it as [sector.%s]", n.Sector)
		}
		k.errorf(n.place("sector"), "unknown-sector", hint, "there is no sector %s", quote(n.Sector))
	}
	if p := n.populationID(); p != "" && k.populations[p] == nil {
		hint := k.suggest(p, populationIDs(k.m))
		if hint == "" {
			hint = fmt.Sprintf("declare it as [population.%s]", p)
		}
		k.errorf(n.place("population"), "unknown-population", hint, "there is no population %s", quote(p))
	}
	for i := range n.Needs {
		k.requirement(n, &n.Needs[i], func() place { return n.placeOfNeed(i) })
	}
	if n.Load != nil {
		for _, s := range n.Load.SpillsTo {
			at := n.place("spills_to").with(s.To)
			if !k.m.Has(s.To) {
				k.log.add(Problem{Code: "unknown-id", Message: fmt.Sprintf("there is no node %s", quote(s.To)), Hint: k.suggest(s.To, k.words)}, at, true)
			} else if s.To == n.ID {
				k.log.add(Problem{Code: "self", Message: "a service cannot spill to itself"}, at, true)
			}
		}
	}
}

// requirement checks the members of a requirement, at any nesting.
func (k *linker) requirement(n *Node, r *Requirement, at func() place) {
	if r.On != "" {
		k.member(n, r.On, func() place {
			if p := at(); r.Mods != nil {
				return p.with("on")
			} else {
				return p
			}
		})
		return
	}
	for i := range r.Of {
		k.requirement(n, &r.Of[i], func() place { return at().with(memberKey(r.Form), index(i)) })
	}
}

func (k *linker) member(n *Node, ref string, at func() place) {
	if ref == AccessNode {
		if n.populationID() == "" {
			k.errorf(at(), "no-access", `give the service a population`, "%s has no population, so there is no access node", quote(n.ID))
		}
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
	i, ok := k.m.nodeByID[id]
	if !ok {
		return fmt.Sprintf("there is no node %s", quote(id)), k.suggest(id, k.words)
	}
	if !isPart {
		return "", ""
	}
	p := k.populations[k.m.Nodes[i].populationID()]
	if p == nil {
		return fmt.Sprintf("%s has no population, and so no parts", quote(id)), fmt.Sprintf("name the node itself: %q", id)
	}
	var ids []string
	for _, a := range p.Access {
		if a.Node == access {
			return "", ""
		}
		ids = append(ids, a.Node)
	}
	hint = k.suggest(access, ids)
	if hint == "" {
		hint = "its parts are " + listWords(ids)
	}
	return fmt.Sprintf("%s has no part at %s", quote(id), quote(access)), hint
}

func (k *linker) population(p *Population) {
	for _, a := range p.Access {
		if !k.m.Has(a.Node) {
			k.log.add(Problem{Code: "unknown-id", Message: fmt.Sprintf("there is no node %s", quote(a.Node)), Hint: k.suggest(a.Node, k.words)},
				p.at.with("access", a.Node), true)
		}
	}
}

// units checks that demand and the capacities it reaches speak of one unit.
// Every node is visited at most twice: once per differing unit, and two differ.
func (k *linker) units() {
	type label struct{ unit, of string }
	labels := make([][]label, len(k.m.Nodes))
	var queue []int
	give := func(i int, l label) {
		if len(labels[i]) < 2 && !slices.ContainsFunc(labels[i], func(x label) bool { return x.unit == l.unit }) {
			labels[i] = append(labels[i], l)
			queue = append(queue, i)
		}
	}
	for i := range k.m.Nodes {
		if n := &k.m.Nodes[i]; n.Load != nil && n.Load.Demand != nil {
			give(i, label{n.Load.Unit, n.ID})
		}
	}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		for _, j := range k.m.dependencies(i, k.populations) {
			give(j, labels[i][len(labels[i])-1])
		}
	}
	for i := range k.m.Nodes {
		n := &k.m.Nodes[i]
		if n.Load == nil || n.Load.Capacity == nil {
			continue
		}
		for _, l := range labels[i] {
			if l.unit != n.Load.Unit {
				k.errorf(n.place("capacity"), "unit", "", "the capacity of %s is in %s, but the demand of %s that reaches it is in %s",
					quote(n.ID), unitName(n.Load.Unit), quote(l.of), unitName(l.unit))
			}
		}
	}
}

func unitName(unit string) string {
	if unit == "" {
		return "no unit"
	}
	return quote(unit)
}

// dependencies returns the nodes that node i names in its needs or stands on
// through its population, with repetitions.
func (m *Model) dependencies(i int, populations map[string]*Population) []int {
	var out []int
	n := &m.Nodes[i]
	var walk func(r *Requirement)
	walk = func(r *Requirement) {
		if id, _, _ := strings.Cut(r.On, "@"); id != "" {
			if j, ok := m.nodeByID[id]; ok {
				out = append(out, j)
			}
		}
		for i := range r.Of {
			walk(&r.Of[i])
		}
	}
	for i := range n.Needs {
		walk(&n.Needs[i])
	}
	if p := populations[n.populationID()]; p != nil {
		for _, a := range p.Access {
			if j, ok := m.nodeByID[a.Node]; ok {
				out = append(out, j)
			}
		}
	}
	return out
}

// checkOptions decodes and links what each option would change, so that a
// broken option is found before anyone takes it.
func (l *loader) checkOptions() {
	for i := range l.m.Options {
		changed := map[elementKey][]change{}
		for _, c := range l.m.Options[i].changes {
			e := &element{table: c.table, id: c.id, at: c.element}
			if l.known(e) {
				key := elementKey{l.class(c.table), c.id}
				changed[key] = append(changed[key], c)
			}
		}
		l.tryChanges(changed)
	}
}

func (l *loader) tryChanges(changed map[elementKey][]change) {
	with := *l.m
	with.nodeByID = map[string]int{}
	with.Nodes, with.Populations = nil, slices.Clone(l.m.Populations)
	d := &decoder{log: l.log}
	for key, changes := range changed {
		e := elementOfChanges(changes)
		e.apply(changes, l.log)
		switch key.class {
		case classNode:
			n := d.node(e)
			if i, ok := l.m.nodeByID[key.id]; ok && n.Use == nil {
				if old := l.m.Nodes[i]; old.Kind != n.Kind {
					l.log.add(Problem{Code: "kind-mismatch", Message: fmt.Sprintf("%s is a %s in the model, not a %s", quote(n.ID), old.Kind, n.Kind)}, e.at, true)
				}
				n.Use = l.m.Nodes[i].Use
			}
			with.Nodes = append(with.Nodes, n)
		case tablePopulation:
			if _, given := e.keys["access"]; given {
				with.Populations = append(with.Populations, d.population(e))
			}
		case tableSector:
			with.Sectors = append(slices.Clone(with.Sectors), d.sector(e))
		default:
			l.log.add(Problem{Code: "option", Message: fmt.Sprintf("an option cannot change a %s", key.class)}, e.at, true)
		}
	}
	touched := len(with.Nodes)
	with.Nodes = append(with.Nodes, l.m.Nodes...)
	for i := len(with.Nodes) - 1; i >= 0; i-- {
		with.nodeByID[with.Nodes[i].ID] = i
	}
	k := newLinker(&with, l.log)
	for i := range with.Nodes[:touched] {
		k.node(&with.Nodes[i])
	}
}
