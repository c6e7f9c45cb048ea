package policy

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/cascade"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// blamer finds requirements to blame. It keeps a cascade for each moment, and what
// it last ran: violations come failure by failure.
type blamer struct {
	c    *compile.Compiled
	runs map[time.Duration]*struck
}

// struck is a cascade of some failure.
type struck struct {
	run    *cascade.Cascade
	failed []string
}

// at returns the cascade of a failure at a moment.
func (b *blamer) at(t time.Duration, failed []string) *cascade.Cascade {
	s := b.runs[t]
	if s == nil {
		s = &struck{run: cascade.New(b.c.Graph, t)}
		b.runs[t] = s
	}
	if !slices.Equal(s.failed, failed) {
		var down []int32
		for _, id := range failed {
			down = append(down, b.c.WithParts(b.c.Vertex(id))...)
		}
		s.run.Run(down, nil)
		s.failed = failed
	}
	return s.run
}

// blame returns the requirement of the protected node that broke first in a
// case, and where the model says it. The moment of an outage is the one at which
// it is past what is tolerable, else the first.
func (b *blamer) blame(p *models.Policy, x *Case, horizon time.Duration) result.Place {
	moments := []time.Duration{horizon, 0}
	if x.Breaks == (Breaks{MaxOutage: true}) {
		moments = []time.Duration{*p.MaxOutage, 0, horizon}
	}
	n := &b.c.Model.Nodes[b.c.NodeOf(x.Node)]
	for _, t := range moments {
		if i := broken(b.c, b.at(t, x.Failed), x.Node); i >= 0 {
			return BlameOf(b.c.Model, n, i)
		}
	}
	file, line := b.c.Model.Position(n, -1)
	return result.Place{File: file, Line: line}
}

// broken returns the number of the first requirement that broke, among those of
// the worst part of a vertex; -1: none did.
func broken(c *compile.Compiled, run *cascade.Cascade, v int32) int {
	for _, level := range []graph.Level{graph.Down, graph.Degraded} {
		for x := range c.Seen(v).All() {
			if run.Level(x) != level {
				continue
			}
			if because := run.Because(x); len(because) > 0 {
				return c.Graph.Requirement(because[0])
			}
		}
	}
	return -1
}

// BlameOf names the i-th requirement of a node, the one past its needs being what
// its users reach it over.
func BlameOf(m *models.Model, n *models.Node, i int) result.Place {
	b := result.Place{Requirement: models.AccessNode}
	if i < len(n.Needs) {
		b.Requirement = n.Needs[i].String()
	} else {
		i = -1 // what its users reach it over stands nowhere in its needs
	}
	b.File, b.Line = m.Position(n, i)
	return b
}
