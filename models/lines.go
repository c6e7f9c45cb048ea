package models

import (
	"strings"
)

// partsOf returns the parts of a service where its population has more than access
// nodes: of any other everybody has a part.
func (m *Model) partsOf(n *Node) *Parts {
	if p := m.PopulationOf(n); p == nil || p.plain() {
		return nil
	}
	return m.PartsOf(m.Index(n.ID))
}

// LinesOf returns the lines over which a service is reached, by position in the
// segments of its population: those that its needs name, else the implicit one. Of
// access nodes it is the one whether or not needs name it.
func (m *Model) LinesOf(n *Node) (s *Segments, lines []int) {
	i := m.PopulationIndex(n.populationID())
	if i < 0 {
		return nil, nil
	}
	s = m.SegmentsOf(i)
	named := map[string]bool{m.ImplicitLine(n): true, LineAccess: m.Populations[i].plain()}
	walkReached(n.Needs, func(ref string) {
		if name, isLine := strings.CutPrefix(ref, "@"); isLine {
			named[name] = true
		}
	})
	for l := range s.Lines {
		if named[s.Lines[l].Name] {
			lines = append(lines, l)
		}
	}
	return s, lines
}

// usedLines says which lines of each population some service is reached over.
func (m *Model) usedLines() []map[int]bool {
	out := make([]map[int]bool, len(m.Populations))
	for i := range m.Nodes {
		p := m.PopulationIndex(m.Nodes[i].populationID())
		if p < 0 || m.Populations[p].plain() && out[p] != nil {
			continue
		}
		if out[p] == nil {
			out[p] = map[int]bool{}
		}
		_, lines := m.LinesOf(&m.Nodes[i])
		for _, l := range lines {
			out[p][l] = true
		}
	}
	return out
}
