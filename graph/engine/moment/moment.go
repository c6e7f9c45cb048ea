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

// Course knows where delays stand at the horizon after failures. It is immutable, and safe
// for concurrent use.
type Course struct {
	in      timeline.Input
	horizon time.Duration
	ways    *analysis             // nil: nothing takes time
	chained []int32               // vertices to which a way carries more than one delay, ascending
	matters []bool                // by vertex: one of these needs it; nil: there are none
	before  map[int32]graph.Level // what is below up with nothing failed; nil: as a cascade has it
}

// New returns a cascade in which nothing has failed, seen at a moment that long after the
// failures: its levels are those of a timeline. The load of the input is left out. It costs
// what cascade.New does and, in a graph with delays, a pass over the members; where a loop
// of supply has fail-overs, a simulation too. The error is the context's. A run costs what
// the cascade does, and where delays may follow on each other a simulation; its error may be
// that of the simulation.
func New(ctx context.Context, in timeline.Input, horizon time.Duration) (*cascade.Cascade, error) {
	c, err := Of(ctx, in, horizon)
	if err != nil {
		return nil, err
	}
	return c.Cascade(), nil
}

// Of returns the course of events of a graph until a horizon. It costs what New does, but
// for the cascade where none is needed.
func Of(ctx context.Context, in timeline.Input, horizon time.Duration) (*Course, error) {
	in.Load, in.Watch = nil, nil
	c := &Course{in: in, horizon: horizon}
	if horizon != cascade.AtWorst {
		c.ways, c.chained = chained(in, horizon)
	}
	if len(c.chained) == 0 {
		return c, nil
	}
	c.matters, c.in = in.Graph.Below(c.chained), in.Prepare()
	return c, c.start(ctx)
}

// Cascade returns a cascade in which nothing has failed.
func (c *Course) Cascade() *cascade.Cascade {
	out := cascade.New(c.in.Graph, c.horizon)
	if c.before != nil {
		out.SetBefore(c.before)
	}
	if len(c.chained) > 0 {
		out.Follow(c)
	}
	return out
}

// Follows returns what tells a cascade where delays stand; nil where none needs to be told.
func (c *Course) Follows() cascade.Course {
	if len(c.chained) == 0 {
		return nil
	}
	return c
}

// start finds what is below up before anything happens, where it takes a simulation.
func (c *Course) start(ctx context.Context) error {
	if !inSupply(c.in.Graph, c.chained) {
		return nil
	}
	before, err := timeline.Before(ctx, c.in)
	if err != nil {
		return err
	}
	alone := map[int32]graph.Level{}
	run := cascade.New(c.in.Graph, c.horizon)
	run.Run(nil, nil)
	for _, v := range run.Fallen() {
		alone[v] = run.Level(v)
	}
	if !maps.Equal(before, alone) {
		c.before = before
	}
	return nil
}

// inSupply says whether any of some vertices is in a loop of supply.
func inSupply(g *graph.Graph, vertices []int32) bool {
	return g.HasFed() && slices.ContainsFunc(vertices, func(v int32) bool { return g.Fed(g.Component(v)) })
}

// Chained returns the vertices to which a way carries more than one delay, ascending. The
// slice must not be changed.
func (c *Course) Chained() []int32 { return c.chained }

// Chain returns a way on which delays may follow on each other, from the first vertex that
// has one to the one asked about; nil where there is none.
func (c *Course) Chain(to int32) []int32 {
	if _, is := slices.BinarySearch(c.chained, to); !is {
		return nil
	}
	return c.ways.chain(to)
}

// Matters says whether delays that follow on each other may tell if these fail, or are
// impaired.
func (c *Course) Matters(vertices []int32) bool {
	return c.before != nil || c.matters != nil && slices.ContainsFunc(vertices, func(v int32) bool { return c.matters[v] })
}

// Delays tells a cascade where delays stand. Its cost and error are those of a simulation,
// where they may tell.
func (c *Course) Delays(ctx context.Context, down, degraded []int32, vertices, gates map[int32]bool) (*cascade.Delays, error) {
	if !c.Matters(down) && !c.Matters(degraded) {
		return nil, nil
	}
	return timeline.At(ctx, c.in, down, degraded, timeline.Standing{Vertices: vertices, Gates: gates}, c.horizon)
}
