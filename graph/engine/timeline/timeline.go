package timeline

import (
	"cmp"
	"container/heap"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// Run simulates the events until nothing more happens, or until end if that is
// not 0.
//
// It is a discrete-event simulation: the only moments looked at are those of
// events and of timers that they start (a fault that ends, a hold-up that is
// used up, a fail-over or a recovery that is done). At each, the components that
// a change can reach are recomputed in topological order, each to its greatest
// fixed point, and where a supply goes round to a nested one (see cascade.Run);
// nothing begins before what has been so for ever is settled. The cost is that of the vertices recomputed, with their members;
// a component in a cycle is recomputed whole. With a network each moment adds
// the cost of its loads, and for every node that is over its capacity that of
// what depends on it.
//
// The error is that the simulation came to no end within maxMoments, a
// *load.WorkError, or the context's.
func Run(ctx context.Context, in Input, events []Event, end time.Duration) (Result, error) {
	l := newLoading(ctx, in)
	s := newSimulation(ctx, in, l, events)
	if end == 0 {
		end = forever
	}
	err := run(ctx, []*simulation{s}, l, end)
	return s.out, err
}

// maxMoments bounds a simulation: delays in a cycle can keep each other going.
const maxMoments = 1_000_000

// simulation is the state of a run.
type simulation struct {
	ctx    context.Context
	steps  int // of work, to ask ctx now and then
	in     Input
	g      *graph.Graph
	now    time.Duration
	agenda agenda
	events []Event // by time, those to come
	level  []graph.Level
	faults map[int32][]fault
	memory map[int32]*memory     // of gates with delays
	delays map[int32]*delays     // of components that were asked about
	wait   map[int32]*wait       // of vertices with a recovery time
	spared map[int32]graph.Level // what parts would be if their access nodes were up, where that is not what they are
	order  []int32               // vertices by component
	start  []int32               // component -> its first in order; one more at the end

	load    *loading              // nil without a network; the same of all that run together
	share   func(v int32) float64 // of those who come to a vertex, of whom the run tells; nil: all
	sheds   map[int32]float64     // as last reported
	late    map[int32]late        // gate with a hold-up -> what is lost before that
	lost    map[int32]bool        // vertices that are not found
	excused map[int32]bool        // those of which that does not count just now
	watched watching

	standing Standing
	broke    map[int32][]int32 // vertices that have to recover -> the slots by which they last went down; nil: nobody asks

	settling bool // it is found what has been so for ever: every delay is over

	dirty   components            // to be recomputed at this moment
	queued  map[int32]bool        // those in dirty
	touched []int32               // vertices recomputed at this moment
	bare    map[int32]view        // bare answers of guarded components recomputed at this moment
	before  map[int32]graph.Level // levels before this moment, of the vertices that it changed
	resumed map[int32]wait        // waits as they stood before this moment
	tripped map[int32]bool        // vertices that tripped at this moment: they have to recover, though load lets them go at once
	ended   map[int32]WaitKind    // vertices of which a fault or an overload ended at this moment
	out     Result
}

func newSimulation(ctx context.Context, in Input, l *loading, events []Event) *simulation {
	g := in.Graph
	s := &simulation{ctx: ctx, in: in, g: g, level: make([]graph.Level, g.Len()), faults: map[int32][]fault{}, memory: map[int32]*memory{},
		delays: map[int32]*delays{}, wait: map[int32]*wait{}, spared: map[int32]graph.Level{}, queued: map[int32]bool{}, events: slices.Clone(events), load: l, sheds: map[int32]float64{}, late: map[int32]late{}, lost: map[int32]bool{}, watched: newWatching(g, in.Watch)}
	s.forget()
	of := in.ground
	if of == nil {
		of = newGround(in)
	}
	for v := range s.level {
		s.level[v] = graph.Up
	}
	for _, v := range of.recovering {
		s.wait[v] = &wait{due: never, after: noVertex}
	}
	s.order, s.start = of.order, of.start
	slices.SortStableFunc(s.events, func(a, b Event) int { return cmp.Compare(a.At, b.At) })
	for _, e := range s.events {
		s.wake(e.At, noVertex)
	}
	return s
}

const (
	noVertex = int32(-1)
	never    = time.Duration(-1)
)

// wake has a vertex looked at again at a moment.
func (s *simulation) wake(at time.Duration, v int32) { heap.Push(&s.agenda, alarm{at, v}) }

// happens works what happens now, as far as load plays no part.
func (s *simulation) happens() {
	for len(s.agenda) > 0 && s.agenda[0].at == s.now {
		if a := heap.Pop(&s.agenda).(alarm); a.vertex != noVertex {
			s.endFaults(a.vertex)
			s.mark(a.vertex)
		}
	}
	s.happen()
	s.settle()
}

// end has remembered what the next moments have to know of this one.
func (s *simulation) end() {
	for _, v := range s.touched {
		s.remember(v)
	}
	s.rememberLoops()
	s.noteBroke()
	s.forget()
}

// settle takes all that is dirty to its fixed point, in topological order.
func (s *simulation) settle() {
	for len(s.dirty) > 0 && !s.stopped() {
		c := heap.Pop(&s.dirty).(int32)
		delete(s.queued, c)
		s.recompute(c)
	}
}

// stopped counts a step of work and says whether nobody waits for the rest.
// Whatever is left half done then, Run returns the context's error.
func (s *simulation) stopped() bool {
	const often = 1024
	s.steps++
	return s.steps%often == 0 && s.ctx.Err() != nil
}

// forget makes ready for the next moment.
func (s *simulation) forget() {
	s.touched, s.ended, s.bare = s.touched[:0], map[int32]WaitKind{}, map[int32]view{}
	s.before, s.resumed = map[int32]graph.Level{}, map[int32]wait{}
	s.tripped = map[int32]bool{}
}

// report notes the levels that this moment changed, and the waits that it began: load may
// have taken back others.
func (s *simulation) report() {
	for _, v := range s.touched {
		if w := s.wait[v]; w != nil && w.needs && w.due != never && w.due == s.now+s.in.Recovery(v) {
			w.after = s.waitedFor(v).Vertex
			s.wake(w.due, v)
		}
	}
	for _, v := range slices.Sorted(maps.Keys(s.before)) {
		if s.level[v] == s.before[v] {
			continue
		}
		ch := Change{At: s.now, Vertex: v, Level: s.level[v], Waited: Wait{Kind: WaitNone, Vertex: noVertex}}
		if s.better(v) {
			ch.Waited = s.waitedFor(v)
		}
		s.out.Changes = append(s.out.Changes, ch)
	}
}

// fell says whether a vertex has gone down at this moment.
func (s *simulation) fell(v int32) bool {
	l, changed := s.before[v]
	return changed && l > graph.Down && s.level[v] == graph.Down
}

// better says whether a vertex fares better since this moment.
func (s *simulation) better(v int32) bool {
	l, changed := s.before[v]
	return changed && s.level[v] > l
}

// mark has a vertex's component recomputed at this moment.
func (s *simulation) mark(v int32) {
	if c := s.g.Component(v); !s.queued[c] {
		s.queued[c] = true
		heap.Push(&s.dirty, c)
	}
}
