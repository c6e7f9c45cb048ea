package timeline

import (
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/load"
)

// Input is a graph with the times that a graph itself does not hold.
type Input struct {
	Graph    *graph.Graph
	Recovery func(v int32) time.Duration // how long a vertex takes to come up after being down
	Lines    func(v int32) []int32       // the nodes on which the lines of a part end, -1 for none; of another vertex nothing
	Service  func(v int32) int32         // the service that a vertex is a part of, -1 for another vertex
	Load     *load.Network               // nil where there is none to speak of
	Demand   []float64                   // by service of Load, at the start
	Capacity []float64                   // by node of Load, at the start
	ground   *ground                     // what runs on the same graph share; nil: each finds it
	Watch    []int32                     // vertices of whose requirements the result tells
}

// Event is what happens at a moment. At one moment repairs come first, then
// failures, then demands and capacities, then one recomputation.
type Event struct {
	At       time.Duration
	Fail     []int32
	Degrade  []int32
	Repair   []int32       // ends every fault of these, and what overload did to them
	Lose     []int32       // those of whom the run tells find these down from now on, by no fault: no recovery follows
	Find     []int32       // they find these again
	Demand   []Setting     // of services of the network
	Capacity []Setting     // of nodes of the network
	For      time.Duration // how long faults, demands and capacities last; 0: until repaired, or set anew
}

// Setting gives a service of the network its demand, or a node its capacity.
type Setting struct {
	Index int
	Value float64
}
