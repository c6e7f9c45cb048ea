package whatif

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// countLosses counts who gets nothing and did before, and which services some users
// find worse than before.
func (v *view) countLosses() {
	v.lose = v.table.Counter()
	for _, x := range v.run.Hurt() {
		if !v.worse(x) {
			continue
		}
		v.lose.Hit(v.c.NodeOf(x))
		v.lose.Lose(x, v.run.LostSince(x))
	}
}

// users fills in how many users of a service are hit.
func (v *view) users(s *result.NodeState, n *models.Node, i int32) {
	down := v.shareDown(i)
	rounded := users.Share(down)
	s.ShareDown = &rounded
	s.NotHit = (v.run.Level(i) != graph.Up || down > 0) && !v.lose.HasHit(i)
	if before := users.Share(v.over(i, v.run.LostBefore)); before > 0 {
		s.ShareBefore = &before
	}
	all, known := v.c.Model.Users(n)
	figure := func(share float64) result.Users {
		if !known {
			return result.UsersOf(nil)
		}
		return result.UsersOf(whole(all * share))
	}
	s.Users, s.UsersDown, s.UsersDegraded = figure(1), figure(down), figure(v.over(i, v.degradedAt))
}

// shareDown returns the share of a service's users who get nothing, 0 to 1, part by
// part.
func (v *view) shareDown(i int32) float64 { return v.over(i, v.run.Lost) }

// over adds up something over what the users of a service see, by share.
func (v *view) over(i int32, of func(vertex int32) float64) float64 {
	sum := 0.0
	for x := range v.c.Seen(i).All() {
		sum += v.c.Share(x) * of(x)
	}
	return sum
}

// degradedAt returns the share of a vertex's users who get less than usual.
func (v *view) degradedAt(x int32) float64 {
	if v.run.Level(x) != graph.Degraded {
		return 0
	}
	return 1 - v.run.Lost(x)
}

func (v *view) populations() []result.Population {
	out := []result.Population{}
	lost := v.lose.Populations()
	for i := range v.c.Model.Populations {
		p, x := &v.c.Model.Populations[i], &lost[i]
		thing := &v.table.Things[v.table.Populations[i].Thing]
		r := result.Population{ID: p.ID, Names: result.Names(p.Name), Things: result.Names(thing.Name), Of: p.Of, ShareDown: users.Share(x.Share)}
		if p.Size != nil {
			r.Size = whole(*p.Size)
		}
		if x.Known() {
			r.AtLeast, r.UsersDown = &x.Least, &x.Most
		}
		out = append(out, r)
	}
	return out
}

func (v *view) totals(w *result.WhatIf) result.Totals {
	sum := v.lose.Sum()
	t := result.Totals{Services: len(v.table.Services), SelfSustained: v.countSustained(), UsersDown: sum.Value(), ServicesHit: sum.Hit, Uncounted: sum.Uncounted, Counted: v.counted()}
	for _, x := range v.run.Hurt() {
		level := v.level(x)
		switch {
		case v.c.IsPart(x) || level >= v.levelToldBefore(x):
		case level == graph.Degraded:
			t.NodesDegraded++
		case level == graph.Down:
			t.NodesDown++
		}
	}
	for _, s := range w.Sectors {
		if s.Fails && !s.Before {
			t.SectorsFailed++
		}
	}
	return t
}

// counted returns how many of each thing lose something: of all that populations
// count, and of people where services have users of their own, or none that is known.
func (v *view) counted() []result.Counted {
	out := []result.Counted{}
	own := slices.ContainsFunc(v.table.Services, func(s users.Service) bool { return s.Population < 0 })
	for i, x := range v.lose.Counted() {
		thing := &v.table.Things[i]
		if len(thing.Populations) == 0 && !own {
			continue
		}
		row := result.Counted{Things: result.Names(thing.Name)}
		if x.Known() {
			row.AtLeast = &x.Least
		}
		if x.Uncounted == 0 {
			row.AtMost = &x.Most
		}
		out = append(out, row)
	}
	return out
}

// whole rounds a number of users to whole ones.
func whole(x float64) *float64 {
	x = users.People(x)
	return &x
}
