// Package blackstart tells what of a model comes back from black, with everything
// off, and in which order. Of a grid and an exchange that need each other it says
// that neither does, and that a start of one by itself would break the loop; of a
// well and its pump that the well is back first.
package blackstart

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/held"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/blackstart"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is empty: there is one way to be off.
type Question struct{}

// maxWork bounds the search for what would break loops, in members looked at. It
// is a few seconds.
const maxWork = 5_000_000

// Ask tells how a model comes back from black: the loops that sustain themselves
// but cannot start, or come no further than degraded, the nodes where one
// independent start would break each, and the order in which everything else
// returns. Cost: linear in the graph, and in a loop up to its square. The error is
// the context's.
func Ask(ctx context.Context, c *compile.Compiled, _ Question) (*result.BlackStart, error) {
	s, err := Of(ctx, c)
	if err != nil {
		return nil, err
	}
	return &result.BlackStart{ColdStart: *s}, nil
}

// Of is Ask for answers that have this one as a part. A service comes back
// with its first part, for the users of that part.
func Of(ctx context.Context, c *compile.Compiled) (*result.ColdStart, error) {
	s, err := blackstart.FromBlack(ctx, c.Graph, c.NodeOf, maxWork)
	if err != nil {
		return nil, err
	}
	out := &result.ColdStart{Loops: loops(c, s.Loops), Degraded: loops(c, s.Degraded), Rounds: []result.ColdRound{}, Truncated: s.Truncated, Partial: []result.ColdPartial{}}
	before := held.Of(cascade.New(c.Graph, models.Forever), c.Graph)
	waiting := result.ColdRound{Nodes: []string{}}
	rounds := make([]result.ColdRound, s.Rounds+1)
	for i := range rounds {
		rounds[i].Nodes = []string{}
	}
	for i := range c.Model.Nodes { // which are sorted by id
		r := &rounds[s.Round[i]]
		if s.Round[i] == 0 && before.Holds(int32(i)) {
			r = &waiting
		}
		if r.Count++; r.Count <= result.MaxListed {
			r.Nodes = append(r.Nodes, c.Model.Nodes[i].ID)
		}
		if s.Round[i] > 0 {
			parts(c, s, before, int32(i), rounds, out)
		}
	}
	if waiting.Count > 0 {
		out.Held = &waiting
	}
	out.Never, out.Rounds = rounds[0], append(out.Rounds, rounds[1:]...)
	return out, nil
}

// parts notes for whom a service comes back when, and whether it does for all but those
// for whom it is held down with nothing failed.
func parts(c *compile.Compiled, s *blackstart.Start, before *held.Before, v int32, rounds []result.ColdRound, out *result.ColdStart) {
	first, ever, all := 0.0, 0.0, true
	for p := range c.Parts(v).All() {
		switch r := s.Round[p]; r {
		case 0:
			all = all && before.Holds(p)
		case s.Round[v]:
			first += c.Share(p)
			ever += c.Share(p)
		default:
			ever += c.Share(p)
			follow(&rounds[r], c.Name(p))
		}
	}
	node := c.Model.Nodes[v].ID
	if r := &rounds[s.Round[v]]; c.Parts(v).Len() > 0 && (!all || ever > first) && r.Count <= result.MaxListed {
		r.Partial = append(r.Partial, result.ColdPartial{Node: node, Share: users.Share(first)})
	}
	if !all {
		if out.PartialCount++; out.PartialCount <= result.MaxListed {
			out.Partial = append(out.Partial, result.ColdPartial{Node: node, Share: users.Share(ever)})
		}
	}
}

// follow notes a part that comes back later than its service.
func follow(r *result.ColdRound, part string) {
	if r.PartCount++; r.PartCount <= result.MaxListed {
		r.Parts = append(r.Parts, part)
	}
}

func loops(c *compile.Compiled, all []blackstart.Loop) []result.ColdLoop {
	out := []result.ColdLoop{}
	for _, l := range all {
		out = append(out, loop(c, l))
	}
	slices.SortFunc(out, func(a, b result.ColdLoop) int { return cmp.Compare(a.Nodes[0], b.Nodes[0]) })
	return out
}

func loop(c *compile.Compiled, l blackstart.Loop) result.ColdLoop {
	out := result.ColdLoop{Breakers: []string{}}
	for _, v := range l.Vertices {
		out.Nodes = append(out.Nodes, c.Model.Nodes[c.NodeOf(v)].ID)
	}
	slices.SortFunc(out.Nodes, strings.Compare)
	out.Nodes = slices.Compact(out.Nodes)
	out.Count = len(out.Nodes)
	out.Nodes = out.Nodes[:min(len(out.Nodes), result.MaxListed)]
	for _, n := range l.Breakers[:min(len(l.Breakers), result.MaxListed)] {
		out.Breakers = append(out.Breakers, c.Model.Nodes[n].ID)
	}
	out.File, out.Line = c.Model.Position(c.Model.Node(out.Nodes[0]), -1)
	return out
}
