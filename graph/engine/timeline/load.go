package timeline

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/load"
)

// loading is the load of a run, or of several that run together: what is asked, what is
// borne, and who is over its capacity. A mark (tripped, shedding or degraded) latches: it holds until
// the load that the node would get without it fits.
type loading struct {
	net        *load.Network
	runs       []*simulation
	demand     quantity
	capacity   quantity
	node       map[int32]int           // vertex -> node of the network
	peak       []float64               // by node: the load that marked it
	marked     []bool                  // by node: over its capacity
	times      []int                   // by node: how often it was marked since its last repair
	resting    []bool                  // by node: its trip has ended, and it waits for its recovery
	loads      []float64               // by node, as last reported
	over       []bool                  // by node, as last reported
	capacities []float64               // by node, as last reported
	cleared    map[int32]time.Duration // vertex -> when a repair last ended what overload did to it
	spent      *load.Budget
	err        error // the loads take too much work, or too long: nothing goes on from there
}

func newLoading(ctx context.Context, in Input) *loading {
	if in.Load == nil {
		return nil
	}
	n := len(in.Load.Nodes)
	l := &loading{net: in.Load, spent: load.NewBudget(ctx), demand: newQuantity(in.Demand), capacity: newQuantity(in.Capacity), node: map[int32]int{},
		peak: make([]float64, n), times: make([]int, n), marked: make([]bool, n), resting: make([]bool, n), capacities: make([]float64, n), loads: make([]float64, n), over: make([]bool, n), cleared: map[int32]time.Duration{}}
	for i := range in.Load.Nodes {
		l.node[in.Load.Nodes[i].Vertex] = i
	}
	return l
}

// own returns a vertex's level of itself as far as overload goes.
func (l *loading) own(v int32) graph.Level {
	if l == nil {
		return graph.Up
	}
	if i, ok := l.node[v]; ok && l.marked[i] {
		return l.net.Nodes[i].Overload.Level()
	}
	return graph.Up
}

// lockout is how often a node can go over its capacity before it stays as it is
// until it is repaired, as a recloser locks out: nothing may go on for ever.
const lockout = 100

// clear ends what overload did to a vertex, and says whether it did anything: to each run
// that asks at this moment.
func (l *loading) clear(v int32, now time.Duration) bool {
	if l == nil {
		return false
	}
	i, ok := l.node[v]
	if !ok {
		return false
	}
	if l.marked[i] || l.resting[i] {
		l.cleared[v] = now
	}
	l.marked[i], l.resting[i], l.times[i] = false, false, 0
	at, acted := l.cleared[v]
	return acted && at == now
}

// balance holds the load of this moment against the capacities, until the two
// agree: first marks end, then marks are set, and none of these ends at the same
// moment. Each round sets at least one, so that the rounds end. A second later
// the marks are looked at again if this moment changed anything.
func (l *loading) balance() {
	was := slices.Clone(l.marked)
	l.release()
	l.settle()
	loads := l.overload()
	held := false
	for i := range l.marked {
		if !was[i] && l.marked[i] {
			l.times[i]++
		}
		if l.resting[i] && l.stands(i) {
			l.resting[i] = false
		}
		held = held || l.marked[i] || l.resting[i]
	}
	if held && (!slices.Equal(was, l.marked) || slices.ContainsFunc(l.runs, (*simulation).changed)) {
		l.runs[0].wake(l.runs[0].now+time.Second, noVertex)
	}
	l.report(loads)
}

// stands says whether a node is not down in some run.
func (l *loading) stands(i int) bool {
	return slices.ContainsFunc(l.runs, func(s *simulation) bool { return s.level[l.net.Nodes[i].Vertex] > graph.Down })
}

// changed says whether this moment changed any level.
func (s *simulation) changed() bool {
	for v, l := range s.before {
		if s.level[v] != l {
			return true
		}
	}
	return false
}

func (l *loading) settle() {
	for _, s := range l.runs {
		s.settle()
	}
}

// release ends marks whose node would not be over its capacity without them,
// and trips again what waits for its recovery and would be. All are judged
// against the same state.
func (l *loading) release() {
	var turned []int
	wouldBe := make([]float64, len(l.net.Nodes))
	for i := range l.net.Nodes {
		if l.times[i] == lockout || !l.marked[i] && !(l.resting[i] && l.waits(i)) {
			continue
		}
		if wouldBe[i] = l.wouldBe(i); load.Over(wouldBe[i], l.capacity.now[i]) != l.marked[i] {
			turned = append(turned, i)
		}
	}
	for _, i := range turned {
		if !l.marked[i] {
			l.peak[i] = wouldBe[i]
		}
		l.marked[i] = !l.marked[i]
		l.resting[i] = !l.marked[i] && l.net.Nodes[i].Overload == load.Trip
		l.markNode(i)
		for _, s := range l.runs {
			for _, v := range l.net.Nodes[i].Vertices() {
				s.ended[v] = WaitLoad
			}
		}
	}
}

// waits says whether a node is down and waits for its recovery, or a part of it, in some
// run.
func (l *loading) waits(i int) bool {
	n := &l.net.Nodes[i]
	return slices.ContainsFunc(l.runs, func(s *simulation) bool {
		return s.level[n.Vertex] == graph.Down && slices.ContainsFunc(n.Vertices(), func(v int32) bool { return s.wait[v] != nil && s.wait[v].needs })
	})
}

// markNode has a node recomputed, with its parts.
func (l *loading) markNode(i int) {
	for _, s := range l.runs {
		for _, v := range l.net.Nodes[i].Vertices() {
			s.mark(v)
		}
	}
}

// overload marks what is over its capacity, until nothing more is, and returns
// the loads that this leaves.
func (l *loading) overload() []float64 {
	for {
		loads := l.present()
		if l.err != nil {
			return loads
		}
		over := l.exceeding(loads)
		if len(over) == 0 {
			return loads
		}
		for _, i := range over {
			l.marked[i], l.resting[i], l.peak[i] = true, false, loads[i]
			l.markNode(i)
		}
		l.settle()
	}
}

// exceeding returns the nodes to be marked: those over their capacity that are neither
// marked nor down in every run.
func (l *loading) exceeding(loads []float64) (over []int) {
	for _, s := range l.runs {
		over = append(over, l.net.Exceeding(s.present(), loads, l.capacity.now, l.marked)...)
	}
	slices.Sort(over)
	return slices.Compact(over)
}
