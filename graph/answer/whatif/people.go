package whatif

import (
	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// countLosses counts who gets nothing.
func (v *view) countLosses() {
	v.lose = v.table.Counter()
	for _, x := range v.hurt() {
		v.lose.Lose(x, v.lostAt(x))
	}
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

func (v *view) totals(w *result.WhatIf) result.Totals {
	t := result.Totals{Services: v.table.Services, SelfSustained: v.countSustained(), UsersDown: v.lose.Users()}
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
