package timeline

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/engine/partial"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// course is how a vertex fares for a share of those who come to it.
type course struct {
	share float64 // unknown where the vertex is told roughly
	spans []span
	sheds []shed
}

// courses are all that there are of a vertex: one, unless some fare differently.
type courses struct {
	of    []course
	rough bool // only the luckiest and the unluckiest are known
}

// coursesOf returns the courses of a vertex.
func (s *Simulation) coursesOf(v int32) []course {
	if c := s.courses[v]; c != nil && !c.rough {
		return c.of
	}
	return []course{{1, s.spans[v], s.sheds[v]}}
}

// newCourses lays out what happens to a vertex.
func (s *Simulation) newCourses(v int32, f *partial.Fates) *courses {
	out := &courses{rough: f.Rough}
	for i := range f.Of {
		var spans []span
		if l, below := s.run.Before[v]; below {
			spans = []span{{level: l, to: never}}
		}
		for _, ch := range f.Of[i].Changes {
			spans = turned(spans, ch)
		}
		var sheds []shed
		for _, ch := range f.Of[i].Sheds {
			sheds = shedding(sheds, ch)
		}
		out.of = append(out.of, course{exactly(f.Of[i].Share), spans, sheds})
	}
	return out
}

// state is how a vertex fares at a moment for all who come to it.
type state struct {
	level graph.Level // down if it is for all, up if it is for all, else degraded
	mixed bool        // not all of them find the same level

	down, degraded float64 // shares of those who find it so; whom it sheds among the first
}

// edges returns the moments at which anything changes in some courses.
func edges(of []course) []time.Duration {
	var at []time.Duration
	note := func(from, to time.Duration) {
		if at = append(at, from); to != never {
			at = append(at, to)
		}
	}
	for i := range of {
		for _, sp := range of[i].spans {
			note(sp.from, sp.to)
		}
		for _, sh := range of[i].sheds {
			note(sh.from, sh.to)
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// at returns the level of a course at a moment, and the share that is shed.
func (c *course) at(t time.Duration) (graph.Level, float64) {
	level, share := graph.Up, 0.0
	for _, sp := range c.spans {
		if sp.holds(t) {
			level = sp.level
		}
	}
	for _, sh := range c.sheds {
		if sh.from <= t && (sh.to == never || t < sh.to) {
			share = sh.share
		}
	}
	return level, share
}

func (sp span) holds(t time.Duration) bool { return sp.from <= t && (sp.to == never || t < sp.to) }

// at returns how a vertex fares at a moment.
func (c *courses) at(t time.Duration) state {
	worst, best, x := graph.Up, graph.Down, state{}
	for i := range c.of {
		level, shed := c.of[i].at(t)
		worst, best = min(worst, level), max(best, level)
		switch share := c.of[i].share; level {
		case graph.Down:
			x.down += share
		case graph.Degraded:
			x.down, x.degraded = x.down+share*shed, x.degraded+share*(1-shed)
		default:
			x.down += share * shed
		}
	}
	x.level, x.mixed = graph.Degraded, worst != best
	if !x.mixed {
		x.level = best
	}
	x.down, x.degraded = users.Share(x.down), users.Share(x.degraded)
	return x
}

// turned adds a change of level to the spans before it.
func turned(spans []span, ch timeline.Change) []span {
	if n := len(spans); n > 0 && spans[n-1].to == never {
		spans[n-1].to = ch.At
	}
	if ch.Level < graph.Up {
		spans = append(spans, span{level: ch.Level, from: ch.At, to: never})
	}
	return spans
}

// shedding adds a change of what is shed to those before it.
func shedding(sheds []shed, ch timeline.ShedChange) []shed {
	if n := len(sheds); n > 0 && sheds[n-1].to == never {
		sheds[n-1].to = ch.At
	}
	if ch.Share > 0 {
		sheds = append(sheds, shed{ch.Share, ch.At, never})
	}
	return sheds
}
