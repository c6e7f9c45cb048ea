package timeline

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/load"
)

// loading is the load of a run: what is asked, what is borne, and who is over
// its capacity. A mark (tripped, shedding or degraded) latches: it holds until
// the load that the node would get without it fits.
type loading struct {
	net        *load.Network
	demand     quantity
	capacity   quantity
	node       map[int32]int // vertex -> node of the network
	peak       []float64     // by node: the load that marked it
	marked     []bool        // by node: over its capacity
	times      []int         // by node: how often it was marked since its last repair
	resting    []bool        // by node: its trip has ended, and it waits for its recovery
	loads      []float64     // by node, as last reported
	over       []bool        // by node, as last reported
	capacities []float64     // by node, as last reported
	sheds      map[int32]float64
	spent      *load.Budget
	err        error // the loads take too much work, or too long: nothing goes on from there
}

func newLoading(ctx context.Context, in Input) *loading {
	if in.Load == nil {
		return nil
	}
	n := len(in.Load.Nodes)
	l := &loading{net: in.Load, spent: load.NewBudget(ctx), demand: newQuantity(in.Demand), capacity: newQuantity(in.Capacity), node: map[int32]int{},
		peak: make([]float64, n), times: make([]int, n), marked: make([]bool, n), resting: make([]bool, n), capacities: make([]float64, n), loads: make([]float64, n), over: make([]bool, n), sheds: map[int32]float64{}}
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

// clear ends what overload did to a vertex, and says whether it did anything.
func (l *loading) clear(v int32) bool {
	if l == nil {
		return false
	}
	i, ok := l.node[v]
	if !ok {
		return false
	}
	acted := l.marked[i] || l.resting[i]
	l.marked[i], l.resting[i], l.times[i] = false, false, 0
	return acted
}

// balance holds the load of this moment against the capacities, until the two
// agree: first marks end, then marks are set, and none of these ends at the same
// moment. Each round sets at least one, so that the rounds end. A second later
// the marks are looked at again if this moment changed anything.
func (s *simulation) balance() {
	if s.load == nil {
		return
	}
	was := slices.Clone(s.load.marked)
	s.release()
	s.settle()
	loads := s.overload()
	held := false
	for i := range s.load.marked {
		if !was[i] && s.load.marked[i] {
			s.load.times[i]++
		}
		if s.load.resting[i] && s.level[s.load.net.Nodes[i].Vertex] > graph.Down {
			s.load.resting[i] = false
		}
		held = held || s.load.marked[i] || s.load.resting[i]
	}
	changed := !slices.Equal(was, s.load.marked)
	for v, l := range s.before {
		changed = changed || s.level[v] != l
	}
	if held && changed {
		s.wake(s.now+time.Second, noVertex)
	}
	s.reportLoads(loads)
}

// release ends marks whose node would not be over its capacity without them,
// and trips again what waits for its recovery and would be. All are judged
// against the same state.
func (s *simulation) release() {
	l := s.load
	var turned []int
	wouldBe := make([]float64, len(l.net.Nodes))
	for i := range l.net.Nodes {
		if l.times[i] == lockout || !l.marked[i] && !(l.resting[i] && s.waits(i)) {
			continue
		}
		if wouldBe[i] = s.wouldBe(i); load.Over(wouldBe[i], l.capacity.now[i]) != l.marked[i] {
			turned = append(turned, i)
		}
	}
	for _, i := range turned {
		if !l.marked[i] {
			l.peak[i] = wouldBe[i]
		}
		l.marked[i] = !l.marked[i]
		l.resting[i] = !l.marked[i] && l.net.Nodes[i].Overload == load.Trip
		s.markNode(i)
		for _, v := range l.net.Nodes[i].Vertices() {
			s.ended[v] = WaitLoad
		}
	}
}

// waits says whether a node is down and waits for its recovery, or a part of it.
func (s *simulation) waits(i int) bool {
	n := &s.load.net.Nodes[i]
	return s.level[n.Vertex] == graph.Down && slices.ContainsFunc(n.Vertices(), func(v int32) bool { return s.wait[v] != nil && s.wait[v].needs })
}

// markNode has a node recomputed, with its parts.
func (s *simulation) markNode(i int) {
	for _, v := range s.load.net.Nodes[i].Vertices() {
		s.mark(v)
	}
}

// overload marks what is over its capacity, until nothing more is, and returns
// the loads that this leaves.
func (s *simulation) overload() []float64 {
	l := s.load
	for {
		loads, err := l.net.Loads(s.present(), l.demand.now, l.spent)
		if err != nil {
			l.err = err
			return make([]float64, len(l.net.Nodes))
		}
		over := l.net.Exceeding(s.present(), loads, l.capacity.now, l.marked)
		if len(over) == 0 {
			return loads
		}
		for _, i := range over {
			l.marked[i], l.resting[i], l.peak[i] = true, false, loads[i]
			s.markNode(i)
		}
		s.settle()
	}
}

// reportLoads notes the loads and what is shed, where they changed.
func (s *simulation) reportLoads(loads []float64) {
	l := s.load
	for i := range loads {
		if l.marked[i] && l.net.Nodes[i].Overload == load.Trip {
			loads[i] = s.wouldBe(i) // what needs it is down, and its demand is offered all the same
		}
	}
	for i, x := range loads {
		if first := len(s.out.Loads) < len(loads); first || x != l.loads[i] || l.marked[i] != l.over[i] || l.capacity.now[i] != l.capacities[i] {
			s.out.Loads = append(s.out.Loads, LoadChange{s.now, i, x, l.peak[i], l.capacity.now[i], l.marked[i], l.marked[i] && l.times[i] == lockout})
		}
	}
	l.loads, l.over, l.capacities = loads, slices.Clone(l.marked), slices.Clone(l.capacity.now)
	sheds := s.shed(loads)
	if l.err != nil {
		return
	}
	vertices := slices.AppendSeq(slices.Collect(maps.Keys(sheds)), maps.Keys(l.sheds))
	slices.Sort(vertices)
	for _, v := range slices.Compact(vertices) {
		if sheds[v] != l.sheds[v] {
			s.out.Sheds = append(s.out.Sheds, ShedChange{s.now, v, sheds[v]})
		}
	}
	l.sheds = sheds
}

// shed returns, by vertex, the share of its users that loads of this moment lose.
func (s *simulation) shed(loads []float64) map[int32]float64 {
	l := s.load
	sheds, err := l.net.Lost(s.present(), l.net.ShedShares(loads, l.capacity.now, l.marked), l.spent)
	if err != nil {
		l.err = err
	}
	return sheds
}
