package sweep

import (
	"cmp"
	"context"
	"iter"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// Sweep answers questions about every failure on one graph at one horizon. It is
// immutable and safe for concurrent use.
type Sweep struct {
	graph   *graph.Graph
	horizon time.Duration
	course  *moment.Course // which knows where delays follow on each other; nil: nowhere
	system  *system
	stakes  *Stakes
	index   *index
	rest    *state // with nothing failed; nil where all is up then
}

// New returns a Sweep. It costs time and memory in proportion to the graph, about
// 8 bytes a member and 8 a vertex; twice that of what can be degraded.
func New(g *graph.Graph, horizon time.Duration, stakes *Stakes) *Sweep {
	return newSweep(&Sweep{graph: g, horizon: horizon, stakes: stakes})
}

// NewAt returns a Sweep that asks a course of a graph where delays stand: of the failures
// where they may follow on each other, each by itself.
func NewAt(g *graph.Graph, horizon time.Duration, course *moment.Course, stakes *Stakes) *Sweep {
	return newSweep(&Sweep{graph: g, horizon: horizon, course: course, stakes: stakes})
}

func newSweep(s *Sweep) *Sweep {
	g, horizon, stakes := s.graph, s.horizon, s.stakes
	var base *cascade.Cascade
	if g.HasBefore() {
		base = s.cascade()
		base.Run(nil, nil)
	}
	s.system = newSystem(g, horizon, base)
	s.index = newIndex(stakes, s.system, base != nil)
	if base != nil {
		s.rest = s.state(base)
		s.index.rest(s)
	}
	return s
}

// cascade returns one for single failures.
func (s *Sweep) cascade() *cascade.Cascade {
	if s.course != nil {
		return s.course.Cascade()
	}
	return s.apart()
}

// apart returns a cascade that compares each delay with the horizon by itself.
func (s *Sweep) apart() *cascade.Cascade { return cascade.New(s.graph, s.horizon) }

// chained says whether delays may follow on each other if these fail.
func (s *Sweep) chained(failed []int32) bool { return s.course != nil && s.course.Matters(failed) }

// Question is what may fail, and which rows are wanted.
type Question struct {
	Failures [][]int32 // each a set of vertices that fail as one, in the order of their names
	By       By
	Top      int // how many rows; 0 for all
}

// Answer is the rows asked for, worst first, those of the same effect in the
// order of Failures.
type Answer struct {
	Rows      []Row
	Scenarios int64 // how many the rows are the worst of
	Run       int64 // how many of them were run; of the others it is known that they are no worse

	// Of pairs alone: those that take something down together that neither takes
	// down alone. Joint has the worst of them by what that is, and of equal ones
	// those that take down more in all.
	Interacting int64
	Joint       []Row
}

// mostBlocks is how many blocks a sweep is cut into at most. A block depends on
// nothing but the question and its number: how many workers there are, or how a
// sweep is spread, changes no byte of the answer.
const mostBlocks = 32

// cut is a range of scenarios, in blocks.
type cut struct{ n, size int }

func newCut(n int) cut { return cut{n, max(1, (n+mostBlocks-1)/mostBlocks)} }

func (c cut) blocks() int { return (c.n + c.size - 1) / c.size }

// all yields the scenarios of a block, and stops soon after the context ends.
func (c cut) all(ctx context.Context, block int) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for i := block * c.size; i < min((block+1)*c.size, c.n); i++ {
			if i%16 == 0 && ctx.Err() != nil || !yield(int32(i)) {
				return
			}
		}
	}
}

// Singles runs every single failure. It costs what falls with a failure and not
// with the one that it is run on top of. Where delays may follow
// on each other it costs a timeline. The error is the context's, or that of a timeline.
func (s *Sweep) Singles(ctx context.Context, q Question) (*Answer, error) {
	rows := newBest(q.Top, func(r *Row) score { return score{first: q.By.key(r.Effect)} })
	p, n := s.newPlan(q.Failures), newCut(len(q.Failures))
	trouble := &trouble{}
	newWorker := func() *singleWorker {
		return &singleWorker{s.newClimber(p, q.Failures), s, s.newExact(s.cascade, trouble)}
	}
	err := inBlocks(ctx, n.blocks(), newWorker, func(w *singleWorker, block int) *best {
		part := newBest(q.Top, rows.of)
		for at := range n.all(ctx, block) {
			part.add(Row{A: p.order[at], B: None, Effect: w.effect(ctx, at)})
		}
		return part
	}, rows.merge)
	return &Answer{Rows: rows.rows(), Scenarios: int64(len(q.Failures)), Run: int64(len(q.Failures))}, cmp.Or(trouble.err, err)
}

// singleWorker is what one goroutine needs to run single failures.
type singleWorker struct {
	*climber
	s     *Sweep
	exact *exact
}

// effect returns that of the failure at a position.
func (w *singleWorker) effect(ctx context.Context, at int32) Effect {
	failed := w.failures[w.p.order[at]]
	if w.s.chained(failed) {
		return w.exact.toll(ctx, failed).effect
	}
	e := w.run(at)
	switch {
	case !w.f.relieves(failed):
		return e
	case w.f.lift(failed):
		e = w.exact.lifted(w.f)
	default:
		e = w.exact.toll(ctx, failed).effect
	}
	w.f.up = nil
	return e
}

func (s *Sweep) newClimber(p *plan, failures [][]int32) *climber {
	return &climber{f: s.newFall(), p: p, failures: failures}
}

// inBlocks does the blocks from 0 to n, on all cores, and merges their answers in
// the order of the blocks. Each goroutine has a worker of its own. It stops
// between blocks when the context ends.
func inBlocks[W, T any](ctx context.Context, n int, newWorker func() W, do func(w W, block int) T, merge func(T)) (err error) {
	r := newRing[T](n)
	var next atomic.Int64
	parallel.RunContext(ctx, 1+min(n, runtime.GOMAXPROCS(0)), func(ctx context.Context, i int) {
		if i == 0 {
			err = r.merge(ctx, n, merge)
			return
		}
		w := newWorker()
		for range r.free {
			block := int(next.Add(1)) - 1
			if block >= n || ctx.Err() != nil {
				return
			}
			r.put(block, do(w, block))
		}
	})
	return err
}

// ahead is how many blocks may be done before they are merged.
const ahead = 64

// ring holds what blocks have found until it is their turn to be merged.
type ring[T any] struct {
	slots []slot[T]
	free  chan struct{} // a place for each block that may be begun
}

type slot[T any] struct {
	done chan struct{}
	out  T
}

func newRing[T any](n int) *ring[T] {
	r := &ring[T]{make([]slot[T], min(n, ahead)), make(chan struct{}, ahead)}
	for i := range r.slots {
		r.slots[i].done = make(chan struct{}, 1)
		r.free <- struct{}{}
	}
	return r
}

func (r *ring[T]) put(block int, out T) {
	s := &r.slots[block%len(r.slots)]
	s.out = out
	s.done <- struct{}{}
}

// merge merges n blocks in their order. When it ends, nobody begins another block.
func (r *ring[T]) merge(ctx context.Context, n int, merge func(T)) error {
	defer close(r.free)
	for block := range n {
		s := &r.slots[block%len(r.slots)]
		select {
		case <-s.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		merge(s.out)
		r.free <- struct{}{}
	}
	return nil
}
