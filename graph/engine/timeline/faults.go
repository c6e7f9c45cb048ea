package timeline

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// fault is a reason for a vertex to be below up of itself.
type fault struct {
	level graph.Level
	until time.Duration // never: until repaired
}

// happen makes the events of this moment real: repairs, then failures, then
// demands and capacities.
func (s *simulation) happen() {
	n := 0
	for n < len(s.events) && s.events[n].At == s.now {
		n++
	}
	due := s.events[:n]
	s.events = s.events[n:]
	for _, e := range due {
		for _, v := range e.Repair {
			if cleared := s.load.clear(v, s.now); cleared || len(s.faults[v]) > 0 {
				s.relieve(v)
			}
			delete(s.faults, v)
		}
	}
	for _, e := range due {
		s.strike(e, e.Fail, graph.Down)
		s.strike(e, e.Degrade, graph.Degraded)
	}
	s.findOrLose(due)
	s.load.set(s, due)
}

func (s *simulation) strike(e Event, vertices []int32, level graph.Level) {
	for _, v := range vertices {
		f := fault{level, never}
		if e.For > 0 {
			f.until = s.now + e.For
			s.wake(f.until, v)
		}
		s.faults[v] = append(s.faults[v], f)
		s.mark(v)
		for _, part := range s.parts(v) {
			s.mark(part)
		}
	}
}

// parts returns the parts of a service: a fault of the service is one of each.
func (s *simulation) parts(v int32) []int32 {
	if gate, end := s.g.Gates(v); gate < end && s.g.Mods(gate).Whole {
		return s.g.Members(gate)
	}
	return nil
}

// relieve notes that a fault of a vertex has ended.
func (s *simulation) relieve(v int32) { s.over(v, WaitRepair) }

// over has a vertex looked at, and its parts, for which something has ended.
func (s *simulation) over(v int32, kind WaitKind) {
	s.ended[v] = kind
	s.mark(v)
	for _, part := range s.parts(v) {
		s.ended[part] = kind
		s.mark(part)
	}
}

// endFaults ends the faults of a vertex that have run their time.
func (s *simulation) endFaults(v int32) {
	before := len(s.faults[v])
	s.faults[v] = slices.DeleteFunc(s.faults[v], func(f fault) bool { return f.until == s.now })
	if len(s.faults[v]) < before {
		s.relieve(v)
	}
	if len(s.faults[v]) == 0 {
		delete(s.faults, v)
	}
}

// own returns a vertex's level of itself: the worst of its faults, of what overload does
// to it and of whether it is found, and for a part of its service's.
func (s *simulation) own(v int32) graph.Level {
	if s.lost[v] && !s.excused[v] {
		return graph.Down
	}
	l := s.load.own(v)
	for _, f := range s.faults[v] {
		l = min(l, f.level)
	}
	if service := s.in.Service(v); service >= 0 {
		l = min(l, s.own(service))
	}
	return l
}
