package timeline

import (
	"context"
	"slices"
)

// Reach says for every vertex whether something that failed can reach it: the
// naive model, in which everything reachable goes down. What holds while something is
// down it does not follow.
func (s *Simulation) Reach() []bool {
	reach := make([]bool, s.c.Graph.Len())
	s.spread(reach, s.struck, func(slot int32) bool { return !s.c.Graph.Beneath(slot) })
	return reach
}

// all passes every slot.
func all(int32) bool { return true }

// spread adds some vertices to those reached, and all that need them at slots that pass.
func (s *Simulation) spread(reach []bool, from []int32, passes func(slot int32) bool) {
	var queue []int32
	add := func(v int32) {
		if !reach[v] {
			reach[v] = true
			queue = append(queue, v)
		}
	}
	for _, v := range from {
		add(v)
	}
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		for _, slot := range s.c.Graph.Naming(v) {
			if passes(slot) {
				add(s.c.Graph.Owner(s.c.Graph.GateOf(slot)))
			}
		}
	}
}

// Paths says for every vertex whether what happened has a path to it: whether it
// can change its level, and whether more can be asked of it. Where load grows,
// what has a capacity can fail of it, and that has paths of its own. The cost is
// a pass over the model for each time that load grows anew; the error is the
// context's.
func (s *Simulation) Paths(ctx context.Context) (levels, loads []bool, err error) {
	levels, loads = make([]bool, s.c.Graph.Len()), make([]bool, s.c.Graph.Len())
	s.spread(levels, s.struck, all)
	if s.load == nil {
		return levels, loads, nil
	}
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		more = false
		loads = s.c.Graph.Carriers(s.crowded(levels))
		for v, asked := range loads {
			if asked && !levels[v] && s.bounded(int32(v)) {
				s.spread(levels, []int32{int32(v)}, all)
				more = true
			}
		}
	}
	return levels, loads, nil
}

// crowded returns the vertices at which demand can grow while some vertices may
// not be up: where events set it, where it spills over to, where it switches to, and
// what is behind those that start.
func (s *Simulation) crowded(levels []bool) []int32 {
	var out []int32
	for _, e := range s.answer.Events {
		for id := range e.Demand {
			out = append(out, s.withParts([]string{id})...)
		}
	}
	for i := range s.load.Services {
		if !slices.ContainsFunc(s.load.Services[i].Seen, func(v int32) bool { return v >= 0 && levels[v] }) {
			continue
		}
		for _, spill := range s.load.Services[i].Spills {
			for _, v := range s.load.Services[spill.To].Seen {
				if v >= 0 {
					out = append(out, v)
				}
			}
		}
	}
	for v, may := range levels {
		if may && (s.chooses(int32(v)) || s.held[int32(v)]) {
			for slot, end := s.c.Graph.Slots(int32(v)); slot < end; slot++ {
				if m := s.c.Graph.Member(slot); m >= 0 && !s.c.Graph.Beneath(slot) {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// chooses says whether a vertex has a group of which it needs some members only.
func (s *Simulation) chooses(v int32) bool {
	g := s.c.Graph
	from, to := g.Gates(v)
	for gate := from; gate < to; gate++ {
		if !g.Mods(gate).Whole && int(g.K(gate)) < len(g.Members(gate)) {
			return true
		}
	}
	return false
}
