package timeline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/result"
)

// tell adds the percentiles of trials to an answer, and what only trials have.
func (s *Simulation) tell(found *trials.Samples[figure], out *result.Timeline) {
	out.EndRange = found.Percentiles(figure{what: whatEnd})
	for i := range out.Events {
		h := &out.Events[i]
		if h.AtRange = found.Percentiles(figure{what: whatEventAt, at: int32(i)}); h.ForS > 0 {
			h.ForRange = found.Percentiles(figure{what: whatEventFor, at: int32(i)})
		}
		s.tellServes(found, i, h)
	}
	s.tellSpans(found, out)
	s.tellStarts(found, out)
	s.tellBreaches(found, out)
	nth := map[string]int32{}
	for i := range out.Recovery {
		r := &out.Recovery[i]
		r.AtRange = found.Percentiles(figure{what: whatReturn, at: s.c.Vertex(r.Node), nth: nth[r.Node]})
		nth[r.Node]++
	}
	for i := range out.CriticalPath { // they are some of these
		r := &out.CriticalPath[i]
		if k := slices.IndexFunc(out.Recovery, func(x result.Return) bool { return x.Node == r.Node && x.AtS == r.AtS }); k >= 0 {
			r.AtRange = out.Recovery[k].AtRange
		}
	}
	clear(nth)
	for i := range out.Overloads {
		o := &out.Overloads[i]
		of := figure{at: s.c.Vertex(o.Node), nth: nth[o.Node]}
		nth[o.Node]++
		o.FromRange, o.ToRange = found.Percentiles(of.as(whatOverloadFrom)), found.Percentiles(of.as(whatOverloadTo))
	}
	s.tellHours(found, out)
}

// tellSpans adds those of spans, and the spans that only some trials have.
func (s *Simulation) tellSpans(found *trials.Samples[figure], out *result.Timeline) {
	type level struct {
		node  string
		level result.Level
	}
	nth, told := map[level]int32{}, map[figure]bool{}
	for i := range out.Spans {
		sp := &out.Spans[i]
		if sp.Held {
			continue
		}
		key := level{sp.Node, sp.Level}
		of := figure{what: whatFrom, at: s.c.Vertex(sp.Node), level: levelOf(sp.Level), nth: nth[key]}
		nth[key]++
		told[of] = true
		s.rangesOf(found, of, sp)
	}
	for _, of := range others(found, whatFrom, told) {
		n := &s.c.Model.Nodes[s.c.NodeOf(of.at)]
		sp := result.Span{Node: s.c.Name(of.at), Level: result.Level(of.level.String()), Names: result.Names(n.Name), Kind: result.Kind(n.Kind)}
		s.rangesOf(found, of, &sp)
		sp.FromS, sp.ToS = int64(*sp.FromRange.P50), until(durationOf(sp.ToRange.P50))
		out.Sometimes = append(out.Sometimes, sp)
	}
	slices.SortStableFunc(out.Sometimes, func(a, b result.Span) int {
		return cmp.Or(strings.Compare(a.Node, b.Node), strings.Compare(string(b.Level), string(a.Level)))
	})
}

// others returns the figures of a sort that an answer has not told, in order.
func others(found *trials.Samples[figure], of what, told map[figure]bool) []figure {
	out := slices.DeleteFunc(found.Keys(), func(f figure) bool { return f.what != of || told[f] })
	slices.SortFunc(out, func(a, b figure) int {
		return cmp.Or(strings.Compare(a.rule, b.rule), cmp.Compare(a.at, b.at), cmp.Compare(a.level, b.level), cmp.Compare(a.nth, b.nth))
	})
	return out
}

func (s *Simulation) rangesOf(found *trials.Samples[figure], of figure, sp *result.Span) {
	sp.FromRange, sp.ToRange, sp.LastsRange = found.Percentiles(of), found.Percentiles(of.as(whatTo)), found.Percentiles(of.as(whatLasts))
	sp.DownRange, sp.DegradedRange = found.Percentiles(of.as(whatShareDown)), found.Percentiles(of.as(whatShareDegraded))
}

// levelOf returns a level as the engine has it.
func levelOf(l result.Level) graph.Level {
	switch l {
	case result.LevelDown:
		return graph.Down
	case result.LevelDegraded:
		return graph.Degraded
	}
	return graph.Up
}

// tellBreaches adds those of breaches, and the breaches that only some trials have.
func (s *Simulation) tellBreaches(found *trials.Samples[figure], out *result.Timeline) {
	type rule struct{ node, rule string }
	nth, told := map[rule]int32{}, map[figure]bool{}
	add := func(of figure, b *result.Breach) {
		b.OutageRange, b.UsersRange, b.OwedRange = found.Percentiles(of), found.Percentiles(of.as(whatBreachUsers)), found.Percentiles(of.as(whatBreachOwed))
		b.ShareRange = found.Percentiles(of.as(whatBreachShare))
	}
	for i := range out.Breaches {
		b := &out.Breaches[i]
		of := figure{what: whatBreach, at: s.c.Vertex(b.Node), rule: b.Rule, nth: nth[rule{b.Node, b.Rule}]}
		nth[rule{b.Node, b.Rule}]++
		told[of] = true
		add(of, b)
	}
	for _, of := range others(found, whatBreach, told) {
		n := &s.c.Model.Nodes[s.c.NodeOf(of.at)]
		b := result.Breach{Node: s.c.Name(of.at), Names: result.Names(n.Name), Rule: of.rule, LimitS: int64(*found.Percentiles(of.as(whatBreachLimit)).P50), Sometimes: true}
		add(of, &b)
		b.OutageS = until(durationOf(b.OutageRange.P50))
		if p := b.ShareRange; p != nil {
			b.Share = p.P50
		}
		for from, to := range map[*result.Percentiles]*result.Users{b.UsersRange: &b.Users, b.OwedRange: &b.Owed} {
			if from != nil {
				*to = result.UsersOf(from.P50)
			}
		}
		out.Breaches = append(out.Breaches, b)
	}
}

// tellHours adds those of user-hours, in all and by sector, and the sectors that lose some in trials alone.
func (s *Simulation) tellHours(found *trials.Samples[figure], out *result.Timeline) {
	if p := found.Percentiles(figure{what: whatHours, at: -1}); p != nil && (p.P95 == nil || *p.P95 > 0) {
		if out.TotalHours == nil {
			out.TotalHours = &result.Hours{Down: new(float64)}
		}
		out.TotalHours.DownRange = p
	}
	for i := range s.c.Model.Sectors {
		x := &s.c.Model.Sectors[i]
		of := figure{what: whatHours, at: int32(i)}
		p, known := found.Percentiles(of), found.Percentiles(figure{what: whatHours, at: int32(i), nth: 1}) != nil
		k := slices.IndexFunc(out.UserHours, func(u result.UserHours) bool { return u.Sector == x.ID })
		switch {
		case p == nil || !known:
		case k >= 0:
			out.UserHours[k].DownRange = p
		case p.P95 == nil || *p.P95 > 0:
			out.UserHours = append(out.UserHours, result.UserHours{Sector: x.ID, Names: result.Names(x.Name), Hours: result.Hours{Down: new(float64), DownRange: p}})
		}
	}
}
