package sweep

import (
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// system is what takes what down at one horizon, flattened for speed: a vertex
// that falls takes others with it outright, or counts in groups, which fall when
// enough of their members have. Shadows are vertices here.
//
// Requirements of one member and groups that need all of theirs are outright;
// those that ride through everything, and soft ones, are left out.
type system struct {
	shadows
	graph      *graph.Graph
	fallOf     falls
	outFirst   []int32 // vertex -> its first entry in out; one more at the end
	out        []int32 // vertices that fall with it
	countFirst []int32 // vertex -> its first entry in counts; one more at the end
	counts     []int32 // seats that it takes in groups
	seatGroup  []int32 // seat -> group
	groupFirst []int32 // group -> its first seat; one more at the end
	need       []int32 // group -> how many seats must be lost
	target     []int32 // group -> the vertex that falls with it, or ^seat in the group around it
	owner      []int32 // group -> vertex
	frozen     []frozen
	shadowRole []int32 // gate -> its group on the plane of shadows, or one of the below; nil without shadows
}

// falls says what takes a gate to a level (see [cascade.Falls]).
type falls func(gate int32, to graph.Level) (cascade.Fall, bool)

// What becomes of a gate besides being a group.
const (
	gateHolds    = int32(-1) // nothing takes it down
	gateOutright = int32(-2) // any of its members takes its vertex down
)

// plane is the graph as it falls to one level: the vertices themselves to down, or
// their shadows to not up.
type plane struct {
	g       *graph.Graph
	fallOf  falls
	level   graph.Level
	role    []int32       // gate -> group, or one of the above
	falls   []graph.Level // gate -> the level that it falls to: of one within a group that accepts degraded members, down
	members []graph.Level // gate -> the level that its members fall to
}

func newSystem(g *graph.Graph, horizon time.Duration, base *cascade.Cascade) *system {
	s := &system{graph: g, fallOf: cascade.Falls(g, horizon, base), groupFirst: []int32{0}}
	s.shadows = newShadows(g, s.fallOf, base)
	planes := []*plane{s.plane(g, graph.Down)}
	if s.of != nil {
		planes = append(planes, s.plane(g, graph.Degraded))
		s.shadowRole = planes[1].role
	}
	n := s.len()
	s.outFirst, s.countFirst = make([]int32, 0, n+1), make([]int32, 0, n+1)
	s.out = make([]int32, 0, len(planes)*g.NumSlots())
	for v := range int32(n) {
		s.outFirst, s.countFirst = append(s.outFirst, int32(len(s.out))), append(s.countFirst, int32(len(s.counts)))
		for _, p := range planes {
			s.link(p, v)
		}
		if v < s.vertices && s.shadow(v) != v {
			s.out = append(s.out, s.shadow(v))
		}
	}
	s.outFirst, s.countFirst = append(s.outFirst, int32(len(s.out))), append(s.countFirst, int32(len(s.counts)))
	return s
}

// plane finds the role of every gate on the way to a level.
func (s *system) plane(g *graph.Graph, level graph.Level) *plane {
	p := &plane{g: g, fallOf: s.fallOf, level: level, role: make([]int32, g.NumGates())}
	if level != graph.Down {
		p.falls, p.members = make([]graph.Level, g.NumGates()), make([]graph.Level, g.NumGates())
	}
	for gate := range p.role {
		if s.owned(p, int32(gate)) < 0 {
			p.role[gate] = gateHolds
			continue
		}
		p.role[gate] = s.add(p, int32(gate))
	}
	return p
}

// owned returns what falls with a gate on a plane; -1 where it has no place there.
func (s *system) owned(p *plane, gate int32) int32 {
	if owner := p.g.Owner(gate); p.level == graph.Down {
		return owner
	} else {
		return s.of[owner]
	}
}

// fall returns what takes a gate to the level that it falls to on a plane. That of
// the gate around it must be known.
func (p *plane) fall(gate int32) (cascade.Fall, bool) {
	if p.falls == nil {
		return p.fallOf(gate, graph.Down)
	}
	return p.fallOf(gate, p.falls[gate])
}

// add finds the role of a gate. The gate around it comes before it.
func (s *system) add(p *plane, gate int32) int32 {
	slot, around := p.g.Parent(gate), gateOutright
	if slot >= 0 {
		around = p.role[p.g.GateOf(slot)]
	}
	if p.falls != nil {
		if p.falls[gate] = p.level; slot >= 0 {
			p.falls[gate] = p.members[p.g.GateOf(slot)]
		}
	}
	fall, ok := p.fall(gate)
	if p.falls != nil {
		p.members[gate] = fall.Members
	}
	switch {
	case !ok, around == gateHolds, slot >= 0 && !p.counts(slot):
		return gateHolds
	case fall.Unless: // what it says ends or begins with no failure that is run here
		if around >= 0 {
			s.frozen = append(s.frozen, frozen{gate, s.seat(p.g, slot, around)})
		}
		return gateHolds
	case fall.Needed == 1 && around == gateOutright:
		return gateOutright
	}
	owner := s.owned(p, gate)
	group, target := int32(len(s.need)), owner
	if around >= 0 {
		target = ^s.seat(p.g, slot, around)
	}
	s.need, s.target, s.owner = append(s.need, fall.Needed), append(s.target, target), append(s.owner, owner)
	for range fall.End - fall.First {
		s.seatGroup = append(s.seatGroup, group)
	}
	s.groupFirst = append(s.groupFirst, int32(len(s.seatGroup)))
	return group
}

// counts says whether a slot counts at the horizon: before a fail-over only the
// first members of a group do.
func (p *plane) counts(slot int32) bool {
	gate := p.g.GateOf(slot)
	if !p.g.HasMods(gate) {
		return true
	}
	fall, _ := p.fall(gate)
	return slot < fall.End
}

func (s *system) seat(g *graph.Graph, slot, group int32) int32 {
	return s.groupFirst[group] + slot - g.FirstSlot(g.GateOf(slot))
}

// link writes out what happens on a plane when a vertex falls. Slots that name it
// stand in the order of their owners, so that those of one owner are neighbours.
func (s *system) link(p *plane, v int32) {
	if p.level == graph.Down && v >= s.vertices {
		return
	}
	from, of := len(s.out), s.vertexOf(v)
	for _, slot := range p.g.Naming(of) {
		gate := p.g.GateOf(slot)
		group := p.role[gate]
		if group == gateHolds || s.named(p, gate, of) != v || !p.counts(slot) {
			continue
		}
		if group >= 0 {
			s.counts = append(s.counts, s.seat(p.g, slot, group))
		} else if owner := s.owned(p, gate); len(s.out) == from || s.out[len(s.out)-1] != owner {
			s.out = append(s.out, owner)
		}
	}
}

// named returns what a gate that names a vertex looks at on a plane: the vertex, or
// its shadow.
func (s *system) named(p *plane, gate, vertex int32) int32 {
	if p.members == nil || p.members[gate] == graph.Down {
		return vertex
	}
	return s.shadow(vertex)
}
