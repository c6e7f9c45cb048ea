// Package held tells what is not up with nothing failed, and why: a standby that waits
// until the main is down, and what needs the standby, is held down by what is up; a loop
// of supply that no source reaches is dry.
package held

import (
	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// Before is what is not up with nothing failed. One vertex may be both held and dry.
type Before struct {
	Because map[int32][]int32     // vertex -> the slots that are why
	At      map[int32]graph.Level // slot of these -> the level of its member
	Held    map[int32]bool        // vertices that what is up holds down, and those that are down for these
	Dry     map[int32]bool        // vertices in a loop that nothing supplies, and those that are down for these
}

// Of runs a cascade with nothing failed. In a graph in which nothing has to be down for
// anything it returns nil, at no cost.
func Of(c *cascade.Cascade, g *graph.Graph) *Before {
	if len(g.Unless()) == 0 {
		return nil
	}
	c.Run(nil, nil)
	x := &Before{Because: map[int32][]int32{}, At: map[int32]graph.Level{}}
	var held, dry []int32
	behind := map[int32][]int32{} // vertex -> those that are down for it
	for _, v := range c.Fallen() {
		slots := c.Because(v)
		x.Because[v] = slots
		for _, slot := range slots {
			m := g.Member(slot)
			if x.At[slot] = c.Level(m); g.Inverted(slot) {
				held = append(held, v)
			} else {
				behind[m] = append(behind[m], v)
			}
		}
		switch {
		case len(slots) > 0:
		case g.Fed(g.Component(v)):
			dry = append(dry, v)
		default:
			held = append(held, v)
		}
	}
	x.Held, x.Dry = reached(held, behind), reached(dry, behind)
	return x
}

// Holds says whether a vertex is held down; nothing holds any where x is nil.
func (x *Before) Holds(v int32) bool { return x != nil && x.Held[v] }

// reached returns vertices with all that is behind them, over any number of steps.
func reached(queue []int32, behind map[int32][]int32) map[int32]bool {
	out := map[int32]bool{}
	for ; len(queue) > 0; queue = queue[1:] {
		if v := queue[0]; !out[v] {
			out[v] = true
			queue = append(queue, behind[v]...)
		}
	}
	return out
}
