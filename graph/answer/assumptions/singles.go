package assumptions

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
)

// ranks is how many of the worst failures are looked at.
const ranks = 3

// effect is what a failure takes down, as rank counts it.
type effect struct {
	id      string
	lost    users.Sum
	sectors int
	nodes   int
}

// singles runs every single failure.
func (v *view) singles(x *changed, out answers) error {
	run, err := moment.New(v.ctx, x.c.Times(), v.after)
	if err != nil {
		return err
	}
	counter, weights := users.New(x.c).Counter(), v.weights
	if x.Uses {
		weights = users.Weigh(x.c.Model)
	}
	var worst []effect
	for i := range v.failures {
		f := &v.failures[i]
		down := f.down
		if x.c != v.c { // a change may tell fewer parts apart, or more
			down = x.c.WithParts(x.c.NodeOf(x.c.Vertex(f.id)))
		}
		if err := run.RunContext(v.ctx, down, nil); err != nil {
			return err
		}
		e := effect{id: f.id, lost: counter.Down(run), sectors: sectors(x, weights, run, f.id, out)}
		e.nodes = v.nodes(x, run, f.id, out)
		if f.carries {
			worst = append(worst, e)
		}
	}
	if len(v.failures) < v.able {
		return nil // there may be worse ones
	}
	slices.SortStableFunc(worst, func(a, b effect) int {
		return cmp.Or(cmp.Compare(b.lost.Users, a.lost.Users), cmp.Compare(b.lost.Uncounted, a.lost.Uncounted), cmp.Compare(b.sectors, a.sectors), cmp.Compare(b.nodes, a.nodes))
	})
	for i := range min(ranks, len(worst)) {
		out[answer{of: result.FlipRank, id: strconv.Itoa(i + 1)}] = worst[i].id
	}
	return nil
}

// sectors notes which sectors fail, and returns how many do.
func sectors(x *changed, weights *users.Weights, run *cascade.Cascade, failed string, out answers) (n int) {
	down, before := map[string]float64{}, map[string]float64{} // weight
	for _, u := range run.Fallen() {
		node := x.c.NodeOf(u)
		if weight := weights.Of[node]; weight > 0 && run.Level(u) == graph.Down && x.c.Parts(u).Len() == 0 {
			down[x.c.Model.Nodes[node].Sector] += weight * x.c.Share(u)
			if run.Before(u) == graph.Down {
				before[x.c.Model.Nodes[node].Sector] += weight * x.c.Share(u)
			}
		}
	}
	for i := range x.c.Model.Sectors {
		if s := &x.c.Model.Sectors[i]; weights.Fails(s, down[s.ID]) && (before[s.ID] == 0 || !weights.Fails(s, before[s.ID])) {
			out[answer{of: result.FlipSector, failure: failed, id: s.ID}] = "fails"
			n++
		}
	}
	return n
}

// nodes notes how the protected nodes fare, and returns how many nodes are down.
func (v *view) nodes(x *changed, run *cascade.Cascade, failed string, out answers) (n int) {
	for _, u := range run.Fallen() {
		if x.c.IsPart(u) {
			continue // its service fell as well
		}
		if isDown(run, u) {
			n++
		}
		if v.protected[u] {
			out[answer{of: result.FlipNode, failure: failed, id: x.c.Model.Nodes[u].ID}] = state(x, run, u)
		}
	}
	return n
}

// isDown says whether a failure takes a vertex down: it was not with nothing failed.
func isDown(run *cascade.Cascade, v int32) bool {
	return run.Level(v) == graph.Down && run.Before(v) != graph.Down
}

// state names a node's level; of a service it is "partial" where some parts are
// down and some are not.
func state(x *changed, run *cascade.Cascade, node int32) string {
	if level := run.Level(node); level == graph.Down {
		return level.String()
	}
	for part := range x.c.Parts(node).All() {
		if run.Level(part) == graph.Down {
			return "partial"
		}
	}
	return run.Level(node).String()
}
