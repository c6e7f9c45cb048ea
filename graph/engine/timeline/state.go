package timeline

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/load"
)

// Start is a graph with a load before anything happens, as that has been for ever: what
// begins is begun from there again and again. It is immutable, and safe for concurrent use.
type Start struct {
	in Input
	s  *simulation
	l  *loading

	Before map[int32]graph.Level // of what is below up
	Lost   map[int32]float64     // by vertex that is not down: the share of its users who are turned away, above 0
	Loads  []float64             // by node of the network
	Over   []bool                // likewise: overload has its effect
}

// Begin finds how an input that has a load starts. Cost and errors are those of Run.
func Begin(ctx context.Context, in Input) (*Start, error) {
	l := newLoading(ctx, in)
	s := newSimulation(ctx, in, l, nil)
	l.runs = []*simulation{s}
	begin(l.runs, l)
	if err := failed(ctx, l); err != nil {
		return nil, err
	}
	return &Start{in: in, s: s, l: l, Before: s.out.Before, Lost: s.out.ShedBefore, Loads: s.out.Start, Over: s.out.OverBefore}, nil
}

// Input returns what it is the start of.
func (b *Start) Input() Input { return b.in }

// State is a graph with a load at one moment.
type State struct {
	Levels map[int32]graph.Level // of what is below up; where load flaps for ever, the worst of its round
	Lost   map[int32]float64     // by vertex that is not down: the share of its users who are turned away, above 0
	Loads  []float64             // by node of the network: its load
	Peaks  []float64             // likewise: the load that put it over its capacity
	Over   []bool                // likewise: overload has its effect
	Flaps  bool                  // some node was over its capacity again and again until it locked out

	Work int64 // that finding the loads took, as load.Budget counts it

	last *simulation
}

// At lets vertices fail and be impaired, all at once and for good, and demands be others, and
// returns how things stand a while after that, with all that happens at that moment done.
// Cost and errors are those of Run.
func (b *Start) At(ctx context.Context, down, degraded []int32, demand []Setting, after time.Duration) (*State, error) {
	l := b.l.fork(ctx)
	s := b.s.fork(ctx, l, Event{Fail: down, Degrade: degraded, Demand: demand})
	l.runs = []*simulation{s}
	if err := goOn(ctx, l.runs, l, after); err != nil {
		return nil, err
	}
	out := &State{Levels: map[int32]graph.Level{}, Lost: s.sheds, Loads: l.loads, Peaks: l.peak, Over: l.marked, Work: l.flow.Work(), last: s}
	for v, x := range s.level {
		if x < graph.Up {
			out.Levels[int32(v)] = x
		}
	}
	if after == forever && l.round != never {
		s.worstSince(l.round, out)
	}
	return out, nil
}

// Delays returns where delays stand in the end: given that, a cascade finds the levels.
func (st *State) Delays(after time.Duration) *cascade.Delays { return st.last.standsAt(after) }

// Struck returns the vertices that overload takes down, and those that it impairs.
func (st *State) Struck() (down, degraded []int32) {
	for i, over := range st.Over {
		switch n := &st.last.load.net.Nodes[i]; {
		case !over:
		case n.Overload == load.Trip:
			down = append(down, n.Vertices()...)
		default:
			degraded = append(degraded, n.Vertices()...)
		}
	}
	return down, degraded
}

// worstSince takes levels, and what is lost, as they were at the worst since a moment.
func (s *simulation) worstSince(began time.Duration, to *State) {
	to.Flaps, to.Lost = true, maps.Clone(to.Lost)
	now := maps.Clone(s.out.Before)
	level := func(v int32) graph.Level {
		if l, below := now[v]; below {
			return l
		}
		return graph.Up
	}
	worse := func(v int32, l graph.Level) {
		if x, below := to.Levels[v]; l < graph.Up && (!below || l < x) {
			to.Levels[v] = l
		}
	}
	for _, ch := range s.out.Changes {
		if ch.At > began {
			worse(ch.Vertex, level(ch.Vertex))
		}
		if now[ch.Vertex] = ch.Level; ch.At >= began {
			worse(ch.Vertex, ch.Level)
		}
	}
	lost := maps.Clone(s.out.ShedBefore)
	for _, ch := range s.out.Sheds {
		if ch.At > began {
			to.Lost[ch.Vertex] = max(to.Lost[ch.Vertex], lost[ch.Vertex])
		}
		if lost[ch.Vertex] = ch.Share; ch.At >= began {
			to.Lost[ch.Vertex] = max(to.Lost[ch.Vertex], ch.Share)
		}
	}
	maps.DeleteFunc(to.Lost, func(v int32, x float64) bool { return x == 0 || to.Levels[v] == graph.Down && level(v) < graph.Up })
	for v, l := range to.Levels {
		if l == graph.Down {
			delete(to.Lost, v)
		}
	}
}

// fork returns a simulation that goes on from here by itself, with an event to come.
func (s *simulation) fork(ctx context.Context, l *loading, e Event) *simulation {
	c := *s
	c.ctx, c.steps, c.load = ctx, 0, l
	c.level, c.agenda, c.events = slices.Clone(s.level), slices.Clone(s.agenda), []Event{e}
	c.faults, c.lost, c.excused = map[int32][]fault{}, map[int32]bool{}, nil
	c.memory, c.wait = cloned(s.memory), cloned(s.wait)
	c.delays, c.spared, c.sheds = maps.Clone(s.delays), maps.Clone(s.spared), maps.Clone(s.sheds)
	c.late = make(map[int32]late, len(s.late))
	for gate, past := range s.late {
		c.late[gate] = slices.Clone(past)
	}
	c.broke = map[int32][]int32{}
	c.dirty, c.queued, c.touched = nil, map[int32]bool{}, nil
	c.out = Result{Before: s.out.Before, ShedBefore: s.out.ShedBefore}
	c.forget()
	c.wake(e.At, noVertex)
	return &c
}

// cloned copies what pointers point to.
func cloned[T any](of map[int32]*T) map[int32]*T {
	out := make(map[int32]*T, len(of))
	for k, x := range of {
		y := *x
		out[k] = &y
	}
	return out
}

// fork returns a loading that goes on from here by itself.
func (l *loading) fork(ctx context.Context) *loading {
	c := *l
	c.flow = load.NewFlow(l.net, load.NewBudget(ctx))
	for _, of := range []*[]float64{&c.peak, &c.loads, &c.capacities} {
		*of = slices.Clone(*of)
	}
	for _, of := range []*[]bool{&c.marked, &c.resting, &c.over, &c.struck} {
		*of = slices.Clone(*of)
	}
	c.times, c.cleared = slices.Clone(l.times), map[int32]time.Duration{}
	c.demand, c.capacity = l.demand.fork(), l.capacity.fork()
	return &c
}

func (q quantity) fork() quantity {
	q.now, q.latest, q.expiries = slices.Clone(q.now), slices.Clone(q.latest), nil
	return q
}
