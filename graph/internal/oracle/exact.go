package oracle

import (
	"fmt"
	"maps"
)

// Exact is the state at the horizon of a timeline in which the failures begin at
// once and last.
type Exact struct {
	// Levels has the level of every node and part at the horizon, Before that with
	// nothing failed.
	Levels, Before map[string]string
	// SelfSustained are the nodes and parts that are.
	SelfSustained map[string]bool
}

// AtHorizon answers a question about a document by playing it through: delays
// along a chain add up. "ever" is when nothing has changed for longer than any
// delay lasts. It takes a model without load.
func AtHorizon(doc Doc, q Question) Exact {
	e, s := newModel(doc).atHorizon(q)
	s.full = true
	e.SelfSustained = s.selfSustained(e.Levels, func(hop string, r reading) bool { return !s.waits(hop) && s.stands(hop, r) })
	return e
}

// atHorizon plays a question through. The simulation stands at the horizon.
func (m *model) atHorizon(q Question) (Exact, *simulation) {
	s := newSimulation(m, Script{Events: []Event{{Fail: q.Failed, Degrade: q.Impaired}}, End: int(min(newWorld(m, q).after, farAway))})
	ever := s.script.End == farAway
	s.amounts = s.amountsNow()
	e := Exact{Before: s.start().levels}
	s.noteBroke(e.Before)
	longest := 0
	for vertex, wants := range s.wants {
		longest = max(longest, s.recovery(vertex))
		for _, delay := range delays(wants) {
			longest = max(longest, delay)
		}
	}
	end, p, entered, restless := 0, s.pace(), map[string]int{}, false
	for s.now = 0; ; {
		was := s.memory.clone()
		l := s.moment()
		s.remember(l.levels)
		s.noteBroke(l.levels)
		if !maps.Equal(l.levels, e.Levels) {
			e.Levels, end = l.levels, s.now+3*longest+p.step
			state := fmt.Sprint(l.levels)
			entered[state]++
			restless = ever && entered[state] > returns
		}
		if !ever {
			end = s.script.End
		}
		next := s.next(p, was, end)
		if restless || next > end {
			return e, s
		}
		s.now = next
	}
}

// returns is how often a course may come back to the same levels and still end. One that
// comes back more often does so for ever, and Wavers tells of it.
const returns = 3

// farAway is the end of what has none.
const farAway = 400 * 86400
