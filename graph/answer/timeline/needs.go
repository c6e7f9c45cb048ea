package timeline

import "github.com/meoktong/meoktong/graph"

// Lost is a time at which one requirement of a vertex is down.
type Lost struct {
	Requirement int // its number among the vertex's, from 0
	Spell
}

// Lost returns the times at which requirements of a watched vertex are down, in
// the order in which they begin.
func (s *Simulation) Lost(v int32) []Lost {
	var out []Lost
	open := map[int]int{} // requirement -> its time in out that has not ended
	for _, ch := range s.run.Needs {
		if ch.Vertex != v {
			continue
		}
		i, down := open[ch.Requirement]
		switch {
		case !down && ch.Level == graph.Down:
			open[ch.Requirement] = len(out)
			out = append(out, Lost{ch.Requirement, Spell{ch.At, never}})
		case down && ch.Level != graph.Down:
			out[i].To = ch.At
			delete(open, ch.Requirement)
		}
	}
	return out
}
