package oracle

import (
	"maps"
	"slices"
)

// Stretch is a time: from a second on, before another.
type Stretch struct{ From, To int }

// unserved says whether a node, or the part or its service, is one that those who are
// looked at do not find now. Whoever asks what a vertex makes of itself in that time
// leaves such stretches aside: its own, and those of the service that it is a part of.
func (s *simulation) unserved(vertex string) bool {
	now := func(at Stretch) bool { return at.From <= s.now && s.now < at.To }
	node, _ := split(vertex)
	aside, _ := split(s.leftAside)
	return s.begun && (node != aside && slices.ContainsFunc(s.script.Unserved[node], now) ||
		node != vertex && vertex != s.leftAside && slices.ContainsFunc(s.script.Unserved[vertex], now))
}

// leavingAside are the levels of a component as they would be if those who do not find
// a vertex did: their coming back to it needs no recovery of its own.
func (s *simulation) leavingAside(vertex string, component []string, levels map[string]string) map[string]string {
	if !s.unserved(vertex) {
		return levels
	}
	s.leftAside = vertex
	without := maps.Clone(s.without)
	defer func() { s.without = without }() // it is that of what is, not of what would be
	levels = maps.Clone(levels)
	s.settle(component, levels, func(string) bool { return false })
	return levels
}

// Crowd is who uses a service: how many, if that is known, and what share of them finds
// each of its parts; of a service without parts all find the service.
type Crowd struct {
	Users float64
	Known bool
	Share map[string]float64
}

// Crowds has those of every service.
func Crowds(doc Doc) map[string]Crowd {
	m, out := newModel(doc), map[string]Crowd{}
	for _, node := range m.nodes {
		if m.kind[node] != "service" {
			continue
		}
		c := Crowd{Share: map[string]float64{}}
		c.Users, c.Known = m.users(node)
		for _, part := range m.parts(node) {
			c.Share[part] = m.shareOf(part)
		}
		if len(c.Share) == 0 {
			c.Share[node] = 1
		}
		out[node] = c
	}
	return out
}
