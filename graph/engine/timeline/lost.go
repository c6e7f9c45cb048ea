package timeline

import "slices"

// Those of whom a run tells may not find a vertex that others do: it is down for them by
// no fault of its own.

// findOrLose makes real what events of this moment say of whom is found.
func (s *simulation) findOrLose(due []Event) {
	for _, e := range due {
		for _, v := range e.Lose {
			s.lost[v] = true
			s.mark(v)
			for _, part := range s.parts(v) {
				s.mark(part)
			}
		}
		for _, v := range e.Find {
			if !s.lost[v] {
				continue
			}
			delete(s.lost, v)
			kind := WaitServe
			if slices.ContainsFunc(due, func(e Event) bool { return slices.Contains(e.Repair, v) }) {
				kind = WaitRepair
			}
			s.over(v, kind)
		}
	}
}

// excuse returns the levels by which a vertex's wait is judged. No recovery follows
// where it was not found: were it found, it would be as free, the levels of its
// component without unfinished waits, has it, or better.
func (s *simulation) excuse(v int32, vertices []int32, free view) view {
	if !s.notFound(v) {
		return free
	}
	s.excused = map[int32]bool{v: true, s.in.Service(v): true}
	defer func() { s.excused = nil }()
	found := s.answer(vertices, false, view{})
	found.spared = s.spare(vertices, found, false)
	return found
}

// notFound says whether a vertex is not found, or is a part of a service that is not.
func (s *simulation) notFound(v int32) bool {
	if len(s.lost) == 0 {
		return false
	}
	service := s.in.Service(v)
	return s.lost[v] || service >= 0 && s.lost[service]
}
