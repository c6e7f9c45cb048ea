package timeline

import (
	"cmp"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// memory is what a gate with delays remembers from one moment to the next.
type memory struct {
	hand    int32            // end of the slots at hand without a switch: up to the last one in use
	target  []int32          // slots to switch to; nil: no switch is under way
	due     time.Duration    // when the switch will be done
	offered graph.Level      // what the target offered when the switch began
	input   graph.Level      // of hold-up in a loop: the level before it
	since   [2]time.Duration // of hold-up, for "up" and "not down": since when the input has lost it; never: it has it
}

func (s *simulation) memoryOf(gate int32) *memory {
	m := s.memory[gate]
	if m == nil {
		m = &memory{hand: s.g.FirstSlot(gate) + s.g.K(gate), input: graph.Up, since: [2]time.Duration{never, never}}
		s.memory[gate] = m
	}
	return m
}

// held says whether a bit that the input has lost is still there.
func (m *memory) held(bit int, now, holdup time.Duration) bool {
	return m.since[bit] == never || m.since[bit]+holdup > now
}

// held returns which bits a level has, "up" and "not down".
func held(l graph.Level) [2]bool { return [2]bool{l == graph.Up, l > graph.Down} }

// remember brings the memories of a vertex's gates up to date, once the levels
// of this moment are final.
func (s *simulation) remember(v int32) {
	from, to := s.g.Gates(v)
	for gate := from; gate < to; gate++ {
		if s.g.HasMods(gate) {
			s.rememberInputs(v)
			s.rememberUses(v)
			return
		}
	}
}

func (s *simulation) rememberInputs(v int32) {
	final := view{s: s}
	from, to := s.g.Gates(v)
	for gate := from; gate < to; gate++ {
		if m := s.g.Mods(gate); m.Holdup > 0 {
			s.rememberLoss(v, s.memoryOf(gate), s.undelayed(gate, final, s.input(gate, final)), m.Holdup)
		}
	}
}

// rememberUses notes what groups have in use, and switch to: but what hangs together
// in a fed component, for which see rememberLoops.
func (s *simulation) rememberUses(v int32) {
	if s.g.Fed(s.g.Component(v)) && len(s.g.Unless()) == 0 {
		return
	}
	final := view{s: s}
	from, to := s.g.Gates(v)
	for gate := from; gate < to; gate++ {
		if m := s.g.Mods(gate); m.Failover > 0 && !s.guarded(gate) {
			s.finishSwitch(v, gate)
			s.goBack(gate, atHand(s.preferred(gate, s.memoryOf(gate).hand, final)), final)
			s.beginSwitch(v, gate, m.Failover)
		}
	}
}

// rememberLoss notes since when a hold-up has been drawn on: each drop takes
// effect that much later, and a value that is back makes it full again.
func (s *simulation) rememberLoss(v int32, m *memory, input graph.Level, holdup time.Duration) {
	for bit, kept := range held(input) {
		switch {
		case kept:
			m.since[bit] = never
		case m.since[bit] == never:
			m.since[bit] = s.now
			s.wake(s.now+holdup, v)
		}
	}
}

// At hand without a switch are the members up to the last one in use, in order of
// preference: going back costs nothing. A switch begins when others would give more
// than those at hand; it starts anew when its target no longer gives what it offered
// then, or no more than what is in use; it ends when those at hand give as much as
// could be had. While nothing is to be had, those in use stay in use.

// finishSwitch moves a group to what it has switched to, if that is better. In a loop
// of supply what is in use may be as good only by that switch: see goBackTogether.
func (s *simulation) finishSwitch(v, gate int32) {
	m, final := s.memoryOf(gate), view{s: s}
	if m.target == nil || m.due > s.now {
		return
	}
	fed := s.guarded(gate)
	switched, use := s.worst(s.preferred(gate, atHand(m.target), final), final), s.worst(s.preferred(gate, m.hand, final), final)
	if switched < use || switched == use && (!fed || use == graph.Down) {
		s.wake(s.now+time.Second, v) // for a part whose access, were it up, would have made this a switch
		return
	}
	m.hand, m.target = atHand(m.target), nil
	if fed {
		s.wake(s.now+time.Second, v) // from then on it counts before the hold-ups of a loop
	}
}

// goBack moves a group to the first of the members at hand, if these give anything.
func (s *simulation) goBack(gate, hand int32, w view) {
	if s.worst(s.preferred(gate, hand, w), w) > graph.Down {
		s.memoryOf(gate).hand = hand
	}
}

// beginSwitch has a group switch to what gives more than those at hand.
func (s *simulation) beginSwitch(v, gate int32, failover time.Duration) {
	m, final := s.memoryOf(gate), view{s: s}
	best := s.preferred(gate, s.endOf(gate), final)
	has, offers := s.worst(s.preferred(gate, m.hand, final), final), s.worst(best, final)
	switch {
	case has >= offers:
		m.target = nil
	case m.target == nil || s.worst(m.target, final) < m.offered || s.worst(m.target, final) <= has:
		m.target, m.due, m.offered = best, s.now+failover, offers
		s.wake(m.due, v)
		if s.g.ComponentSize(s.g.Component(v)) > 1 {
			s.wake(s.now+time.Second, v) // in a loop the new target alone can end what a wait relied on
		}
	}
}

// inUse returns the slots of a gate's members whose levels give its value.
func (s *simulation) inUse(gate int32, w view) []int32 {
	return s.preferred(gate, s.handNow(gate, w), w)
}

// handNow returns the end of the slots of a gate that serve at this moment: those at
// hand, and what it has switched to just now if that is better.
func (s *simulation) handNow(gate int32, w view) int32 {
	if s.g.Mods(gate).Failover == 0 || s.settling || w.supposes(s.g.Owner(gate)) {
		return s.endOf(gate)
	}
	m := s.memoryOf(gate)
	if m.target != nil && m.due <= s.now && w.counts(gate) {
		use, switched := s.preferred(gate, m.hand, w), s.preferred(gate, atHand(m.target), w)
		if s.worst(switched, w) > s.worst(use, w) {
			return atHand(m.target)
		}
	}
	return m.hand
}

// endOf returns the end of a gate's slots.
func (s *simulation) endOf(gate int32) int32 {
	return s.g.FirstSlot(gate) + int32(len(s.g.Members(gate)))
}

// atHand returns the end of the slots at hand where some are in use.
func atHand(use []int32) int32 { return slices.Max(use) + 1 }

// preferred returns the first k of a gate's members at the best level that can be
// had, among those up to an end.
func (s *simulation) preferred(gate, end int32, w view) []int32 {
	first := s.g.FirstSlot(gate)
	slots := make([]int32, end-first)
	for i := range slots {
		slots[i] = first + int32(i)
	}
	slices.SortStableFunc(slots, func(a, b int32) int { return -cmp.Compare(s.member(a, w), s.member(b, w)) })
	return slots[:s.g.K(gate)]
}
