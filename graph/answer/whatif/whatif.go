package whatif

import (
	"context"
	"errors"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
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
	v.countLosses()
	return v.answer(ctx)
}

// answer puts what was found in the model's terms. It costs some passes over the
// model; the error is the context's.
func (v *view) answer(ctx context.Context) (_ *result.WhatIf, err error) {
	out := &result.WhatIf{Failed: append([]string{}, v.q.Failed...), Demand: v.q.Demand, After: models.FormatDuration(v.q.After)}
	slices.Sort(out.Failed)
	out.Failed = slices.Compact(out.Failed)
	if out.Nodes, err = v.nodes(ctx); err != nil {
		return nil, err
	}
	out.Sectors, out.Populations = v.sectors(), v.populations()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
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

// settle finds the levels before the failures and after. Without load all is up
// before.
func (v *view) settle(ctx context.Context, down []int32) (err error) {
	run := cascade.New(v.c.Graph, v.q.After)
	if !v.c.HasLoad() && len(v.q.Demand) == 0 {
		v.settled, err = settle(ctx, run, nil, nil, down)
		return err
	}
	net := v.c.Load(nil)
	if _, err = settle(ctx, run, net, net.Demand, nil); err != nil {
		return v.c.LoadError(err)
	}
	for _, x := range run.Fallen() {
		v.before[x] = run.Level(x)
	}
	demand, err := v.demand(net)
	if err != nil {
		return err
	}
	v.settled, err = settle(ctx, run, net, demand, down)
	return v.c.LoadError(err)
}

// demand returns the demands by service, those of the question in place of the
// model's.
func (v *view) demand(net *compile.Load) ([]float64, error) {
	out := slices.Clone(net.Demand)
	for id, x := range v.q.Demand {
		s := net.Service(v.c.Vertex(id))
		if s < 0 {
			return nil, errors.New("no users arrive at " + id)
		}
		out[s] = x
	}
	return out, nil
}

// notUpBefore returns the nodes that overload keeps from being up with nothing
// failed, sorted.
func (v *view) notUpBefore() []string {
	var out []string
	for x := range v.before {
		if !v.c.IsPart(x) {
			out = append(out, v.c.Name(x))
		}
	}
	slices.Sort(out)
	return out
}

// levelBefore returns a vertex's level with nothing failed.
func (v *view) levelBefore(x int32) graph.Level {
	if l, fallen := v.before[x]; fallen {
		return l
	}
	return graph.Up
}

// levelOf returns a level as answers say it.
func levelOf(l graph.Level) result.Level { return result.Level(l.String()) }

// view reads a finished cascade in the model's terms.
type view struct {
	c *compile.Compiled
	q Question
	*settled
	failed map[int32]bool
	before map[int32]graph.Level // vertices that are not up with nothing failed: overloaded as it is
	risky  map[int32]bool        // vertices that lost redundancy, wholes included
	table  *users.Table
	lose   *users.Counter // of those who get nothing
}

// countLosses counts who gets nothing.
func (v *view) countLosses() {
	v.lose = v.table.Counter()
	for _, x := range v.hurt() {
		v.lose.Lose(x, v.lostAt(x))
	}
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
	for _, x := range v.run.Fallen() {
		out = append(out, v.c.NodeOf(x))
	}
	for x := range v.risky {
		out = append(out, v.c.NodeOf(x))
	}
	for x := range v.before {
		out = append(out, v.c.NodeOf(x))
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(i int32) bool { return !v.changed(i) && !v.risky[i] })
}

// changed says whether a node, or a part of it, is not at the level of before.
func (v *view) changed(i int32) bool {
	if v.run.Level(i) != v.levelBefore(i) {
		return true
	}
	for x := range v.c.Parts(i).All() {
		if v.run.Level(x) != v.levelBefore(x) {
			return true
		}
	}
	return false
}

func (v *view) node(i int32) result.NodeState {
	n := &v.c.Model.Nodes[i]
	s := result.NodeState{ID: n.ID, Names: result.Names(n.Name), Kind: result.Kind(n.Kind), Sector: n.Sector,
		Level: levelOf(v.run.Level(i)), Before: levelOf(v.levelBefore(i)), LostRedundancy: v.risky[i], Because: v.because(i), Load: v.load(i), Failed: v.failed[i]}
	for p := range v.c.Parts(i).All() {
		a := v.c.Access(p)
		s.Parts = append(s.Parts, result.Part{Access: a.Node, Names: result.Names(v.c.Model.Node(a.Node).Name),
			Share: a.Share, Level: levelOf(v.run.Level(p)), LostRedundancy: v.risky[p]})
	}
	if n.Kind == models.KindService {
		v.users(&s, n, i)
	}
	if s.Load != nil {
		s.Load.Unit = n.Load.Unit
	}
	return s
}

// users fills in how many users of a service are hit.
func (v *view) users(s *result.NodeState, n *models.Node, i int32) {
	down := v.shareDown(i)
	rounded := users.Share(down)
	s.ShareDown = &rounded
	if all, known := v.c.Model.Users(n); known {
		s.Users, s.UsersDown, s.UsersDegraded = whole(all), whole(all*down), whole(all*v.shareDegraded(i))
	}
}

// shareDown returns the share of a service's users who get nothing, 0 to 1,
// part by part.
func (v *view) shareDown(i int32) float64 {
	sum := 0.0
	for x := range v.c.Seen(i).All() {
		sum += v.c.Share(x) * v.lostAt(x)
	}
	return sum
}

// shareDegraded returns the share of a service's users who get less than usual.
func (v *view) shareDegraded(i int32) float64 {
	sum := 0.0
	for x := range v.c.Seen(i).All() {
		if v.run.Level(x) == graph.Degraded {
			sum += v.c.Share(x) * (1 - v.lostAt(x))
		}
	}
	return sum
}

// because returns the direct members that broke a node, of a service with parts
// those of any part.
func (v *view) because(i int32) []string {
	out := []string{}
	if v.failed[i] {
		return out
	}
	for x := range v.c.Seen(i).All() {
		for _, slot := range v.run.Because(x) {
			out = append(out, v.c.MemberName(slot))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (v *view) populations() []result.Population {
	out := []result.Population{}
	for i := range v.c.Model.Populations {
		p := &v.c.Model.Populations[i]
		share, people := v.lose.People(i)
		r := result.Population{ID: p.ID, Names: result.Names(p.Name), ShareDown: users.Share(share)}
		if p.Size != nil {
			r.Size, r.UsersDown = whole(*p.Size), &people
		}
		out = append(out, r)
	}
	return out
}

// untouched returns the services that notice nothing.
func (v *view) untouched() []result.Untouched {
	var out []result.Untouched
	for i := range v.c.Model.Nodes {
		n := &v.c.Model.Nodes[i]
		if n.Kind != models.KindService || v.run.Level(int32(i)) != graph.Up || v.risky[int32(i)] {
			continue
		}
		if len(out) == result.MaxUntouched {
			return nil
		}
		out = append(out, result.Untouched{ID: n.ID, Names: result.Names(n.Name), Sector: n.Sector})
	}
	return out
}

func (v *view) totals(w *result.WhatIf) result.Totals {
	t := result.Totals{Services: v.table.Services, UsersDown: v.lose.Users()}
	for _, x := range v.hurt() {
		if v.c.IsPart(x) {
			continue
		}
		switch v.run.Level(x) {
		case graph.Degraded:
			t.NodesDegraded++
		case graph.Down:
			t.NodesDown++
		}
	}
	for i := range v.c.Model.Nodes {
		if v.c.Model.Nodes[i].Kind == models.KindService && v.run.Level(int32(i)) != graph.Up {
			t.ServicesHit++
		}
	}
	for _, s := range w.Sectors {
		if s.Fails {
			t.SectorsFailed++
		}
	}
	return t
}

// whole rounds a number of users to whole ones.
func whole(x float64) *float64 {
	x = users.People(x)
	return &x
}
