package moment

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// Run is a cascade whose levels are those of a timeline at the horizon. It is not safe for
// concurrent use.
type Run struct {
	*cascade.Cascade
	in      timeline.Input
	horizon time.Duration
	chained []int32 // vertices to which a way carries more than one delay
	matters []bool  // by vertex: one of these needs it; nil: there are none
	always  bool    // delays matter with nothing failed
}

// New returns a run in which nothing has failed, seen at a moment that long after the
// failures. The load of the input is left out. It costs what cascade.New does and a pass
// over the members; where a loop of supply has fail-overs, a simulation too. The error is
// the context's.
func New(ctx context.Context, in timeline.Input, horizon time.Duration) (*Run, error) {
	in.Load, in.Watch = nil, nil
	r := &Run{Cascade: cascade.New(in.Graph, horizon), in: in, horizon: horizon, chained: chained(in, horizon)}
	if len(r.chained) == 0 {
		return r, nil
	}
	r.matters = in.Graph.Below(r.chained)
	return r, r.start(ctx)
}

// start finds what is below up before anything happens, where it takes a simulation.
func (r *Run) start(ctx context.Context) error {
	if !inSupply(r.in.Graph, r.chained) {
		return nil
	}
	before, err := timeline.Before(ctx, r.in)
	if err != nil {
		return err
	}
	alone := map[int32]graph.Level{}
	r.Cascade.Run(nil, nil)
	for _, v := range r.Fallen() {
		alone[v] = r.Level(v)
	}
	if r.always = !maps.Equal(before, alone); r.always {
		r.SetBefore(before)
	}
	return nil
}

// inSupply says whether any of some vertices is in a loop of supply.
func inSupply(g *graph.Graph, vertices []int32) bool {
	return g.HasFed() && slices.ContainsFunc(vertices, func(v int32) bool { return g.Fed(g.Component(v)) })
}

// Chained returns the vertices to which a way carries more than one delay, ascending. The
// slice must not be changed.
func (r *Run) Chained() []int32 { return r.chained }

// Matters says whether delays that follow on each other may tell if these fail, or are
// impaired.
func (r *Run) Matters(vertices []int32) bool {
	return r.always || r.matters != nil && slices.ContainsFunc(vertices, func(v int32) bool { return r.matters[v] })
}

// RunContext lets the vertices of down fail and those of degraded be impaired, all at once
// and for good. It costs what the cascade does; where delays may follow on each other, a
// simulation too. The error is that of the simulation, or the context's.
func (r *Run) RunContext(ctx context.Context, down, degraded []int32) error {
	r.Set(nil)
	if r.Matters(down) || r.Matters(degraded) {
		delays, err := timeline.At(ctx, r.in, down, degraded, r.horizon)
		if err != nil {
			return err
		}
		r.Set(delays)
	}
	return r.Cascade.RunContext(ctx, down, degraded)
}
