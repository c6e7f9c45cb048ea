package timeline

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/engine/partial"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// shares says of how many a span tells that is not of all.
type shares struct {
	down, degraded float64
	unknown        bool
}

// mix puts together how vertices fare for those who find some nodes and lose others: a
// vertex is down if it is for all of them, up if it is for all, else degraded. A service
// with parts follows from its parts.
func (s *Simulation) mix(fates map[int32]*partial.Fates) {
	s.courses = map[int32]*courses{}
	var changes []timeline.Change
	for _, ch := range s.run.Changes {
		if fates[ch.Vertex] == nil {
			changes = append(changes, ch)
		}
	}
	vertices := slices.Sorted(maps.Keys(fates))
	for _, v := range vertices {
		if s.c.Parts(v).Len() > 0 {
			continue
		}
		c := s.newCourses(v, fates[v])
		s.courses[v] = c
		s.layOut(v, edges(c.of), c.rough, c.at)
		changes = append(changes, s.mixed(v, fates[v])...)
		if !s.used(v) {
			delete(s.sheds, v) // nobody is counted there
		}
	}
	for _, v := range vertices {
		if s.c.Parts(v).Len() > 0 {
			s.layOut(v, s.edges(v), false, func(t time.Duration) state { return s.whole(v, t) })
			delete(s.sheds, v)
			changes = append(changes, s.mixedWhole(v)...)
		}
	}
	slices.SortStableFunc(changes, func(a, b timeline.Change) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Vertex, b.Vertex))
	})
	s.run.Changes = changes
}

// layOut replaces the spans of a vertex, and the times in which users of it are lost
// though it is not down for all, by what it is from moment to moment.
func (s *Simulation) layOut(v int32, at []time.Duration, rough bool, state func(time.Duration) state) {
	var spans []span
	var sheds []shed
	for i, from := range at {
		to, x := never, state(from)
		if i+1 < len(at) {
			to = at[i+1]
		}
		if x.level == graph.Up && !x.mixed && x.down == 0 {
			continue
		}
		if x.level > graph.Down && x.down > 0 && !rough {
			if n := len(sheds); n > 0 && sheds[n-1].to == from && sheds[n-1].share == x.down {
				sheds[n-1].to = to
			} else {
				sheds = append(sheds, shed{x.down, from, to})
			}
		}
		if x.level == graph.Up {
			continue
		}
		var of *shares
		if x.mixed {
			of = &shares{x.down, x.degraded, rough}
		}
		if n := len(spans); n > 0 && spans[n-1].to == from && spans[n-1].like(x.level, of) {
			spans[n-1].to = to
		} else {
			spans = append(spans, span{x.level, from, to, of})
		}
	}
	s.spans[v], s.sheds[v] = spans, sheds
}

// like says whether a span is at a level, for as many.
func (sp span) like(level graph.Level, of *shares) bool {
	return sp.level == level && (sp.of == nil) == (of == nil) && (of == nil || *sp.of == *of)
}

// whole returns how a service fares at a moment, from its parts.
func (s *Simulation) whole(v int32, t time.Duration) state {
	x, up, down := state{}, true, true
	for part := range s.c.Parts(v).All() {
		of := state{level: s.Level(part, t), down: s.shedAt(part, t)}
		if c := s.courses[part]; c != nil {
			of = c.at(t)
		} else if of.level == graph.Down {
			of.down = 1
		} else if of.level == graph.Degraded {
			of.degraded = 1 - of.down
		}
		share := s.c.Share(part) / s.c.Share(v)
		up, down, x.mixed = up && of.level == graph.Up, down && of.level == graph.Down, x.mixed || of.mixed
		x.down, x.degraded = x.down+share*of.down, x.degraded+share*of.degraded
	}
	x.level = graph.Degraded
	if up || down {
		x.level = map[bool]graph.Level{true: graph.Up, false: graph.Down}[up]
	}
	x.down, x.degraded = users.Share(x.down), users.Share(x.degraded)
	x.mixed = x.mixed || !up && !down && x.down > 0 // down for some: for how many is said of every time alike
	return x
}

// mixed returns the changes of a vertex's level, with what it waited for last of those
// for whom it came back then.
func (s *Simulation) mixed(v int32, of *partial.Fates) []timeline.Change {
	return s.changes(v, func(at time.Duration) timeline.Wait {
		for i := range of.Of {
			for _, ch := range of.Of[i].Changes {
				if ch.At == at && ch.Level == graph.Up {
					return ch.Waited
				}
			}
		}
		return nothing
	})
}

// mixedWhole is mixed for a service, which comes back with the last of its parts.
func (s *Simulation) mixedWhole(v int32) []timeline.Change {
	return s.changes(v, func(at time.Duration) timeline.Wait {
		for part := range s.c.Parts(v).All() {
			if slices.ContainsFunc(s.spans[part], func(sp span) bool { return sp.to == at }) && s.Level(part, at) == graph.Up {
				return timeline.Wait{Kind: timeline.WaitMember, Vertex: part}
			}
		}
		return nothing
	})
}

var nothing = timeline.Wait{Kind: timeline.WaitNone, Vertex: -1}

// changes returns the changes of a vertex's level from its spans.
func (s *Simulation) changes(v int32, waited func(at time.Duration) timeline.Wait) []timeline.Change {
	var out []timeline.Change
	was, below := s.run.Before[v]
	if !below {
		was = graph.Up
	}
	note := func(at time.Duration, level graph.Level) {
		if level == was {
			return
		}
		ch := timeline.Change{At: at, Vertex: v, Level: level, Waited: nothing}
		if level == graph.Up {
			ch.Waited = waited(at)
		}
		out, was = append(out, ch), level
	}
	for i, sp := range s.spans[v] {
		note(sp.from, sp.level)
		if sp.to != never && (i+1 == len(s.spans[v]) || s.spans[v][i+1].from > sp.to) {
			note(sp.to, graph.Up)
		}
	}
	return out
}

// exactly takes from a sum of shares what is not exact in binary.
func exactly(x float64) float64 { return math.Round(x*1e12) / 1e12 }
