// Package loaded runs failures at the horizon with the load that they leave: what is over
// its capacity then trips, sheds or gets worse, until that comes to rest.
//
// Levels, and who is turned away, are those of a timeline at the horizon; a cascade that is
// told where its delays stand, and what overload does, gives the reasons.
package loaded

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// Run is a cascade with load, or without where there is none. It is not safe for
// concurrent use; any number may share a start.
type Run struct {
	*cascade.Cascade
	start   *timeline.Start // nil: without load
	horizon time.Duration
	state   *timeline.State // of the last run with load; nil: nothing is run, or load played no part
	fallen  []int32
	touch   *Touch         // nil: every run takes a simulation
	course  cascade.Course // of runs in which load plays no part
	work    int64
}

// New returns a run in which nothing has failed, on top of a cascade of the same horizon
// that follows a course, if any; start may be nil, for a run without load. With touch only
// failures that load can touch take a simulation.
func New(run *cascade.Cascade, course cascade.Course, start *timeline.Start, touch *Touch, horizon time.Duration) *Run {
	return &Run{Cascade: run, course: course, start: start, touch: touch, horizon: horizon}
}

// Touches says whether load can touch what becomes of these failures.
func (r *Run) Touches(down []int32) bool {
	return r.start != nil && (r.touch == nil || r.touch.Touches(down))
}

// HasLoad says whether load is taken into account.
func (r *Run) HasLoad() bool { return r.start != nil }

// RunContext lets the vertices of down fail and those of degraded be impaired, all at once
// and for good. With load it costs a simulation, and its error may be one of that.
func (r *Run) RunContext(ctx context.Context, down, degraded []int32) error {
	return r.RunWith(ctx, down, degraded, nil)
}

// RunWith is RunContext with other demands than the start has.
func (r *Run) RunWith(ctx context.Context, down, degraded []int32, demand []timeline.Setting) error {
	if r.start == nil {
		return r.Cascade.RunContext(ctx, down, degraded)
	}
	if demand == nil && !r.Touches(down) && !r.Touches(degraded) {
		r.state = nil
		r.Cascade.Follow(r.course)
		err := r.Cascade.RunContext(ctx, down, degraded)
		r.fallen = r.untouched()
		return err
	}
	var err error
	if r.state, err = r.start.At(ctx, down, degraded, demand, r.horizon); err != nil {
		return err
	}
	r.work += r.state.Work
	r.fallen = slices.Sorted(maps.Keys(r.state.Levels))
	tripped, impaired := r.state.Struck()
	r.Cascade.Follow(given{r.state.Delays(r.horizon)})
	return r.Cascade.RunContext(ctx, slices.Concat(down, tripped), slices.Concat(degraded, impaired))
}

// untouched returns what is below up after a failure that load does not touch: what
// overload keeps from being up is as it was.
func (r *Run) untouched() []int32 {
	out := slices.DeleteFunc(slices.Clone(r.Cascade.Fallen()), func(v int32) bool { return r.touch.behind[v] })
	for v := range r.start.Before {
		if r.touch.behind[v] {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

// given is where delays stand after one run.
type given struct{ delays *cascade.Delays }

// Delays returns them, whatever is asked.
func (g given) Delays(context.Context, []int32, []int32, map[int32]bool, map[int32]bool) (*cascade.Delays, error) {
	return g.delays, nil
}

// Level returns a vertex's level.
func (r *Run) Level(v int32) graph.Level {
	switch {
	case r.start == nil:
		return r.Cascade.Level(v)
	case r.state != nil:
		return levelIn(r.state.Levels, v)
	case r.fallen == nil || r.touch.behind[v]:
		return r.Before(v)
	}
	return r.Cascade.Level(v)
}

// Fallen returns the vertices that are below up, each once. The slice must not be changed.
func (r *Run) Fallen() []int32 {
	if r.start == nil {
		return r.Cascade.Fallen()
	}
	return r.fallen
}

// Before returns a vertex's level with nothing failed.
func (r *Run) Before(v int32) graph.Level {
	if r.start == nil {
		return r.Cascade.Before(v)
	}
	return levelIn(r.start.Before, v)
}

// FallenBefore returns the vertices that are below up with nothing failed, ascending.
func (r *Run) FallenBefore() []int32 {
	if r.start == nil {
		return r.Cascade.FallenBefore()
	}
	return slices.Sorted(maps.Keys(r.start.Before))
}

func levelIn(below map[int32]graph.Level, v int32) graph.Level {
	if l, ok := below[v]; ok {
		return l
	}
	return graph.Up
}

// Lost returns the share of a vertex's users who get nothing, 0 to 1: all where it is
// down, those who are turned away where it is not.
func (r *Run) Lost(v int32) float64 {
	switch {
	case r.Level(v) == graph.Down:
		return 1
	case r.start == nil:
		return 0
	case r.state == nil:
		return r.start.Lost[v]
	}
	return r.state.Lost[v]
}

// LostSince returns the share of a vertex's users who get nothing and did before.
//
// What is less than any answer shows is none: loads that go round come out a hair apart.
func (r *Run) LostSince(v int32) float64 {
	const nothing = 5e-10
	if more := r.Lost(v) - r.LostBefore(v); more >= nothing {
		return more
	}
	return 0
}

// LostBefore is Lost with nothing failed.
func (r *Run) LostBefore(v int32) float64 {
	switch {
	case r.Before(v) == graph.Down:
		return 1
	case r.start == nil:
		return 0
	}
	return r.start.Lost[v]
}

// Hurt returns the vertices that are not up, or of whose users some are turned away,
// ascending: what accepts a degraded member can be up and still turn users away.
func (r *Run) Hurt() []int32 {
	out := slices.Clone(r.Fallen())
	switch {
	case r.state != nil:
		out = slices.AppendSeq(out, maps.Keys(r.state.Lost))
	case r.start != nil:
		out = slices.AppendSeq(out, maps.Keys(r.start.Lost))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// HurtBefore is Hurt with nothing failed.
func (r *Run) HurtBefore() []int32 {
	out := slices.Clone(r.FallenBefore())
	if r.start != nil {
		out = slices.AppendSeq(out, maps.Keys(r.start.Lost))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Work returns what the loads of all runs so far took, as load.Budget counts it: it depends
// on the runs alone, never on the machine.
func (r *Run) Work() int64 { return r.work }

// State returns how things stand with load; nil without, or before any run.
func (r *Run) State() *timeline.State { return r.state }
