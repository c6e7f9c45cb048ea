package partial

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// Serve is what share of those who come to a vertex it serves from a moment on: until the
// next of the vertex, a repair of it, or the end of For if that is not 0.
type Serve struct {
	At, For time.Duration
	Vertex  int32
	Share   float64 // 0 to 1
}

// Curve is the share of those who come that a vertex serves in time: all before the first
// step.
type Curve struct {
	Vertex int32
	Steps  []Step // by time; no two neighbours are alike
}

// Step is a share that is served from a moment on.
type Step struct {
	At    time.Duration
	Share float64
}

// At returns the share that is served at a moment.
func (c *Curve) At(t time.Duration) float64 {
	share := 1.0
	for _, s := range c.Steps {
		if s.At > t {
			break
		}
		share = s.Share
	}
	return share
}

// Curves returns the curves that serves come to, by vertex; none of what serves all
// throughout. At one moment what is over ends, then repairs end what there is, then the
// last serve of a vertex counts.
func Curves(serves []Serve, events []timeline.Event) []Curve {
	of := map[int32][]Serve{}
	for _, s := range serves {
		of[s.Vertex] = append(of[s.Vertex], s)
	}
	var out []Curve
	for _, v := range slices.Sorted(maps.Keys(of)) {
		if c := curve(v, of[v], repairs(v, events)); len(c.Steps) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func repairs(v int32, events []timeline.Event) (at []time.Duration) {
	for _, e := range events {
		if slices.Contains(e.Repair, v) {
			at = append(at, e.At)
		}
	}
	return at
}

func curve(v int32, serves []Serve, repairs []time.Duration) Curve {
	slices.SortStableFunc(serves, func(a, b Serve) int { return cmp.Compare(a.At, b.At) })
	at := slices.Clone(repairs)
	for _, s := range serves {
		if at = append(at, s.At); s.For > 0 {
			at = append(at, s.At+s.For)
		}
	}
	slices.Sort(at)
	c, share := Curve{Vertex: v}, 1.0
	ends := time.Duration(-1)
	for _, now := range slices.Compact(at) {
		next := share
		if now == ends || slices.Contains(repairs, now) {
			next, ends = 1, -1
		}
		for _, s := range serves {
			if s.At != now {
				continue
			}
			if next, ends = s.Share, -1; s.For > 0 {
				ends = now + s.For
			}
		}
		if next != share {
			c.Steps = append(c.Steps, Step{now, next})
		}
		share = next
	}
	return c
}

// class is the users whose threshold lies between two neighbouring shares of a curve.
type class struct {
	share  float64 // of all users
	events []timeline.Event
}

// classes returns those of a curve, the luckiest first.
func (c *Curve) classes() []class {
	ends := []float64{1}
	for _, s := range c.Steps {
		if s.Share > 0 {
			ends = append(ends, s.Share)
		}
	}
	slices.Sort(ends)
	out, least := []class{}, 0.0
	for _, most := range slices.Compact(ends) {
		out = append(out, class{most - least, c.events(most)})
		least = most
	}
	return out
}

// events says when those find the vertex, and lose it, whose thresholds lie below a share
// and above the next smaller one.
func (c *Curve) events(most float64) (out []timeline.Event) {
	lost := false
	for _, s := range c.Steps {
		if now := s.Share < most; now != lost {
			e := timeline.Event{At: s.At}
			if lost = now; lost {
				e.Lose = []int32{c.Vertex}
			} else {
				e.Find = []int32{c.Vertex}
			}
			out = append(out, e)
		}
	}
	return out
}
