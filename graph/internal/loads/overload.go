package loads

import (
	"maps"
	"slices"
)

// kindOf is what a node does over its capacity. Silent where it does not say: degrade.
func (m *model) kindOf(node string) string {
	if kind, says := m.keys[node]["overload"].(string); says {
		return kind
	}
	return "degrade"
}

// fits says whether a node can bear a load: it is over its capacity "strictly", but for
// what rounding makes of a sum.
func (p *play) fits(node string, load float64) bool {
	return load <= p.capacity[node]*(1+1e-9)+1e-12
}

// scene is a moment with some nodes marked.
type scene struct {
	routing
	waits   map[string]wait
	load    map[string]float64
	flow    map[string]map[string]float64 // by node with a capacity
	spilled map[string]float64
}

// scene works everything out, but for what is lost.
func (p *play) scene(marks map[string]bool) scene {
	s := scene{load: map[string]float64{}, flow: map[string]map[string]float64{}}
	s.levels, s.waits = p.levels(marks)
	p.leftAside = true
	s.aside, _ = p.levels(marks)
	p.leftAside = false
	s.reached = p.reached(s.levels)
	arrivals, spilled := p.arrivals(s.routing)
	s.spilled = spilled
	for node := range p.capacity {
		s.flow[node] = p.flow(node, s.routing)
		s.load[node] = 0
		for vertex, x := range arrivals {
			s.load[node] += x * s.flow[node][vertex]
		}
	}
	return s
}

// grow marks what is over its capacity and not down, all such nodes at once, and works
// everything out anew, until there is none. Silent on the order; breakers do not wait for
// one another.
func (p *play) grow(marks map[string]bool) scene {
	for {
		s := p.scene(marks)
		done := true
		for node := range p.capacity {
			if marks[node] || s.levels[node] == "down" || p.fits(node, s.load[node]) {
				continue
			}
			marks[node], done = true, false
			if p.kindOf(node) == "trip" {
				p.tripped(node)
			}
		}
		if done {
			return s
		}
	}
}

// tripped lets a node, or all its parts, recover once the trip is over.
func (p *play) tripped(node string) {
	for _, vertex := range p.origins(node) {
		if p.recovery(vertex) > 0 && !p.calm {
			p.memory.waits[vertex] = wait{}
		}
	}
	delete(p.returning, node)
}

// rest finds the state in which load comes to rest: "A trip holds until the load that it
// would get when up fits and `recovery` has passed; sheds and degrades follow the load."
// Of what is marked all that would fit is released at once, and then what is over is
// marked, until nothing changes. ok is false where that goes round.
func (p *play) rest() (s scene, ok bool) {
	marks := maps.Clone(p.held)
	var seen []map[string]bool
	for {
		next := p.release(marks)
		ended := !maps.Equal(next, marks)
		s = p.grow(next)
		for node := range p.returning {
			if next[node] || s.levels[node] != "down" {
				delete(p.returning, node)
			}
		}
		if maps.Equal(next, marks) { // what ended and came back at once has not come to rest
			p.held = next
			return s, !ended
		}
		for _, before := range seen {
			if maps.Equal(before, next) {
				p.held = next
				return s, false
			}
		}
		seen, marks = append(seen, next), next
	}
}

// release gives the marks that are left: not of those whose load would fit, but of those
// that wait for their recovery after a trip and could no longer bear theirs. What sheds
// or degrades "follow[s] the load" and is judged before trips, which hold until they
// would fit as things then are.
func (p *play) release(marks map[string]bool) map[string]bool {
	trips := p.left(marks, marks, false)
	return p.left(trips, trips, true)
}

// recovers says whether a node takes time to come back: without that a trip that would fit
// is over, whatever else keeps the node down.
func (p *play) recovers(node string) bool { return p.recovery(p.origins(node)[0]) > 0 }

// left judges what trips, or what does not, all else being marked as it is.
func (p *play) left(marks, as map[string]bool, trips bool) map[string]bool {
	left, returning := map[string]bool{}, []string{}
	for node := range p.capacity {
		switch {
		case !marks[node] && !(trips && p.returning[node]):
		case trips != (p.kindOf(node) == "trip"):
			left[node] = true
		case !p.fits(node, p.wouldGet(node, as)):
			left[node] = true
		case trips && marks[node] && p.recovers(node):
			returning = append(returning, node)
		}
	}
	for node := range left {
		if !marks[node] {
			p.tripped(node) // anew
		}
	}
	for _, node := range returning { // without a recovery its trip is over at once
		p.returning[node] = slices.ContainsFunc(p.origins(node), func(vertex string) bool { return p.recovery(vertex) > 0 })
	}
	return left
}

// wouldGet is "the load that it would get when up": everything else as it is, but for
// the recoveries and fail-overs of what needs it, which come after. What was tripped is
// taken to be up if anything else keeps it down, or its own fault would end its trip.
func (p *play) wouldGet(node string, marks map[string]bool) float64 {
	without := maps.Clone(marks)
	delete(without, node)
	p.forgiven, p.switched = p.needing(node), map[*want]bool{}
	for vertex := range p.forgiven {
		for _, w := range groups(p.wants[vertex]) {
			p.switched[w] = true
		}
	}
	if p.kindOf(node) == "trip" {
		p.takenUp = node
	}
	defer func() { p.forgiven, p.switched, p.takenUp = nil, nil, "" }()
	return p.scene(without).load[node]
}
