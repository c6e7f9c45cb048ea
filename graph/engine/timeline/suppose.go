package timeline

import (
	"container/heap"
	"maps"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// wouldBe returns the load that a node gets from the users of a run, with the waits for
// recovery and the switches over of all that need it.
func (s *simulation) wouldBe(i int) (float64, error) {
	l := s.load
	w := s.see(s.suppose(l.net.Nodes[i].Vertices()))
	arrivals, err := s.arrivals(w)
	if err != nil {
		return 0, err
	}
	return l.net.Load(w, i, arrivals, l.spent)
}

// suppose returns the levels of some vertices and of all that need them, with no
// wait for a recovery, on top of all others.
func (s *simulation) suppose(from []int32) view {
	supposed, inputs := map[int32]graph.Level{}, map[int32]graph.Level{}
	var work components
	queued := map[int32]bool{}
	add := func(v int32) {
		if c := s.g.Component(v); !queued[c] {
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
		w := s.answer(vertices, false, supposed)
		maps.Copy(supposed, w.local)
		if w.loop != nil {
			maps.Copy(inputs, w.loop.inputs)
		}
		for _, v := range vertices {
			for _, slot := range s.g.Naming(v) {
				add(s.g.Owner(s.g.GateOf(slot)))
			}
		}
	}
	return view{s: s, supposed: supposed, loop: &loop{inputs: inputs}}
}

// asView lets the network look at levels of this moment.
type asView struct {
	s     *simulation
	w     view
	loops map[int32]map[int32][]int32 // fed component -> what its gates have in use, where it was asked about
}

func (s *simulation) see(w view) asView { return asView{s, w, map[int32]map[int32][]int32{}} }

// present is the levels of this moment.
func (s *simulation) present() asView { return s.see(view{s: s}) }

// Lost says whether those of whom the run tells do not find a vertex.
func (a asView) Lost(v int32) bool { return a.s.notFound(v) }

func (a asView) Level(v int32) graph.Level     { return a.w.of(v) }
func (a asView) Member(slot int32) graph.Level { return a.s.member(slot, a.w) }

// InUse returns what of a gate is in use; in a fed component as supply.InUse says.
func (a asView) InUse(gate int32) []int32 {
	c := a.s.g.Component(a.s.g.Owner(gate))
	if !a.s.g.Fed(c) {
		return a.s.inUse(gate, a.w)
	}
	use := a.loops[c]
	if use == nil {
		use = supply.InUse(a.s.g, c, a)
		a.loops[c] = use
	}
	return use[gate]
}

// AtHand returns the slots of a gate that serve at this moment.
func (a asView) AtHand(gate int32) (first, end int32) {
	return a.s.g.FirstSlot(gate), a.s.handNow(gate, a.w)
}

// Held says whether a hold-up gives what the members of a gate do not.
func (a asView) Held(gate int32) bool {
	return a.s.g.Mods(gate).Holdup > 0 && a.s.value(gate, a.w) > a.s.undelayed(gate, a.w, a.s.input(gate, a.w))
}
