package blackstart

import (
	"cmp"
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// holding returns the gates whose member never comes back, and that so hold from the
// start. It starts all that hangs on none of them, then what hangs on the lowest, and so
// on: no loop leads through one, and components are in the order of what needs what. It
// costs one start in all.
func holding(ctx context.Context, g *graph.Graph) map[int32]bool {
	if len(g.Unless()) == 0 {
		return nil
	}
	s := newStarter(ctx, g)
	s.holding = map[int32]bool{}
	s.begin()
	s.run()
	gates := slices.Clone(g.Unless())
	slices.SortFunc(gates, func(a, b int32) int { // those within others first
		return cmp.Or(cmp.Compare(g.Component(g.Owner(a)), g.Component(g.Owner(b))), cmp.Compare(b, a))
	})
	for _, gate := range gates {
		if s.comesBack(g.Members(gate)[0]) {
			continue
		}
		s.holding[gate] = true
		if !g.Mods(gate).Loss { // else it has held already
			s.hold(gate)
			s.run()
		}
	}
	return s.holding
}

// comesBack says whether a member has come back: a vertex, or a group.
func (s *starter) comesBack(member int32) bool {
	if member >= 0 {
		return s.round[member] > 0
	}
	gate, m := ^member, s.g.Mods(^member)
	switch {
	case m.Loss:
		return true
	case m.Unless:
		return s.holding[gate]
	}
	back := int32(0)
	for _, of := range s.g.Members(gate) {
		if s.comesBack(of) {
			back++
		}
	}
	return back >= s.need(gate)
}
