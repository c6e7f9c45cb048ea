package timeline

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// Standing are vertices and top gates that stand whatever happens to them.
type Standing struct{ Vertices, Gates map[int32]bool }

// At returns where delays stand a while after these vertices failed and were impaired, all
// at once and for good, with all that happens at that moment done: given that, a cascade
// finds the levels of the moment. Cost and errors are those of Run.
func At(ctx context.Context, in Input, down, degraded []int32, standing Standing, after time.Duration) (*cascade.Delays, error) {
	s := newSimulation(ctx, in, nil, []Event{{Fail: down, Degrade: degraded}})
	s.standing, s.broke = standing, map[int32][]int32{}
	if err := run(ctx, []*simulation{s}, nil, after); err != nil {
		return nil, err
	}
	return s.standsAt(after), nil
}

// standsAt returns where delays stand at a moment that a simulation has come to.
func (s *simulation) standsAt(after time.Duration) *cascade.Delays {
	out := &cascade.Delays{Held: map[int32][2]bool{}, AtHand: map[int32]int32{}, Switching: map[int32]bool{}, Waiting: map[int32][]int32{}, Fell: s.fellEver()}
	for gate, m := range s.memory {
		mods := s.g.Mods(gate)
		if mods.Holdup > 0 {
			out.Held[gate] = [2]bool{m.lasts(0, after, mods.Holdup), m.lasts(1, after, mods.Holdup)}
		}
		if mods.Failover > 0 {
			out.AtHand[gate], out.Switching[gate] = m.hand, m.target != nil
		}
	}
	for _, v := range slices.Sorted(maps.Keys(s.wait)) {
		switch w := s.wait[v]; {
		case !w.needs:
			continue
		case w.due != never:
			out.Waiting[v] = s.broke[v]
		}
		out.Recovering = append(out.Recovering, v)
	}
	return out
}

// lasts says whether a hold-up gives a bit that is lost, or would.
func (m *memory) lasts(bit int, now, holdup time.Duration) bool {
	if m.since[bit] == never {
		return holdup > now
	}
	return m.held(bit, now, holdup)
}

// fellEver returns the vertices that have been worse than at the start, ascending.
func (s *simulation) fellEver() (out []int32) {
	for _, x := range s.out.Changes {
		if before, below := s.out.Before[x.Vertex]; !below && x.Level < graph.Up || below && x.Level < before {
			out = append(out, x.Vertex)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// noteBroke notes by which members those of this moment have gone down that have to
// recover; somebody may ask.
func (s *simulation) noteBroke() {
	if s.broke == nil {
		return
	}
	final := view{s: s}
	for _, v := range s.touched {
		w := s.wait[v]
		if w == nil || !w.needs || w.due != never {
			continue
		}
		var by []int32
		from, to := s.g.Gates(v)
		for gate := from; gate < to; gate++ {
			if s.g.Parent(gate) < 0 && s.value(gate, final) == graph.Down {
				by = s.culprits(by, gate, final)
			}
		}
		if len(by) > 0 {
			s.broke[v] = by
		}
	}
}

// culprits appends the slots of the members by which a gate is down: those in it that stand
// no better, and of what has to be down those that are not.
func (s *simulation) culprits(to []int32, gate int32, w view) []int32 {
	first, end, raw := s.g.FirstSlot(gate), s.endOf(gate), graph.Level(0)
	unless := s.g.Mods(gate).Unless
	if s.g.Mods(gate).Failover > 0 {
		end = s.handNow(gate, w)
	}
	if !unless {
		raw = s.worst(s.preferred(gate, end, w), w)
	}
	for slot := first; slot < end; slot++ {
		switch l, x := s.member(slot, w), s.g.Member(slot); {
		case unless && x < 0:
			to = s.notDown(to, ^x, w)
		case unless:
			to = append(to, slot)
		case l > raw || l == graph.Up:
		case x < 0:
			to = s.culprits(to, ^x, w)
		default:
			to = append(to, slot)
		}
	}
	return to
}

// notDown appends the slots of the members of a group that are not down.
func (s *simulation) notDown(to []int32, gate int32, w view) []int32 {
	first := s.g.FirstSlot(gate)
	for slot := first; slot < s.endOf(gate); slot++ {
		switch x := s.g.Member(slot); {
		case s.member(slot, w) == graph.Down:
		case x < 0:
			to = s.notDown(to, ^x, w)
		default:
			to = append(to, slot)
		}
	}
	return to
}

// Before returns what is below up before anything happens, and has been so for ever.
func Before(ctx context.Context, in Input) (map[int32]graph.Level, error) {
	r, err := Run(ctx, in, nil, 0)
	return r.Before, err
}
