package models

import (
	"fmt"
	"slices"
	"strings"
)

// Warnings returns what is legal in the model and yet doubtful, in the order of
// its files. It costs about as much as loading.
func (m *Model) Warnings() Problems {
	w := &warner{m: m, log: &problemLog{}, needed: m.neededBy()}
	for i := range m.Nodes {
		w.node(i)
	}
	for i := range m.Populations {
		p := &m.Populations[i]
		w.source(p.Provenance, p.at, "population", p.ID)
	}
	w.weights()
	if w.log.empty() {
		return nil
	}
	return w.log.problems()
}

// WarnNode returns a warning at a node, for checks that need more than the
// model itself.
func (m *Model) WarnNode(id, code, message, hint string) Problem {
	log := &problemLog{}
	log.add(Problem{Severity: SeverityWarning, Code: code, Message: message, Hint: hint}, m.Node(id).at, true)
	return log.problems()[0]
}

// neededBy counts, for each node, the requirements and populations that name it.
func (m *Model) neededBy() []int {
	count := make([]int, len(m.Nodes))
	for i := range m.Nodes {
		for _, j := range m.dependencies(i) {
			count[j]++
		}
	}
	for i := range m.Populations {
		for _, a := range m.Populations[i].Access {
			count[m.Index(a.Node)]++
		}
	}
	return count
}

// NeededBy returns the ids of the nodes that name a node, or whose users reach
// them over it, sorted. It costs a pass over the model.
func (m *Model) NeededBy(id string) []string {
	node, out := m.Index(id), []string{}
	for i := range m.Nodes {
		n := &m.Nodes[i]
		over := false
		if p := m.PopulationOf(n); p != nil {
			_, over = p.Part(id)
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
	log    *problemLog
	needed []int
}

func (w *warner) warn(at place, atKey bool, code, hint, format string, args ...any) {
	w.log.add(Problem{Severity: SeverityWarning, Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)}, at, atKey)
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
	seen := map[string]bool{}
	for j := range n.Needs {
		r := &n.Needs[j]
		if r.On != "" && r.Mods == nil {
			if seen[r.On] {
				w.warn(n.placeOfNeed(j), false, "needed-twice", "leave one out", "%s needs %s twice", quote(n.ID), quote(r.On))
			}
			seen[r.On] = true
		}
		w.lonely(n, r, func() place { return n.placeOfNeed(j) })
	}
}

// lonely warns of groups with one member: they look like redundancy.
func (w *warner) lonely(n *Node, r *Requirement, at func() place) {
	if r.On == "" && len(r.Of) == 1 && r.Form != All {
		w.warn(at(), false, "lonely-group", "name an alternative, or the member alone", "a group of %s has one member only, which is no redundancy", quote(n.ID))
	}
	for i := range r.Of {
		w.lonely(n, &r.Of[i], func() place { return at().with(memberKey(r.Form), index(i)) })
	}
}

// source warns of a fact that no one vouches for.
func (w *warner) source(p *Provenance, at place, kind, id string) {
	if p != nil && (p.Source != "" || p.Confidence == "assumed") {
		return
	}
	w.warn(at, true, "no-source", `give source = "…", or confidence = "assumed"`, "%s %s has no source", kind, quote(id))
}

// weights warns of services that do not count in their sector beside others
// that do.
func (w *warner) weights() {
	counted := map[string]bool{}
	has := func(n *Node) bool {
		_, users := w.m.Users(n)
		return users || n.Use != nil && n.Use.Weight != nil
	}
	for i := range w.m.Nodes {
		if n := &w.m.Nodes[i]; n.Kind == KindService && has(n) {
			counted[n.Sector] = true
		}
	}
	for i := range w.m.Nodes {
		if n := &w.m.Nodes[i]; n.Kind == KindService && n.Sector != "" && counted[n.Sector] && !has(n) {
			w.warn(n.at, true, "not-counted", "give it users, a population or a weight",
				"service %s has neither users nor weight, and so does not count in sector %s", quote(n.ID), strings.TrimSpace(n.Sector))
		}
	}
}
