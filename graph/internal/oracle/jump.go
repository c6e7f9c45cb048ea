package oracle

import (
	"maps"
	"reflect"
	"slices"
)

// pace is how a script is played.
type pace struct {
	step  int   // seconds of a tick
	jumps bool  // over ticks at which nothing is due
	dues  []int // lengths after which something may be due, and times of the script
}

// pace goes through a script. With load something may happen at every tick.
func (s *simulation) pace() pace {
	p := pace{step: s.tick(), jumps: len(s.given().capacity) == 0, dues: []int{0}}
	for _, e := range s.script.Events {
		p.dues = append(p.dues, e.At, e.For, e.At+e.For)
		p.jumps = p.jumps && len(e.Capacity) == 0
	}
	for _, times := range s.script.Unserved {
		for _, at := range times {
			p.dues = append(p.dues, at.From, at.To)
		}
	}
	for _, wants := range s.wants {
		p.dues = append(p.dues, delays(wants)...)
	}
	return p
}

// clone is a copy that stays as it is.
func (m memory) clone() memory {
	return memory{maps.Clone(m.groups), maps.Clone(m.notUp), maps.Clone(m.down), maps.Clone(m.waits)}
}

// times are all that is remembered.
func (m memory) times() []int {
	times := []int{0}
	for _, since := range []map[*want]int{m.notUp, m.down} {
		times = slices.AppendSeq(times, maps.Values(since))
	}
	for _, g := range m.groups {
		times = append(times, g.due)
	}
	for _, w := range m.waits {
		times = append(times, w.due)
	}
	return times
}

// next is the moment to look at after this one, at the latest one that is given. If the
// moment has changed nothing of what is remembered, the next changes nothing either,
// unless something is due: so many seconds after what is remembered, or by the script.
func (s *simulation) next(p pace, was memory, end int) int {
	if !p.jumps || !reflect.DeepEqual(was, s.memory) {
		return s.now + p.step
	}
	next := max(end, s.now+p.step)
	for _, at := range s.memory.times() {
		for _, after := range p.dues {
			if at+after > s.now {
				next = min(next, at+after)
			}
		}
	}
	return next
}
