package availability

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/work/pace"
)

// maxRests bounds how many vertices are walked to find what nodes rest on, one by one:
// a second or two. What all of them rest on together is one walk.
const maxRests = 50_000_000

// rests finds the nodes that an answer rests on though no failure of theirs is in it.
type rests struct {
	w    *weigher
	ctx  context.Context
	seen []int32 // vertex -> the last walk that met it
	walk int32
	work int
}

// resting adds what the answers rest on, of each node and of all.
func (w *weigher) resting(ctx context.Context, out *result.Availability) error {
	r := &rests{w: w, ctx: ctx, seen: make([]int32, w.c.Graph.Len())}
	if out.AssumedPerfect, _ = r.of(w.vertices); ctx.Err() != nil {
		return ctx.Err()
	}
	for i := range out.Nodes {
		if r.work > maxRests {
			out.RestsCut = true
			break
		}
		x := &out.Nodes[i]
		x.AssumedPerfect, x.StatedZero = r.of(slices.Collect(w.c.Seen(w.c.Vertex(x.ID)).All()))
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// of returns the nodes that some vertices can rest on and for which the model gives no
// figure, and those for which it says that they never fail.
func (r *rests) of(vertices []int32) (perfect, zero *result.Nodes) {
	r.walk++
	over, queue := pace.New(r.ctx), []int32{}
	nodes := [2][]int32{}
	see := func(v int32) {
		if r.seen[v] == r.walk {
			return
		}
		r.seen[v] = r.walk
		queue = append(queue, v)
	}
	for _, v := range vertices {
		see(v)
	}
	g := r.w.c.Graph
	for len(queue) > 0 && !over.Over() {
		v := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		r.work++
		node := r.w.c.NodeOf(v)
		if n := &r.w.c.Model.Nodes[node]; n.Fails && n.Chance == nil {
			nodes[0] = append(nodes[0], node)
		} else if n.Fails && r.w.chance[node] == 0 {
			nodes[1] = append(nodes[1], node)
		}
		for slot, end := g.Slots(v); slot < end; slot++ {
			if m := g.Member(slot); m >= 0 && r.passes(slot) {
				see(m)
			}
		}
	}
	return r.named(nodes[0]), r.named(nodes[1])
}

// passes says whether what becomes of a member can be what is asked about: a loss that
// only degrades takes nothing down, and what outlasts the horizon takes nothing at all.
// Where what a requirement holds by is that something is down, being degraded may be
// what counts; and what is down with nothing failed has used its hold-up.
func (r *rests) passes(slot int32) bool {
	g := r.w.c.Graph
	levels, lasts := len(g.Unless()) == 0, !g.HasBefore()
	for slot >= 0 {
		gate := g.GateOf(slot)
		if m := g.Mods(gate); levels && m.Loss && r.w.q.Level == string(result.LevelDown) || lasts && m.Holdup > r.w.q.After {
			return false
		}
		slot = g.Parent(gate)
	}
	return true
}

// named names nodes; nil for none.
func (r *rests) named(nodes []int32) *result.Nodes {
	slices.Sort(nodes)
	nodes = slices.Compact(nodes)
	if len(nodes) == 0 {
		return nil
	}
	out := &result.Nodes{Count: len(nodes)}
	for _, node := range nodes[:min(len(nodes), result.MaxNodesNamed)] {
		out.First = append(out.First, r.w.c.Model.Nodes[node].ID)
	}
	return out
}
