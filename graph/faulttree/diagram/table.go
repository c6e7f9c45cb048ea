package diagram

import (
	"context"
	"errors"
)

// Ref is a node of a diagram. Children have smaller references than their
// parents.
type Ref uint32

// The two ends. In a binary diagram they are the constants; in a zero-suppressed
// one the family of no set, and the family of the empty set alone.
const (
	Zero Ref = 0
	One  Ref = 1
)

// MaxLevels is how many levels an operation may have to recurse through.
const MaxLevels = 1 << 20

// ErrBudget is the error of a table that has used up its budget of nodes.
var ErrBudget = errors.New("the budget of diagram nodes is used up")

// node is a test of the variable at a level. Levels count from 0 at the top;
// the ends have the last level of all.
type node struct {
	level  int32
	lo, hi Ref
	next   Ref // the next node in the same bucket
}

const endLevel = 1<<31 - 1

// table holds each node once.
type table struct {
	nodes   []node
	buckets []Ref
	budget  int
	err     error
	ctx     context.Context
	steps   uint32
	limit   func(nodes int) bool // a further bound, asked now and then; nil: none
}

func newTable(ctx context.Context, budget int) table {
	return table{
		nodes:   []node{{level: endLevel}, {level: endLevel}},
		buckets: make([]Ref, 1<<8), budget: budget, ctx: ctx,
	}
}

// Len returns the number of nodes made, the two ends among them.
func (t *table) Len() int { return len(t.nodes) }

// Err returns nil, ErrBudget, or the error of the context. Once it is not nil,
// what operations return means nothing.
func (t *table) Err() error { return t.err }

// Level returns the level of a node's variable.
func (t *table) Level(r Ref) int32 { return t.nodes[r].level }

// Lo returns what a node is where its variable is false, or not in the set.
func (t *table) Lo(r Ref) Ref { return t.nodes[r].lo }

// Hi returns what a node is where its variable is true, or in the set.
func (t *table) Hi(r Ref) Ref { return t.nodes[r].hi }

// find returns the node of that content, a new one if there is none.
func (t *table) find(level int32, lo, hi Ref) Ref {
	h := hash(uint32(level), uint32(lo), uint32(hi)) & uint32(len(t.buckets)-1)
	for r := t.buckets[h]; r != 0; r = t.nodes[r].next {
		if n := &t.nodes[r]; n.lo == lo && n.hi == hi && n.level == level {
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
	t.nodes = append(t.nodes, node{level, lo, hi, t.buckets[h]})
	t.buckets[h] = r
	if len(t.nodes) > len(t.buckets) {
		t.rehash()
	}
	return r
}

func (t *table) rehash() {
	t.buckets = make([]Ref, 4*len(t.buckets))
	for i := 2; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		h := hash(uint32(n.level), uint32(n.lo), uint32(n.hi)) & uint32(len(t.buckets)-1)
		n.next = t.buckets[h]
		t.buckets[h] = Ref(i)
	}
}

// often is how many steps pass between two looks at the context.
const often = 1 << 12

// stopped counts a step and says whether the work has to end.
func (t *table) stopped() bool {
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

// cache remembers results of operations on two operands. It forgets: a place
// holds one result. It grows with its table.
type cache struct {
	entries []result
	stored  int
}

type result struct{ a, b, value Ref } // a is 0 in an empty place

const (
	minCache = 1 << 10
	maxCache = 1 << 24
)

func newCache() cache { return cache{entries: make([]result, minCache)} }

func (c *cache) at(a, b Ref) *result {
	return &c.entries[hash(uint32(a), uint32(b), 0)&uint32(len(c.entries)-1)]
}

// grow makes room once a cache has been written to twice as often as it has
// places.
func (c *cache) grow() {
	if c.stored++; c.stored > 2*len(c.entries) && len(c.entries) < maxCache {
		*c = cache{entries: make([]result, 4*len(c.entries))}
	}
}
