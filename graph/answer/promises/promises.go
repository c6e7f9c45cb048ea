// Package promises holds what services say is tolerable against what may fail. A promise
// stands whether or not a policy repeats it; so check and the review hold every one
// against every single failure of what is no service.
package promises

import (
	"cmp"
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// maxWork bounds the search: how many vertices may fall, and how many those timelines may
// have, over all runs. It is a few seconds.
const maxWork = 50_000_000

// Of lets each of what is no service and can touch a service with a promise fail for as
// long as the model says, with load where it has any. It costs a cascade a failure, and a
// timeline for each that could take such a service out of up; past a bound the answer
// says how many were tried. The error is the context's, or that of a timeline.
func Of(ctx context.Context, c *compile.Compiled) (*result.Promises, error) {
	return within(ctx, c, maxWork)
}

// within is Of with a bound.
func within(ctx context.Context, c *compile.Compiled, most int) (*result.Promises, error) {
	k := &keeper{ctx: ctx, c: c, out: &result.Promises{For: models.FormatDuration(c.Model.Outage), Breached: []result.BrokenPromise{}},
		broken: map[promise]*result.BrokenPromise{}}
	for i := range c.Model.Nodes {
		if c.Model.Nodes[i].Promises() {
			k.services = append(k.services, int32(i))
		}
	}
	if k.out.Services = len(k.services); k.out.Services == 0 {
		return k.out, ctx.Err()
	}
	k.prepare()
	for _, node := range k.able() {
		if k.work > most {
			break
		}
		if err := k.try(node); err != nil {
			return nil, err
		}
		k.out.Failures++
	}
	for _, p := range k.broken {
		k.out.Breached = append(k.out.Breached, *p)
	}
	slices.SortFunc(k.out.Breached, func(a, b result.BrokenPromise) int {
		return cmp.Or(cmp.Compare(a.Node, b.Node), cmp.Compare(a.Rule, b.Rule))
	})
	return k.out, nil
}

// keeper looks for promises that are not kept.
type keeper struct {
	ctx      context.Context
	c        *compile.Compiled
	services []int32
	watched  []bool // by vertex: it is one of the services, or of their parts
	run      *cascade.Cascade
	ever     *cascade.Cascade // as timelines begin; nil: all is up then
	blind    bool             // a cascade does not say what a timeline may have out: load, or an unless
	work     int
	broken   map[promise]*result.BrokenPromise
	out      *result.Promises
}

type promise struct {
	node int32
	rule result.Break
}

func (k *keeper) prepare() {
	g := k.c.Graph
	k.watched = make([]bool, g.Len())
	for _, v := range k.vertices() {
		k.watched[v] = true
	}
	k.run = cascade.New(g, cascade.AtWorst)
	if g.HasBefore() {
		k.ever = cascade.New(g, models.Forever)
	}
	k.blind = k.c.HasLoad() || len(g.Unless()) > 0
}

// vertices are the services with their parts.
func (k *keeper) vertices() (out []int32) {
	for _, i := range k.services {
		out = append(out, k.c.WithParts(i)...)
	}
	return out
}

// able returns the nodes that are no services, fail of themselves and can touch a service
// with a promise, by their ids.
func (k *keeper) able() (out []int32) {
	below, loaded := k.c.Graph.Below(k.vertices()), k.c.HasLoad()
	for i := range k.c.Model.Nodes {
		n := &k.c.Model.Nodes[i]
		if n.Kind != models.KindService && n.Fails && (below[i] || loaded) {
			out = append(out, int32(i))
		}
	}
	k.out.Able = len(out)
	return out
}

// try lets one node fail.
func (k *keeper) try(node int32) error {
	if err := k.run.RunContext(k.ctx, k.c.WithParts(node), nil); err != nil {
		return err
	}
	k.work += 1 + k.run.NumFallen()
	services := k.services
	if !k.blind {
		services = k.harmed()
	}
	if len(services) == 0 {
		return nil
	}
	k.work += k.c.Graph.Len()
	id := k.c.Model.Nodes[node].ID
	s, err := timeline.Simulate(k.ctx, k.c, timeline.Script{Failed: []string{id}, For: k.c.Model.Outage})
	if err != nil {
		return err
	}
	for _, service := range services {
		for _, rule := range []result.Break{result.BreaksTolerance, result.BreaksDegraded} {
			if found := s.Promise(service, rule); len(found) > 0 {
				k.note(promise{service, rule}, id, found)
			}
		}
	}
	return nil
}

// harmed returns the services with a promise that are worse than they begin, or a part of
// which is, in the last run.
func (k *keeper) harmed() (out []int32) {
	for _, v := range k.run.Fallen() {
		before := graph.Up
		if k.ever != nil {
			before = k.ever.Before(v)
		}
		if k.watched[v] && k.run.Level(v) < before {
			out = append(out, k.c.NodeOf(v))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
