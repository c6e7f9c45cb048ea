package oracle

import "maps"

// exempt are, for each of the two questions, the hops that keep the levels of the
// answer when one asks who lives by what is no loop.
type exempt struct{ lives, up set }

// stuck finds the loops that cannot start from black with nothing failed though
// all they need outside themselves has started, again and again, each taken as
// started once it is found, until all have. Every unless is as it is in the answer.
func (m *model) stuck(levels map[string]string) exempt {
	calm := m.calm()
	hops := m.hops(m.vertices())
	everyone := set{}
	for _, hop := range hops {
		everyone[hop] = true
	}
	return exempt{
		lives: m.stuckOf(hops, calm, reading{all: true, kept: levels}),
		up:    m.stuckOf(hops, calm, reading{all: true, kept: levels, up: true, lives: everyone}),
	}
}

func (m *model) stuckOf(hops []string, calm *world, r reading) set {
	found := set{}
	for {
		started := least(hops, r, nil, func(hop string, r reading) bool { return found[hop] || calm.stands(hop, r) })
		rest := set{}
		for _, hop := range hops {
			if !started[hop] {
				rest[hop] = true
			}
		}
		if len(rest) == 0 {
			return found
		}
		maps.Copy(found, m.bottom(rest))
	}
}

// bottom are the loops among some hops that need none of the others.
func (m *model) bottom(rest set) set {
	reached := map[string]set{}
	for hop := range rest {
		reached[hop] = set{}
		m.reachWithin(hop, rest, reached[hop])
	}
	found := set{}
	for hop := range rest {
		loop := true
		for other := range reached[hop] {
			loop = loop && reached[other][hop]
		}
		if loop {
			found[hop] = true
		}
	}
	if len(found) == 0 {
		panic("oracle: nothing that has not started is a loop")
	}
	return found
}

// reachWithin marks the hops that one needs by way of some hops alone.
func (m *model) reachWithin(hop string, within, seen set) {
	for _, next := range m.needsHops(hop) {
		if within[next] && !seen[next] {
			seen[next] = true
			m.reachWithin(next, within, seen)
		}
	}
}

// needsHops are the hops that a hop speaks of.
func (m *model) needsHops(hop string) []string { return m.hopsOf(hop, m.needs(hop)) }

// hopsOf are those that a member or a group speaks of: of a service with parts
// its parts.
func (m *model) hopsOf(speaker string, entry any) []string {
	var hops []string
	for _, name := range wanted(entry) {
		vertex := m.resolve(speaker, name)
		if parts := m.parts(vertex); parts != nil {
			hops = append(hops, parts...)
		} else {
			hops = append(hops, vertex)
		}
	}
	return hops
}

// selfSustained are the vertices that have their levels in an answer by going
// round in a circle alone, and what has its own level only by these. A service is
// one if it or a part of it is.
func (m *model) selfSustained(levels map[string]string, yes judge) map[string]bool {
	yes = keeping(levels, yes)
	return m.fallen(levels, yes, m.withoutCircles(levels, m.stuck(levels), yes))
}

// keeping judges with every unless as it is at some levels.
func keeping(levels map[string]string, yes judge) judge {
	return func(hop string, r reading) bool {
		r.kept = levels
		return yes(hop, r)
	}
}

// withoutCircles are the levels with everything taken as supply.
func (m *model) withoutCircles(levels map[string]string, keep exempt, yes judge) map[string]string {
	out := map[string]string{}
	m.nested(m.vertices(), out, true, func(hop string, r reading) bool {
		kept := keep.lives
		if r.up {
			kept = keep.up
		}
		if kept[hop] { // though nothing is up that is down
			return r.reaches(levels[hop]) && (!r.up || r.lives[hop])
		}
		return yes(hop, r)
	})
	return out
}

// fallen are the vertices that are lower in what is left, and those that would
// fall in the answer itself if these did.
func (m *model) fallen(levels map[string]string, yes judge, left map[string]string) map[string]bool {
	down := map[string]string{}
	m.nested(m.vertices(), down, false, func(hop string, r reading) bool {
		return r.reaches(worst([]string{left[hop], levels[hop]})) == r.reaches(levels[hop]) && yes(hop, r)
	})
	marked := map[string]bool{}
	for _, vertex := range m.vertices() {
		if rank(left[vertex]) < rank(levels[vertex]) || rank(down[vertex]) < rank(levels[vertex]) {
			node, _ := split(vertex)
			marked[vertex], marked[node] = true, true
		}
	}
	return marked
}

// SelfSustained are the nodes and parts that are self-sustained at the horizon.
func SelfSustained(doc Doc, q Question) map[string]bool {
	if len(newModel(doc).given().capacity) == 0 {
		return AtHorizon(doc, q).SelfSustained
	}
	return sustained(doc, q, false)
}

// SustainedOtherwise are those if, where one asks what can start from black with nothing
// failed, an unless is as it is then: of that the language says nothing.
func SustainedOtherwise(doc Doc, q Question) map[string]bool { return sustained(doc, q, true) }

func sustained(doc Doc, q Question, otherwise bool) map[string]bool {
	m := newModel(doc)
	w := newWorld(m, q)
	if m.supplied || m.inhibited {
		w.stood = m.overload(m.calm(), m.given(), map[string]bool{}).levels
	}
	asked := m.given()
	for service, demand := range q.Demand {
		asked.demand[m.service(service)] = demand
	}
	marks := map[string]bool{}
	l := m.overload(w, asked, marks)
	w.marks = marks
	if otherwise {
		return m.fallen(l.levels, keeping(l.levels, w.stands), m.withoutCircles(l.levels, m.stuck(w.stood), keeping(l.levels, w.stands)))
	}
	return m.selfSustained(l.levels, w.stands)
}
