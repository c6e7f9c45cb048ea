package oracle

import (
	"cmp"
	"maps"
	"slices"
)

// instant finds the levels at this moment, and updates what recoveries are
// waited for. It goes component by component: where a wait of another component
// is still on, what it keeps down is down, but a wait starts without regard to
// those of its own component, or the nodes of a loop would wait for each other.
func (s *simulation) instant() map[string]string {
	levels := map[string]string{}
	for _, component := range s.components {
		s.settle(component, levels, func(string) bool { return false })
		for _, vertex := range component {
			s.updateWait(vertex, component, levels)
		}
		if slices.ContainsFunc(component, s.waits) {
			s.settle(component, levels, s.waits)
		}
	}
	return levels
}

// settle finds the greatest fixed point within a component. All that it needs
// besides itself has its level already; some of its own vertices are kept down.
func (s *simulation) settle(component []string, levels map[string]string, kept func(string) bool) {
	if s.supplied {
		s.settleSupplied(component, levels, kept)
		return
	}
	for _, vertex := range component {
		levels[vertex] = "up"
	}
	for changed := true; changed; {
		next := map[string]string{}
		for _, vertex := range component {
			next[vertex] = s.level(vertex, levels)
			if kept(vertex) {
				next[vertex] = "down"
			}
		}
		changed = false
		for vertex, level := range next {
			changed = changed || level != levels[vertex]
			levels[vertex] = level
		}
	}
}

// level is that of a vertex if others have the levels that are read; its own
// wait for recovery is not regarded.
func (s *simulation) level(vertex string, levels map[string]string) string {
	if parts := s.parts(vertex); parts != nil {
		return wholeOf(parts, levels)
	}
	parties := []string{s.own(vertex)}
	for _, w := range s.wants[vertex] {
		parties = append(parties, s.value(w, levels))
	}
	return worst(parties)
}

// wait is that of a vertex which was down and has not recovered.
type wait struct {
	started bool // not so as long as the vertex would be down without any wait
	due     int
}

func (s *simulation) waits(vertex string) bool {
	_, waits := s.memory.waits[vertex]
	return waits && !s.forgiven[vertex]
}

// updateWait takes levels in which no vertex of the same component waits. The
// loss of its access alone needs no recovery of a part.
func (s *simulation) updateWait(vertex string, component []string, levels map[string]string) {
	recovery := s.recovery(vertex)
	if recovery == 0 {
		return
	}
	defer func() { s.leftAside = "" }()
	levels = s.leavingAside(vertex, component, levels)
	now, waits := s.memory.waits[vertex]
	switch {
	case s.withAccess(vertex, component, levels) == "down":
		s.memory.waits[vertex] = wait{}
	case waits && !now.started:
		s.memory.waits[vertex] = wait{started: true, due: s.now + recovery}
	case waits && now.due <= s.now:
		delete(s.memory.waits, vertex)
	}
}

// withAccess is the level of a vertex if its access node, where it has one, were
// up. So it would be for all the other parts behind that node, too, which the part
// may need: what they are then is found anew, from everything up downwards.
func (s *simulation) withAccess(vertex string, component []string, levels map[string]string) string {
	_, access := split(vertex)
	if level := s.level(vertex, levels); access == "" || level != "down" { // else it can only be better
		return level
	}
	levels = maps.Clone(levels)
	levels[access] = "up"
	var behind []string
	for _, other := range s.vertices() {
		if _, at := split(other); at == access && levels[other] != "" { // or it comes later, and is not needed
			behind = append(behind, other)
			levels[other] = "up"
		}
	}
	waits := func(part string) bool { return s.waits(part) && !slices.Contains(component, part) }
	for _, stratum := range s.strata {
		s.settleBehind(slices.DeleteFunc(slices.Clone(stratum), func(other string) bool { return !slices.Contains(behind, other) }), levels, waits)
	}
	return levels[vertex]
}

// settleBehind finds what parts of one stratum are, all else being known.
func (s *simulation) settleBehind(behind []string, levels map[string]string, waits func(string) bool) {
	if s.supplied {
		s.nested(behind, levels, false, func(part string, r reading) bool { return !waits(part) && s.stands(part, r) })
		return
	}
	for changed := true; changed; {
		changed = false
		for _, part := range behind {
			level := s.level(part, levels)
			if waits(part) {
				level = "down"
			}
			changed = changed || level != levels[part]
			levels[part] = level
		}
	}
}

// recovery is how long a vertex takes to come up again. Of a service with a
// population, the parts recover, each for itself.
func (m *model) recovery(vertex string) int {
	node, access := split(vertex)
	if access == "" && m.populationOf(node) != "" {
		return 0
	}
	duration, _ := m.keys[node]["recovery"].(string)
	return int(seconds(duration))
}

// components are the vertices in groups that need each other. A component
// stands after all that it needs: of that it needs everything, and itself
// besides, so it needs more.
func (m *model) components() [][]string {
	reached := map[string]map[string]bool{}
	for _, vertex := range m.vertices() {
		reached[vertex] = maps.Clone(m.needed[vertex])
		reached[vertex][vertex] = true
	}
	vertices := slices.Clone(m.vertices())
	slices.SortFunc(vertices, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(reached[a]), len(reached[b])), cmp.Compare(a, b))
	})
	var components [][]string
	for _, vertex := range vertices {
		var component []string
		for _, other := range vertices {
			if reached[vertex][other] && reached[other][vertex] {
				component = append(component, other)
			}
		}
		if component[0] == vertex { // or else it is there already
			components = append(components, component)
		}
	}
	return components
}
