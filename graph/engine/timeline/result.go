package timeline

import (
	"time"

	"github.com/meoktong/meoktong/graph"
)

// Result is the course of a simulation, each list in order of time and then of
// vertex or node.
type Result struct {
	Before     map[int32]graph.Level // of what is below up before anything happens, and has been so for ever
	Changes    []Change
	Start      []float64    // load of each node of the network before anything happens
	Loads      []LoadChange // from the start on
	Sheds      []ShedChange
	OverBefore []bool // by node of the network: it is over its capacity before anything happens
	// ShedBefore is the share of users that each vertex loses before anything happens.
	ShedBefore map[int32]float64
	Needs      []NeedChange // of the vertices that are watched; those not up at the start have a change at 0
}

// LoadChange is a node's new load from a moment on.
type LoadChange struct {
	At       time.Duration
	Node     int // of the network
	Load     float64
	Peak     float64 // with Over: the load that put it over its capacity
	Capacity float64
	Over     bool // overload has its effect: it is tripped, shedding or degraded
	Locked   bool // with Over: it was so often over its capacity that it stays so until it is repaired
}

// ShedChange is the share of a vertex's users who are shed from a moment on.
type ShedChange struct {
	At     time.Duration
	Vertex int32
	Share  float64 // 0 to 1; 0: nobody any more
}

// Change is a vertex's new level from a moment on.
type Change struct {
	At     time.Duration
	Vertex int32
	Level  graph.Level
	Waited Wait // for a change to the better: what it waited for last
}

// Wait is what a vertex waited for before it fared better.
type Wait struct {
	Kind   WaitKind
	Vertex int32 // the vertex that came up, went down, took over, or let its recovery begin; -1: none
}

// WaitKind is a kind of Wait.
type WaitKind uint8

// What a vertex can have waited for.
const (
	WaitNone     WaitKind = iota
	WaitRepair            // its own repair
	WaitRecovery          // its own recovery time
	WaitFailover          // a switch to another member
	WaitMember            // a member that came up
	WaitLoad              // the load that it would get, which fits again
	WaitServe             // its own serving of those of whom the run tells
	WaitDown              // a member that went down, which held it down
)
