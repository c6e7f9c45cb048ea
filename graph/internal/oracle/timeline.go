package oracle

import (
	"fmt"
	"slices"
)

// Script is what happens, and until when one looks.
type Script struct {
	Events []Event
	End    int // seconds: the last moment, itself included
	// Unserved has nodes and parts that are down at some times for those who are looked
	// at, as if they were cut off from them: they come back without a recovery.
	Unserved map[string][]Stretch
}

// Event is what happens at one moment. The lists hold ids of nodes and of parts.
type Event struct {
	At                    int // seconds
	Fail, Degrade, Repair []string
	// Demand and Capacity give services and nodes other amounts. Of several for
	// one node at one moment, the last in the list holds.
	Demand, Capacity map[string]float64
	// For is how many seconds faults and amounts last; 0: until repaired, or set
	// anew. After that time the model's own amount holds again.
	For int
}

// Spans has the levels of every node and every part from the first moment on.
// Each span lasts until the next, which is of another level.
type Spans map[string][]Span

// Span says from when on a level lasts.
type Span struct {
	Level string
	From  int // seconds
}

// At is the level of a node or part at a moment.
func (s Spans) At(vertex string, moment int) string {
	level := "up"
	for _, span := range s[vertex] {
		if span.From <= moment {
			level = span.Level
		}
	}
	return level
}

// Timeline plays a script through, tick by tick. The tick divides every
// duration of the model and every time of the script, so that whatever happens
// happens at one.
func Timeline(doc Doc, script Script) Spans { return Play(doc, script).Levels }

func (s Spans) add(vertex, level string, now int) {
	last := len(s[vertex]) - 1
	if last < 0 || s[vertex][last].Level != level {
		s[vertex] = append(s[vertex], Span{level, now})
	}
}

// simulation is a model in the course of a script.
type simulation struct {
	*model
	script     Script
	wants      map[string][]*want // by vertex
	components [][]string         // what needs each other, after all that it needs
	now        int
	memory     memory

	begun     bool            // whether the script has: not so in the state before
	marks     map[string]bool // the nodes that are overloaded
	times     map[string]int  // how often each became so since its last repair
	returning map[string]bool // those that were tripped, and have not come up since
	forgiven  map[string]bool // vertices whose waits are not regarded
	switched  map[*want]bool  // groups whose switches are taken as done
	amounts   amounts         // as they are now

	// Where something is supply:
	calm    bool             // the start: no delay is running
	bare    bool             // no holdup gives anything
	full    bool             // one that has lost nothing is asked as if it had when everything began
	without map[*want]string // in loops, what requirements with a holdup have where none gives anything

	broke map[string][]string // vertices that have to recover: the members by which they last went down

	leftAside string // a vertex whose being unserved is not regarded
}

func newSimulation(m *model, script Script) *simulation {
	for _, e := range script.Events {
		if e.At < 0 || e.For < 0 {
			panic(fmt.Sprintf("oracle: an event at %ds for %ds", e.At, e.For))
		}
		for _, name := range slices.Concat(e.Fail, e.Degrade, e.Repair) {
			m.known(name)
		}
		for service := range e.Demand {
			m.service(service)
		}
		for node := range e.Capacity {
			m.known(node)
		}
	}
	for vertex := range script.Unserved {
		m.known(vertex)
	}
	s := &simulation{model: m, script: script, wants: map[string][]*want{}, components: m.components(), memory: newMemory(),
		marks: map[string]bool{}, times: map[string]int{}, returning: map[string]bool{}, without: map[*want]string{}, broke: map[string][]string{}}
	for _, vertex := range m.vertices() {
		s.wants[vertex] = m.understood(m.needs(vertex), vertex, m.brings(vertex))
	}
	return s
}

// tick is the greatest common divisor of all durations and times; with load it
// is a second.
func (s *simulation) tick() int {
	bears := func(e Event) bool { return len(e.Capacity) > 0 }
	if len(s.given().capacity) > 0 || slices.ContainsFunc(s.script.Events, bears) {
		return 1
	}
	step := s.script.End
	for _, e := range s.script.Events {
		step = divisor(divisor(step, e.At), e.For)
	}
	for _, times := range s.script.Unserved {
		for _, at := range times {
			step = divisor(divisor(step, at.From), at.To)
		}
	}
	for vertex, wants := range s.wants {
		step = divisor(step, s.recovery(vertex))
		for _, delay := range delays(wants) {
			step = divisor(step, delay)
		}
	}
	return max(step, 1)
}

// divisor is the greatest common divisor; that of 0 and a number is the number.
func divisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// delays are the delays in wants, at any nesting.
func delays(wants []*want) []int {
	var all []int
	for _, w := range wants {
		all = append(all, int(w.rule.failover), int(w.rule.holdup))
		all = append(all, delays(w.members)...)
	}
	return all
}

// own is what a vertex is of itself now. A part shares the fate of its service.
func (s *simulation) own(vertex string) string {
	if s.unserved(vertex) {
		return "down"
	}
	for _, e := range s.script.Events {
		if s.strikes(e, e.Fail, vertex) {
			return "down"
		}
	}
	node, _ := split(vertex)
	for _, e := range s.script.Events {
		if s.strikes(e, e.Degrade, vertex) {
			return worst([]string{"degraded", s.markLevel(node, s.marks)})
		}
	}
	return s.markLevel(node, s.marks)
}

// strikes says whether a fault that an event brought to some vertices, and that
// is still there, is one of the vertex or of its service.
func (s *simulation) strikes(e Event, struck []string, vertex string) bool {
	if !s.begun || e.At > s.now || e.For > 0 && e.At+e.For <= s.now {
		return false
	}
	node, _ := split(vertex)
	return slices.ContainsFunc(struck, func(name string) bool {
		return (name == vertex || name == node) && !s.repairedSince(name, e.At)
	})
}

// repairedSince says whether a vertex, or the service that it is a part of, was
// repaired after a moment. A repair at that moment itself comes too early.
func (s *simulation) repairedSince(vertex string, moment int) bool {
	node, _ := split(vertex)
	return slices.ContainsFunc(s.script.Events, func(e Event) bool {
		return moment < e.At && e.At <= s.now && (slices.Contains(e.Repair, vertex) || slices.Contains(e.Repair, node))
	})
}
