package oracle

import (
	"maps"
	"slices"
	"strings"
)

// Unsupplied are the nodes and parts that are down with nothing failed, load not
// regarded, because nothing supplies them or what they need.
func Unsupplied(doc Doc) []string {
	m := newModel(doc)
	levels := m.calm().settled(nil)
	var down []string
	for _, vertex := range m.vertices() {
		if levels[vertex] == "down" {
			down = append(down, vertex)
		}
	}
	return down
}

// LoneLoops are the loops that live by themselves: each time those that need each
// other, of which some are self-sustained if the members of their groups that do
// not lead through the loop are taken as down. They are written as their hops,
// sorted, with blanks between; of each, the self-sustained ones among its hops.
func LoneLoops(doc Doc) map[string][]string {
	m := newModel(doc)
	w := m.calm()
	w.stood = w.settled(nil)
	found := map[string][]string{}
	for _, loop := range m.loops() {
		if alone := m.alone(w, loop); len(alone) > 0 {
			found[strings.Join(slices.Sorted(maps.Keys(loop)), " ")] = alone
		}
	}
	return found
}

// loops are the hops that need each other, by way of others.
func (m *model) loops() []set {
	every := set{}
	for _, hop := range m.hops(m.vertices()) {
		every[hop] = true
	}
	reached := map[string]set{}
	for hop := range every {
		reached[hop] = set{}
		m.reachWithin(hop, every, reached[hop])
	}
	var loops []set
	for _, hop := range slices.Sorted(maps.Keys(every)) {
		loop := set{}
		for other := range reached[hop] {
			if reached[other][hop] {
				loop[other] = true
			}
		}
		if loop[hop] && slices.Min(slices.Collect(maps.Keys(loop))) == hop {
			loops = append(loops, loop)
		}
	}
	return loops
}

// alone are the hops of a loop that are self-sustained in the loop as such. What
// is outside of it has its level as with nothing failed.
func (m *model) alone(w *world, loop set) []string {
	shut := *w
	apart := *m
	shut.model = &apart
	apart.needsOf = maps.Clone(m.needsOf)
	for hop := range loop {
		apart.needsOf[hop] = nil
		for _, entry := range m.needs(hop) {
			apart.needsOf[hop] = append(apart.needsOf[hop], m.shut(hop, entry, loop))
		}
	}
	levels := shut.settled(nil)
	var found []string
	marked := m.selfSustained(levels, shut.stands)
	for _, hop := range slices.Sorted(maps.Keys(loop)) {
		if marked[hop] {
			found = append(found, hop)
		}
	}
	return found
}

// shut takes away the members of groups with alternatives that do not lead
// through a loop. A group of which no member leads through it is none of its
// groups.
func (m *model) shut(speaker string, entry any, loop set) any {
	group, ok := entry.(requirement)
	if !ok {
		return entry
	}
	var left []any
	for _, member := range group.members {
		leads := slices.ContainsFunc(m.hopsOf(speaker, member), func(hop string) bool { return loop[hop] })
		if leads || group.k == len(group.members) {
			left = append(left, m.shut(speaker, member, loop))
		}
	}
	if len(left) == 0 {
		return entry
	}
	group.members = left // may be fewer than k: then it never holds
	return group
}
