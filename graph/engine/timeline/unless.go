package timeline

import "github.com/meoktong/meoktong/graph"

// What holds while something is down is settled after that: no loop leads through it, so
// that its member lies in components that come before.

// unless returns the level of a gate that holds while its member is down. The member is
// taken with all its delays, also where the answer without those of the component is in
// the making, and with its lines as they are where these would have to be up for a part:
// in neither would less of it be the worse for the gate.
func (s *simulation) unless(gate int32, w view) graph.Level {
	w.loop, w.asIs = nil, !w.asIs
	if s.member(s.g.FirstSlot(gate), w) == graph.Down {
		return graph.Up
	}
	return graph.Down
}
