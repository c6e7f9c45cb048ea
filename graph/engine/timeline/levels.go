package timeline

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// recompute takes a component to its answer at this moment, given what its gates and
// vertices remember of the moments before.
//
// Recovery comes first: a wait starts when the answer that ignores the unfinished
// waits of this component has the vertex up. Otherwise two nodes
// that need each other would wait for each other for ever.
func (s *simulation) recompute(c int32) {
	vertices := s.order[s.start[c]:s.start[c+1]]
	s.touched = append(s.touched, vertices...)
	if slices.ContainsFunc(vertices, func(v int32) bool { return s.wait[v] != nil }) {
		free := s.answer(vertices, false, view{})
		free.spared = s.spare(vertices, free, false)
		for _, v := range vertices {
			if w := s.wait[v]; w != nil {
				s.resume(v, w)
				s.advance(v, w, s.excuse(v, vertices, free))
			}
		}
	}
	levels := s.answer(vertices, true, view{})
	s.noteBare(c, levels)
	spared := s.spare(vertices, levels, true)
	for _, v := range vertices {
		if l := levels.local[v]; l != s.level[v] {
			s.change(v, l)
		}
		s.keep(v, spared)
	}
}

// resume takes a wait back to where it stood before this moment: overload has
// levels computed several times over.
func (s *simulation) resume(v int32, w *wait) {
	if old, seen := s.resumed[v]; seen {
		*w = old
	} else {
		s.resumed[v] = *w
	}
	if s.tripped[v] {
		w.needs, w.due = true, never
	}
}

// change notes a vertex's new level, and has those looked at that name it.
func (s *simulation) change(v int32, l graph.Level) {
	if _, seen := s.before[v]; !seen {
		s.before[v] = s.level[v]
	}
	s.level[v] = l
	s.tell(v)
}

// tell has those of other components looked at that name a vertex.
func (s *simulation) tell(v int32) {
	for _, slot := range s.g.Naming(v) {
		if w := s.g.Owner(s.g.GateOf(slot)); s.g.Component(w) != s.g.Component(v) {
			s.mark(w)
		}
	}
}

// view is levels of one component in the making, on top of those supposed, on
// top of the settled ones.
type view struct {
	s        *simulation
	local    map[int32]graph.Level // of the vertices of a component
	supposed map[int32]graph.Level // of what might be; nil: nothing is supposed
	taken    []int32               // vertices that are taken to be up if anything keeps them down
	forgiven map[int32]graph.Level // the vertices of that whose waits and switches are taken as done; nil: all of it
	lines    []int32               // what a part with these lines sees were they up; nil: what there is
	asIs     bool                  // lines are looked at as they are, where one that is up would be no help
	spared   map[int32]graph.Level // of the parts of a component, were their lines up
	loop     *loop                 // nil where there is nothing to know of one
}

func (w view) of(v int32) graph.Level {
	if w.lines != nil && !w.asIs {
		if slices.Contains(w.lines, v) {
			return graph.Up
		}
		if w.behind(v) {
			return w.sparedLevel(v)
		}
	}
	if l, ok := w.local[v]; ok {
		return l
	}
	if l, ok := w.supposed[v]; ok {
		return l
	}
	return w.s.level[v]
}

// behind says whether a vertex is a part all of whose lines are among those that are
// seen as up.
func (w *view) behind(v int32) bool {
	lines := w.s.in.Lines(v)
	return lines != nil && !slices.ContainsFunc(lines, func(x int32) bool { return x >= 0 && !slices.Contains(w.lines, x) })
}

// supposes says whether a vertex's level is one of what might be: its switches
// are then taken as done.
func (w view) supposes(v int32) bool {
	switch {
	case w.supposed == nil:
		return false
	case w.forgiven != nil:
		return w.forgives(v)
	}
	_, inLoop := w.local[v]
	_, before := w.supposed[v]
	return inLoop || before
}

// forgives says whether the waits and switches of a vertex are taken as done though those
// of others are not.
func (w *view) forgives(v int32) bool {
	_, ok := w.forgiven[v]
	return ok
}

// vertexLevel returns what a vertex's faults, its waits and its requirements
// allow.
func (s *simulation) vertexLevel(v int32, w view, waits bool) graph.Level {
	if s.standing.Vertices[v] {
		return graph.Up
	}
	if wait := s.wait[v]; waits && wait != nil && wait.needs && !w.forgives(v) {
		return graph.Down
	}
	l := s.own(v)
	from, to := s.g.Gates(v)
	for gate := from; gate < to && l > graph.Down; gate++ {
		if s.g.Parent(gate) < 0 && !s.standing.Gates[gate] {
			l = min(l, s.value(gate, w))
		}
	}
	if l == graph.Down && slices.Contains(w.taken, v) {
		return graph.Up
	}
	return l
}

// value returns a gate's level: the k-th best of its members, then fail-over,
// accepts, loss and hold-up.
func (s *simulation) value(gate int32, w view) graph.Level {
	l := s.input(gate, w)
	if m := s.g.Mods(gate); m.Holdup > 0 && !s.settling && !w.bare() {
		mem, drawn := s.memoryOf(gate), s.undelayed(gate, w, l)
		return level(l == graph.Up || drawn < graph.Up && mem.held(0, s.now, m.Holdup), l > graph.Down || drawn == graph.Down && mem.held(1, s.now, m.Holdup))
	}
	return l
}

// undelayed returns the level by which a gate's hold-up is drawn on: in a guarded
// component not what it is as things are, but what it is in the bare answer.
func (s *simulation) undelayed(gate int32, w view, now graph.Level) graph.Level {
	if !s.guarded(gate) {
		return now
	}
	if w.loop != nil {
		if l, ok := w.loop.inputs[gate]; ok {
			return l
		}
	}
	return s.memoryOf(gate).input
}

func level(up, notDown bool) graph.Level {
	switch {
	case !notDown:
		return graph.Down
	case !up:
		return graph.Degraded
	}
	return graph.Up
}

// input is a gate's level before hold-up.
func (s *simulation) input(gate int32, w view) graph.Level {
	if !s.g.HasMods(gate) {
		return s.best(gate, w)
	}
	m := s.g.Mods(gate)
	var l graph.Level
	switch {
	case m.Whole:
		return s.whole(gate, w)
	case m.Unless:
		l = s.unless(gate, w)
	case m.Failover > 0:
		l = s.worst(s.inUse(gate, w), w)
	default:
		l = s.best(gate, w)
	}
	if m.Accepts && l == graph.Degraded {
		l = graph.Up
	}
	if m.Loss && l == graph.Down {
		l = graph.Degraded
	}
	return l
}

// member returns the level of the member at a slot.
func (s *simulation) member(slot int32, w view) graph.Level {
	x := s.g.Member(slot)
	switch {
	case x < 0:
		return s.value(^x, w)
	case w.loop != nil && w.loop.started != nil && w.waiting(x) && s.g.Flows(s.g.GateOf(slot)):
		return min(w.of(x), w.loop.most)
	}
	return w.of(x)
}

// best returns the k-th best level of a gate's members.
func (s *simulation) best(gate int32, w view) graph.Level {
	var at [3]int32
	first := s.g.FirstSlot(gate)
	for i := range int32(len(s.g.Members(gate))) {
		at[s.member(first+i, w)]++
	}
	switch k := s.g.K(gate); {
	case at[graph.Up] >= k:
		return graph.Up
	case at[graph.Up]+at[graph.Degraded] >= k:
		return graph.Degraded
	}
	return graph.Down
}

// whole returns the level of a service from those of its parts.
func (s *simulation) whole(gate int32, w view) graph.Level {
	up, down := true, true
	first := s.g.FirstSlot(gate)
	for i := range int32(len(s.g.Members(gate))) {
		l := s.member(first+i, w)
		up, down = up && l == graph.Up, down && l == graph.Down
	}
	return level(up, !down)
}

// worst returns the worst level of some slots.
func (s *simulation) worst(slots []int32, w view) graph.Level {
	l := graph.Up
	for _, slot := range slots {
		l = min(l, s.member(slot, w))
	}
	return l
}
