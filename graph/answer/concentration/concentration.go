package concentration

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/apart"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model.
type Question struct {
	After time.Duration // the horizon
}

// maxWork bounds an answer: nodes times the values looked at. It is some seconds.
const maxWork = 200_000_000

// Ask lets every carrier, and all nodes of every operator, site and vendor, fail at
// once, and measures what goes down with them and what they reach without taking
// it down. What is down with nothing failed is neither. Cost: a cascade and a pass over the model for each; of large models
// only the values with the most nodes are looked at. The error is the context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Concentration, error) {
	d, err := Of(ctx, c, q)
	if err != nil {
		return nil, err
	}
	return &result.Concentration{Dependence: *d}, nil
}

// Of is Ask for answers that have this one as a part.
func Of(ctx context.Context, c *compile.Compiled, q Question) (*result.Dependence, error) {
	delays, err := apart.Of(ctx, c, q.After)
	if err != nil {
		return nil, err
	}
	a := &asker{c: c, run: cascade.New(c.Graph, q.After), delays: delays, more: map[int32][]apart.Lower{}, work: maxWork, weights: users.Weigh(c.Model)}
	out := &result.Dependence{After: models.FormatDuration(q.After), LoadIgnored: c.StatesLoad(), Apart: delays.Say(delays.All())}
	for _, by := range []result.Attribute{result.AttributeCarrier, result.AttributeOperator, result.AttributeSite, result.AttributeVendor} {
		x, err := a.by(ctx, by)
		if err != nil {
			return nil, err
		}
		out.By = append(out.By, x)
	}
	out.Truncated = a.work < 0
	a.leftOut(out)
	return out, nil
}

type asker struct {
	c    *compile.Compiled
	run  *cascade.Cascade
	work int

	delays *apart.Delays
	more   map[int32][]apart.Lower // node -> what its failure takes down besides, where that was asked

	weights *users.Weights
}

// leftOut counts what no figure speaks of.
func (a *asker) leftOut(out *result.Dependence) {
	for i := range a.c.Model.Nodes {
		n := &a.c.Model.Nodes[i]
		if n.Fails {
			out.Able++
		}
		switch {
		case n.Kind != models.KindService:
		case n.Sector == "":
			out.NoSector++
		}
	}
	for _, services := range a.weights.Unweighed {
		out.Unweighed += len(services)
	}
}

// by looks at the values of one attribute.
func (a *asker) by(ctx context.Context, name result.Attribute) (result.ConcentrationBy, error) {
	nodes := map[string][]int32{}
	out := result.ConcentrationBy{By: name, Values: []result.Concentrating{}}
	for i := range a.c.Model.Nodes {
		n := &a.c.Model.Nodes[i]
		if value := valueOf(n, name); value != "" && n.Fails {
			nodes[value] = append(nodes[value], int32(i))
			out.Named++
		}
	}
	values := slices.SortedFunc(maps.Keys(nodes), func(x, y string) int {
		return cmp.Or(len(nodes[y])-len(nodes[x]), strings.Compare(x, y))
	})
	out.Count = len(values)
	for _, value := range values {
		if a.work -= a.c.Graph.Len(); a.work < 0 {
			break
		}
		if err := ctx.Err(); err != nil {
			return out, err
		}
		sectors, err := a.sectors(ctx, nodes[value])
		if err != nil {
			return out, err
		}
		v := result.Concentrating{Value: value, Nodes: len(nodes[value]), Sectors: sectors}
		if name == result.AttributeCarrier {
			v.Names = result.Names(a.c.Model.Node(value).Name)
		}
		out.Values = append(out.Values, v)
	}
	slices.SortStableFunc(out.Values, func(x, y result.Concentrating) int {
		return cmp.Or(cmp.Compare(alone(y), alone(x)), strings.Compare(x.Value, y.Value))
	})
	return out, nil
}

func valueOf(n *models.Node, name result.Attribute) string {
	switch name {
	case result.AttributeCarrier:
		if n.Kind == "carrier" {
			return n.ID
		}
		return ""
	case result.AttributeOperator:
		return n.Operator
	case result.AttributeSite:
		return n.Site
	}
	return n.Vendor
}

// alone adds up the shares of sectors that go down.
func alone(v result.Concentrating) float64 {
	sum := 0.0
	for _, s := range v.Sectors {
		sum += s.Alone
	}
	return sum
}

// singly returns what goes down by any of some nodes alone, in a timeline: where delays
// follow on each other that may be more.
func (a *asker) singly(ctx context.Context, nodes []int32) (map[int32]bool, error) {
	out := map[int32]bool{}
	for _, n := range nodes {
		more, known := a.more[n]
		if !known {
			var err error
			if more, err = a.delays.More(ctx, n); err != nil {
				return nil, err
			}
			a.more[n] = more
		}
		for _, x := range more {
			if x.Level == graph.Down {
				out[x.Vertex] = true
			}
		}
	}
	return out, nil
}

// sectors measures what depends on some nodes. The error is that of a timeline, or the
// context's.
func (a *asker) sectors(ctx context.Context, nodes []int32) ([]result.ConcentratedSector, error) {
	var failed []int32
	for _, n := range nodes {
		failed = a.c.AppendWithParts(failed, n)
	}
	if err := a.run.RunContext(ctx, failed, nil); err != nil {
		return nil, err
	}
	singly, err := a.singly(ctx, nodes)
	if err != nil {
		return nil, err
	}
	reached := reach(a.c.Graph, failed)
	down := func(v int32) bool { return a.run.Level(v) == graph.Down || singly[v] }
	lost := a.shares(func(v int32) bool { return down(v) && a.run.Before(v) != graph.Down })
	kept := a.shares(func(v int32) bool { return reached[v] && !down(v) && a.run.Before(v) != graph.Down })
	out := []result.ConcentratedSector{}
	for i := range a.c.Model.Sectors {
		if s := &a.c.Model.Sectors[i]; lost[s.ID]+kept[s.ID] > 0 {
			out = append(out, result.ConcentratedSector{ID: s.ID, Names: result.Names(s.Name),
				Alone: users.Share(lost[s.ID]), Covered: users.Share(kept[s.ID])})
		}
	}
	return out, nil
}

// shares returns which share of each sector's weight is hit, by sector: of a
// service with parts share by share.
func (a *asker) shares(hit func(vertex int32) bool) map[string]float64 {
	out := map[string]float64{}
	for i, weight := range a.weights.Of {
		if weight == 0 {
			continue
		}
		sector := a.c.Model.Nodes[i].Sector
		for x := range a.c.Seen(int32(i)).All() {
			if hit(x) {
				out[sector] += weight * a.c.Share(x) / a.weights.Whole[sector]
			}
		}
	}
	return out
}

// reach says which vertices depend on some, directly or not.
func reach(g *graph.Graph, from []int32) []bool {
	out := make([]bool, g.Len())
	queue := slices.Clone(from)
	for _, v := range queue {
		out[v] = true
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, slot := range g.Naming(queue[0]) {
			if w := g.Owner(g.GateOf(slot)); !out[w] {
				out[w] = true
				queue = append(queue, w)
			}
		}
	}
	return out
}

// tidy rounds a share so that sums of shares read as they were meant.
