package partly

import (
	"cmp"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Course is what a script makes of a model.
type Course struct {
	// Levels has every node and part: down where it is so in every case, up likewise,
	// else degraded.
	Levels oracle.Spans
	// Down and Degraded have the share of cases in which each node and part is so.
	Down, Degraded map[string]oracle.Steps
	// Before has the levels before anything happens.
	Before map[string]string

	played []played
	crowds map[string]oracle.Crowd
	doc    oracle.Doc
	end    int
}

// played is a case with what happens in it.
type played struct {
	weight float64
	levels oracle.Spans
}

// Play plays a script through, case by case.
func Play(doc oracle.Doc, s Script) Course {
	c := Course{Levels: oracle.Spans{}, Down: map[string]oracle.Steps{}, Degraded: map[string]oracle.Steps{}, crowds: oracle.Crowds(doc), doc: doc, end: s.End}
	for _, one := range s.Cases() {
		script := s.Script
		script.Unserved = one.Unserved
		course := oracle.Play(doc, script)
		c.played, c.Before = append(c.played, played{one.Weight, course.Levels}), course.Before
	}
	for vertex := range c.Before {
		c.sum(vertex)
	}
	return c
}

// sum puts the cases together.
func (c *Course) sum(vertex string) {
	moments := map[int]bool{}
	for _, p := range c.played {
		for _, span := range p.levels[vertex] {
			moments[span.From] = true
		}
	}
	for _, now := range slices.Sorted(maps.Keys(moments)) {
		weights, all := map[string]float64{}, 0.0
		for _, p := range c.played {
			weights[p.levels.At(vertex, now)] += p.weight
			all += p.weight
		}
		level := "degraded"
		for _, one := range []string{"down", "up"} {
			if weights[one] == all { // all are added up in the same order
				level = one
			}
		}
		c.Levels[vertex] = append(c.Levels[vertex], oracle.Span{Level: level, From: now})
		c.Down[vertex] = append(c.Down[vertex], oracle.Step{Value: weights["down"], From: now})
		c.Degraded[vertex] = append(c.Degraded[vertex], oracle.Step{Value: weights["degraded"], From: now})
	}
}

// Share is the share of a service's users, or of a part's, of whom it is so at a moment.
func (c *Course) Share(of map[string]oracle.Steps, vertex string, now int) float64 {
	sum := 0.0
	for part, share := range c.parts(vertex) {
		sum += share * of[part].At(now)
	}
	return sum
}

func (c *Course) parts(vertex string) map[string]float64 {
	if crowd, service := c.crowds[vertex]; service {
		return crowd.Share
	}
	return map[string]float64{vertex: 1}
}

// Hours adds up, for each service whose users are known, how many of them were cut off
// and for how long, those left out who were before.
func (c *Course) Hours() map[string]float64 {
	sum := map[string]float64{}
	for _, p := range c.played {
		levels := maps.Clone(p.levels)
		maps.DeleteFunc(levels, func(vertex string, _ []oracle.Span) bool { return c.Before[vertex] == "down" })
		for service, hours := range oracle.UserHours(c.doc, levels, c.end) {
			sum[service] += p.weight * hours
		}
	}
	return sum
}

// Moments are those at which anything changes for anybody.
func (c *Course) Moments() []int {
	moments := map[int]bool{}
	for _, p := range c.played {
		for _, spans := range p.levels {
			for _, span := range spans {
				moments[span.From] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(moments))
}

// Outage is a time in which a share of a vertex's users find it down, or not up.
type Outage struct {
	Case     int
	Weight   float64
	From, To int // To -1: without end
}

// Outages are those of a vertex, of each case, at some levels, by their beginnings.
func (c *Course) Outages(vertex string, levels ...string) []Outage {
	var out []Outage
	for i, p := range c.played {
		open := false
		for _, span := range p.levels[vertex] {
			is := slices.Contains(levels, span.Level)
			if is && !open {
				out = append(out, Outage{Case: i, Weight: p.weight, From: span.From, To: -1})
			} else if !is && open {
				out[len(out)-1].To = span.From
			}
			open = is
		}
	}
	slices.SortStableFunc(out, func(a, b Outage) int { return cmp.Compare(a.From, b.From) })
	return out
}

// Most is the largest share of a vertex's users that is down for at least some seconds
// without a break, ever or in a time that a moment lies in.
func (c *Course) Most(vertex string, at *int, within int) float64 {
	moments := c.Moments()
	share := make([]float64, len(moments))
	for i, now := range moments {
		share[i] = c.Share(c.Down, vertex, now)
	}
	best := 0.0
	for _, least := range share {
		for i := 0; i < len(share); i++ {
			if share[i] < least-1e-12 {
				continue
			}
			from, to := moments[i], forever
			for i < len(share) && share[i] >= least-1e-12 {
				i++
			}
			if i < len(share) {
				to = moments[i]
			}
			if to-from >= within && (at == nil || from <= *at && *at < to) {
				best = max(best, least)
			}
		}
	}
	return best
}
