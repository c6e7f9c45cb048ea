package load

import (
	"maps"
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// View is the levels of one moment.
type View interface {
	Level(v int32) graph.Level
	Member(slot int32) graph.Level // of the member at a slot, a nested group included
	InUse(gate int32) []int32      // the slots of the members in use: the first k at the best level that can be had
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
	Services []Service
	Nodes    []Node
}

// Service is where users arrive.
type Service struct {
	Seen       []int32   // its parts, or itself where it has none; -1: nothing is seen there
	Shares     []float64 // of each of Seen its share of the users; none for a service without parts
	Lines      [][]int32 // of each of Seen the nodes on which its lines end, -1 for none; none likewise
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

// Loads returns the load of every node, in the unit of the demands, which are
// given by service. The cost is that of Arrivals, and for each node that of
// what depends on it. The error is that of Reach.
func (n *Network) Loads(view View, demand []float64, spent *Budget) ([]float64, error) {
	arrivals, err := n.Arrivals(view, demand, spent)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(n.Nodes))
	for i := range n.Nodes {
		if out[i], err = n.Load(view, i, arrivals, spent); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Load returns the load of one node. The error is that of Reach.
func (n *Network) Load(view View, node int, arrivals Arrivals, spent *Budget) (float64, error) {
	reach, err := n.Reach(view, node, spent)
	if err != nil {
		return 0, err
	}
	load := 0.0
	for _, v := range slices.Sorted(maps.Keys(reach)) { // in one order, so that sums round alike
		load += arrivals[v] * reach[v]
	}
	return load, nil
}

// Lost returns, by vertex, the share of what arrives there that overloaded
// nodes lose, 0 to 1: of several the largest counts. lost holds the share that
// each node loses of what reaches it. The error is that of Reach.
func (n *Network) Lost(view View, lost []float64, spent *Budget) (map[int32]float64, error) {
	out := map[int32]float64{}
	for i, q := range lost {
		if q <= 0 {
			continue
		}
		reach, err := n.Reach(view, i, spent)
		if err != nil {
			return nil, err
		}
		for v, f := range reach {
			if view.Level(v) > graph.Down {
				out[v] = max(out[v], f*q)
			}
		}
	}
	return out, nil
}

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
