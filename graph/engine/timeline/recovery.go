package timeline

import (
	"time"

	"github.com/meoktong/meoktong/graph"
)

// wait is where a vertex with a recovery time stands in coming back.
type wait struct {
	needs bool          // it was down, and has not recovered yet
	due   time.Duration // when it will have; never: the wait has not started
	ended time.Duration // when the last wait ended
	after int32         // the vertex that came up when the wait began, or went down; noVertex: none did
}

// advance starts, restarts or ends a vertex's wait. free holds the levels of its
// component without unfinished waits. For a part the loss of its access alone
// needs no recovery: its access counts as up.
func (s *simulation) advance(v int32, w *wait, free view) {
	switch possible := free.sparedLevel(v); {
	case possible == graph.Down:
		w.needs, w.due = true, never
	case w.needs && w.due == never:
		w.due = s.now + s.in.Recovery(v) // when it is looked at again, if that stands at the end of this moment
	case w.needs && w.due <= s.now:
		w.needs, w.due, w.ended = false, never, s.now
	}
}

// waitedFor says what a vertex that fares better waited for last.
func (s *simulation) waitedFor(v int32) Wait {
	levels := view{s: s}
	if w := s.wait[v]; w != nil && w.ended == s.now && s.now > 0 {
		return Wait{WaitRecovery, w.after}
	}
	if kind, ended := s.ended[v]; ended {
		return Wait{kind, noVertex}
	}
	from, to := s.g.Gates(v)
	for gate := from; gate < to; gate++ {
		if m := s.memory[gate]; m != nil && m.target != nil && m.due == s.now && s.g.Mods(gate).Failover > 0 {
			return Wait{WaitFailover, s.leaf(m.target[0], levels)}
		}
	}
	for slot, end := s.g.Slots(v); slot < end; slot++ {
		switch x := s.g.Member(slot); {
		case x < 0:
		case s.g.Inverted(slot) && s.fell(x):
			return Wait{WaitDown, x}
		case !s.g.Inverted(slot) && s.better(x):
			return Wait{WaitMember, x}
		}
	}
	return Wait{WaitNone, noVertex}
}

// leaf returns the vertex at a slot, or in the group there the first that is
// not down.
func (s *simulation) leaf(slot int32, levels view) int32 {
	x := s.g.Member(slot)
	if x >= 0 {
		return x
	}
	first := s.g.FirstSlot(^x)
	for i := range int32(len(s.g.Members(^x))) {
		if s.member(first+i, levels) > graph.Down {
			return s.leaf(first+i, levels)
		}
	}
	return s.leaf(first, levels)
}
