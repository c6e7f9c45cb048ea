package timeline

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// spare returns the levels that parts of a component would have if the lines
// of each were up: for it, and for the parts with no other lines that it needs. A
// part that is down, and would not be, is down for its lines alone.
// levels are those of the component as they are. It returns nothing where no
// line makes a difference, or nobody would ask.
func (s *simulation) spare(vertices []int32, levels view, waits bool) map[int32]graph.Level {
	if len(s.wait) == 0 || !slices.ContainsFunc(vertices, func(v int32) bool { return s.cutOff(v, levels) }) {
		return nil
	}
	m := &making{s: s, w: levels, levels: map[int32]graph.Level{}, waits: waits}
	for _, v := range vertices {
		if s.in.Lines(v) != nil {
			m.vertices = append(m.vertices, v)
		}
	}
	m.w.spared = m.levels
	m.solve()
	return m.levels
}

// cutOff says whether lines may make a difference to a part: one of its own is
// not up, or it needs a part to which one does.
func (s *simulation) cutOff(v int32, levels view) bool {
	lines := s.in.Lines(v)
	if lines == nil {
		return false
	}
	if slices.ContainsFunc(lines, func(line int32) bool { return line >= 0 && levels.of(line) < graph.Up }) {
		return true
	}
	for slot, end := s.g.Slots(v); slot < end && len(s.spared) > 0; slot++ {
		if _, differs := s.spared[s.g.Member(slot)]; differs {
			return true
		}
	}
	return false
}

// sparedLevel returns the level of a part if its lines were up, and of
// another vertex its own.
func (w view) sparedLevel(v int32) graph.Level {
	if l, ok := w.spared[v]; ok {
		return l
	}
	if l, ok := w.local[v]; ok {
		return l
	}
	if l, ok := w.s.spared[v]; ok {
		return l
	}
	return w.s.level[v]
}

// keep notes what a part would be if its lines were up, where that is not
// what it is, and has those looked at that name it if that is new.
func (s *simulation) keep(v int32, spared map[int32]graph.Level) {
	was, differed := s.spared[v]
	l, differs := spared[v]
	if differs = differs && l != s.level[v]; differs {
		s.spared[v] = l
	} else {
		delete(s.spared, v)
	}
	if differs != differed || differs && l != was {
		s.tell(v)
	}
}
