package cascade

import (
	"container/heap"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// inhibitors returns the gates that hold while their member is down, by component; nil
// where there are none. No loop leads through one: its member is settled before the
// component, so that the levels are found stratum by stratum, and within each the greatest
// fixed point is there as ever.
func inhibitors(g *graph.Graph) map[int32][]int32 {
	if len(g.Unless()) == 0 {
		return nil
	}
	out := map[int32][]int32{}
	for _, gate := range g.Unless() {
		k := g.Component(g.Owner(gate))
		out[k] = append(out[k], gate)
	}
	return out
}

// visitUnless has every component looked at that has an unless.
func (c *Cascade) visitUnless() {
	last := none
	for _, gate := range c.g.Unless() {
		if k := c.g.Component(c.g.Owner(gate)); k != last {
			heap.Push(&c.queue, entry{k, none})
			last = k
		}
	}
}

// inhibit lets fall, in the component in work, what holds only while something is down
// that is not. What is nested in another such gate comes first: it has a larger number.
func (c *Cascade) inhibit() {
	for _, gate := range slices.Backward(c.unless[c.working]) {
		r := c.rule(gate)
		if !c.inhibited(gate) {
			continue
		}
		for bit := range r.source {
			if r.source[bit] >= 0 {
				c.fall(gate, bit)
			}
		}
	}
}

// inhibited says whether the member of an unless is not down; of vertices that are pinned
// by another cascade, whether it is not there.
func (c *Cascade) inhibited(gate int32) bool {
	switch {
	case c.waived != nil:
		return !c.hasToHold(gate) && c.waived.inhibited(gate)
	case c.pins != nil:
		return c.pins.of.inhibited(gate)
	}
	return c.stands(c.g.FirstSlot(gate))
}

// hasToHold says whether a gate's vertex is down without it: no other member of a group
// stands in for it.
func (c *Cascade) hasToHold(gate int32) bool {
	for c.g.Parent(gate) >= 0 {
		gate = c.g.GateOf(c.g.Parent(gate))
		if c.g.Mods(gate).Unless || int(c.g.K(gate)) < len(c.g.Members(gate)) {
			return false
		}
	}
	return true
}

// stands says whether the member at a slot is not down. Of a group that is known once the
// components of its members are settled.
func (c *Cascade) stands(slot int32) bool {
	if m := c.g.Member(slot); m >= 0 {
		return c.lost[m]&lostNotDown == 0
	} else {
		return c.holds(^m)
	}
}

// holds says whether a gate is not down.
func (c *Cascade) holds(gate int32) bool {
	r := c.rule(gate)
	switch {
	case r.source[bitNotDown] < 0:
		return true
	case r.unless:
		return !c.inhibited(gate)
	}
	return r.alive(c.count[bitNotDown][gate]) >= r.k[bitNotDown]
}

// standing gathers the members for which the member of an unless is not down: none where
// it rides through the loss of all.
func (m moment) standing(slot int32, out *[]int32) {
	x := m.c.g.Member(slot)
	if x >= 0 {
		*out = append(*out, slot)
		return
	}
	r := m.c.rule(^x)
	for of := r.first; of < r.end; of++ {
		switch at := m.member(of); {
		case r.unless && at == graph.Down: // it holds, since what it names is down
			m.lying(of, out)
		case !r.unless && at > graph.Down:
			m.standing(of, out)
		}
	}
}

// lying gathers the members for which the member of an unless is down.
func (m moment) lying(slot int32, out *[]int32) {
	if x := m.c.g.Member(slot); x >= 0 {
		*out = append(*out, slot)
	} else {
		m.culprits(^x, bitNotDown, out)
	}
}
