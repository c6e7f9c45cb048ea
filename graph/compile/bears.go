package compile

import "slices"

// Bears says whether demand of the model can reach what has a capacity: whether a service
// that some want, or that their demand spills over to, needs a node with one, or has one.
// Where it is false nothing of the model is overloaded, whatever fails. It costs a pass over
// what these services need.
func (l *Load) Bears() bool {
	wanted, next := make([]bool, len(l.Services)), []int{}
	for s, demand := range l.Demand {
		if demand > 0 {
			wanted[s], next = true, append(next, s)
		}
	}
	var vertices []int32
	for len(next) > 0 {
		s := &l.Services[next[0]]
		next = next[1:]
		for _, v := range s.Seen {
			if v >= 0 {
				vertices = append(append(vertices, v), l.Lines(v)...)
			}
		}
		for _, spill := range s.Spills {
			if !wanted[spill.To] {
				wanted[spill.To], next = true, append(next, spill.To)
			}
		}
	}
	below := l.Graph.Below(slices.DeleteFunc(vertices, func(v int32) bool { return v < 0 }))
	for i := range l.Nodes {
		if slices.ContainsFunc(l.Nodes[i].Vertices(), func(v int32) bool { return below[v] }) {
			return true
		}
	}
	return false
}
