package timeline

import (
	"container/heap"
	"maps"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/load"
)

// wouldBe returns the load that a node gets from the users of a run, with the waits for
// recovery and the switches over of all that need it.
func (s *simulation) wouldBe(i int) (float64, error) {
	l, n := s.load, &s.load.net.Nodes[i]
	var taken []int32
	if n.Overload == load.Trip { // whatever else keeps it down: its own fault would end its trip
		if taken = n.Parts; len(taken) == 0 {
			taken = []int32{n.Vertex}
		}
	}
	w := s.see(s.suppose(n.Vertices(), taken))
	arrivals, err := s.arrivals(w)
	if err != nil {
		return 0, err
	}
	return l.flow.Load(w, i, arrivals)
}

// suppose returns the levels of some vertices and of all that need them, with no
// wait for a recovery and all switches done, and some taken to be up, on top of all others.
func (s *simulation) suppose(from, taken []int32) view {
	return s.rise(from, view{s: s, supposed: map[int32]graph.Level{}, taken: taken}, nil, false)
}

// above returns the levels of some vertices and of what needs them, with waits and
// switches as they stand, on top of others: as far as groups that divide demand look at it.
func (s *simulation) above(from []int32, on view) view {
	w := view{s: s, supposed: maps.Clone(on.supposed), taken: on.taken, forgiven: on.supposed, loop: on.loop}
	if w.supposed == nil {
		w.supposed, w.forgiven = map[int32]graph.Level{}, map[int32]graph.Level{}
	}
	return s.rise(from, w, s.load.divides, true)
}

// rise finds the levels of some vertices and of all that need them, in topological order
// of components, on top of others. among, by vertex, is what it looks at; nil: everything.
func (s *simulation) rise(from []int32, on view, among []bool, waits bool) view {
	inputs := map[int32]graph.Level{}
	if on.loop != nil {
		maps.Copy(inputs, on.loop.inputs)
	}
	var work components
	queued := map[int32]bool{}
	add := func(v int32) {
		if c := s.g.Component(v); (among == nil || among[v]) && !queued[c] {
			queued[c] = true
			heap.Push(&work, c)
		}
	}
	for _, v := range from {
		add(v)
	}
	for len(work) > 0 && !s.stopped() {
		c := heap.Pop(&work).(int32)
		vertices := s.order[s.start[c]:s.start[c+1]]
		s.load.flow.Note(len(vertices))
		w := s.answer(vertices, waits, on)
		maps.Copy(on.supposed, w.local)
		if w.loop != nil {
			maps.Copy(inputs, w.loop.inputs)
		}
		for _, v := range vertices {
			for _, slot := range s.g.Naming(v) {
				add(s.g.Owner(s.g.GateOf(slot)))
			}
		}
	}
	return view{s: s, supposed: on.supposed, taken: on.taken, forgiven: on.forgiven, loop: &loop{inputs: inputs}}
}
