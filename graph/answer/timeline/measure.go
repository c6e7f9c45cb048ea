package timeline

import (
	"cmp"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// down returns how long a vertex was down in all in some spans of it; what does not end
// does not count.
func down(spans []span) time.Duration {
	sum := time.Duration(0)
	for _, sp := range spans {
		if sp.level == graph.Down && sp.to != never {
			sum += sp.to - sp.from
		}
	}
	return sum
}

// lost returns the hours that a user of a vertex loses: those down, and of those
// in which some users are shed their share; less the share who were without it before.
// What does not end does not count.
func (s *Simulation) lost(v int32) float64 {
	if s.asBefore(v, graph.Down) {
		return 0
	}
	sum := 0.0
	for _, c := range s.coursesOf(v) {
		hours := down(c.spans).Hours() * (1 - s.run.ShedBefore[v])
		for _, sh := range c.sheds {
			if sh.to != never {
				hours += max(0, sh.share-s.run.ShedBefore[v]) * (sh.to - sh.from).Hours()
			}
		}
		sum += c.share * hours
	}
	return sum
}

// hours are what the users of a sector lost.
type hours struct {
	lost             float64 // users times hours
	known, uncounted int     // services that were hit, with and without figures
}

// hoursBySector sums up, by sector of the model, users times hours lost of what ended.
func (s *Simulation) hoursBySector() []hours {
	at := make(map[string]int, len(s.c.Model.Sectors))
	for i := range s.c.Model.Sectors {
		at[s.c.Model.Sectors[i].ID] = i
	}
	out := make([]hours, len(at))
	for i := range s.c.Model.Nodes {
		n := &s.c.Model.Nodes[i]
		if k, ok := at[n.Sector]; ok && n.Kind == models.KindService {
			s.addHours(&out[k], int32(i))
		}
	}
	return out
}

// userHours are what the users of each sector lost, the most first.
func (s *Simulation) userHours() []result.UserHours {
	out := []result.UserHours{}
	for i, x := range s.hoursBySector() {
		if x.lost == 0 && x.uncounted == 0 {
			continue
		}
		sector := &s.c.Model.Sectors[i]
		row := result.UserHours{Sector: sector.ID, Names: result.Names(sector.Name), Uncounted: x.uncounted}
		if x.known > 0 {
			row.Down = &x.lost
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(a, b result.UserHours) int {
		return cmp.Or(cmp.Compare(numberOf(b.Down), numberOf(a.Down)), cmp.Compare(b.Uncounted, a.Uncounted))
	})
	return out
}

// addHours adds what the users of a service lost.
func (s *Simulation) addHours(to *hours, node int32) {
	users, known := s.c.Model.Users(&s.c.Model.Nodes[node])
	hit := false
	for v := range s.c.Seen(node).All() {
		hit = hit || s.hit(v)
		to.lost += users * s.c.Share(v) * s.lost(v) // nothing where they are not known
	}
	switch {
	case !hit:
	case known:
		to.known++
	default:
		to.uncounted++
	}
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
