package impact

import (
	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// tolerance is the slack in comparing a sum of shares with a limit: shares such
// as 0.1 are not exact in binary.
const tolerance = 1e-9

// tally sums up the services of a sector.
type tally struct {
	users, weight, criticality tallyOf // by what could weigh its services
	counts                     result.Counts
	hit                        bool // some service is not up
}

// tallyOf is the weight of services, whole and down.
type tallyOf struct {
	whole, down float64
	services    int
}

func (t *tallyOf) add(weight, share float64) {
	t.services++
	t.whole += weight
	t.down += weight * share
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
		v.count(t, n, int32(i))
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

// count adds a service to its sector's tally. Its weight is its users times its
// criticality, or its weight; where no service has either, its criticality.
func (v *view) count(t *tally, n *models.Node, i int32) {
	share := v.shareDown(i)
	users, known := v.c.Model.Users(n)
	switch {
	case known:
		t.users.add(users*n.Criticality, share)
	case n.Use != nil && n.Use.Weight != nil:
		t.weight.add(*n.Use.Weight, share)
	default:
		t.criticality.add(n.Criticality, share)
	}
	switch level := v.run.Level(i); {
	case level == graph.Down:
		t.counts.Down++
	case level == graph.Degraded && share > 0:
		t.counts.Partial++
	case level == graph.Degraded:
		t.counts.Degraded++
	default:
		t.counts.Up++
	}
}

func (v *view) sector(s *models.Sector, t *tally) result.Sector {
	of := tallyOf{whole: t.users.whole + t.weight.whole, down: t.users.down + t.weight.down}
	if t.users.services+t.weight.services == 0 {
		of = t.criticality
	}
	share := 0.0
	if of.whole > 0 {
		share = of.down / of.whole
	}
	out := result.Sector{ID: s.ID, Name: result.Names(s.Name).In(v.q.Lang, ""), Names: result.Names(s.Name), FailsAt: s.FailsAt,
		ShareDown: *tidy(share), Fails: share >= s.FailsAt-tolerance, Services: t.counts, Level: graph.Up.String()}
	switch {
	case out.Fails:
		out.Level = graph.Down.String()
	case t.counts.Up < t.counts.Total():
		out.Level = graph.Degraded.String()
	}
	return out
}
