package whatif

import (
	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// tally sums up the services of a sector.
type tally struct {
	down   float64 // weight
	before float64 // weight that was down with nothing failed
	counts result.Counts
}

// sectors returns how every sector fares, by id. It costs a pass over the
// services.
func (v *view) sectors() []result.Sector {
	tallies := map[string]*tally{}
	for i := range v.c.Model.Nodes {
		n := &v.c.Model.Nodes[i]
		if n.Kind != models.KindService || n.Sector == "" {
			continue
		}
		t := tallies[n.Sector]
		if t == nil {
			t = &tally{}
			tallies[n.Sector] = t
		}
		v.count(t, v.table.Of[i], int32(i))
	}
	out := []result.Sector{}
	for i := range v.c.Model.Sectors {
		s := &v.c.Model.Sectors[i]
		t := tallies[s.ID]
		if t == nil {
			t = &tally{}
		}
		out = append(out, v.sector(s, t))
	}
	return out
}

// count adds a service to its sector's tally.
func (v *view) count(t *tally, weight float64, i int32) {
	share := v.shareDown(i)
	t.down += weight * share
	t.before += weight * v.over(i, v.run.LostBefore)
	if level := v.run.Level(i); (level != graph.Up || share > 0) && !v.lose.HasHit(i) {
		t.counts.NotHit++
	}
	switch level := v.run.Level(i); {
	case level == graph.Down:
		t.counts.Down++
	case share > 0:
		t.counts.Partial++
	case level == graph.Degraded:
		t.counts.Degraded++
	default:
		t.counts.Up++
	}
}

func (v *view) sector(s *models.Sector, t *tally) result.Sector {
	out := result.Sector{ID: s.ID, Names: result.Names(s.Name), FailsAt: s.FailsAt, Measure: result.Measure(v.table.Measure[s.ID]), Unweighed: v.table.Unweighed[s.ID],
		ShareDown: users.Share(v.table.ShareDown(s, t.down)), Fails: v.table.Fails(s, t.down), Services: t.counts, Level: result.LevelUp}
	if before := users.Share(v.table.ShareDown(s, t.before)); before > 0 {
		out.ShareBefore, out.Before = &before, v.table.Fails(s, t.before)
	}
	switch {
	case out.Fails:
		out.Level = result.LevelDown
	case t.counts.Up < t.counts.Total():
		out.Level = result.LevelDegraded
	}
	return out
}
