package oracle

// EveryTick plays a script through as Play does, and passes over nothing.
func EveryTick(doc Doc, script Script) Course {
	s := newSimulation(newModel(doc), script)
	c := Course{Levels: Spans{}, Loads: map[string]Steps{}, Lost: map[string]Steps{}}
	l := s.start()
	c.Start, c.Before, c.LostBefore = l.load, l.levels, s.lost(l, s.amounts, s.marks)
	for step := s.tick(); s.now <= script.End; s.now += step {
		l = s.moment()
		s.remember(l.levels)
		c.add(s, l)
	}
	return c
}
