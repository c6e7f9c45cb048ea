package timeline

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// hours are what users lost.
type hours struct {
	lost             float64 // users times hours; where some outage does not end, until the last moment
	endless          bool    // some outage of users that are known does not end
	known, uncounted int     // services that were hit, with and without figures
}

// any says whether anybody lost anything.
func (h hours) any() bool { return h.lost > 0 || h.endless || h.uncounted > 0 }

// figure returns what was lost; infinite where that does not end.
func (h hours) figure() float64 {
	if h.endless {
		return math.Inf(1)
	}
	return h.lost
}

// told is what an answer says of them.
func (h hours) told() result.Hours {
	out := result.Hours{Endless: h.endless, Uncounted: h.uncounted}
	lost := users.Share(h.lost)
	switch {
	case h.known == 0:
	case h.endless:
		out.Until = &lost
	default:
		out.Down = &h.lost
	}
	return out
}

// last returns the last moment at which anything happens: an event begins or ends, or a
// vertex changes.
func (s *Simulation) last() (last time.Duration) {
	for _, e := range s.answer.Events {
		last = max(last, time.Duration(e.AtS+e.ForS)*time.Second)
	}
	for _, spans := range s.spans {
		for _, sp := range spans {
			last = max(last, sp.from, sp.to)
		}
	}
	for _, sheds := range s.sheds {
		for _, sh := range sheds {
			last = max(last, sh.from, sh.to)
		}
	}
	return last
}

// lost returns the hours that a user of a vertex loses: those down, and of those
// in which some users are shed their share; less the share who were without it before.
// What does not end counts until the last moment.
func (s *Simulation) lost(v int32, last time.Duration) (sum float64, endless bool) {
	if s.asBefore(v, graph.Down) {
		return 0, false
	}
	before := s.run.ShedBefore[v]
	lasts := func(from, to time.Duration, share float64) time.Duration {
		if to == never {
			to, endless = max(from, last), endless || share > 0
		}
		return to - from
	}
	for _, c := range s.coursesOf(v) {
		down := time.Duration(0)
		for _, sp := range c.spans {
			if sp.level == graph.Down {
				down += lasts(sp.from, sp.to, c.share*(1-before))
			}
		}
		hours := down.Hours() * (1 - before)
		for _, sh := range c.sheds {
			more := max(0, sh.share-before)
			hours += more * lasts(sh.from, sh.to, c.share*more).Hours()
		}
		sum += c.share * hours
	}
	return sum, endless
}

// addHours adds what the users of a service lost.
func (s *Simulation) addHours(to *hours, node int32, last time.Duration) {
	all, known := s.c.Model.Users(&s.c.Model.Nodes[node])
	hit := false
	for v := range s.c.Seen(node).All() {
		hit = hit || s.hit(v)
		lost, endless := s.lost(v, last)
		to.lost += all * s.c.Share(v) * lost // nothing where they are not known
		to.endless = to.endless || endless && all*s.c.Share(v) > 0
	}
	switch {
	case !hit:
	case known:
		to.known++
	default:
		to.uncounted++
	}
}

// hoursBySector sums up, by sector of the model.
func (s *Simulation) hoursBySector() []hours {
	at, last := make(map[string]int, len(s.c.Model.Sectors)), s.last()
	for i := range s.c.Model.Sectors {
		at[s.c.Model.Sectors[i].ID] = i
	}
	out := make([]hours, len(at))
	for i := range s.c.Model.Nodes {
		n := &s.c.Model.Nodes[i]
		if k, ok := at[n.Sector]; ok && n.Kind == models.KindService {
			s.addHours(&out[k], int32(i), last)
		}
	}
	return out
}

// hoursOfAll sums up all services.
func (s *Simulation) hoursOfAll() (all hours) {
	last := s.last()
	for i := range s.c.Model.Nodes {
		if s.c.Model.Nodes[i].Kind == models.KindService {
			s.addHours(&all, int32(i), last)
		}
	}
	return all
}

// UserHours returns the hours that the users of a node lost, or for a negative one those of all
// services; infinite where some outage does not end. known is false where something was hit
// and there is no figure of anything that was; uncounted is how many services that were hit
// have none. It costs a pass over the services.
func (s *Simulation) UserHours(node int32) (lost float64, known bool, uncounted int) {
	all := hours{}
	if node < 0 {
		all = s.hoursOfAll()
	} else {
		s.addHours(&all, node, s.last())
	}
	return all.figure(), all.known > 0 || all.uncounted == 0, all.uncounted
}

// tellUserHours says what the users of each service, of each sector and of all services
// lost: the most first, what does not end before all.
func (s *Simulation) tellUserHours(out *result.Timeline) {
	out.UserHours = []result.UserHours{}
	for i, x := range s.hoursBySector() {
		if sector := &s.c.Model.Sectors[i]; x.any() {
			out.UserHours = append(out.UserHours, result.UserHours{Sector: sector.ID, Names: result.Names(sector.Name), Hours: x.told()})
		}
	}
	all, last := s.hoursOfAll(), s.last()
	for i := range s.c.Model.Nodes {
		n := &s.c.Model.Nodes[i]
		if n.Kind != models.KindService {
			continue
		}
		x := hours{}
		if s.addHours(&x, int32(i), last); x.any() {
			out.ServiceHours = append(out.ServiceHours, result.ServiceHours{Service: n.ID, Names: result.Names(n.Name), Hours: x.told()})
		}
	}
	slices.SortStableFunc(out.UserHours, func(a, b result.UserHours) int { return mostHours(&a.Hours, &b.Hours) })
	slices.SortStableFunc(out.ServiceHours, func(a, b result.ServiceHours) int { return mostHours(&a.Hours, &b.Hours) })
	if all.any() {
		total := all.told()
		out.TotalHours = &total
	}
	if all.endless {
		until := seconds(last)
		out.UntilS = &until
	}
}

// mostHours orders hours: without end first, then the most, then of the most services of whose
// users there is no figure.
func mostHours(a, b *result.Hours) int {
	ends := func(x *result.Hours) int {
		if x.Endless {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(ends(a), ends(b)), cmp.Compare(numberOf(b.Until), numberOf(a.Until)), cmp.Compare(numberOf(b.Down), numberOf(a.Down)), cmp.Compare(b.Uncounted, a.Uncounted))
}

// hit says whether users of a vertex found it worse than before at some time.
func (s *Simulation) hit(v int32) bool {
	return slices.ContainsFunc(s.spans[v], func(sp span) bool { return !s.before(v, sp) }) ||
		!s.asBefore(v, graph.Down) && slices.ContainsFunc(s.sheds[v], func(x shed) bool { return x.share > s.run.ShedBefore[v] })
}

// numberOf returns a number; 0 where it is not known.
func numberOf(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}
