package cascade

import "github.com/meoktong/meoktong/graph"

// ColdStart returns the vertices in loops that sustain themselves but cannot
// start again from black: those of components of more than one vertex that the
// least fixed point, from everything off, leaves down. In order of index.
//
// It counts up from the vertices that need nothing, as a topological sort does
// (Kahn, Comm. ACM 5(11), 1962), each gate once it has enough members. Batteries
// are empty then, and every group may use any of its members. Linear in the
// graph.
func ColdStart(g *graph.Graph) []int32 {
	s := &start{g: g, members: make([]int32, g.NumGates()), gates: make([]int32, g.Len()), on: make([]bool, g.Len())}
	for v := range int32(g.Len()) {
		from, to := g.Gates(v)
		for gate := from; gate < to; gate++ {
			if g.Parent(gate) < 0 {
				s.gates[v]++
			}
		}
		if s.gates[v] == 0 {
			s.turnOn(v)
		}
	}
	for gate := range int32(g.NumGates()) {
		if g.Mods(gate).Loss { // a loss degrades, and stops no start
			s.hold(gate)
		}
	}
	for len(s.queue) > 0 {
		v := s.queue[len(s.queue)-1]
		s.queue = s.queue[:len(s.queue)-1]
		for _, slot := range g.Naming(v) {
			s.count(g.GateOf(slot))
		}
	}
	var out []int32
	for v := range int32(g.Len()) {
		if !s.on[v] && g.ComponentSize(g.Component(v)) > 1 {
			out = append(out, v)
		}
	}
	return out
}

// start is a start from black under way.
type start struct {
	g       *graph.Graph
	members []int32 // gate: how many members are on
	gates   []int32 // vertex: how many top gates do not hold yet
	on      []bool
	queue   []int32
}

func (s *start) turnOn(v int32) {
	if !s.on[v] {
		s.on[v] = true
		s.queue = append(s.queue, v)
	}
}

// count notes a further member of a gate.
func (s *start) count(gate int32) {
	s.members[gate]++
	need := s.g.K(gate)
	m := s.g.Mods(gate)
	if m.Whole {
		need = 1
	}
	if s.members[gate] == need && !m.Loss {
		s.hold(gate)
	}
}

// hold passes on that a gate holds.
func (s *start) hold(gate int32) {
	if slot := s.g.Parent(gate); slot >= 0 {
		s.count(s.g.GateOf(slot))
		return
	}
	v := s.g.Owner(gate)
	if s.gates[v]--; s.gates[v] == 0 {
		s.turnOn(v)
	}
}
