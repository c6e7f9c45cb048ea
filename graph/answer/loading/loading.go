// Package loading makes ready to run failures of a model with its load, where it has any.
package loading

import (
	"context"
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/loaded"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// Ground is what runs of one model at one horizon have in common. It is immutable, and safe
// for concurrent use.
type Ground struct {
	course  *moment.Course
	start   *timeline.Start // nil: without load
	touch   *loaded.Touch
	horizon time.Duration
}

// On prepares runs. In a model without load, or whose demand reaches nothing that has a
// capacity, it costs what moment.Of does; else its settled start, too. The error is the context's, or that loads take too much work.
func On(ctx context.Context, c *compile.Compiled, horizon time.Duration) (*Ground, error) {
	course, err := moment.Of(ctx, c.Times(), horizon)
	if err != nil {
		return nil, err
	}
	g := &Ground{course: course, horizon: horizon}
	if !c.HasLoad() {
		return g, nil
	}
	l := c.Load(nil)
	if !l.Bears() {
		return g, nil
	}
	if g.start, err = c.Start(ctx, l); err != nil {
		return nil, err
	}
	g.touch = loaded.NewTouch(g.start)
	return g, nil
}

// Course returns the course of events without load.
func (g *Ground) Course() *moment.Course { return g.course }

// Unloaded returns the same without load.
func (g *Ground) Unloaded() *Ground { return &Ground{course: g.course, horizon: g.horizon} }

// HasLoad says whether load is taken into account.
func (g *Ground) HasLoad() bool { return g.start != nil }

// Touches says whether load can touch what becomes of these failures.
func (g *Ground) Touches(down []int32) bool { return g.touch != nil && g.touch.Touches(down) }

// Run returns a run in which nothing has failed. Failures that load cannot touch are taken as
// without load.
func (g *Ground) Run() *loaded.Run {
	return loaded.New(g.course.Cascade(), g.course.Follows(), g.start, g.touch, g.horizon)
}

// New returns a run; it costs what On does.
func New(ctx context.Context, c *compile.Compiled, horizon time.Duration) (*loaded.Run, error) {
	g, err := On(ctx, c, horizon)
	if err != nil {
		return nil, err
	}
	return g.Run(), nil
}

// Reaches says whether load can touch what becomes of any of some vertices.
func (g *Ground) Reaches(vertices []int32) bool { return g.start != nil && g.touch.Reaches(vertices) }
