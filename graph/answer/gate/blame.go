package gate

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/loaded"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// blamer finds requirements to blame for what breaks one policy. Violations come
// failure by failure, so it keeps what it last ran.
type blamer struct {
	ctx     context.Context
	c       *compile.Compiled
	horizon time.Duration
	p       *models.Policy
	watch   []int32 // what users see of the protected vertices that are broken
	cascade struck[*loaded.Run]
	course  struck[*timeline.Simulation]
}

// struck is a run of some failure; none as long as failed is nil.
type struck[T any] struct {
	run    T
	failed []string
}

func newBlamer(ctx context.Context, c *compile.Compiled, v *Verdict, horizon time.Duration) *blamer {
	b := &blamer{ctx: ctx, c: c, horizon: horizon, p: v.Policy}
	for _, x := range v.Broken {
		b.watch = slices.AppendSeq(b.watch, c.Seen(x).All())
	}
	return b
}

// blame returns the requirement of the protected node that broke in a case, and
// where the model says it: what is broken at the horizon, else what an outage
// that is too long rests on.
func (b *blamer) blame(x *Case) (result.Place, error) {
	n := &b.c.Model.Nodes[b.c.NodeOf(x.Node)]
	i, err := b.requirement(x)
	if err != nil {
		return result.Place{}, err
	}
	if i < 0 {
		file, line := b.c.Model.Position(n, -1)
		return result.Place{File: file, Line: line}, nil
	}
	return BlameOf(b.c.Model, n, i), nil
}

func (b *blamer) requirement(x *Case) (int, error) {
	if !x.Breaks.inTime() {
		run, err := b.atHorizon(x.Failed)
		if err != nil {
			return -1, err
		}
		return broken(b.c, run, x.Node), nil
	}
	s, err := b.inTime(x.Failed)
	if err != nil {
		return -1, err
	}
	limits := limitsOf(b.c, b.p, x.Node)
	if x.Breaks.MaxOutage || x.Breaks.Tolerance {
		part, longest, down := s.Longest(x.Node)
		return lostTooLong(s, part, longest, down, limits.down()), nil
	}
	part, longest, notUp := s.LongestNotUp(x.Node)
	return lostTooLong(s, part, longest, notUp, limits.degraded), nil
}

// atHorizon returns the cascade of a failure.
func (b *blamer) atHorizon(failed []string) (*loaded.Run, error) {
	if b.cascade.run == nil {
		run, err := loading.New(b.ctx, b.c, b.horizon)
		if err != nil {
			return nil, err
		}
		b.cascade.run = run
	}
	if !slices.Equal(b.cascade.failed, failed) {
		var down []int32
		for _, id := range failed {
			down = append(down, b.c.WithParts(b.c.Vertex(id))...)
		}
		if err := b.cascade.run.RunContext(b.ctx, down, nil); err != nil {
			return nil, err
		}
		b.cascade.failed = failed
	}
	return b.cascade.run, nil
}

// inTime returns the timeline of a failure.
func (b *blamer) inTime(failed []string) (*timeline.Simulation, error) {
	if !slices.Equal(b.course.failed, failed) {
		s, err := timeline.Simulate(b.ctx, b.c, timeline.Script{Failed: failed, For: b.c.Model.Lasts(b.p), Watch: b.watch})
		if err != nil {
			return nil, err
		}
		b.course = struck[*timeline.Simulation]{s, failed}
	}
	return b.course.run, nil
}

// broken returns the number of the first requirement that broke, among those of
// the worst part of a vertex; -1: none did.
func broken(c *compile.Compiled, run *loaded.Run, v int32) int {
	for _, level := range []graph.Level{graph.Down, graph.Degraded} {
		for x := range c.Seen(v).All() {
			if run.Level(x) != level || level >= run.Before(x) {
				continue
			}
			if because := run.Because(x); len(because) > 0 {
				return c.Graph.Requirement(because[0])
			}
		}
	}
	return -1
}

// lostTooLong returns the number of the requirement that the longest outage of a
// vertex rests on when it gets too long; -1: none, or there is no outage.
func lostTooLong(s *timeline.Simulation, part int32, longest timeline.Spell, out bool, tolerable time.Duration) int {
	if !out {
		return -1
	}
	return restsOn(s.Lost(part), longest.From, longest.From+tolerable)
}

// restsOn returns the number of the requirement that keeps a vertex down at a
// moment, of several the one that was lost first; where none does any more, since
// the vertex still recovers, the one that came back last. -1: none was lost since
// the outage began.
func restsOn(lost []timeline.Lost, began, moment time.Duration) int {
	last := -1
	for i, l := range lost {
		switch {
		case l.From > moment || l.To >= 0 && l.To <= began:
		case l.To < 0 || l.To > moment:
			return l.Requirement
		case last < 0 || l.To > lost[last].To:
			last = i
		}
	}
	if last < 0 {
		return -1
	}
	return lost[last].Requirement
}

// BlameOf names the i-th requirement of a node, the one past its needs being what
// its users reach it over.
func BlameOf(m *models.Model, n *models.Node, i int) result.Place {
	b := result.Place{Requirement: "@" + m.ImplicitLine(n)}
	if i < len(n.Needs) {
		b.Requirement = n.Needs[i].String()
	} else {
		i = -1 // what its users reach it over stands nowhere in its needs
	}
	b.File, b.Line = m.Position(n, i)
	return b
}
