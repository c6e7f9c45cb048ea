package blackstart

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Start is how a graph comes back from black.
type Start struct {
	Round     []int32 // by vertex: the round in which it comes back, from 1; 0: never
	Rounds    int32   // how many rounds there are
	Loops     []Loop  // by component
	Degraded  []Loop  // likewise; they start, and come no further than degraded
	Truncated bool    // the limit of work was reached: breakers may be missing
}

// Loop is what cannot start within one component, or comes no further than
// degraded, although all that the component needs of others is on.
type Loop struct {
	Component int32
	Vertices  []int32 // ascending
	Breakers  []int32 // nodes any one of which, on by itself, starts all of them; ascending
}

// FromBlack finds the least fixed point of "not down", from everything off: a
// vertex comes back in the round after the one in which enough of its members
// have, and a whole with the first of its parts. It counts up from the vertices
// that need nothing, as a topological sort does (Kahn, Comm. ACM 5(11), 1962), each
// gate once it has enough members; that is linear in the graph. Then it looks for
// loops, each by itself, also for those in which the least fixed point of "up" is
// less, and tries every node of theirs (a node may be several vertices, which start
// at once). That may be quadratic in a loop: of either sort of loops it gives up
// after looking at so many members as work says. What would not stand even with all
// else on, a loop of supply that has no source, is in no loop. The error is the
// context's.
//
// What holds while something is down holds from the start if that never comes back, and
// else not at all: that is known once all that it needs has been started. Within a loop
// it holds.
func FromBlack(ctx context.Context, g *graph.Graph, nodeOf func(vertex int32) int32, work int) (*Start, error) {
	s := newStarter(ctx, g)
	s.holding = holding(ctx, g)
	s.begin()
	out := &Start{Round: s.round, Rounds: s.run()}
	d, err := dryOf(ctx, g)
	if err != nil {
		return out, err
	}
	out.Loops, out.Degraded, out.Truncated = loops(ctx, g, d, nodeOf, work)
	return out, ctx.Err()
}

// loops finds the components that cannot start by themselves, those that start and
// do not come up, and what would break them.
func loops(ctx context.Context, g *graph.Graph, d *dry, nodeOf func(int32) int32, work int) (down, degraded []Loop, truncated bool) {
	s := newStarter(ctx, g)
	s.within, s.dry = true, d.down
	s.beginWithin()
	s.run()
	up := newStarter(ctx, g)
	up.within, up.below, up.dry = true, s, d.notUp
	up.beginWithin()
	up.run()
	down = s.stopped(nil)
	degraded = up.stopped(down)
	truncated = !s.breakAll(down, nodeOf, work)
	truncated = !up.breakAll(degraded, nodeOf, work) || truncated
	return down, degraded, truncated
}

// stopped returns what has not come on, by component, but for those of other
// loops: what else is in their components follows from them.
func (s *starter) stopped(others []Loop) (out []Loop) {
	at := map[int32]int{}
	for _, l := range others {
		at[l.Component] = -1
	}
	for v := range int32(s.g.Len()) {
		if s.round[v] > 0 || s.dry[v] {
			continue
		}
		c := s.g.Component(v)
		i, seen := at[c]
		if !seen {
			i = len(out)
			at[c] = i
			out = append(out, Loop{Component: c})
		}
		if i >= 0 {
			out[i].Vertices = append(out[i].Vertices, v)
		}
	}
	slices.SortFunc(out, func(a, b Loop) int { return cmp.Compare(a.Component, b.Component) })
	return out
}

// breakAll finds what would break each loop. It returns false when it has worked
// enough.
func (s *starter) breakAll(loops []Loop, nodeOf func(int32) int32, work int) bool {
	s.log, s.work = true, 0
	for i := range loops {
		if !s.breakers(&loops[i], nodeOf, work) {
			return false
		}
	}
	return true
}

// breakers tries every node of a loop. It returns false when it has worked
// enough.
func (s *starter) breakers(l *Loop, nodeOf func(int32) int32, work int) bool {
	vertices := map[int32][]int32{}
	for _, v := range l.Vertices {
		vertices[nodeOf(v)] = append(vertices[nodeOf(v)], v)
	}
	for _, node := range slices.Sorted(maps.Keys(vertices)) {
		if s.work > work || s.ctx.Err() != nil {
			return false
		}
		if s.starts(vertices[node]) == len(l.Vertices) {
			l.Breakers = append(l.Breakers, node)
		}
	}
	return true
}

// starter is a start under way: to "not down", or from there to "up".
type starter struct {
	ctx     context.Context
	below   *starter // of a start to "up": the one to "not down", which is over
	g       *graph.Graph
	members []int32 // gate: how many members are on
	gates   []int32 // vertex: how many top gates do not hold yet
	round   []int32
	now     int32 // the round in work
	next    []int32

	holding map[int32]bool // gates that wait until something is down, which stays so

	dry map[int32]bool // what would not stand anyway, and counts in no loop

	within bool // only what happens within a component counts: all else is on
	log    bool // keep what changes, so that it can be undone
	undo   []change
	work   int
	steps  uint // of any sort, between looks at the context
}

// change is a count that went up, or down: of a gate's members, or of a vertex's
// gates, or the vertex's coming on.
type change struct {
	what *int32
	was  int32
}

func newStarter(ctx context.Context, g *graph.Graph) *starter {
	s := &starter{ctx: ctx, g: g, members: make([]int32, g.NumGates()), gates: make([]int32, g.Len()), round: make([]int32, g.Len())}
	for gate := range int32(g.NumGates()) {
		if g.Parent(gate) < 0 {
			s.gates[g.Owner(gate)]++
		}
	}
	return s
}

func (s *starter) set(what *int32, to int32) {
	if s.log {
		s.undo = append(s.undo, change{what, *what})
	}
	*what = to
}

// begin turns on what needs nothing.
func (s *starter) begin() {
	s.now = 1
	for v := range int32(s.g.Len()) {
		if s.gates[v] == 0 {
			s.turnOn(v)
		}
	}
	for gate := range int32(s.g.NumGates()) {
		if s.given(gate) && s.holdsAnyway(gate) {
			s.hold(gate)
		}
	}
}

// given says whether what comes on changes nothing of a gate: a loss degrades, and
// stops no start; where degraded is accepted, "not down" is enough to be up.
func (s *starter) given(gate int32) bool {
	m := s.g.Mods(gate)
	return m.Unless || s.below == nil && m.Loss || s.below != nil && m.Accepts
}

func (s *starter) holdsAnyway(gate int32) bool {
	if m := s.g.Mods(gate); m.Unless {
		return s.within || s.holding[gate] || s.below == nil && m.Loss
	}
	return s.below == nil || s.below.members[gate] >= s.below.need(gate)
}

// need returns how many members a gate needs.
func (s *starter) need(gate int32) int32 {
	if s.below == nil && s.g.Mods(gate).Whole {
		return 1 // a whole is down only if all of its parts are
	}
	return s.g.K(gate)
}

// beginWithin also turns on what needs nothing of its own component.
func (s *starter) beginWithin() {
	s.begin()
	for slot := range int32(s.g.NumSlots()) {
		gate := s.g.GateOf(slot)
		if m := s.g.Member(slot); m >= 0 && s.g.Component(m) != s.g.Component(s.g.Owner(gate)) {
			s.count(gate)
		}
	}
}

// run goes on round by round until nothing more comes on, and returns the last
// round in which something did.
func (s *starter) run() (last int32) {
	for len(s.next) > 0 {
		last = s.now
		s.now++
		s.step()
	}
	return last
}

// step passes on what has come on. Once the context has ended nothing more does.
func (s *starter) step() {
	on := s.next
	s.next = nil
	for _, v := range on {
		if s.steps++; s.steps%looks == 0 && s.ctx.Err() != nil {
			s.next = nil
			return
		}
		s.pass(v, false)
	}
}

// looks is how many vertices are passed on between two looks at the context.
const looks = 4096

// pass tells those that name a vertex that it is on: those that it is a part of,
// or those that need it.
func (s *starter) pass(v int32, whole bool) {
	for _, slot := range s.g.Naming(v) {
		gate := s.g.GateOf(slot)
		if s.g.Mods(gate).Whole != whole {
			continue
		}
		s.work++
		if !s.within || s.g.Component(v) == s.g.Component(s.g.Owner(gate)) {
			s.count(gate)
		}
	}
}

// starts turns vertices on by themselves, returns how many of loops come on with
// them, themselves included, and turns them off again.
func (s *starter) starts(vertices []int32) int {
	for _, v := range vertices {
		s.turnOn(v)
	}
	n := 0
	for len(s.next) > 0 {
		for _, v := range s.next {
			if !s.dry[v] {
				n++
			}
		}
		s.step()
	}
	for i := len(s.undo) - 1; i >= 0; i-- {
		*s.undo[i].what = s.undo[i].was
	}
	s.undo = s.undo[:0]
	return n
}

func (s *starter) turnOn(v int32) {
	if s.round[v] == 0 {
		s.set(&s.round[v], s.now)
		s.next = append(s.next, v)
		s.pass(v, true) // a whole is on with its first part, no round later
	}
}

// count notes a further member of a gate.
func (s *starter) count(gate int32) {
	s.set(&s.members[gate], s.members[gate]+1)
	if s.members[gate] == s.need(gate) && !s.given(gate) {
		s.hold(gate)
	}
}

// hold passes on that a gate holds.
func (s *starter) hold(gate int32) {
	if slot := s.g.Parent(gate); slot >= 0 {
		s.count(s.g.GateOf(slot))
		return
	}
	v := s.g.Owner(gate)
	s.set(&s.gates[v], s.gates[v]-1)
	if s.gates[v] == 0 {
		s.turnOn(v)
	}
}
