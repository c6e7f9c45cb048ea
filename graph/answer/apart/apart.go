// Package apart is for answers about sets of failures, which compare each delay with the
// horizon by itself: it tells where delays may follow on each other, and what each single
// failure takes down more in a timeline. A set takes down at least that.
package apart

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
)

// Delays knows of a model where its delays may follow on each other at a horizon. It is not
// safe for concurrent use.
type Delays struct {
	c             *compile.Compiled
	course        *moment.Course
	played, apart *cascade.Cascade // made when they are wanted
}

// Of looks at a model. It costs a pass over it, and the error is the context's.
func Of(ctx context.Context, c *compile.Compiled, after time.Duration) (*Delays, error) {
	course, err := moment.Of(ctx, c.Times(), after)
	return &Delays{c: c, course: course}, err
}

// Say says of some vertices that delays are compared apart, and names a chain of them; of
// none where they cannot follow on each other.
func (d *Delays) Say(vertices []int32) result.Apart {
	for _, v := range vertices {
		if chain := d.course.Chain(v); chain != nil {
			out := result.Apart{Delays: result.DelaysApart}
			for _, x := range chain {
				out.Chain = append(out.Chain, d.c.Model.Nodes[d.c.NodeOf(x)].ID)
			}
			out.Chain = slices.Compact(out.Chain)
			return out
		}
	}
	return result.Apart{}
}

// All are all vertices to which delays may follow on each other.
func (d *Delays) All() []int32 { return d.course.Chained() }

// Matter says whether delays may follow on each other if these vertices fail.
func (d *Delays) Matter(down []int32) bool { return d.course.Matters(down) }

// Lower is a vertex that is at a lower level in a timeline.
type Lower struct {
	Vertex int32
	Level  graph.Level
}

// More returns what the failure of a node takes down, or impairs, in a timeline and not with
// each delay compared with the horizon by itself. Where delays cannot tell it costs nothing,
// else a timeline and two cascades. The error is that of the timeline, or the context's.
func (d *Delays) More(ctx context.Context, node int32) ([]Lower, error) {
	down := d.c.WithParts(node)
	if !d.course.Matters(down) {
		return nil, nil
	}
	if d.played == nil {
		d.played, d.apart = d.course.Cascade(), d.course.Cascade()
		d.apart.Follow(nil)
	}
	for _, run := range []*cascade.Cascade{d.played, d.apart} {
		if err := run.RunContext(ctx, down, nil); err != nil {
			return nil, err
		}
	}
	var out []Lower
	for _, v := range d.played.Worse(d.apart) {
		out = append(out, Lower{v, d.played.Level(v)})
	}
	return out, nil
}
