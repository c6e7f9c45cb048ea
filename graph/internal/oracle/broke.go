package oracle

import "slices"

// What broke a node at the horizon of a timeline, and what is lost to it then: as with
// each delay compared with the horizon, but with what is held and at hand then.

// noteBroke takes down by which members those have gone down that have to recover.
func (s *simulation) noteBroke(levels map[string]string) {
	for _, vertex := range s.vertices() {
		if names := s.brokenBy(vertex, "down", levels); s.waits(vertex) && len(names) > 0 {
			s.broke[vertex] = names
		}
	}
}

// because names the direct members that broke each vertex below up, apart from those that
// the question itself failed; of one that only has to recover, those by which it went down.
func (s *simulation) because(w *world, levels map[string]string) map[string][]string {
	causes := map[string][]string{}
	of := func(vertex string) []string {
		names := s.brokenBy(vertex, levels[vertex], levels)
		if len(names) == 0 && s.waits(vertex) {
			return s.broke[vertex]
		}
		return names
	}
	for _, vertex := range s.vertices() {
		if levels[vertex] == "up" || w.failedByQuestion(vertex) {
			continue
		}
		names := slices.Clone(of(vertex))
		for _, part := range s.parts(vertex) {
			if levels[part] != "up" && !w.failedByQuestion(part) {
				names = append(names, of(part)...)
			}
		}
		slices.Sort(names)
		causes[vertex] = append([]string{}, slices.Compact(names)...)
	}
	return causes
}

// brokenBy names the culprits in the requirements of a vertex that are at a level.
func (s *simulation) brokenBy(vertex, level string, levels map[string]string) []string {
	var names []string
	for i, w := range s.wants[vertex] {
		if s.value(w, levels) == level {
			names = append(names, s.culprits(w, s.needs(vertex)[i], vertex, levels)...)
		}
	}
	return names
}

// culprits are the members at hand that are no better than the one that sets the value of
// a member, or the member itself.
func (s *simulation) culprits(w *want, entry any, speaker string, levels map[string]string) []string {
	if w.vertex != "" {
		return []string{written(speaker, entry.(string))}
	}
	r := entry.(requirement)
	if r.unless {
		return s.notDown(w.members[0], r.members[0], speaker, levels)
	}
	offers := s.offers(w, levels)
	raw := s.served(w, offers)
	var names []string
	for i := range s.hand(w, offers) {
		if rank(offers[i]) <= rank(raw) {
			names = append(names, s.culprits(w.members[i], r.members[i], speaker, levels)...)
		}
	}
	return names
}

// hand is how many members serve without a switch.
func (s *simulation) hand(w *want, offers []string) int {
	if s.atOnce(w) {
		return len(offers)
	}
	switch g := s.group(w); {
	case !g.switching && int(w.rule.failover) <= s.now:
		return len(offers) // were one of them better it would have switched to it
	case g.switching && g.due <= s.now:
		return max(len(atHand(g.use)), len(atHand(g.target)))
	default:
		return len(atHand(g.use))
	}
}

// notDown are the members that keep what an unless speaks of from being down.
func (s *simulation) notDown(w *want, entry any, speaker string, levels map[string]string) []string {
	if s.value(w, levels) == "down" {
		return nil
	}
	if w.vertex != "" {
		return []string{written(speaker, entry.(string))}
	}
	r := entry.(requirement)
	if r.unless {
		if s.value(w.members[0], levels) != "down" {
			return nil
		}
		return s.culprits(w.members[0], r.members[0], speaker, levels)
	}
	var names []string
	for i := range s.hand(w, s.offers(w, levels)) {
		names = append(names, s.notDown(w.members[i], r.members[i], speaker, levels)...)
	}
	return names
}

// lostRedundancy is that of the world, of requirements that hold now.
func (s *simulation) lostRedundancy(w *world, levels map[string]string) map[string]bool {
	before := w.stood
	if before == nil {
		before = s.everythingUp()
	}
	lost := map[string]bool{}
	for _, vertex := range s.vertices() {
		lost[vertex] = lost[vertex] || false
		node, _ := split(vertex)
		for i, entry := range s.needs(vertex) {
			value := w.value(entry, vertex, before)
			if w.survives(entry, vertex, before, value) && rank(s.value(s.wants[vertex][i], levels)) >= rank(value) &&
				rank(w.value(entry, vertex, levels)) >= rank(value) && !w.survives(entry, vertex, levels, value) {
				lost[vertex], lost[node] = true, true
			}
		}
	}
	return lost
}
