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
	divides    []bool                  // by vertex: a group that divides its demand names it, or what needs it
	peak       []float64               // by node: the load that marked it
	marked     []bool                  // by node: over its capacity
	aside      bool                    // what sheds and degrades is left aside just now
	times      []int                   // by node: at how many moments it was marked since its last repair
	struck     []bool                  // by node: it was marked at this moment
	flaps      bool                    // marks lead back to marks at one moment: they take turns, a second each
	resting    []bool                  // by node: its trip has ended, and it waits for its recovery
	loads      []float64               // by node, as last reported
	over       []bool                  // by node, as last reported
	capacities []float64               // by node, as last reported
	cleared    map[int32]time.Duration // vertex -> when a repair last ended what overload did to it
	round      time.Duration           // when a node was over its capacity the last time but one before it locked out; never: none was
	flow       *load.Flow
	err        error // the loads take too much work, or too long: nothing goes on from there
}

func newLoading(ctx context.Context, in Input) *loading {
	if in.Load == nil {
		return nil
	}
	n := len(in.Load.Nodes)
	l := &loading{net: in.Load, flow: load.NewFlow(in.Load, load.NewBudget(ctx)), demand: newQuantity(in.Demand), capacity: newQuantity(in.Capacity), node: map[int32]int{},
		peak: make([]float64, n), times: make([]int, n), struck: make([]bool, n), marked: make([]bool, n), resting: make([]bool, n), capacities: make([]float64, n), loads: make([]float64, n), over: make([]bool, n), cleared: map[int32]time.Duration{}, round: never}
	l.divides = divided(in.Graph)
	for i := range in.Load.Nodes {
		l.node[in.Load.Nodes[i].Vertex] = i
	}
	return l
}

// divided says of every vertex whether a group that divides its demand names it, at any
// nesting, or names what needs it.
func divided(g *graph.Graph) []bool {
	var named []int32
	for v := range int32(g.Len()) {
		from, to := g.Gates(v)
		for gate := from; gate < to; gate++ {
			if g.Mods(gate).Balanced {
				named = append(named, g.Named(gate)...)
			}
		}
	}
	return g.Below(named)
}

// own returns a vertex's level of itself as far as overload goes.
func (l *loading) own(v int32) graph.Level {
	if l == nil {
		return graph.Up
	}
	i, ok := l.node[v]
	if !ok || !l.marked[i] {
		return graph.Up
	}
	if level := l.net.Nodes[i].Overload.Level(); !l.aside || level == graph.Down {
		return level
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
// agree: first marks end, then marks are set, until neither changes any. Each time that marks
// are set at least one is, so that this ends. Where what ends leads back to what was, load flaps:
// it goes on a second later, one turn at a time. A second later
// the marks are looked at again, too, if this moment changed anything.
func (l *loading) balance() {
	was := slices.Clone(l.marked)
	clear(l.struck)
	loads := l.turn()
	if !l.flaps {
		loads = l.rest(was, loads)
	}
	held := false
	for i := range l.marked {
		if l.resting[i] && l.stands(i) {
			l.resting[i] = false
		}
		held = held || l.marked[i] || l.resting[i]
	}
	l.flaps = l.flaps && !slices.Equal(was, l.marked)
	if held && (!slices.Equal(was, l.marked) || slices.ContainsFunc(l.runs, (*simulation).changed)) {
		l.runs[0].wake(l.runs[0].now+time.Second, noVertex)
	}
	l.report(loads)
}

// turn ends marks, and sets marks.
func (l *loading) turn() []float64 {
	l.release()
	l.settle()
	return l.overload()
}

// rest takes turns until these change nothing, or lead back to marks that were there: then
// load flaps, and everything is as one turn makes it.
func (l *loading) rest(first []bool, loads []float64) []float64 {
	seen := [][]bool{first}
	for l.err == nil && !slices.Equal(seen[len(seen)-1], l.marked) {
		if slices.ContainsFunc(seen, func(marked []bool) bool { return slices.Equal(marked, l.marked) }) {
			l.flaps = true
			return l.turn()
		}
		seen = append(seen, slices.Clone(l.marked))
		loads = l.turn()
	}
	return loads
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
// and trips again what waits for its recovery and would be. What sheds and degrades follows the
// load, and is judged first; trips hold until they fit as things then are. All of a kind
// are judged against the same state.
func (l *loading) release() {
	l.releaseOf(func(o load.Overload) bool { return o != load.Trip })
	l.settle()
	l.releaseOf(func(o load.Overload) bool { return o == load.Trip })
}

func (l *loading) releaseOf(kind func(load.Overload) bool) {
	var turned []int
	wouldBe := make([]float64, len(l.net.Nodes))
	for i := range l.net.Nodes {
		if !kind(l.net.Nodes[i].Overload) || l.times[i] == lockout || !l.marked[i] && !(l.resting[i] && l.waits(i)) {
			continue
		}
		if wouldBe[i] = l.wouldBe(i); load.Over(wouldBe[i], l.capacity.now[i]) != l.marked[i] {
			turned = append(turned, i)
		}
	}
	for _, i := range turned {
		if !l.marked[i] {
			l.peak[i] = wouldBe[i]
			l.strike(i)
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

// strike notes that a node is over its capacity, once a moment, and that one that trips has to
// recover from that, though load may let it go at once. What has always been so counts for
// nothing, and has nothing to recover from.
func (l *loading) strike(i int) {
	if l.runs[0].settling {
		return
	}
	if !l.struck[i] {
		l.struck[i] = true
		if l.times[i]++; l.times[i] == lockout-1 && l.round == never {
			l.round = l.runs[0].now
		}
	}
	if l.net.Nodes[i].Overload != load.Trip {
		return
	}
	for _, s := range l.runs {
		for _, v := range l.net.Nodes[i].Vertices() {
			s.tripped[v] = true
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
			l.strike(i)
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
