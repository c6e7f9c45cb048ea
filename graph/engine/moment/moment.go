package moment

import (
	"context"
	"slices"
	"time"

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
}

// New returns a run in which nothing has failed, seen at a moment that long after the
// failures. The load of the input is left out. It costs what cascade.New does and a pass
// over the members.
func New(in timeline.Input, horizon time.Duration) *Run {
	in.Load, in.Watch = nil, nil
	r := &Run{Cascade: cascade.New(in.Graph, horizon), in: in, horizon: horizon}
	r.chained = chained(in, horizon, len(r.FallenBefore()) > 0)
	if len(r.chained) > 0 {
		r.matters = in.Graph.Below(r.chained)
	}
	return r
}

// Chained returns the vertices to which a way carries more than one delay, ascending. The
// slice must not be changed.
func (r *Run) Chained() []int32 { return r.chained }

// Matters says whether delays that follow on each other may tell if these fail, or are
// impaired.
func (r *Run) Matters(vertices []int32) bool {
	return r.matters != nil && slices.ContainsFunc(vertices, func(v int32) bool { return r.matters[v] })
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
