package weakness

import (
	"cmp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/restart"
	"github.com/meoktong/meoktong/graph/result"
)

// ColdStart tells how a model comes back from black: the loops that sustain
// themselves but cannot start, or come no further than degraded, the nodes where one independent start would break
// each, and the order in which everything else returns. A service comes back with
// its first part. Cost: linear in the graph, and in a loop up to its square.
func ColdStart(c *compile.Compiled) *result.ColdStart {
	s := restart.FromBlack(c.Graph, c.NodeOf, maxWork)
	out := &result.ColdStart{Loops: loops(c, s.Loops), Degraded: loops(c, s.Degraded), Rounds: []result.ColdRound{}, Truncated: s.Truncated}
	rounds := make([]result.ColdRound, s.Rounds+1)
	for i := range rounds {
		rounds[i].Nodes = []string{}
	}
	for i := range c.Model.Nodes { // which are sorted by id
		r := &rounds[s.Round[i]]
		if r.Count++; r.Count <= result.MaxListed {
			r.Nodes = append(r.Nodes, c.Model.Nodes[i].ID)
		}
	}
	out.Never, out.Rounds = rounds[0], append(out.Rounds, rounds[1:]...)
	return out
}

func loops(c *compile.Compiled, all []restart.Loop) []result.ColdLoop {
	out := []result.ColdLoop{}
	for _, l := range all {
		out = append(out, loop(c, l))
	}
	slices.SortFunc(out, func(a, b result.ColdLoop) int { return cmp.Compare(a.Nodes[0], b.Nodes[0]) })
	return out
}

func loop(c *compile.Compiled, l restart.Loop) result.ColdLoop {
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
