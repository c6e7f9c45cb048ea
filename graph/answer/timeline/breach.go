package timeline

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// spells joins neighbouring spans of a course of a vertex at or below a level; none of
// what was so bad before.
func (s *Simulation) spells(v int32, spans []span, atMost graph.Level) []span {
	var out []span
	if s.asBefore(v, atMost) {
		return nil
	}
	for _, sp := range spans {
		switch n := len(out); {
		case sp.level > atMost:
		case n > 0 && out[n-1].to == sp.from:
			out[n-1].to = sp.to
		default:
			out = append(out, span{level: atMost, from: sp.from, to: sp.to})
		}
	}
	return out
}

// breaches returns outages past a service's tolerance or a contract's terms.
func (s *Simulation) breaches() []result.Breach {
	out := []result.Breach{}
	for i := range s.c.Model.Nodes {
		out = append(out, s.Promise(int32(i), result.BreaksTolerance)...)
		out = append(out, s.Promise(int32(i), result.BreaksDegraded)...)
	}
	for i := range s.c.Model.Terms {
		out = append(out, s.terms(&s.c.Model.Terms[i])...)
	}
	slices.SortStableFunc(out, func(a, b result.Breach) int {
		return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(a.Node, b.Node), cmp.Compare(a.FromS, b.FromS))
	})
	return out
}

// promised counts what may be breached: with nothing promised no breach says nothing.
func (s *Simulation) promised() *result.Promised {
	out := &result.Promised{}
	for i := range s.c.Model.Nodes {
		if s.c.Model.Nodes[i].Promises() {
			out.Tolerances++
		}
	}
	for i := range s.c.Model.Terms {
		if s.c.Model.Terms[i].InForce(s.c.Model.Day()) {
			out.Terms++
		}
	}
	return out
}

// Promise returns the outages of a node, of a service with parts those of each, that are
// longer than it says itself is tolerable: by result.BreaksTolerance down, by
// result.BreaksDegraded not up.
func (s *Simulation) Promise(node int32, rule result.Break) []result.Breach {
	n := &s.c.Model.Nodes[node]
	if n.Time == nil {
		return nil
	}
	limit, level := n.Time.Tolerance, graph.Down
	if rule == result.BreaksDegraded {
		limit, level = n.Time.ToleranceDegraded, graph.Degraded
	}
	var out []result.Breach
	for v := range s.c.Seen(node).All() {
		out = append(out, s.past(v, string(rule), limit, level)...)
	}
	return out
}

// past returns the spells of a vertex longer than a limit, each with those who bear it.
func (s *Simulation) past(v int32, rule string, limit time.Duration, level graph.Level) []result.Breach {
	if limit == 0 {
		return nil
	}
	var out []result.Breach
	for _, o := range s.outages(v, func(c *course) []span { return s.spells(v, c.spans, level) }) {
		if o.to == never || o.to-o.from > limit {
			out = append(out, s.breach(v, rule, limit, o))
		}
	}
	return out
}

// outage is a spell, and the share of a vertex's users for whom it lasts just so long.
type outage struct {
	span
	share float64
}

// outages returns the spells of all courses of a vertex, by time: those of the same users
// as one.
func (s *Simulation) outages(v int32, spells func(c *course) []span) []outage {
	var out []outage
	for _, c := range s.strata(v) {
		for _, sp := range spells(&c) {
			i := slices.IndexFunc(out, func(o outage) bool { return o.from == sp.from && o.to == sp.to })
			if i < 0 {
				out = append(out, outage{span: sp})
				i = len(out) - 1
			}
			out[i].share = exactly(out[i].share + c.share)
		}
	}
	slices.SortStableFunc(out, func(a, b outage) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(uint64(a.to), uint64(b.to))) // one that does not end is the longest
	})
	return out
}

func (s *Simulation) breach(v int32, rule string, limit time.Duration, sp outage) result.Breach {
	n := &s.c.Model.Nodes[s.c.NodeOf(v)]
	b := result.Breach{Node: s.c.Name(v), Names: result.Names(n.Name), Rule: rule, LimitS: seconds(limit), FromS: seconds(sp.from)}
	if sp.to != never {
		d := seconds(sp.to - sp.from)
		b.OutageS = &d
	}
	if users, known := s.c.Model.Users(n); known {
		x := users * s.c.Share(v) * sp.share
		b.Users = result.UsersOf(&x)
	} else if n.Kind == models.KindService {
		b.Users = result.UsersOf(nil)
	}
	if share := users.Share(sp.share); share < 1 {
		b.Share = &share
	}
	return b
}

// terms returns the breaches of a contract: spells past consecutive, time in
// all past monthly (a timeline is taken for one month), and what bands say is
// owed for the longest spell. What is not in force on the day of the timeline has none.
func (s *Simulation) terms(t *models.Terms) []result.Breach {
	if !t.InForce(s.c.Model.Day()) {
		return nil
	}
	ids, err := s.c.Model.Select(strings.Join(t.Covers, ","))
	if err != nil {
		return nil // checked when the model was loaded
	}
	var out []result.Breach
	for _, id := range ids {
		for v := range s.c.Seen(s.c.Vertex(id)).All() {
			out = append(out, s.termsOf(t, v)...)
		}
	}
	return out
}

func (s *Simulation) termsOf(t *models.Terms, v int32) []result.Breach {
	rule := "terms:" + t.ID
	out := s.past(v, rule, t.Consecutive, graph.Down)
	monthly := s.outages(v, func(c *course) []span {
		if all, ends := inAll(s.spells(v, c.spans, graph.Down)); t.Monthly > 0 && (!ends || all.to-all.from > t.Monthly) {
			return []span{all}
		}
		return nil
	})
	for _, all := range monthly {
		out = append(out, s.breach(v, rule, t.Monthly, all))
	}
	for _, sp := range s.outages(v, func(c *course) []span { return s.spells(v, c.spans, graph.Down) }) {
		if pay, from := owed(t.Bands, sp.span); pay > 0 {
			b := s.breach(v, rule, from, sp)
			if b.Owed = b.Users; b.Users.Number() != nil {
				sum := pay * *b.Users.Number()
				b.Owed = result.UsersOf(&sum)
			}
			out = append(out, b)
		}
	}
	return out
}

// inAll returns a span as long as all spells together, from the first on, and
// whether it ends: it does not if one of them does not.
func inAll(spells []span) (all span, ends bool) {
	for i, sp := range spells {
		switch {
		case i == 0:
			all = sp
		case sp.to == never:
			all.to = never
		default:
			all.to += sp.to - sp.from
		}
	}
	return all, all.to != never
}

// owed returns what the bands pay a user for a spell, and where that band
// starts.
func owed(bands []models.Band, sp span) (pay float64, from time.Duration) {
	for _, b := range bands {
		if sp.to == never || sp.to-sp.from >= b.From {
			pay, from = b.Pay, b.From
		}
	}
	return pay, from
}
