package oracle

// Course is what a script makes of a model.
type Course struct {
	Levels Spans
	// Start has the loads before the first moment, when nothing has happened.
	Start map[string]float64
	// Before has the levels then, and LostBefore the shares that nodes turn away.
	Before     map[string]string
	LostBefore map[string]float64
	// Loads has the course of the load of every node that has a capacity, or is
	// given one by some event.
	Loads map[string]Steps
	// Lost has, of each part and of each service without parts, the course of the
	// share that nodes which shed turn away while it is not down.
	Lost map[string]Steps
}

// Steps is an amount in the course of time: each holds until the next.
type Steps []Step

// Step says from when on an amount holds.
type Step struct {
	Value float64
	From  int // seconds
}

// At is the amount at a moment.
func (s Steps) At(moment int) float64 {
	value := 0.0
	for _, step := range s {
		if step.From <= moment {
			value = step.Value
		}
	}
	return value
}

// Play plays a script through as Timeline does, and tells of load as well.
//
// With load every tick is a second, and at every one it is judged what is
// overloaded and what would fit again.
func Play(doc Doc, script Script) Course {
	s := newSimulation(newModel(doc), script)
	c := Course{Levels: Spans{}, Loads: map[string]Steps{}, Lost: map[string]Steps{}}
	l := s.start()
	c.Start, c.Before, c.LostBefore = l.load, l.levels, s.lost(l, s.amounts, s.marks)
	p := s.pace()
	for s.now = 0; s.now <= script.End; {
		was := s.memory.clone()
		l = s.moment()
		s.remember(l.levels)
		c.add(s, l)
		s.now = s.next(p, was, script.End)
	}
	return c
}

// add takes down the state at this moment.
func (c Course) add(s *simulation, l loaded) {
	for vertex, level := range l.levels {
		c.Levels.add(vertex, level, s.now)
	}
	for node, load := range l.load {
		c.Loads[node] = c.Loads[node].add(load, s.now)
	}
	for vertex, lost := range s.lost(l, s.amounts, s.marks) {
		c.Lost[vertex] = c.Lost[vertex].add(lost, s.now)
	}
}

func (s Steps) add(value float64, now int) Steps {
	if len(s) > 0 && s[len(s)-1].Value == value {
		return s
	}
	return append(s, Step{value, now})
}
