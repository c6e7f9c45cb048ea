// Package cheapest finds the cheapest set of things that does the job, and
// proves that no cheaper one does.
package cheapest

import (
	"cmp"
	"container/heap"
	"context"
	"math"
	"math/bits"
)

// Set is a set of things by number, a bit each.
type Set uint64

// Max is how many things there may be to choose from.
const Max = 63

// Has says whether a thing is in the set.
func (s Set) Has(i int) bool { return s&(1<<i) != 0 }

// With returns the set with a thing more.
func (s Set) With(i int) Set { return s | 1<<i }

// All returns the numbers in the set, ascending.
func (s Set) All() []int {
	var out []int
	for ; s != 0; s &= s - 1 {
		out = append(out, bits.TrailingZeros64(uint64(s)))
	}
	return out
}

// Problem is what to choose from, and what shall be done.
type Problem struct {
	Costs     []float64               // of each thing, none below 0
	Exclusive func(i, j int) bool     // whether two cannot both be taken
	Holds     func(Set) (bool, error) // whether a set does the job
	// May says whether some set with all of in and none of out may do it. It may
	// err on the side of yes only.
	May   func(in, out Set) (bool, error)
	Limit int // how many sets may be looked at; 0 for all
}

// Answer is the cheapest set and its proof.
type Answer struct {
	Found bool
	Set   Set
	Cost  float64
	// Exact: no set does it for less, and none at all where none was found.
	// Otherwise none does for less than Bound, and Set was merely found.
	Exact    bool
	Bound    float64
	Log      []Tried // the first of those that were tried, MaxLog at most
	Tried    int     // sets that were tried and do not do it, or cost no less
	RuledOut float64 // sets of which May said that they do not, cheaper or not
}

// Tried is a set that does not do the job, and its cost.
type Tried struct {
	Set  Set
	Cost float64
}

// MaxLog bounds how many sets an answer lists as tried.
const MaxLog = 1000

// Find looks at sets in the order of their cost, the smaller first among equals
// and then the first by number: so the first that does the job is the cheapest.
//
// It is a best-first branch and bound over the tree in which every set is reached
// by adding things in ascending order. When a set's turn comes, its branch is cut
// off if May finds that neither it nor anything below it does the job: May is
// asked late, since it may have learned from the sets before. Nothing is assumed
// of Holds: a thing more may also spoil it. In the worst case Find looks at 2ⁿ
// sets, and remembers as many. The error is that of Holds or May, or the context's.
func Find(ctx context.Context, p Problem) (Answer, error) {
	s := &search{p: p, costs: p.Costs, queue: queue{branch{}}}
	out := Answer{}
	for len(s.queue) > 0 {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		b := s.queue[0]
		if p.Limit > 0 && s.tried == p.Limit {
			out.Bound = b.cost
			return s.guess(out)
		}
		heap.Pop(&s.queue)
		may, err := s.may(b)
		if err != nil {
			return out, err
		}
		if !may {
			continue
		}
		ok, err := p.Holds(b.set)
		if err != nil {
			return out, err
		}
		if ok {
			out.Found, out.Set, out.Cost, out.Bound = true, b.set, b.cost, b.cost
			break
		}
		if s.tried++; s.tried <= MaxLog {
			out.Log = append(out.Log, Tried{b.set, b.cost})
		}
		s.expand(b)
	}
	if !out.Found {
		out.Bound = math.Inf(1)
	}
	out.Exact, out.Tried, out.RuledOut = true, s.tried, s.ruledOut
	return out, nil
}

// branch is a set, and with it all that come of adding things from next on.
type branch struct {
	set  Set
	cost float64
	next int
}

type search struct {
	p        Problem
	costs    []float64
	queue    queue
	tried    int
	ruledOut float64
}

func (s *search) expand(b branch) {
	for j := b.next; j < len(s.costs); j++ {
		if s.allowed(b.set, j) {
			heap.Push(&s.queue, branch{b.set.With(j), s.cost(b.set.With(j)), j + 1})
		}
	}
}

// may says whether something in a branch may do the job.
func (s *search) may(b branch) (bool, error) {
	decided := Set(1)<<b.next - 1
	may, err := s.p.May(b.set, decided&^b.set)
	if !may {
		s.ruledOut += math.Exp2(float64(len(s.costs) - b.next))
	}
	return may, err
}

// cost sums up in ascending order, so that equal sets cost the same to the bit.
func (s *search) cost(set Set) float64 {
	sum := 0.0
	for _, i := range set.All() {
		sum += s.costs[i]
	}
	return sum
}

func (s *search) allowed(set Set, j int) bool {
	for _, i := range set.All() {
		if s.p.Exclusive(i, j) {
			return false
		}
	}
	return true
}

// guess finds some set that does the job, without a promise: all that go
// together, and of these, the dearest first, as few as do it.
func (s *search) guess(out Answer) (Answer, error) {
	out.Tried, out.RuledOut = s.tried, s.ruledOut
	var set Set
	for j := range s.costs {
		if s.allowed(set, j) {
			set = set.With(j)
		}
	}
	ok, err := s.p.Holds(set)
	if err != nil || !ok {
		return out, err
	}
	for range s.costs {
		dearest := -1
		for _, i := range set.All() {
			ok, err := s.p.Holds(set &^ (1 << i))
			if err != nil {
				return out, err
			}
			if ok && (dearest < 0 || s.costs[i] > s.costs[dearest]) {
				dearest = i
			}
		}
		if dearest < 0 {
			break
		}
		set &^= 1 << dearest
	}
	out.Found, out.Set, out.Cost = true, set, s.cost(set)
	return out, nil
}

// queue is a heap of branches, the cheapest set first.
type queue []branch

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[i].cost, q[j].cost), cmp.Compare(bits.OnesCount64(uint64(q[i].set)), bits.OnesCount64(uint64(q[j].set))),
		cmp.Compare(bits.Reverse64(uint64(q[j].set)), bits.Reverse64(uint64(q[i].set)))) < 0
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(branch)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
