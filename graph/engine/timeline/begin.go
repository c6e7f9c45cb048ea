package timeline

import (
	"math"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// begin finds what is not up before anything happens: what nothing supplies, what is held
// down by what is there, and what overload keeps from being up. That has been so for ever: hold-ups are used up,
// switches done, and what could recover has.
func begin(runs []*simulation, l *loading) {
	if g := runs[0].g; l == nil && !g.HasBefore() {
		return
	}
	for _, s := range runs {
		s.settling = true
		for c := range int32(s.g.Components()) {
			if s.g.Fed(c) {
				s.mark(s.order[s.start[c]])
			}
		}
		for _, gate := range s.g.Unless() {
			s.mark(s.g.Owner(gate))
		}
		s.settle()
	}
	if l != nil {
		loads := l.settled()
		runs[0].out.Start, runs[0].out.OverBefore = loads, slices.Clone(l.marked)
		for _, s := range runs {
			s.out.ShedBefore = s.shed(loads)
		}
	}
	for _, s := range runs {
		s.begun()
	}
	if l != nil && slices.Contains(l.marked, true) {
		runs[0].wake(0, noVertex)
	}
}

// settled returns the loads that have been so for ever, with what these do. Where load
// flaps everything is as it comes out some time.
func (l *loading) settled() []float64 {
	loads := l.rest(slices.Clone(l.marked), l.overload())
	clear(l.resting)
	return loads
}

// begun remembers what has been so for ever.
func (s *simulation) begun() {
	for _, v := range s.touched {
		s.rememberForEver(v)
	}
	s.settling = false
	s.rememberLoops()
	s.out.Before = map[int32]graph.Level{}
	for v := range s.before {
		if s.level[v] < graph.Up {
			s.out.Before[v] = s.level[v]
		}
	}
	s.reportNeeds()
	s.noteBroke()
	s.forget()
}

// longAgo is before any hold-up could have begun that still lasts.
const longAgo = time.Duration(math.MinInt64 / 2)

// rememberForEver has the delays of a vertex's gates over.
func (s *simulation) rememberForEver(v int32) {
	final := view{s: s}
	from, to := s.g.Gates(v)
	for gate := from; gate < to; gate++ {
		m := s.g.Mods(gate)
		if m.Failover > 0 {
			s.memoryOf(gate).hand = s.endOf(gate)
			if use := s.preferred(gate, s.endOf(gate), final); !s.guarded(gate) || s.worst(use, final) == graph.Down {
				s.memoryOf(gate).hand = atHand(use)
			}
		}
		if m.Holdup == 0 {
			continue
		}
		mem := s.memoryOf(gate)
		for bit, kept := range held(s.input(gate, final)) {
			if !kept {
				mem.since[bit] = longAgo
			}
		}
	}
}
