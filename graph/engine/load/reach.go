package load

import (
	"container/heap"

	"github.com/meoktong/meoktong/graph"
)

// Reach returns, by vertex, the share of what arrives there that goes on to a
// node, 0 to 1; vertices that send it nothing are absent. The node itself and
// its parts have 1, whatever their level: demand counts as offered also to a
// node that is down, and not to what lies behind it.
//
// It walks from the node to those that need it, in topological order of
// components; in a loop it takes the least solution, from nothing upwards
// (Kleene iteration). Shares that go round and round in balanced groups come to
// rest late or never: a loop that has not after patience looks at each of its
// vertices is solved. The cost is that of the members of all that can send
// something, and for each loop that is solved what solve says. The error is a
// *WorkError, or the context's.
func (n *Network) Reach(view View, node int, spent *Budget) (map[int32]float64, error) {
	w := &walk{Network: n, view: view, spent: spent, share: map[int32]float64{}, queued: map[int32]bool{}, component: -1, solved: -1}
	seeds := n.Nodes[node].Vertices()
	for _, v := range seeds {
		w.share[v], w.queued[v] = 1, true // for ever: nothing makes it less
	}
	for _, v := range seeds {
		w.tell(v)
	}
	for len(w.agenda) > 0 {
		if err := spent.look(); err != nil {
			return nil, err
		}
		v := w.next()
		if w.looks > patience*int(w.Graph.ComponentSize(w.component)) {
			if err := w.solve(seeds); err != nil {
				return nil, err
			}
			continue
		}
		if x := w.vertex(v); x > w.share[v]+precision {
			w.share[v] = x
			w.tell(v)
		}
	}
	return w.share, nil
}

// precision is what counts as nothing of a share.
const precision = 1e-13

// patience is how often each vertex of a loop is looked at, on average, before
// the loop is solved. Most have come to rest by then.
const patience = 4

type walk struct {
	*Network
	view      View
	spent     *Budget
	share     map[int32]float64
	agenda    agenda
	queued    map[int32]bool
	order     int   // of coming into the agenda
	component int32 // that is being worked
	looks     int   // at vertices of it
	solved    int32 // the component that was solved last: it is at rest
}

// next takes the first vertex off the agenda.
func (w *walk) next() int32 {
	e := heap.Pop(&w.agenda).(entry)
	w.queued[e.vertex] = false
	if e.component != w.component {
		w.component, w.looks = e.component, 0
	}
	w.looks++
	return e.vertex
}

// tell has those looked at that need a vertex.
func (w *walk) tell(v int32) {
	for _, slot := range w.Graph.Naming(v) {
		x := w.Graph.Owner(w.Graph.GateOf(slot))
		if w.queued[x] || w.Graph.Component(x) == w.solved {
			continue
		}
		w.queued[x] = true
		w.order++
		heap.Push(&w.agenda, entry{w.Graph.Component(x), w.order, x})
	}
}

// vertex returns the share that goes on from a vertex: of its requirements the
// largest, since what it needs twice it asks once.
func (w *walk) vertex(v int32) float64 {
	if w.view.Level(v) == graph.Down {
		return 0
	}
	best := 0.0
	from, to := w.Graph.Gates(v)
	for gate := from; gate < to; gate++ {
		if w.Graph.Parent(gate) < 0 {
			best = max(best, w.gate(gate))
		}
	}
	return best
}

func (w *walk) gate(gate int32) float64 {
	m, first, members := w.Graph.Mods(gate), w.Graph.FirstSlot(gate), w.Graph.Members(gate)
	switch {
	case m.Unless: // what is down carries nothing
		return 0
	case m.Whole:
		sum := 0.0
		for _, part := range members {
			sum += w.Share(part) * w.share[part]
		}
		return sum
	case m.Balanced:
		slots := w.evenly(first, len(members))
		sum := 0.0
		for _, slot := range slots {
			sum += w.slot(slot)
		}
		return sum / float64(len(slots))
	}
	best := 0.0
	for _, slot := range w.asked(gate) {
		best = max(best, w.slot(slot))
	}
	return best
}

// asked returns the slots of the members that a gate which is not balanced asks:
// of those in use the one counts that sends most.
func (w *walk) asked(gate int32) []int32 {
	if members := len(w.Graph.Members(gate)); int(w.Graph.K(gate)) == members {
		return slotsFrom(w.Graph.FirstSlot(gate), members)
	}
	return w.view.InUse(gate)
}

func slotsFrom(first int32, n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = first + int32(i)
	}
	return out
}

// evenly returns the slots that a balanced group divides its demand over: those
// that are up; where none is, those that are degraded; where none is that, the
// first.
func (w *walk) evenly(first int32, members int) []int32 {
	var at [3][]int32
	for _, slot := range slotsFrom(first, members) {
		l := w.view.Member(slot)
		at[l] = append(at[l], slot)
	}
	for l := graph.Up; l > graph.Down; l-- {
		if len(at[l]) > 0 {
			return at[l]
		}
	}
	return []int32{first}
}

func (w *walk) slot(slot int32) float64 {
	if x := w.Graph.Member(slot); x < 0 {
		return w.gate(^x)
	} else {
		return w.share[x]
	}
}

// agenda is a heap of vertices by component, within one in order of coming.
type agenda []entry

type entry struct {
	component int32
	order     int
	vertex    int32
}

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	if a[i].component != a[j].component {
		return a[i].component < a[j].component
	}
	return a[i].order < a[j].order
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(entry)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}
