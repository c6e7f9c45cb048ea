package timeline

// rememberLoops brings up to date what is at hand in the fed components of this moment.
func (s *simulation) rememberLoops() {
	if !s.g.HasFed() {
		return
	}
	seen := map[int32]bool{}
	for _, v := range s.touched {
		c := s.g.Component(v)
		if failovers := s.delaysOf(c).failovers; s.g.Fed(c) && !seen[c] && len(failovers) > 0 {
			for _, gate := range failovers {
				s.finishSwitch(s.g.Owner(gate), gate)
			}
			s.goBackTogether(c, failovers)
			for _, gate := range failovers {
				s.beginSwitch(s.g.Owner(gate), gate, s.g.Mods(gate).Failover)
			}
		}
		seen[c] = true
	}
}

// goBackTogether has the groups of a fed component go back to what they prefer, each
// only as far as that does not have from the group what it gives it: nothing may be the
// worse for it, with the hold-ups or without.
func (s *simulation) goBackTogether(c int32, failovers []int32) {
	final := view{s: s}
	was, want, changes := map[int32]int32{}, map[int32]int32{}, false
	for _, gate := range failovers {
		m := s.memoryOf(gate)
		was[gate] = m.hand
		s.goBack(gate, atHand(s.preferred(gate, m.hand, final)), final)
		want[gate] = m.hand
		changes = changes || want[gate] != was[gate]
	}
	if !changes || s.stands(c) {
		return
	}
	for _, gate := range failovers {
		s.memory[gate].hand = was[gate]
	}
	for _, gate := range failovers {
		m := s.memory[gate]
		for m.hand = want[gate]; m.hand < was[gate] && !s.stands(c); {
			m.hand++
		}
	}
}

// stands says whether a component is no worse with what is at hand now.
func (s *simulation) stands(c int32) bool {
	vertices, bare := s.g.Loop(c), s.bare[c]
	w := s.answer(vertices, true, view{})
	for _, v := range vertices {
		if w.local[v] < s.level[v] || w.loop.under[v] < bare.local[v] {
			return false
		}
	}
	for gate, l := range w.loop.inputs {
		if l < s.memory[gate].input {
			return false
		}
	}
	return true
}
