package whatif

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/held"
	"github.com/meoktong/meoktong/graph/answer/parts"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/loaded"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Of answers a question whose Failed are ids of nodes and parts, resolved already,
// instead of selectors; nothing may fail, which gives the model as it stands. It
// serves other answers, and errors and cost are otherwise those of [Ask].
func Of(ctx context.Context, c *compile.Compiled, q Question) (*result.WhatIf, error) {
	v := &view{c: c, q: q, failed: map[int32]bool{}, before: map[int32]graph.Level{}, table: users.New(c)}
	down, err := c.Failing(q.Failed)
	if err != nil {
		return nil, err
	}
	for _, ref := range q.Failed {
		v.failed[c.Vertex(ref)] = true
	}
	if err := v.settle(ctx, down); err != nil {
		return nil, err
	}
	if err := v.findRisky(ctx); err != nil {
		return nil, err
	}
	if err := v.findSustained(ctx, down); err != nil {
		return nil, err
	}
	v.countLosses()
	return v.answer(ctx)
}

// answer puts what was found in the model's terms. It costs some passes over the
// model; the error is the context's.
func (v *view) answer(ctx context.Context) (_ *result.WhatIf, err error) {
	out := &result.WhatIf{Failed: append([]string{}, v.q.Failed...), Demand: v.q.Demand, After: models.FormatDuration(v.q.After), LoadIgnored: v.c.LeavesOutLoad() && len(v.q.Demand) == 0}
	slices.Sort(out.Failed)
	out.Failed = slices.Compact(out.Failed)
	if out.Nodes, err = v.nodes(ctx); err != nil {
		return nil, err
	}
	out.Sectors, out.Populations = v.sectors(), v.populations()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out.Unsupplied, out.HeldDown = v.unsupplied(), v.heldBefore()
	out.NotUpBefore, out.Totals, out.Untouched = v.notUpBefore(), v.totals(out), v.untouched()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// findRisky notes what has lost its redundancy.
func (v *view) findRisky(ctx context.Context) error {
	lost, err := v.run.LostRedundancy(ctx)
	v.risky = make(map[int32]bool, len(lost))
	for _, x := range lost {
		v.risky[x], v.risky[v.c.NodeOf(x)] = true, true
	}
	return err
}

// levelOf returns a level as answers say it.
func levelOf(l graph.Level) result.Level { return result.Level(l.String()) }

// view reads a finished cascade in the model's terms.
type view struct {
	c         *compile.Compiled
	q         Question
	run       *loaded.Run
	net       *compile.Load  // nil without load
	inhibited *held.Before   // nil where nothing has to be down for anything
	heldNow   map[int32]bool // vertices that something holds down, or not, as far as was asked
	failed    map[int32]bool
	before    map[int32]graph.Level // vertices that are not up with nothing failed: overloaded as it is
	risky     map[int32]bool        // vertices that lost redundancy, wholes included
	sustained map[int32]bool        // vertices that are self-sustained, wholes included
	table     *users.Table
	lose      *users.Counter // of those who get nothing and did before
}

func (v *view) nodes(ctx context.Context) ([]result.NodeState, error) {
	const often = 1024
	shown := v.shown()
	out := make([]result.NodeState, 0, len(shown))
	for k, i := range shown {
		if k%often == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out = append(out, v.node(i))
	}
	return out, nil
}

// shown returns the nodes of the answer: all, or those that changed, which
// costs no pass over the model.
func (v *view) shown() []int32 {
	var out []int32
	if v.q.All {
		for i := range v.c.Model.Nodes {
			out = append(out, int32(i))
		}
		return out
	}
	for x := range v.risky {
		out = append(out, v.c.NodeOf(x))
	}
	for x := range v.before {
		out = append(out, v.c.NodeOf(x))
	}
	for x := range v.sustained {
		out = append(out, v.c.NodeOf(x))
	}
	for _, hurt := range [][]int32{v.run.Hurt(), v.run.HurtBefore()} {
		for _, x := range hurt {
			out = append(out, v.c.NodeOf(x))
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(i int32) bool { return !v.changed(i) && !v.risky[i] && !v.sustained[i] })
}

// changed says whether a node, or a part of it, is not at the level of before, or
// serves another share.
func (v *view) changed(i int32) bool {
	for x := range v.c.Seen(i).All() {
		if v.run.Level(x) != v.levelBefore(x) || v.run.Lost(x) != v.run.LostBefore(x) {
			return true
		}
	}
	return v.run.Level(i) != v.levelBefore(i) || v.notStarted(i)
}

func (v *view) node(i int32) result.NodeState {
	n := &v.c.Model.Nodes[i]
	s := result.NodeState{ID: n.ID, Names: result.Names(n.Name), Kind: result.Kind(n.Kind), Sector: n.Sector,
		Level: levelOf(v.level(i)), Before: levelOf(v.levelToldBefore(i)), LostRedundancy: v.risky[i], SelfSustained: v.sustained[i], Because: v.because(i), HeldBy: v.heldBy(i), StartedBy: v.startedBy(i), Load: v.load(i), Failed: v.failed[i]}
	for p := range v.c.Parts(i).All() {
		of, k := v.c.Part(p)
		part := result.Part{PartOf: parts.Of(v.c.Model, of, k), Share: parts.Share(of, k)}
		part.Level, part.LostRedundancy, part.SelfSustained = levelOf(v.level(p)), v.risky[p], v.sustained[p]
		s.Parts = append(s.Parts, part)
	}
	if n.Kind == models.KindService {
		v.users(&s, n, i)
	}
	s.NotStarted = v.notStarted(i)
	s.HeldDown = v.inhibited.Holds(i) && s.AsBefore()
	if s.Load != nil {
		s.Load.Unit = n.Load.Unit
	}
	return s
}

// because returns the direct members that broke a node, of a service with parts
// those of any part.
func (v *view) because(i int32) []string {
	if v.failed[i] {
		return []string{}
	}
	if v.run.Level(i) == graph.Up && v.level(i) != graph.Up {
		return append([]string{}, v.members(i, v.turnedAwayBy)...)
	}
	return append([]string{}, v.members(i, v.run.Because)...)
}

// untouched returns the services that notice nothing.
func (v *view) untouched() []result.Untouched {
	var out []result.Untouched
	for i := range v.c.Model.Nodes {
		n := &v.c.Model.Nodes[i]
		if n.Kind != models.KindService || v.run.Level(int32(i)) != graph.Up || v.shareDown(int32(i)) > 0 || v.risky[int32(i)] || v.sustained[int32(i)] || v.started(int32(i)) {
			continue
		}
		if len(out) == result.MaxUntouched {
			return nil
		}
		out = append(out, result.Untouched{ID: n.ID, Names: result.Names(n.Name), Sector: n.Sector})
	}
	return out
}
