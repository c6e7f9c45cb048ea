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
// (Kleene iteration). The cost is that of the members of all that can send
// something; balanced groups in a loop take further rounds, until a round adds
// less than precision.
func (n *Network) Reach(view View, node int) map[int32]float64 {
	w := &walk{Network: n, view: view, share: map[int32]float64{}, queued: map[int32]bool{}}
	seeds := n.Nodes[node].Vertices()
	for _, v := range seeds {
		w.share[v], w.queued[v] = 1, true // for ever: nothing makes it less
	}
	for _, v := range seeds {
		w.tell(v)
	}
	for len(w.agenda) > 0 {
		v := heap.Pop(&w.agenda).(entry).vertex
		w.queued[v] = false
		if x := w.vertex(v); x > w.share[v]+precision {
			w.share[v] = x
			w.tell(v)
		}
	}
	return w.share
}

// precision is what counts as nothing of a share.
const precision = 1e-13

type walk struct {
	*Network
	view   View
	share  map[int32]float64
	agenda agenda
	queued map[int32]bool
	order  int // of coming into the agenda
}

// tell has those looked at that need a vertex.
func (w *walk) tell(v int32) {
	for _, slot := range w.Graph.Naming(v) {
		x := w.Graph.Owner(w.Graph.GateOf(slot))
		if w.queued[x] {
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
	case m.Whole:
		sum := 0.0
		for _, part := range members {
			sum += w.Share(part) * w.share[part]
		}
		return sum
	case m.Balanced:
		return w.balanced(first, len(members))
	case int(w.Graph.K(gate)) == len(members):
		best := 0.0
		for i := range members {
			best = max(best, w.slot(first+int32(i)))
		}
		return best
	}
	best := 0.0
	for _, slot := range w.view.InUse(gate) {
		best = max(best, w.slot(slot))
	}
	return best
}

// balanced returns the mean over the members that are up; where none is, over
// those that are degraded; where none is that, what the first gives.
func (w *walk) balanced(first int32, members int) float64 {
	var sum [3]float64
	var count [3]float64
	for i := range int32(members) {
		l := w.view.Member(first + i)
		sum[l] += w.slot(first + i)
		count[l]++
	}
	for l := graph.Up; l > graph.Down; l-- {
		if count[l] > 0 {
			return sum[l] / count[l]
		}
	}
	return w.slot(first)
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
