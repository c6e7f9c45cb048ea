package timeline

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
)

// strata returns the courses of a vertex as those fare who are turned away by overload, and
// those who are not: who is turned away finds it down. When fewer are turned away these are
// some of those who were when more were. Who was turned away before anything happened
// is left out: that is nothing new.
func (s *Simulation) strata(v int32) []course {
	var out []course
	for _, c := range s.coursesOf(v) {
		before := s.run.ShedBefore[v]
		if len(c.sheds) == 0 && before == 0 {
			out = append(out, c)
			continue
		}
		from := before
		for _, to := range append(c.steps(before), 1) {
			if share := c.share * (to - from); users.Share(share) > 0 {
				out = append(out, course{share: share, spans: c.turnedAway(to)})
			}
			from = to
		}
	}
	return out
}

// steps returns the shares above some share that are turned away at any time, ascending.
func (c *course) steps(above float64) []float64 {
	var out []float64
	for _, sh := range c.sheds {
		if sh.share > above && sh.share < 1 {
			out = append(out, sh.share)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// turnedAway returns the spans of those who are turned away as soon as a share is.
func (c *course) turnedAway(share float64) []span {
	var out []span
	at := edges([]course{*c})
	for i, from := range at {
		to := never
		if i+1 < len(at) {
			to = at[i+1]
		}
		level, lost := c.at(from)
		if lost >= share {
			level = graph.Down
		}
		switch n := len(out); {
		case level == graph.Up:
		case n > 0 && out[n-1].to == from && out[n-1].level == level:
			out[n-1].to = to
		default:
			out = append(out, span{level: level, from: from, to: to})
		}
	}
	return out
}
