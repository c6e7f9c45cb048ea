package graph

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/models/work/pace"
)

// Level is how a vertex fares.
type Level uint8

// The levels, worst first, so that the worse of two is the smaller.
const (
	Down Level = iota
	Degraded
	Up
)

// String returns "down", "degraded" or "up".
func (l Level) String() string { return [...]string{"down", "degraded", "up"}[l] }

// Timing and tolerance of a gate.
type Mods struct {
	Failover time.Duration // until it switches to members other than the first k
	Holdup   time.Duration // how long it rides through a loss; 0: not at all
	Accepts  bool          // a degraded value counts as up
	Loss     bool          // a down value becomes degraded
	Balanced bool          // demand is shared among the members that are up
	Supply   bool          // what the members bring does not arise in a loop; a group within says so itself
	Unless   bool          // it holds while its one member is down, and is down else; no loop leads through it
	Whole    bool          // not a requirement: the vertex is made of the members, up if all are, down if all are

	FailoverFact, HoldupFact int32 // what these are drawn from, counted from 1; 0: they are fixed (see Graph.SetTimes)
}

// Graph is a compiled model: vertices, what each needs, and who needs it. It is
// immutable and safe for concurrent use.
//
// A vertex needs every one of its top gates; a gate holds as well as the k-th
// best of its members, which are vertices or further gates. Everything is an
// index: vertices and gates count from 0, and a slot is the position of one
// member in the list of all members. It takes about 32 bytes a member and 24 a
// vertex.
//
// As a gonum graph.Directed an edge leads from a vertex to one that it needs.
type Graph struct {
	vertexGate []int32 // vertex -> its first gate; one more at the end
	gateFirst  []int32 // gate -> its first slot; one more at the end
	gateK      []int32
	gateSlot   []int32 // gate -> the slot it fills in its parent, or -1 for a top gate
	gateOwner  []int32 // gate -> vertex
	gateMods   []int32 // gate -> mods, or -1
	mods       []Mods
	members    []int32 // slot -> vertex, or ^gate
	slotGate   []int32 // slot -> gate
	revFirst   []int32 // vertex -> its first entry in revSlot; one more at the end
	revSlot    []int32 // slots that name the vertex, ascending
	component  []int32
	compSize   []int32
	unless     []int32   // gates that hold while their member is down, ascending
	loop       [][]int32 // by component: its vertices where it is fed, ascending; nil: none is
	allFlows   bool      // every requirement is one of supply, whatever it says
}

// Len returns the number of vertices.
func (g *Graph) Len() int { return len(g.vertexGate) - 1 }

// NumSlots returns the number of members of all gates.
func (g *Graph) NumSlots() int { return len(g.members) }

// Slots returns the range of the slots of all of a vertex's gates.
func (g *Graph) Slots(v int32) (from, to int32) {
	return g.gateFirst[g.vertexGate[v]], g.gateFirst[g.vertexGate[v+1]]
}

// NumGates returns the number of gates.
func (g *Graph) NumGates() int { return len(g.gateK) }

// Gates returns the range of a vertex's gates: top gates and nested ones.
func (g *Graph) Gates(v int32) (from, to int32) { return g.vertexGate[v], g.vertexGate[v+1] }

// Members returns a gate's members in order: vertices, or ^gate for a nested
// gate. The slice must not be changed.
func (g *Graph) Members(gate int32) []int32 {
	return g.members[g.gateFirst[gate]:g.gateFirst[gate+1]]
}

// FirstSlot returns the slot of a gate's first member.
func (g *Graph) FirstSlot(gate int32) int32 { return g.gateFirst[gate] }

// K returns how many of its members a gate needs.
func (g *Graph) K(gate int32) int32 { return g.gateK[gate] }

// Parent returns the slot that a gate fills in the gate around it, or -1 for a
// top gate.
func (g *Graph) Parent(gate int32) int32 { return g.gateSlot[gate] }

// Owner returns the vertex that a gate belongs to.
func (g *Graph) Owner(gate int32) int32 { return g.gateOwner[gate] }

// GateOf returns the gate that a slot belongs to.
func (g *Graph) GateOf(slot int32) int32 { return g.slotGate[slot] }

// Member returns the vertex of a slot, or ^gate.
func (g *Graph) Member(slot int32) int32 { return g.members[slot] }

// Mods returns a gate's modifiers.
func (g *Graph) Mods(gate int32) Mods {
	if i := g.gateMods[gate]; i >= 0 {
		return g.mods[i]
	}
	return Mods{}
}

// HasMods says whether a gate has modifiers at all.
func (g *Graph) HasMods(gate int32) bool { return g.gateMods[gate] >= 0 }

// HasHoldup says whether any gate rides through a loss. Cost: the kinds of modifiers.
func (g *Graph) HasHoldup() bool {
	return slices.ContainsFunc(g.mods, func(m Mods) bool { return m.Holdup > 0 })
}

// Naming returns the slots that name a vertex, ascending. The slice must not be
// changed.
func (g *Graph) Naming(v int32) []int32 { return g.revSlot[g.revFirst[v]:g.revFirst[v+1]] }

// Component returns the number of a vertex's strongly connected component.
// Numbers are a topological order: what a component needs of others has smaller
// numbers.
func (g *Graph) Component(v int32) int32 { return g.component[v] }

// ComponentSize returns how many vertices a component has.
func (g *Graph) ComponentSize(c int32) int32 { return g.compSize[c] }

// Components returns the number of strongly connected components.
func (g *Graph) Components() int { return len(g.compSize) }

// Fed says whether what flows may go round in a component: a requirement of supply
// in it names a vertex of it. Its levels are then those of a nested fixed point (see
// cascade.Cascade.Run).
func (g *Graph) Fed(c int32) bool { return g.loop != nil && g.loop[c] != nil }

// HasFed says whether any component is fed.
func (g *Graph) HasFed() bool { return g.loop != nil }

// Loop returns the vertices of a component that is fed, ascending. The slice must not
// be changed.
func (g *Graph) Loop(c int32) []int32 { return g.loop[c] }

// Flows says whether a gate's members are taken from what has started, rather than
// from what stands unless a failure forces it down: those of a requirement of supply,
// and the parts that a service is made of, since the whole is no hop of its own.
func (g *Graph) Flows(gate int32) bool {
	m := g.Mods(gate)
	return m.Supply || m.Whole || g.allFlows
}

// Unless returns the gates that hold while their member is down, ascending. The slice
// must not be changed.
func (g *Graph) Unless() []int32 { return g.unless }

// HasBefore says whether anything may be below up with nothing failed: where a supply
// goes round in a loop, or something holds only while something else is down.
func (g *Graph) HasBefore() bool { return g.HasFed() || len(g.unless) > 0 }

// AllSupply returns the same graph with every requirement taken as one of supply. It
// shares all that it can, and costs a pass over the members.
func (g *Graph) AllSupply() *Graph {
	out := *g
	out.allFlows = true
	out.feed(pace.New(context.Background()))
	return &out
}

// Named returns the vertices that a gate names, at any nesting.
func (g *Graph) Named(gate int32) (out []int32) {
	for _, m := range g.Members(gate) {
		if m >= 0 {
			out = append(out, m)
		} else {
			out = append(out, g.Named(^m)...)
		}
	}
	return out
}

// needs returns the vertices that v names, sorted, each once.
func (g *Graph) needs(v int32) []int32 {
	from, to := g.Slots(v)
	out := make([]int32, 0, to-from)
	for _, m := range g.members[from:to] {
		if m >= 0 {
			out = append(out, m)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// dependents returns the vertices that name v, sorted, each once.
func (g *Graph) dependents(v int32) []int32 {
	slots := g.Naming(v)
	out := make([]int32, len(slots))
	for i, s := range slots {
		out[i] = g.gateOwner[g.slotGate[s]]
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Below says of every vertex whether one of vs needs it, over any number of
// steps, or is it. It costs time in proportion to the members passed.
func (g *Graph) Below(vs []int32) []bool {
	return g.below(vs, func(int32) bool { return true })
}

// below is Below through the slots that pass.
func (g *Graph) below(vs []int32, passes func(slot int32) bool) []bool {
	below := make([]bool, g.Len())
	queue := slices.Clone(vs)
	for _, v := range queue {
		below[v] = true
	}
	for len(queue) > 0 {
		v := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for slot, end := g.Slots(v); slot < end; slot++ {
			if m := g.members[slot]; m >= 0 && !below[m] && passes(slot) {
				below[m] = true
				queue = append(queue, m)
			}
		}
	}
	return below
}

// Requirement returns which of its vertex's requirements a slot belongs to, at
// any nesting: the number of its top gate among the vertex's, from 0.
func (g *Graph) Requirement(slot int32) int {
	gate := g.slotGate[slot]
	for g.gateSlot[gate] >= 0 {
		gate = g.slotGate[g.gateSlot[gate]]
	}
	n := 0
	for first := g.vertexGate[g.gateOwner[gate]]; first < gate; first++ {
		if g.gateSlot[first] < 0 {
			n++
		}
	}
	return n
}
