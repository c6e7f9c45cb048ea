package outage

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// shares returns the vertices that a service's users see, with their shares.
func (o *Simulation) shares(node int32) map[int32]float64 {
	r := o.c.Parts(node)
	if r.Len() == 0 {
		return map[int32]float64{node: 1}
	}
	out, sum := map[int32]float64{}, 0.0
	for p := r.First; p < r.End; p++ {
		out[p] = o.c.Access(p).Share
		sum += out[p]
	}
	for p := range out {
		out[p] /= sum
	}
	return out
}

// down returns how long a vertex was down in all; what does not end does not
// count.
func (o *Simulation) down(v int32) time.Duration {
	sum := time.Duration(0)
	for _, s := range o.spans[v] {
		if s.level == graph.Down && s.to != never {
			sum += s.to - s.from
		}
	}
	return sum
}

// userHours sums up, by sector, users times hours down of what ended.
func (o *Simulation) userHours() []result.UserHours {
	lost := map[string]float64{}
	for i := range o.c.Model.Nodes {
		n := &o.c.Model.Nodes[i]
		users, known := o.c.Model.Users(n)
		if n.Kind != models.KindService || !known {
			continue
		}
		for _, v := range sortedKeys(o.shares(int32(i))) {
			lost[n.Sector] += users * o.shares(int32(i))[v] * o.down(v).Hours()
		}
	}
	out := []result.UserHours{}
	for _, s := range o.c.Model.Sectors {
		if lost[s.ID] > 0 {
			out = append(out, result.UserHours{Sector: s.ID, Names: result.Names(s.Name), Down: lost[s.ID]})
		}
	}
	slices.SortStableFunc(out, func(a, b result.UserHours) int { return cmp.Compare(b.Down, a.Down) })
	return out
}

func sortedKeys(m map[int32]float64) []int32 {
	out := make([]int32, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// spells joins neighbouring spans at or below a level.
func (o *Simulation) spells(v int32, atMost graph.Level) []span {
	var out []span
	for _, s := range o.spans[v] {
		switch n := len(out); {
		case s.level > atMost:
		case n > 0 && out[n-1].to == s.from:
			out[n-1].to = s.to
		default:
			out = append(out, span{atMost, s.from, s.to})
		}
	}
	return out
}

// breaches returns outages past a service's tolerance or a contract's terms.
func (o *Simulation) breaches() []result.Breach {
	out := []result.Breach{}
	for i := range o.c.Model.Nodes {
		n := &o.c.Model.Nodes[i]
		if n.Time == nil {
			continue
		}
		for _, v := range sortedKeys(o.shares(int32(i))) {
			out = append(out, o.past(int32(i), v, "tolerance", n.Time.Tolerance, graph.Down)...)
			out = append(out, o.past(int32(i), v, "tolerance_degraded", n.Time.ToleranceDegraded, graph.Degraded)...)
		}
	}
	for i := range o.c.Model.Terms {
		out = append(out, o.terms(&o.c.Model.Terms[i])...)
	}
	slices.SortStableFunc(out, func(a, b result.Breach) int {
		return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(a.Node, b.Node), cmp.Compare(a.FromS, b.FromS))
	})
	return out
}

// past returns the spells of a vertex longer than a limit.
func (o *Simulation) past(node, v int32, rule string, limit time.Duration, level graph.Level) []result.Breach {
	var out []result.Breach
	for _, s := range o.spells(v, level) {
		if limit > 0 && (s.to == never || s.to-s.from > limit) {
			out = append(out, o.breach(node, v, rule, limit, s))
		}
	}
	return out
}

func (o *Simulation) breach(node, v int32, rule string, limit time.Duration, s span) result.Breach {
	n := &o.c.Model.Nodes[node]
	b := result.Breach{Node: o.c.Name(v), Names: result.Names(n.Name), Rule: rule, LimitS: seconds(limit), FromS: seconds(s.from)}
	if s.to != never {
		d := seconds(s.to - s.from)
		b.OutageS = &d
	}
	if users, known := o.c.Model.Users(n); known {
		x := users * o.shares(node)[v]
		b.Users = &x
	}
	return b
}

// terms returns the breaches of a contract: spells past consecutive, time in
// all past monthly (a timeline is taken for one month), and what bands say is
// owed for the longest spell.
func (o *Simulation) terms(t *models.Terms) []result.Breach {
	ids, err := o.c.Model.Select(strings.Join(t.Covers, ","))
	if err != nil {
		return nil // checked when the model was loaded
	}
	var out []result.Breach
	for _, id := range ids {
		v := o.c.Vertex(id)
		node := o.c.NodeOf(v)
		seen := []int32{v}
		if !o.c.IsPart(v) {
			seen = sortedKeys(o.shares(node))
		}
		for _, v := range seen {
			out = append(out, o.termsOf(t, node, v)...)
		}
	}
	return out
}

func (o *Simulation) termsOf(t *models.Terms, node, v int32) []result.Breach {
	rule := "terms:" + t.ID
	out := o.past(node, v, rule, t.Consecutive, graph.Down)
	spells := o.spells(v, graph.Down)
	if len(out) == 0 && t.Monthly > 0 && o.down(v) > t.Monthly {
		out = append(out, o.breach(node, v, rule, t.Monthly, span{graph.Down, spells[0].from, spells[0].from + o.down(v)}))
	}
	for _, s := range spells {
		if pay, from := owed(t.Bands, s); pay > 0 {
			b := o.breach(node, v, rule, from, s)
			if b.Users != nil {
				sum := pay * *b.Users
				b.Owed = &sum
			}
			out = append(out, b)
		}
	}
	return out
}

// owed returns what the bands pay a user for a spell, and where that band
// starts.
func owed(bands []models.Band, s span) (pay float64, from time.Duration) {
	for _, b := range bands {
		if s.to == never || s.to-s.from >= b.From {
			pay, from = b.Pay, b.From
		}
	}
	return pay, from
}
