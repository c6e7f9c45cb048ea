package diagram

import (
	"context"
	"errors"
)

// Ref is a node of a diagram. Children have smaller references than their
// parents.
type Ref uint32

// The two ends.
const (
	Zero Ref = 0
	One  Ref = 1
)

// MaxLevels is how many levels an operation may have to recurse through.
const MaxLevels = 1 << 20

// ErrBudget is the error of a table that has used up its budget of nodes.
var ErrBudget = errors.New("the budget of diagram nodes is used up")

// Node is a test of the variable at a level. Levels count from 0 at the top;
// the ends have the last level of all.
type Node struct {
	Level  int32
	Lo, Hi Ref // where the variable is false, or not in the set; and where it is
	next   Ref // the next node in the same bucket
}

const endLevel = 1<<31 - 1

// Table holds each node once. Those of bdd and zbdd have one, and give its nodes
// their meaning. It is not safe for concurrent use.
type Table struct {
	nodes   []Node
	buckets []Ref
	budget  int
	err     error
	ctx     context.Context
	steps   uint32
	limit   func(nodes int) bool // a further bound, asked now and then; nil: none
}

// New returns a table of the two ends, for work that ends with a context or a
// budget of nodes.
func New(ctx context.Context, budget int) Table {
	return Table{
		nodes:   []Node{{Level: endLevel}, {Level: endLevel}},
		buckets: make([]Ref, 1<<8), budget: budget, ctx: ctx,
	}
}

// Race bounds the table further: it stops when lost, asked now and then with the
// number of nodes made, says so.
func (t *Table) Race(lost func(nodes int) bool) { t.limit = lost }

// Budget returns how many nodes may be made.
func (t *Table) Budget() int { return t.budget }

// Len returns the number of nodes made, the two ends among them.
func (t *Table) Len() int { return len(t.nodes) }

// Err returns nil, ErrBudget, or the error of the context. Once it is not nil,
// what operations return means nothing.
func (t *Table) Err() error { return t.err }

// Exhaust ends all work as if the budget were used up, and returns Zero.
func (t *Table) Exhaust() Ref {
	t.err = ErrBudget
	return Zero
}

// At returns a node.
func (t *Table) At(r Ref) Node { return t.nodes[r] }

// Level returns the level of a node's variable.
func (t *Table) Level(r Ref) int32 { return t.nodes[r].Level }

// Lo returns what a node is where its variable is false, or not in the set.
func (t *Table) Lo(r Ref) Ref { return t.nodes[r].Lo }

// Hi returns what a node is where its variable is true, or in the set.
func (t *Table) Hi(r Ref) Ref { return t.nodes[r].Hi }

// Find returns the node of that content, a new one if there is none.
func (t *Table) Find(level int32, lo, hi Ref) Ref {
	h := hash(uint32(level), uint32(lo), uint32(hi)) & uint32(len(t.buckets)-1)
	for r := t.buckets[h]; r != 0; r = t.nodes[r].next {
		if n := &t.nodes[r]; n.Lo == lo && n.Hi == hi && n.Level == level {
			return r
		}
	}
	if len(t.nodes) >= t.budget {
		t.err = ErrBudget
	}
	if t.err != nil {
		return Zero
	}
	r := Ref(len(t.nodes))
	t.nodes = append(t.nodes, Node{level, lo, hi, t.buckets[h]})
	t.buckets[h] = r
	if len(t.nodes) > len(t.buckets) {
		t.rehash()
	}
	return r
}

func (t *Table) rehash() {
	t.buckets = make([]Ref, 4*len(t.buckets))
	for i := 2; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		h := hash(uint32(n.Level), uint32(n.Lo), uint32(n.Hi)) & uint32(len(t.buckets)-1)
		n.next = t.buckets[h]
		t.buckets[h] = Ref(i)
	}
}

// often is how many steps pass between two looks at the context.
const often = 1 << 12

// Stopped counts a step and says whether the work has to end: then Err says why.
func (t *Table) Stopped() bool {
	t.steps++
	if t.steps%often == 0 && t.err == nil {
		t.err = t.ctx.Err()
		if t.err == nil && t.limit != nil && t.limit(len(t.nodes)) {
			t.err = ErrBudget
		}
	}
	return t.err != nil
}

func hash(a, b, c uint32) uint32 {
	h := (uint64(a)<<32 | uint64(b)) * 0x9e3779b97f4a7c15
	h = (h ^ h>>29 ^ uint64(c)) * 0xbf58476d1ce4e5b9
	return uint32(h >> 32)
}

// Reach marks the nodes from one reference up to a root that the root leads to,
// by their distance from the first. Cost: linear in that range.
func (t *Table) Reach(from, root Ref) []bool {
	if root < from {
		return nil
	}
	used := make([]bool, root-from+1)
	used[root-from] = true
	for r := root; r >= from; r-- {
		if !used[r-from] {
			continue
		}
		for _, child := range [2]Ref{t.nodes[r].Lo, t.nodes[r].Hi} {
			if child >= from {
				used[child-from] = true
			}
		}
	}
	return used
}
