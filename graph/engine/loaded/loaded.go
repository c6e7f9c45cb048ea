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
	state   *timeline.State // of the last run with load; nil: nothing is run
	fallen  []int32
}

// New returns a run in which nothing has failed, on top of a cascade of the same horizon;
// start may be nil, for a run without load.
func New(run *cascade.Cascade, start *timeline.Start, horizon time.Duration) *Run {
	return &Run{Cascade: run, start: start, horizon: horizon}
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
	var err error
	if r.state, err = r.start.At(ctx, down, degraded, demand, r.horizon); err != nil {
		return err
	}
	r.fallen = slices.Sorted(maps.Keys(r.state.Levels))
	tripped, impaired := r.state.Struck()
	r.Cascade.Follow(given{r.state.Delays(r.horizon)})
	return r.Cascade.RunContext(ctx, slices.Concat(down, tripped), slices.Concat(degraded, impaired))
}

// given is where delays stand after one run.
type given struct{ delays *cascade.Delays }

// Delays returns them, whatever is asked.
func (g given) Delays(context.Context, []int32, []int32, map[int32]bool, map[int32]bool) (*cascade.Delays, error) {
	return g.delays, nil
}

// Level returns a vertex's level.
func (r *Run) Level(v int32) graph.Level {
	if r.start == nil {
		return r.Cascade.Level(v)
	}
	if r.state != nil {
		return levelIn(r.state.Levels, v)
	}
	return r.Before(v)
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
	case r.state == nil:
		return 0
	}
	return r.state.Lost[v]
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
	if r.state != nil {
		out = slices.AppendSeq(out, maps.Keys(r.state.Lost))
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

// State returns how things stand with load; nil without, or before any run.
func (r *Run) State() *timeline.State { return r.state }
