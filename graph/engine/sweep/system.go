package sweep

import (
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// system is what takes what down at one horizon, flattened for speed: a vertex
// that falls takes others with it outright, or counts in groups, which fall when
// enough of their members have.
//
// Requirements of one member and groups that need all of theirs are outright;
// those that ride through everything, and soft ones, are left out.
type system struct {
	outFirst   []int32 // vertex -> its first entry in out; one more at the end
	out        []int32 // vertices that fall with it
	countFirst []int32 // vertex -> its first entry in counts; one more at the end
	counts     []int32 // seats that it takes in groups
	seatGroup  []int32 // seat -> group
	groupFirst []int32 // group -> its first seat; one more at the end
	need       []int32 // group -> how many seats must be lost
	target     []int32 // group -> the vertex that falls with it, or ^seat in the group around it
	owner      []int32 // group -> vertex
}

// What becomes of a gate besides being a group.
const (
	gateHolds    = int32(-1) // nothing takes it down
	gateOutright = int32(-2) // any of its members takes its vertex down
)

func newSystem(g *graph.Graph, horizon time.Duration) *system {
	s := &system{groupFirst: []int32{0}}
	role := make([]int32, g.NumGates()) // gate -> group, or one of the above
	for gate := range role {
		role[gate] = s.add(g, int32(gate), role, horizon)
	}
	n := g.Len()
	s.outFirst, s.countFirst = make([]int32, 0, n+1), make([]int32, 0, n+1)
	s.out = make([]int32, 0, g.NumSlots())
	for v := range int32(n) {
		s.outFirst, s.countFirst = append(s.outFirst, int32(len(s.out))), append(s.countFirst, int32(len(s.counts)))
		s.link(g, v, role, horizon)
	}
	s.outFirst, s.countFirst = append(s.outFirst, int32(len(s.out))), append(s.countFirst, int32(len(s.counts)))
	return s
}

// add finds the role of a gate. The gate around it comes before it.
func (s *system) add(g *graph.Graph, gate int32, role []int32, horizon time.Duration) int32 {
	fall, ok := cascade.FallOf(g, gate, horizon, graph.Down)
	slot, around := g.Parent(gate), gateOutright
	if slot >= 0 {
		around = role[g.GateOf(slot)]
	}
	switch {
	case !ok, around == gateHolds, slot >= 0 && !counts(g, slot, horizon):
		return gateHolds
	case fall.Needed == 1 && around == gateOutright:
		return gateOutright
	}
	group, target := int32(len(s.need)), g.Owner(gate)
	if around >= 0 {
		target = ^s.seat(g, slot, around)
	}
	s.need, s.target, s.owner = append(s.need, fall.Needed), append(s.target, target), append(s.owner, g.Owner(gate))
	for range fall.End - fall.First {
		s.seatGroup = append(s.seatGroup, group)
	}
	s.groupFirst = append(s.groupFirst, int32(len(s.seatGroup)))
	return group
}

// counts says whether a slot counts at the horizon: before a fail-over only the
// first members of a group do.
func counts(g *graph.Graph, slot int32, horizon time.Duration) bool {
	gate := g.GateOf(slot)
	if !g.HasMods(gate) {
		return true
	}
	fall, _ := cascade.FallOf(g, gate, horizon, graph.Down)
	return slot < fall.End
}

func (s *system) seat(g *graph.Graph, slot, group int32) int32 {
	return s.groupFirst[group] + slot - g.FirstSlot(g.GateOf(slot))
}

// link writes out what happens when a vertex falls. Slots that name it stand in
// the order of their owners, so that those of one owner are neighbours.
func (s *system) link(g *graph.Graph, v int32, role []int32, horizon time.Duration) {
	from := len(s.out)
	for _, slot := range g.Naming(v) {
		gate := g.GateOf(slot)
		switch group := role[gate]; {
		case group == gateHolds, !counts(g, slot, horizon):
		case group >= 0:
			s.counts = append(s.counts, s.seat(g, slot, group))
		case len(s.out) == from || s.out[len(s.out)-1] != g.Owner(gate):
			s.out = append(s.out, g.Owner(gate))
		}
	}
}
