// Package openpsa reads fault trees in the Open-PSA Model Exchange Format
// (edition 2.0d, 2008): gates, basic events and house events.
//
// It knows nothing of models: what Parse returns speaks of failure, as the
// format does, with house events folded away. Cost: linear in the file, about
// 25 MB a second, and several times its size in memory.
package openpsa

import "github.com/meoktong/meoktong/models/formats/format"

// Tree is all that a file defines, in the order of the file. References are
// resolved: every name in a formula is one of Gates or Events.
type Tree struct {
	Name   string // of the file's model, else of its first fault tree; "" if neither has one
	Label  string // likewise
	Gates  []Gate
	Events []Event
	Lost   []format.Loss // what the file says besides, in its order; at most format.MaxLosses
}

// Gate is failed if its formula is true.
type Gate struct {
	Name    string // of a private one its whole path
	Label   string // "" if it has none
	Formula Formula
	At      format.Span

	path string // of what it stands in: "FT.A"
}

// Event is a basic event: it fails of itself.
type Event struct {
	Name        string   // of a private one its whole path
	Label       string   // "" if it has none
	Probability *float64 // of being failed, 0 to 1; nil: not given
	At          format.Span

	path string
}

// Formula says when a gate is failed.
type Formula struct {
	Op    Op
	Name  string    // of Ref: a gate or a basic event
	Value bool      // of Constant
	K     int       // how many of Args must be true: 1 for Or and Not, len(Args) for And
	Args  []Formula // of And, Or and AtLeast; the one of Not
	At    format.Span

	want string // of Ref: what the file says it is
	most int    // of cardinality: how many of Args may be true
}

// Op is what a formula is made of.
type Op uint8

// The forms of a formula. Of those that Parse returns only the whole formula of a gate
// that no other names can be a Constant.
const (
	Ref Op = iota
	Constant
	And
	Or
	AtLeast
	Not

	nand // these are in no formula that Parse returns
	nor
	xor
	iff
	imply
	cardinality
)
