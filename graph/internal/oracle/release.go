package oracle

import (
	"maps"
	"slices"
)

// start is the state before anything happens: a moment without events. What is
// overloaded even then is marked.
func (s *simulation) start() loaded {
	s.amounts = s.amountsNow()
	defer func() { s.begun = true }()
	return s.settledStart()
}

// moment finds the state when something is due: repairs end marks, amounts
// change, what fits again is released, and what is overloaded is marked.
func (s *simulation) moment() loaded {
	for _, e := range s.script.Events {
		for _, name := range e.Repair {
			if e.At == s.now {
				delete(s.marks, name)
				delete(s.returning, name)
				delete(s.times, name)
			}
		}
	}
	s.amounts = s.amountsNow()
	again, was := s.again(), maps.Clone(s.marks)
	marks := s.release(again)
	l := s.overload(again, s.amounts, marks)
	for node := range marks {
		if !was[node] {
			s.times[node]++
		}
	}
	for node := range s.returning {
		if marks[node] || l.levels[node] != "down" {
			delete(s.returning, node)
		}
	}
	return l
}

// again settles one moment anew every time, from what was remembered of those
// before it.
type again struct {
	*simulation
	waits map[string]wait
}

func (s *simulation) again() again { return again{s, maps.Clone(s.memory.waits)} }

func (a again) settled(marks map[string]bool) map[string]string {
	a.memory.waits = maps.Clone(a.waits)
	a.simulation.marks = marks
	return a.instant()
}

func (s *simulation) order() []string { return slices.Concat(s.components...) }

// lockout is how often a node can be overloaded before it stays so until it is
// repaired.
const lockout = 100

// release gives the marks that are left. Judged against the same state, marks
// end of nodes whose load fits again; and nodes that wait for their recovery
// after having been tripped are tripped again where it no longer does.
func (s *simulation) release(a again) map[string]bool {
	before := s.marks
	if len(before)+len(s.returning) == 0 {
		return map[string]bool{} // there is nothing to judge
	}
	levels := a.settled(before)
	var asked []string
	for _, node := range s.nodes {
		if before[node] || s.returning[node] && levels[node] == "down" && s.recovers(node) {
			asked = append(asked, node)
		}
	}
	after := maps.Clone(before)
	for _, node := range asked {
		if s.times[node] == lockout {
			continue
		}
		switch fits := s.wouldFit(a, node, before); {
		case fits && before[node]:
			delete(after, node)
			s.returning[node] = s.kindOf(node) == "trip"
		case !fits:
			after[node] = true
		}
	}
	return after
}

// recovers says whether a node, or one of its parts, waits for its recovery.
func (s *simulation) recovers(node string) bool {
	return s.waits(node) || slices.ContainsFunc(s.parts(node), s.waits)
}

// wouldFit says whether a node could bear the load that it would have without a
// mark, all others keeping theirs, once it and what needs it had recovered and
// switched to it.
func (s *simulation) wouldFit(a again, node string, marks map[string]bool) bool {
	without := maps.Clone(marks)
	delete(without, node)
	s.forgiven, s.switched = s.needing(node), map[*want]bool{}
	for vertex := range s.forgiven {
		markAll(s.wants[vertex], s.switched)
	}
	defer func() { s.forgiven, s.switched = nil, nil }()
	only := amounts{demand: s.amounts.demand, capacity: map[string]float64{node: s.amounts.capacity[node]}}
	return only.fits(node, s.loadedAt(a, a.settled(without), only).load[node])
}

// markAll marks wants, at any nesting.
func markAll(wants []*want, marked map[*want]bool) {
	for _, w := range wants {
		marked[w] = true
		markAll(w.members, marked)
	}
}

// needing are the vertices of a node, and those that need them, directly or
// through others.
func (s *simulation) needing(node string) map[string]bool {
	needing := map[string]bool{}
	for _, vertex := range s.vertices() {
		if of, _ := split(vertex); of == node {
			needing[vertex] = true
		}
		for other := range s.needed[vertex] {
			if of, _ := split(other); of == node {
				needing[vertex] = true
			}
		}
	}
	return needing
}

// amountsNow are the amounts that hold at this moment. A node that is given a
// capacity by some event has an infinite one as long as it has none.
func (s *simulation) amountsNow() amounts {
	a := s.given()
	demand := func(e Event) map[string]float64 { return e.Demand }
	capacity := func(e Event) map[string]float64 { return e.Capacity }
	for _, e := range s.script.Events {
		for node := range e.Capacity {
			if _, has := a.capacity[node]; !has {
				a.capacity[node] = infinite
			}
		}
	}
	for _, node := range s.nodes {
		if amount, set := s.setting(node, demand); set {
			a.demand[node] = amount
		}
		if amount, set := s.setting(node, capacity); set {
			a.capacity[node] = amount
		}
	}
	return a
}

// setting is the amount that the last event to set it gives a node, unless its
// time is over.
func (s *simulation) setting(node string, of func(Event) map[string]float64) (amount float64, set bool) {
	var last Event
	for _, e := range s.script.Events {
		if _, sets := of(e)[node]; sets && s.begun && e.At <= s.now && (of(last) == nil || last.At <= e.At) {
			last = e
		}
	}
	if last.For > 0 && last.At+last.For <= s.now {
		return 0, false
	}
	amount, set = of(last)[node]
	return amount, set
}
