package whatif

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// inhibited is what is not up with nothing failed, and why, where something may have to
// be down first.
type inhibited struct {
	because   map[int32][]int32     // vertex -> the slots that are why
	at        map[int32]graph.Level // slot of these -> the level of its member
	held, dry map[int32]bool        // vertices held down by what is up, and those in a loop that nothing supplies; with what is down for it
}

// findInhibited runs a cascade with nothing failed. In a graph in which nothing has to be
// down for anything it returns nil, at no cost.
func findInhibited(c *cascade.Cascade, g *graph.Graph) *inhibited {
	if len(g.Unless()) == 0 {
		return nil
	}
	c.Run(nil, nil)
	x := &inhibited{because: map[int32][]int32{}, at: map[int32]graph.Level{}}
	var held, dry []int32
	behind := map[int32][]int32{} // vertex -> those that are down for it
	for _, v := range c.Fallen() {
		slots := c.Because(v)
		x.because[v] = slots
		for _, slot := range slots {
			m := g.Member(slot)
			if x.at[slot] = c.Level(m); g.Inverted(slot) {
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
	x.held, x.dry = reached(held, behind), reached(dry, behind)
	return x
}

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

// heldBefore returns the nodes that are not up with nothing failed, since something is up
// that would have to be down, sorted.
func (v *view) heldBefore() []string {
	if v.inhibited == nil {
		return nil
	}
	return v.nodeNames(maps.Keys(v.inhibited.held))
}

// risen says whether a vertex fares better than with nothing failed, load left aside: it is
// held down no longer.
func (v *view) risen(x int32) bool { return v.inhibited != nil && v.run.Level(x) > v.run.Before(x) }

// started says whether a node has risen, or some part of it.
func (v *view) started(i int32) bool {
	if v.inhibited == nil {
		return false
	}
	for x := range v.c.Seen(i).All() {
		if v.risen(x) {
			return true
		}
	}
	return v.risen(i)
}

// heldBy returns the direct members of a node, or of any part, that hold it down: they are
// up, or degraded, and would have to be down. Sorted.
func (v *view) heldBy(i int32) []string {
	if v.inhibited == nil || v.failed[i] {
		return nil
	}
	return v.members(i, func(x int32) (out []int32) {
		for _, slot := range v.run.Because(x) {
			if v.c.Graph.Inverted(slot) {
				out = append(out, slot)
			}
		}
		return out
	})
}

// startedBy returns the direct members of a node, or of any part, by whose fall or rise it
// fares better than with nothing failed. Sorted.
func (v *view) startedBy(i int32) []string {
	if v.inhibited == nil {
		return nil
	}
	return v.members(i, func(x int32) (out []int32) {
		if !v.risen(x) {
			return nil
		}
		for _, slot := range v.inhibited.because[x] {
			now, before := v.run.Level(v.c.Graph.Member(slot)), v.inhibited.at[slot]
			if v.c.Graph.Inverted(slot) && now == graph.Down || !v.c.Graph.Inverted(slot) && now > before {
				out = append(out, slot)
			}
		}
		return out
	})
}

// members names the members at slots that are of a node, or of any part of it.
func (v *view) members(i int32, of func(vertex int32) []int32) []string {
	var out []string
	for x := range v.c.Seen(i).All() {
		for _, slot := range of(x) {
			out = append(out, v.c.MemberName(slot))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
