package cascade

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// Member returns the level of the member at a slot after the last run, a nested
// group with its modifiers.
func (c *Cascade) Member(slot int32) graph.Level { return c.settled().member(slot) }

// Value returns a gate's level after the last run, with its modifiers.
func (c *Cascade) Value(gate int32) graph.Level { return c.settled().value(gate) }

// settled is the state after the last run: no component is in the making.
func (c *Cascade) settled() moment { return moment{c: c, component: -1} }

// InUse returns the slots of a gate's members in use after the last run: the
// first k at the best level that can be had, of those that a switch that is done
// by the horizon can reach; what flows, and may go round in a loop, is taken as
// supply.InUse says. The cost is that of sorting the members, and for the first gate
// of a fed component after a run what that says.
func (c *Cascade) InUse(gate int32) []int32 {
	k := c.g.Component(c.g.Owner(gate))
	if !c.g.Fed(k) {
		return c.first(gate)
	}
	use := c.supplies.inUse[k]
	if use == nil {
		use = supply.InUse(c.g, k, atHand{c})
		c.supplies.inUse[k] = use
	}
	return use[gate]
}

func (c *Cascade) first(gate int32) []int32 {
	r, now := c.rule(gate), c.settled()
	slots := make([]int32, 0, r.end-r.first)
	for slot := r.first; slot < r.end; slot++ {
		slots = append(slots, slot)
	}
	slices.SortStableFunc(slots, func(a, b int32) int { return -cmp.Compare(now.member(a), now.member(b)) })
	return slots[:c.g.K(gate)]
}

// atHand is levels after a run, for who asks what of them is in use.
type atHand struct{ *Cascade }

// AtHand returns the slots that serve at the horizon.
func (c atHand) AtHand(gate int32) (first, end int32) {
	r := c.rule(gate)
	return r.first, r.end
}

// Held says whether a gate rides through everything.
func (c atHand) Held(gate int32) bool {
	r := c.rule(gate)
	return r.inert()
}
