// Package oracle answers "what if these fail?" slowly and obviously, so that
// the real engine has something to be compared with. It reads a decoded TOML
// document as it stands, keeps levels in maps of strings, recomputes every
// node until nothing changes, and shares no code with the rest of the project:
// an error would have to be made twice, in two different ways, to pass.
//
// It knows levels, redundancy, causes, users and sectors at one horizon, levels
// in the course of time, and load in both: how demand flows over what is in use
// to the nodes that have a capacity, what spills to others, what trips, sheds or
// degrades, and in time what comes back and trips again. Units, observations and
// chance are not its business. It takes its document to be valid and panics
// where it meets one that is not.
package oracle

// Doc is a decoded model file: table name, then id, then keys. Nodes are the
// elements of every table that is not one of the language's own.
type Doc = map[string]any

// Question is what fails and when one looks.
type Question struct {
	// Failed holds ids of nodes and of parts ("service@access") that are down.
	Failed []string
	// Impaired holds ids of nodes and of parts that are degraded of themselves.
	Impaired []string
	// After is the horizon: a duration such as "1h25m", or "ever". Empty means
	// the model's own horizon, else one hour.
	After string
	// Demand gives services another demand than the model does.
	Demand map[string]float64
}

// Answer is the state at the horizon. Parts are written "service@access".
type Answer struct {
	// Levels has "up", "degraded" or "down" for every node and every part.
	Levels map[string]string
	// Before has the levels at the same horizon with nothing failed and the
	// model's own demand: below up only for what is overloaded even then.
	Before map[string]string
	// Loads has the load of every node with a capacity, whatever its level.
	Loads map[string]float64
	// Overloaded has the nodes whose load was more than their capacity, and what
	// that did to them: "trip", "shed" or "degrade".
	Overloaded map[string]string
	// Lost has, of each part and of each service without parts, the share that
	// nodes which shed turn away: 0 for what is down, which is lost anyway.
	Lost map[string]float64
	// LostRedundancy says of every node and every part whether one of its
	// requirements would have survived any single loss with everything up, and
	// now would not.
	LostRedundancy map[string]bool
	// Because has, for every node and part that is below up and is not failed by
	// the question, the direct members that broke it, sorted. The list is empty
	// where the question or an overload alone explains the level: an impaired
	// node, a tripped one, or a service all of whose parts were failed one by one.
	Because map[string][]string
	// InCycle is true for a node or part that needs itself through others, and
	// for a service with a part of which that is true. An engine that names only
	// what fell first may there give less than Because, though not nothing.
	InCycle map[string]bool
	// ShareDown has the share of each service that is down or lost, from 0 to 1.
	ShareDown map[string]float64
	// UsersDown has the users cut off, for services whose users are known.
	UsersDown map[string]float64
	// UsersDegraded has the users served badly, for services whose users are known.
	UsersDegraded map[string]float64
	// Populations has, for each population, its members who lost some service and had
	// it before, each member counted once.
	Populations map[string]Interval
	// Things has the same by what is counted, whole ones.
	Things map[string]Interval
	// Sectors has every declared sector.
	Sectors map[string]Sector
}

// Sector is what became of a sector.
type Sector struct {
	Level     string  // "down" if it fails, else "degraded" if any service is not up
	Fails     bool    // whether ShareDown reaches the sector's fails_at
	ShareDown float64 // the weight of what is down over the whole weight
	// The number of its services that are down, that are degraded with some share
	// of them down or lost, that are degraded with none, and that are up.
	Down, Partial, Degraded, Up int
}

// WhatIf answers a question about a document: with the state of a timeline in which the
// failures begin at once and last, at the horizon. With load each delay is compared with
// the horizon.
func WhatIf(doc Doc, q Question) Answer {
	m := newModel(doc)
	if len(m.given().capacity) > 0 {
		return Apart(doc, q)
	}
	for service := range q.Demand {
		m.service(service)
	}
	e, s := m.atHorizon(q)
	w := newWorld(m, q)
	if m.supplied || m.inhibited {
		w.stood = e.Before
	}
	now, before := loaded{levels: e.Levels, load: map[string]float64{}}, loaded{levels: e.Before}
	return m.answer(w, found{loaded: now, before: before, lost: m.lost(now, m.given(), nil), lostBefore: m.lost(before, m.given(), nil),
		risky: s.lostRedundancy(w, e.Levels), because: s.because(w, e.Levels)})
}

// found is what there is to say of a question.
type found struct {
	loaded
	before           loaded
	marks            map[string]bool
	lost, lostBefore map[string]float64
	risky            map[string]bool
	because          map[string][]string
}

// Apart answers a question with each delay compared with the horizon by itself, as if it
// had begun at once.
func Apart(doc Doc, q Question) Answer {
	m := newModel(doc)
	given := m.given()
	marksBefore := map[string]bool{}
	before := m.overload(newWorld(m, Question{After: q.After}), given, marksBefore)
	lostBefore := m.lost(before, given, marksBefore)

	asked := m.given()
	for service, demand := range q.Demand {
		asked.demand[m.service(service)] = demand
	}
	w, marks := newWorld(m, q), map[string]bool{}
	if m.supplied || m.inhibited {
		before = m.overload(m.calm(), given, map[string]bool{})
		w.stood = before.levels
	}
	l := m.overload(w, asked, marks)
	return m.answer(w, found{l, before, marks, m.lost(l, asked, marks), lostBefore, w.lostRedundancy(l.levels), w.because(l.levels)})
}

// answer says what a state means.
func (m *model) answer(w *world, s found) Answer {
	answer := Answer{
		Levels:         s.levels,
		Before:         s.before.levels,
		Loads:          s.load,
		Overloaded:     map[string]string{},
		Lost:           s.lost,
		LostRedundancy: s.risky,
		Because:        s.because,
		InCycle:        m.inCycle(),
		Populations:    m.populationsDown(s.levels, s.before.levels, s.lost, s.lostBefore),
	}
	answer.Things = m.things(answer.Populations, s.levels, s.before.levels, s.lost, s.lostBefore)
	for node := range s.marks {
		answer.Overloaded[node] = m.kindOf(node)
	}
	answer.ShareDown, answer.UsersDown, answer.UsersDegraded = m.services(s.levels, s.lost)
	answer.Sectors = m.sectorsHit(s.levels, answer.ShareDown)
	return answer
}

// service takes an id to be that of a service.
func (m *model) service(id string) string {
	if m.kind[id] != "service" {
		panic("oracle: " + id + " is no service, and can have no demand")
	}
	return id
}
