package timeline

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// loop is how a component of several vertices is looked at while its levels are in
// the making.
type loop struct {
	bare    bool                  // no hold-up of it gives anything
	done    map[int32]bool        // in the bare answer: gates whose switch, due now, counts
	inputs  map[int32]graph.Level // its gates with a hold-up: their levels before that, from the bare answer
	under   map[int32]graph.Level // its vertices: their levels in the bare answer
	started map[int32]bool        // what has started, while that is found; nil: what stands counts
	most    graph.Level           // with started: what a vertex that has not is at most
}

// waiting says whether a vertex has not started, of those that it is being found of.
func (w *view) waiting(x int32) bool {
	if w.loop.started[x] {
		return false
	}
	levels := w.local
	if w.lines != nil {
		if slices.Contains(w.lines, x) || !w.behind(x) {
			return false
		}
		levels = w.spared
	}
	_, made := levels[x]
	return made
}

// making is levels of vertices of one component in the making: of all of it, or of
// its parts if the lines of each were up.
type making struct {
	s        *simulation
	w        view
	vertices []int32
	levels   map[int32]graph.Level // w.local, or w.spared
	waits    bool                  // unfinished waits keep down
	fed      bool                  // a supply goes round in the component
}

// answer returns the levels of a component, with its unfinished waits or without, on
// top of what is supposed.
func (s *simulation) answer(vertices []int32, waits bool, on view) view {
	w := view{s: s, supposed: on.supposed, taken: on.taken, forgiven: on.forgiven, local: make(map[int32]graph.Level, len(vertices))}
	if len(vertices) == 1 { // which cannot name itself
		w.local[vertices[0]] = graph.Up
		w.local[vertices[0]] = s.vertexLevel(vertices[0], w, waits)
		return w
	}
	m := &making{s: s, vertices: vertices, waits: waits, levels: w.local, w: w}
	m.solve()
	return m.w
}

// solve finds the levels.
//
// A hold-up must not recharge from what it feeds: the levels before the hold-ups of
// the component are those of the bare answer, in which none of them gives anything,
// nor any switch that is done just now to what is not there without it.
func (m *making) solve() {
	c := m.s.g.Component(m.vertices[0])
	m.fed = m.s.g.Fed(c)
	delays := m.s.delaysOf(c)
	if !m.fed && len(delays.holdups) == 0 {
		m.settle()
		return
	}
	answer := m.w
	m.w.loop = &loop{under: m.levels, done: map[int32]bool{}}
	if len(delays.holdups) > 0 {
		m.solveBare(answer, delays)
	}
	if len(delays.holdups) == 0 || answer.loop != nil || m.held(delays) {
		m.w.loop.under = maps.Clone(m.levels)
		m.settle()
	}
}

// solveBare finds the bare answer, and from it the levels before each hold-up. What
// parts would be, were their lines up, it finds on top of the bare answer of
// the component.
func (m *making) solveBare(on view, delays *delays) {
	m.w.loop.bare = true
	if on.loop != nil {
		m.w.local = on.loop.under
	}
	for m.settle(); m.switched(delays); {
		m.settle()
	}
	inputs := make(map[int32]graph.Level, len(delays.holdups))
	for _, gate := range delays.holdups {
		if v := m.s.g.Owner(gate); m.makes(v) {
			inputs[gate] = m.s.input(gate, m.at(v))
		}
	}
	m.w.loop.inputs, m.w.loop.bare, m.w.local = inputs, false, on.local
}

// makes says whether a vertex is one of those whose levels are in the making.
func (m *making) makes(v int32) bool {
	_, ok := m.levels[v]
	return ok
}

// switched has the switches count that are due now and whose targets are there, and
// says whether there are any that did not count before.
func (m *making) switched(delays *delays) (more bool) {
	for _, gate := range delays.failovers {
		mem, v := m.s.memory[gate], m.s.g.Owner(gate)
		if mem == nil || mem.target == nil || mem.due > m.s.now || m.w.loop.done[gate] || !m.makes(v) {
			continue
		}
		w := m.at(v)
		if m.s.worst(m.s.preferred(gate, atHand(mem.target), w), w) > m.s.worst(m.s.preferred(gate, mem.hand, w), w) {
			m.w.loop.done[gate], more = true, true
		}
	}
	return more
}

// held says whether hold-ups, or switches that do not count in the bare answer, may
// make the answer a better one.
func (m *making) held(delays *delays) bool {
	for gate, l := range m.w.loop.inputs {
		if m.s.value(gate, m.w) > l {
			return true
		}
	}
	return slices.ContainsFunc(delays.failovers, func(gate int32) bool {
		mem := m.s.memory[gate]
		return mem != nil && mem.target != nil && mem.due <= m.s.now && !m.w.loop.done[gate]
	})
}

// at returns what a vertex sees: a part that is looked at as if its lines were up
// sees it so.
func (m *making) at(v int32) view {
	w := m.w
	if w.spared != nil {
		w.lines = m.s.in.Lines(v)
	}
	return w
}
