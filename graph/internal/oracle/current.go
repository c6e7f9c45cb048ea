package oracle

import (
	"maps"
	"slices"
)

// stands says whether a part, or a node without parts, is a yes now, its own wait
// for recovery not regarded.
func (s *simulation) stands(vertex string, r reading) bool {
	yes := r.reaches(s.own(vertex))
	for _, w := range s.wants[vertex] {
		yes = yes && s.holds(w, r)
	}
	return yes
}

// holds says whether a member or a requirement is a yes now.
func (s *simulation) holds(w *want, r reading) bool {
	if w.vertex != "" {
		return r.has(s.model, w.vertex, w.supply)
	}
	return s.inputHolds(w, r) || s.held(w, r.up)
}

// inputHolds says whether a requirement would be a yes without its holdup.
func (s *simulation) inputHolds(w *want, r reading) bool {
	switch {
	case w.rule.loss && !r.up:
		return true
	case w.rule.accepts && r.up:
		r = r.first()
	}
	if w.rule.unless {
		return s.inhibits(w, r)
	}
	enough := func(members []*want) bool {
		count := 0
		for _, member := range members {
			if s.holds(member, r) {
				count++
			}
		}
		return count >= w.rule.k
	}
	if s.atOnce(w) {
		return enough(w.members)
	}
	g := s.group(w)
	if s.full && !g.switching && int(w.rule.failover) <= s.now {
		return enough(w.members)
	}
	return enough(w.members[:len(atHand(g.use))]) ||
		g.switching && g.due <= s.now && enough(w.members[:len(atHand(g.target))])
}

// settleSupplied is settle where something is supply. Of a component in
// which a supply goes round it finds first what it would be if no holdup in it gave
// anything: a holdup that is running does not recharge from what it feeds.
func (s *simulation) settleSupplied(component []string, levels map[string]string, kept func(string) bool) {
	yes := func(hop string, r reading) bool { return !kept(hop) && s.stands(hop, r) }
	if s.goesRound(component) && !s.calm {
		bare := maps.Clone(levels)
		s.bare = true
		s.nested(component, bare, false, yes)
		for _, vertex := range component {
			s.takeLost(s.wants[vertex], bare)
		}
		s.bare = false
	}
	s.nested(component, levels, false, yes)
}

// goesRound says whether a supply goes round in a component: whether one of it is
// named there as supply.
func (s *simulation) goesRound(component []string) bool {
	var names func(wants []*want) bool
	names = func(wants []*want) bool {
		return slices.ContainsFunc(wants, func(w *want) bool {
			return w.vertex != "" && w.supply && slices.Contains(component, w.vertex) || names(w.members)
		})
	}
	return slices.ContainsFunc(component, func(vertex string) bool { return names(s.wants[vertex]) })
}

// takeLost takes down what every requirement with a holdup has without any.
func (s *simulation) takeLost(wants []*want, bare map[string]string) {
	for _, w := range wants {
		s.takeLost(w.members, bare)
		if w.rule.holdup > 0 {
			s.without[w] = s.input(w, bare)
		}
	}
}

// held says whether a holdup makes up for what a requirement has lost: for its
// not being down, or its being up.
func (s *simulation) held(w *want, up bool) bool {
	lost := s.memory.down
	if up {
		lost = s.memory.notUp
	}
	input, inLoop := s.without[w]
	since, known := lost[w]
	switch {
	case w.rule.holdup == 0 || s.bare || s.calm:
		return false
	case known || s.full: // if full and not known, as if everything had been lost when it began
	case inLoop && (reading{up: up}).reaches(input):
		return false // nothing is lost
	default:
		since = s.now
	}
	return s.now < since+int(w.rule.holdup)
}

// longAgo is when what is so before the first moment has become so.
const longAgo = -1 << 40

// settledStart is the state before anything happens: what nothing supplies is down,
// and what overload keeps from being up is, and has been so; holdups are used, and
// groups have switched.
func (s *simulation) settledStart() loaded {
	s.calm, s.now = true, longAgo
	l := s.overload(s.again(), s.amounts, s.marks)
	s.remember(l.levels)
	for w := range s.memory.groups {
		s.memory.groups[w] = group{use: best(w.rule.k, s.offers(w, l.levels))}
	}
	s.calm, s.now = false, 0
	return l
}
