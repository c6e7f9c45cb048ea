// Package loads plays models with demand and capacity through, slowly and obviously,
// from the chapter on load of the model language alone: who is offered how much, who
// uses what, what trips, sheds and degrades, what spills, and which share of every part
// is down because a node turns it away.
//
// It imports no engine, and of package oracle only how a document and a script are
// written. Every comment in quotation marks is a sentence of the language. Where the
// language says nothing, the comment says "silent", and how it is read here.
//
// It plays every vertex of every population's every segment by itself, and finds what
// reaches one node by sweeping over all of them until nothing changes. What is not its
// business: units, chance, supply, joint shares, partial faults, delays in a loop, and
// names of parts of a population with more than one line. Knows says what of these a
// document has.
package loads

import (
	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Doc is a decoded model file.
type Doc = oracle.Doc

// Script is what happens.
type Script = oracle.Script

// Event is one thing that happens.
type Event = oracle.Event

// Ever is the end of a script that is played until nothing is due any more.
const Ever = 1 << 40

// State is how everything is once all is done that happens at a moment. Parts are
// written as "service@access", or, of a population with several splits, as
// "service@" and all values of the segment.
type State struct {
	At    int               // seconds
	Level map[string]string // by node and part: "up", "degraded" or "down"
	// Load is what is offered to every node with a capacity.
	Load map[string]float64
	// Overload is what every node that is overloaded does: "trip", "shed", "degrade".
	Overload map[string]string
	// InUse are the members in use of every group, by the vertex that has it and the
	// group's place in its needs, such as "shop 0" or "shop 0.1" for one within another.
	InUse map[string][]string
	// Lost is the share of a part, or of a node without parts, that is down because
	// something it needs sheds: of what is down itself, 0.
	Lost map[string]float64
	// Spilled is what came to a service or a part from others that are down.
	Spilled map[string]float64
	// ShareDown is the share of every service's users that is down or lost.
	ShareDown map[string]float64
	// Down and Degraded are how many users that is of every service and part whose
	// users are known, and how many are served badly.
	Down, Degraded map[string]float64
}

// Course is what a script makes of a model.
type Course struct {
	// Before is the settled start, with nothing failed.
	Before State
	// States are those of every moment at which anything was due, in order, the first
	// of which is 0. Each holds until the next.
	States []State
	// Flaps is when load first found no state to come to rest in, or -1.
	Flaps int
	// Ends is false where something was still due when it was given up.
	Ends bool
}

// At is the state at a moment.
func (c *Course) At(second int) State {
	last := c.States[0]
	for _, s := range c.States {
		if s.At <= second {
			last = s
		}
	}
	return last
}
