package load

import (
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
	Seen       []int32 // its parts, or itself where it has none
	Access     []int32 // of each part its access node; none for a service without parts
	Population int32   // parts of one population follow each other by position; -1: none
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
// what depends on it.
func (n *Network) Loads(view View, demand []float64) []float64 {
	arrivals := n.Arrivals(view, demand)
	out := make([]float64, len(n.Nodes))
	for i := range n.Nodes {
		out[i] = n.Load(view, i, arrivals)
	}
	return out
}

// Load returns the load of one node.
func (n *Network) Load(view View, node int, arrivals []Arrival) float64 {
	return sum(arrivals, n.Reach(view, node))
}

func sum(arrivals []Arrival, reach map[int32]float64) float64 {
	load := 0.0
	for _, a := range arrivals {
		load += a.Amount * reach[a.Vertex]
	}
	return load
}

// Lost returns, by vertex, the share of what arrives there that overloaded
// nodes lose, 0 to 1: of several the largest counts. lost holds the share that
// each node loses of what reaches it.
func (n *Network) Lost(view View, lost []float64) map[int32]float64 {
	out := map[int32]float64{}
	for i, q := range lost {
		if q <= 0 {
			continue
		}
		for v, f := range n.Reach(view, i) {
			if view.Level(v) > graph.Down {
				out[v] = max(out[v], f*q)
			}
		}
	}
	return out
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

// Arrival is demand that users bring to a service or a part.
type Arrival struct {
	Vertex int32
	Amount float64
}

// Arrivals returns the demand that arrives at services, what spills over from
// services that are down included, in order of vertex. The cost is that of the
// services with a demand, and for each that is down of what its demand visits.
func (n *Network) Arrivals(view View, demand []float64) []Arrival {
	sums := map[int32]float64{}
	for i := range n.Services {
		if demand[i] <= 0 {
			continue
		}
		for k, v := range n.Services[i].Seen {
			share := 1.0
			if len(n.Services[i].Access) > 0 {
				share = n.Share(v)
			}
			n.visit(view, visitor{i, k, demand[i] * share}, sums)
		}
	}
	out := make([]Arrival, 0, len(sums))
	for v, x := range sums {
		out = append(out, Arrival{v, x})
	}
	slices.SortFunc(out, func(a, b Arrival) int { return int(a.Vertex - b.Vertex) })
	return out
}

// visitor is demand of one origin at a part of a service, by position.
type visitor struct {
	service, part int
	amount        float64
}

// visit adds up where the demand of one origin arrives. It goes step by step,
// and visits a service once; what reaches one in the same step arrives together.
func (n *Network) visit(view View, origin visitor, sums map[int32]float64) {
	visited := map[int]bool{}
	for step := []visitor{origin}; len(step) > 0; {
		for _, at := range step {
			visited[at.service] = true
		}
		var next []visitor
		for _, at := range step {
			v := n.Services[at.service].Seen[at.part]
			sums[v] += at.amount
			if n.cutOff(view, at) || view.Level(v) != graph.Down {
				continue
			}
			for _, spill := range n.Services[at.service].Spills {
				if !visited[spill.To] {
					next = n.spill(next, at, spill)
				}
			}
		}
		step = next
	}
}

// cutOff says whether the access node of a part is down: its users cannot reach
// anything else either.
func (n *Network) cutOff(view View, at visitor) bool {
	access := n.Services[at.service].Access
	return len(access) > 0 && view.Level(access[at.part]) == graph.Down
}

// spill adds where demand goes from a service that is down: part follows part
// within one population, else by share.
func (n *Network) spill(next []visitor, from visitor, spill Spill) []visitor {
	s, t := &n.Services[from.service], &n.Services[spill.To]
	add := func(part int, amount float64) {
		i := slices.IndexFunc(next, func(x visitor) bool { return x.service == spill.To && x.part == part })
		if i < 0 {
			next = append(next, visitor{spill.To, part, 0})
			i = len(next) - 1
		}
		next[i].amount += amount
	}
	amount := from.amount * spill.Share
	switch {
	case len(t.Access) == 0:
		add(0, amount)
	case s.Population >= 0 && s.Population == t.Population:
		add(from.part, amount)
	default:
		for k, v := range t.Seen {
			add(k, amount*n.Share(v))
		}
	}
	return next
}
