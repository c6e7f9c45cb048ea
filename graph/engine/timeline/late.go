package timeline

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/load"
)

// late is what share of those who need a gate with a hold-up lose it before that, from when
// on each, back to when nothing of it can tell any more.
type late []loss

// loss is a share that is lost from a moment on.
type loss struct {
	from  time.Duration
	share float64
}

// Late returns what is lost after the hold-up of a gate: the least that has been lost all
// the while that it lasts. Who lost it only since still has it.
func (a *asView) Late(gate int32, share float64) float64 {
	s := a.s
	if s.settling || share == 0 {
		return share
	}
	past, began := s.late[gate], s.now-s.g.Mods(gate).Holdup
	if len(past) == 0 {
		return 0
	}
	for i, x := range past {
		if i+1 == len(past) || past[i+1].from > began {
			share = min(share, x.share)
		}
	}
	return share
}

// Losing returns the vertices of which something has been lost before a hold-up.
func (a *asView) Losing() []int32 {
	out := make([]int32, 0, len(a.s.late))
	for gate := range a.s.late {
		out = append(out, a.s.g.Owner(gate))
	}
	slices.Sort(out)
	return out
}

// rememberLosses notes what is lost before the hold-ups, as of this moment.
func (s *simulation) rememberLosses(of *load.Losses) {
	if !s.g.HasHoldup() {
		return
	}
	gates := of.Held()
	for gate := range s.late {
		gates = append(gates, gate)
	}
	for _, v := range s.touched {
		for gate, to := s.g.Gates(v); gate < to; gate++ {
			if s.g.HasMods(gate) && s.g.Mods(gate).Holdup > 0 {
				gates = append(gates, gate)
			}
		}
	}
	slices.Sort(gates)
	final := view{s: s}
	for _, gate := range slices.Compact(gates) {
		share := 1.0
		if s.undelayed(gate, final, s.input(gate, final)) > graph.Down {
			share = of.Before(gate)
		}
		s.rememberShare(gate, share)
	}
}

// rememberShare notes what is lost before the hold-up of a gate from this moment on.
func (s *simulation) rememberShare(gate int32, share float64) {
	past, holdup := s.late[gate], s.g.Mods(gate).Holdup
	switch n := len(past); {
	case s.settling && share > 0:
		s.late[gate] = late{{longAgo, share}}
		return
	case s.settling || n == 0 && share == 0 || n > 0 && past[n-1].share == share:
		return
	case n == 0:
		past = late{{longAgo, 0}}
	}
	for len(past) > 1 && past[1].from <= s.now-holdup {
		past = past[1:]
	}
	s.late[gate] = append(past, loss{s.now, share})
	s.wake(s.now+holdup, s.g.Owner(gate))
}
