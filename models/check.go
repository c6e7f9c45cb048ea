package models

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
)

// Warning is something doubtful that takes more than the model itself to find.
type Warning struct {
	Node     string // id of a node of the model
	Need     int    // which of its requirements, from 0; -1 for the node itself
	Policy   string // id of a policy that it is about in place of a node
	Incident string // likewise of an incident
	Code     string
	Message  string
	Hint     string
	// Severity is SeverityError for what is wrong although the model can be read; "" is
	// a warning.
	Severity source.Severity
}

// Located returns what is doubtful or wrong with its place, in the order of the model's
// files. It costs another look at those.
func (m *Model) Located(of ...Warning) Problems {
	log := &source.Log{}
	m.locate(log, of)
	return log.Problems()
}

func (m *Model) locate(log *source.Log, of []Warning) {
	for _, x := range of {
		at, atKey := m.placeOf(&x)
		log.Add(Problem{Severity: cmp.Or(x.Severity, SeverityWarning), Code: x.Code, Hint: x.Hint, Message: x.Message}, at, atKey)
	}
}

// placeOf returns where what a warning is about stands, and whether that is a key.
func (m *Model) placeOf(x *Warning) (at source.Place, atKey bool) {
	switch {
	case x.Policy != "":
		return m.Policy(x.Policy).at, true
	case x.Incident != "":
		return m.incident(x.Incident).at, true
	case x.Need >= 0:
		return m.Node(x.Node).placeOfNeed(x.Need), false
	}
	return m.Node(x.Node).at, true
}

// Warnings returns what is legal in the model and yet doubtful, and those given,
// in the order of its files. It costs about as much as loading.
func (m *Model) Warnings(more ...Warning) Problems {
	w := &warner{m: m, log: &source.Log{}, needed: m.neededBy(), used: m.usedPopulations()}
	m.locate(w.log, more) // first: the list is bounded, and these are worth more
	for i := range m.Nodes {
		w.node(i)
	}
	lines := m.usedLines()
	for i := range m.Populations {
		p := &m.Populations[i]
		w.source(p.Provenance, p.at, "population", p.ID)
		w.cites(p.Provenance, func() source.Place { return p.place("source") })
		if !w.used[p.ID] {
			w.warn(p.at, true, "unused", "", "no service has population %s", quote(p.ID))
			continue
		}
		for l := range m.SegmentsOf(i).Lines {
			if name := m.SegmentsOf(i).Lines[l].Name; !lines[i][l] && !(name == LineAccess && len(p.Access) > 0) {
				w.warn(p.place("line."+name), true, "unused", fmt.Sprintf("name it in needs: %q", "@"+name), "no service is reached over line %s of population %s", quote(name), quote(p.ID))
			}
		}
	}
	for i := range m.Policies {
		w.policy(&m.Policies[i])
	}
	for _, s := range m.idle {
		w.warn(s.at, false, "selector-term", "leave it out, or name what it takes away", "%s takes nothing away in selector %s", quote(s.term), quote(s.selector))
	}
	if w.log.Empty() {
		return nil
	}
	return w.log.Problems()
}

// neededBy counts, for each node, the requirements that name it, and the
// populations of services.
func (m *Model) neededBy() []int {
	count := make([]int, len(m.Nodes))
	for i := range m.Nodes {
		for _, j := range m.dependencies(i) {
			count[j]++
		}
	}
	for i, used := range m.usedLines() {
		for l := range used {
			for _, end := range m.SegmentsOf(i).Ended(l) {
				count[end.Node]++
			}
		}
	}
	return count
}

// usedPopulations are those that some service has.
func (m *Model) usedPopulations() map[string]bool {
	used := map[string]bool{}
	for i := range m.Nodes {
		used[m.Nodes[i].populationID()] = true
	}
	return used
}

// NeededBy returns the ids of the nodes that name a node, or whose users reach
// them over it, sorted. It costs a pass over the model.
func (m *Model) NeededBy(id string) []string {
	node, out := m.Index(id), []string{}
	for i := range m.Nodes {
		n := &m.Nodes[i]
		over := false
		s, lines := m.LinesOf(n)
		for _, l := range lines {
			over = over || slices.ContainsFunc(s.Ended(l), func(end LineEnd) bool { return end.Node == node })
		}
		if over || slices.Contains(m.dependencies(i), node) {
			out = append(out, n.ID)
		}
	}
	return out
}

// Top says, for each node by its position in Nodes, whether nothing needs it.
func (m *Model) Top() []bool {
	top := make([]bool, len(m.Nodes))
	for i, n := range m.neededBy() {
		top[i] = n == 0
	}
	return top
}

type warner struct {
	m      *Model
	log    *source.Log
	needed []int
	used   map[string]bool // populations

	onUsers, onPeople map[string]string // on which service of known users, or with a population, a node leans; made when asked for
}

func (w *warner) warn(at source.Place, atKey bool, code, hint, format string, args ...any) {
	w.log.Add(Problem{Severity: SeverityWarning, Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)}, at, atKey)
}

func (w *warner) node(i int) {
	n := &w.m.Nodes[i]
	if w.needed[i] == 0 && n.Kind != KindService {
		w.warn(n.at, true, "unused", "", "nothing needs %s, and no one uses it", quote(n.ID))
	}
	if n.Kind == KindService && n.Sector == "" {
		w.warn(n.at, true, "no-sector", "", "service %s has no sector, and counts in none", quote(n.ID))
	}
	w.source(n.Provenance, n.at, n.Kind, n.ID)
	w.cites(n.Provenance, func() source.Place { return n.place("source") })
	w.ignored(n)
	w.hidden(n)
	seen := map[string]bool{}
	for j := range n.Needs {
		r := &n.Needs[j]
		if r.On != "" && r.Mods == nil {
			if seen[r.On] {
				w.warn(n.placeOfNeed(j), false, "needed-twice", "leave one out", "%s needs %s twice", quote(n.ID), quote(r.On))
			}
			seen[r.On] = true
		}
		w.lonely(n, r, func() source.Place { return n.placeOfNeed(j) })
		if r.Mods != nil {
			w.cites(r.Mods.Provenance, func() source.Place { return n.placeOfNeed(j).With("source") })
		}
	}
}

// ignored warns of keys that another one makes void.
func (w *warner) ignored(n *Node) {
	if s := w.m.Sector(n.Sector); s != nil && n.Use != nil && n.Use.Weight != nil && s.Measure != "" && s.Measure != "weight" {
		w.warn(n.place("weight"), true, "ignored", "leave one out", "the weight of %s is ignored: sector %s is measured by %s", quote(n.ID), quote(s.ID), s.Measure)
	}
	if n.Chance != nil && !n.Fails {
		w.warn(n.place("fails"), true, "ignored", "leave one out", "how often %s fails is ignored: with fails = false it never fails of itself", quote(n.ID))
	}
}

// lonely warns of groups with one member: they look like redundancy.
func (w *warner) lonely(n *Node, r *Requirement, at func() source.Place) {
	if r.On == "" && len(r.Of) == 1 && r.Form != All && r.Form != Unless {
		w.warn(at(), false, "lonely-group", "name an alternative, or the member alone", "a group of %s has one member only, which is no redundancy", quote(n.ID))
	}
	for i := range r.Of {
		w.lonely(n, &r.Of[i], func() source.Place { return r.placeOf(i, at()) })
	}
}

// source warns of a fact that no one vouches for.
func (w *warner) source(p *Provenance, at source.Place, kind, id string) {
	if p != nil && (p.Source != "" || p.Confidence == "assumed") {
		return
	}
	w.warn(at, true, "no-source", `give source = "…", or confidence = "assumed"`, "%s %s has no source", kind, quote(id))
}

// cites warns of a source in words of its own that is nearly the id of a declared one.
func (w *warner) cites(p *Provenance, at func() source.Place) {
	if p == nil || len(w.m.Sources) == 0 || !validID(p.Source) || w.m.CitedSource(p.Source) != nil {
		return
	}
	if hint := w.log.Suggest(p.Source, w.m.sourceIDs); hint != "" {
		w.warn(at(), false, "unknown-source", hint, "%s is the id of no declared source, and so a source in its own words, without a date", quote(p.Source))
	}
}

// policy warns of a policy that bounds nothing, or more than it seems to.
func (w *warner) policy(p *Policy) {
	ids, err := w.m.Select(p.Protect)
	if err == nil {
		w.protectsHidden(p, ids)
	}
	if err != nil || p.MaxShare == nil || p.Worst != "" || p.MaxOutage != nil {
		return
	}
	for _, id := range ids {
		if node, _, _ := strings.Cut(id, "@"); w.m.Node(node).Kind != KindService {
			w.warn(p.at, true, "policy-share", "protect the services that people use, or give worst",
				"policy %s bounds the share of users alone, and %s, which it protects, is no service and has none", quote(p.ID), quote(id))
			return
		}
	}
}
