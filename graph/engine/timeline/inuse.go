package timeline

import (
	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// inView is levels of a component, for who asks what of it is in use.
type inView struct{ view }

func (w inView) Level(v int32) graph.Level     { return w.of(v) }
func (w inView) Member(slot int32) graph.Level { return w.s.member(slot, w.view) }

// AtHand returns the slots of a gate that serve without a switch.
func (w inView) AtHand(gate int32) (first, end int32) {
	first = w.s.g.FirstSlot(gate)
	if w.s.settling || w.s.g.Mods(gate).Failover == 0 {
		return first, w.s.endOf(gate)
	}
	return first, w.s.memoryOf(gate).hand
}

// Held says whether a hold-up gives what the members of a gate do not.
func (w inView) Held(gate int32) bool { return w.s.held(gate, w.view) }

// held says whether the hold-up of a gate gives what the members do not.
func (s *simulation) held(gate int32, w view) bool {
	return s.g.Mods(gate).Holdup > 0 && s.value(gate, w) > s.undelayed(gate, w, s.input(gate, w))
}

// rememberLoops brings up to date what is in use in the fed components of this moment:
// groups there go back to what they prefer only where that has not what it has from
// them, and would have it without the hold-ups too.
func (s *simulation) rememberLoops() {
	if !s.g.HasFed() {
		return
	}
	seen := map[int32]bool{}
	for _, v := range s.touched {
		c := s.g.Component(v)
		if failovers := s.delaysOf(c).failovers; s.g.Fed(c) && !seen[c] && len(failovers) > 0 {
			s.rememberLoop(c, failovers)
		}
		seen[c] = true
	}
}

func (s *simulation) rememberLoop(c int32, failovers []int32) {
	for _, gate := range failovers {
		s.finishSwitch(s.g.Owner(gate), gate)
	}
	final := view{s: s}
	use, bare := supply.InUse(s.g, c, inView{final}), supply.InUse(s.g, c, inView{s.bare[c]})
	for _, gate := range failovers {
		s.goBack(gate, max(use[gate].End, bare[gate].End), final)
	}
	if s.settling {
		return
	}
	for _, gate := range failovers {
		s.beginSwitch(s.g.Owner(gate), gate, s.g.Mods(gate).Failover)
	}
}
