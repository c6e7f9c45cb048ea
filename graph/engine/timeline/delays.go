package timeline

// delays is the guarded gates of a component that have delays.
type delays struct{ holdups, failovers []int32 }

// delaysOf looks a component through the first time that it is asked about.
func (s *simulation) delaysOf(c int32) *delays {
	d := s.delays[c]
	if d != nil {
		return d
	}
	d = &delays{}
	s.delays[c] = d
	if !s.g.Fed(c) {
		return d
	}
	for _, v := range s.order[s.start[c]:s.start[c+1]] {
		for gate, to := s.g.Gates(v); gate < to; gate++ {
			m := s.g.Mods(gate)
			if !s.guarded(gate) {
				continue
			}
			if m.Holdup > 0 {
				d.holdups = append(d.holdups, gate)
			}
			if m.Failover > 0 {
				d.failovers = append(d.failovers, gate)
			}
		}
	}
	return d
}

// guarded says whether the hold-up of a gate could recharge from what it feeds, or what
// it has switched to be there by the switch alone.
func (s *simulation) guarded(gate int32) bool {
	return s.g.HasFed() && s.g.Fed(s.g.Component(s.g.Owner(gate))) && !s.g.Beneath(s.g.Parent(gate))
}

// noteBare remembers the bare answer of a loop, and from it the levels before hold-ups.
func (s *simulation) noteBare(c int32, w view) {
	if w.loop == nil {
		return
	}
	for gate, l := range w.loop.inputs {
		s.memoryOf(gate).input = l
	}
	w.local, w.loop = w.loop.under, &loop{bare: true, done: w.loop.done}
	s.bare[c] = w
}

// counts says whether a switch that is due now is done: in a bare answer only if its
// target is there without it.
func (w *view) counts(gate int32) bool { return !w.bare() || w.loop.done[gate] }

// bare says whether the bare answer is in the making.
func (w *view) bare() bool { return w.loop != nil && w.loop.bare }
