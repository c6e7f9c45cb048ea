package load

import (
	"math"

	"github.com/meoktong/meoktong/graph"
)

// View is the levels of one moment.
type View interface {
	Level(v int32) graph.Level
	Member(slot int32) graph.Level // of the member at a slot, a nested group included
	InUse(gate int32) []int32      // the slots of the members in use: the first k that are at least at the level of the gate
	Aside(slot int32) graph.Level  // Member if nothing that sheds or degrades were the worse for it: it keeps its portion of a balanced group
	Unreached(part int32) bool     // nobody can come to a part, since its lines are down
}

// Overload is what a node does over its capacity.
type Overload uint8

// The kinds of overload.
const (
	Degrade Overload = iota // it works worse
	Shed                    // it serves up to its capacity, the rest is lost
	Trip                    // it is down for everyone
)

// String returns the word of the model language: "degrade", "shed" or "trip".
func (o Overload) String() string { return [...]string{"degrade", "shed", "trip"}[o] }

// Level returns the level of itself that an overloaded node has.
func (o Overload) Level() graph.Level {
	if o == Trip {
		return graph.Down
	}
	return graph.Degraded
}

// Network is who asks and who has to bear it. It is immutable and safe for
// concurrent use; demands and capacities, which change, are given with each
// question.
type Network struct {
	Graph    *graph.Graph
	Share    func(part int32) float64 // a part's share of its service's users, 0 to 1
	Lines    func(part int32) []int32 // the nodes on which a part's lines end, -1 for none; nil: nobody has any
	Follows  func(slot int32) bool    // the member at a slot is the same people's part of another service; nil: none is
	Services []Service
	Nodes    []Node
}

// Service is where users arrive.
type Service struct {
	Seen       []int32   // its parts, or itself where it has none; -1: nothing is seen there
	Shares     []float64 // of each of Seen its share of the users; none for a service without parts
	Population int32     // Seen of one population follow each other by position; -1: none
	Spills     []Spill
}

// Spill is where a share of a service's demand goes while it is down.
type Spill struct {
	To    int // a service, by index
	Share float64
}

// Node is a node whose load is asked for.
type Node struct {
	Vertex   int32
	Parts    []int32
	Overload Overload
}

// Vertices returns the node and its parts.
func (n *Node) Vertices() []int32 { return append([]int32{n.Vertex}, n.Parts...) }

// slack is by how much a load may exceed a capacity: sums of shares are not
// exact in binary.
const slack = 1 + 1e-9

// Over says whether a load is over a capacity, strictly.
func Over(load, capacity float64) bool { return load > capacity*slack }

// Unbounded is the capacity of a node that has none.
func Unbounded() float64 { return math.Inf(1) }

// Exceeding returns the nodes to be marked: those over their capacity, of those
// that neither are marked nor down.
func (n *Network) Exceeding(view View, loads, capacity []float64, marked []bool) []int {
	var out []int
	for i := range n.Nodes {
		if !marked[i] && Over(loads[i], capacity[i]) && view.Level(n.Nodes[i].Vertex) > graph.Down {
			out = append(out, i)
		}
	}
	return out
}

// ShedShares returns the share of its load that each node sheds, 0 to 1: none but those
// marked that shed at all.
func (n *Network) ShedShares(loads, capacity []float64, marked []bool) []float64 {
	out := make([]float64, len(n.Nodes))
	for i := range n.Nodes {
		if marked[i] && n.Nodes[i].Overload == Shed && loads[i] > capacity[i] {
			out[i] = 1 - capacity[i]/loads[i]
		}
	}
	return out
}

// Flow asks a network about one moment after another. It is not safe for concurrent use.
type Flow struct {
	*Network
	spent  *Budget
	share  []float64 // by vertex, of the walk that it was found in
	found  []uint32  // by vertex: the walk that found its share; 0: none yet
	queued []uint32  // by vertex: the walk in whose agenda it is
	number uint32    // of the walk
	seen   []int32   // vertices that the walk found a share of
	agenda agenda    // of a walk, empty between them
	last   *spilling // demand that was sent on last; nil: none was
}

// NewFlow returns a flow that spends a budget. It costs 16 bytes a vertex.
func NewFlow(n *Network, spent *Budget) *Flow {
	size := n.Graph.Len()
	return &Flow{Network: n, spent: spent, share: make([]float64, size), found: make([]uint32, size), queued: make([]uint32, size)}
}

// Note counts work for the loads that is done elsewhere, in looks at vertices.
func (f *Flow) Note(looks int) { f.spent.note(looks) }

// Work returns what has been spent of the budget, bounded or not.
func (f *Flow) Work() int64 { return f.spent.Work() }

// Loads returns the load of every node, in the unit of the demands, which are
// given by service. The cost is that of Arrivals, and for each node that of
// what depends on it. The error is that of Reach.
func (f *Flow) Loads(view View, demand []float64) ([]float64, error) {
	arrivals, err := f.Arrivals(view, demand)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(f.Nodes))
	for i := range f.Nodes {
		if out[i], err = f.Load(view, i, arrivals); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Load returns the load of one node. The error is that of Reach.
func (f *Flow) Load(view View, node int, arrivals Arrivals) (float64, error) {
	if err := f.walk(view, node); err != nil {
		return 0, err
	}
	load := 0.0
	for _, a := range arrivals { // in one order, so that sums round alike
		load += a.Amount * f.of(a.Vertex)
	}
	return load, nil
}

// of returns the share of a vertex in the walk that is on.
func (f *Flow) of(v int32) float64 {
	if f.found[v] != f.number {
		return 0
	}
	return f.share[v]
}

// set gives a vertex its share in the walk that is on.
func (f *Flow) set(v int32, x float64) {
	if f.found[v] != f.number {
		f.found[v] = f.number
		f.seen = append(f.seen, v)
	}
	f.share[v] = x
}
