package oracle

import "maps"

// Wavers says whether some moment of a script, or the state before it, is not at
// rest: looked at again once every group has noted who serves it, its levels are
// others, or would be without holdups. So it is where a group goes back to a
// preferred member that has what it gives only by way of the group itself, of which
// the language says nothing. It takes a model without load.
func Wavers(doc Doc, script Script) bool {
	s := newSimulation(newModel(doc), script)
	levels := s.start().levels
	s.begun = false
	if !maps.Equal(s.instant(), levels) {
		return true
	}
	for w, input := range s.without {
		if s.input(w, levels) != input {
			return true
		}
	}
	s.begun = true
	p := s.pace()
	for s.now = 0; s.now <= script.End; {
		was := s.memory.clone()
		levels = s.moment().levels
		without := maps.Clone(s.without)
		s.remember(levels)
		if !maps.Equal(s.instant(), levels) || !maps.Equal(s.without, without) {
			return true
		}
		s.now = s.next(p, was, script.End)
	}
	return false
}

// WaversAfter says whether the timeline of a question wavers before its horizon, or within
// four days.
func WaversAfter(doc Doc, q Question) bool {
	m := newModel(doc)
	if !m.supplied {
		return false
	}
	return Wavers(doc, Script{Events: []Event{{Fail: q.Failed, Degrade: q.Impaired}}, End: int(min(newWorld(m, q).after, 4*86400))})
}
