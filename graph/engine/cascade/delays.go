package cascade

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Delays is where what takes time stands at the horizon, in a course of events in which
// delays follow on each other: a cascade by itself compares each with the horizon as if it
// had begun at once. What it does not speak of has not begun.
type Delays struct {
	Held       map[int32][2]bool // gate with a hold-up -> whether that still gives "up", and "not down"
	AtHand     map[int32]int32   // gate with a fail-over -> the end of the slots that serve without a further switch
	Recovering []int32           // vertices that are down until they have recovered, whatever they need
}

// Set gives the delays of the runs that follow; nil: each is compared with the horizon.
func (c *Cascade) Set(d *Delays) { c.delays = d }

// SetBefore says what is below up with nothing failed where that is not what a cascade by
// itself takes it to be: in a loop of supply in which something has long switched.
func (c *Cascade) SetBefore(levels map[int32]graph.Level) {
	c.base.lost = make(map[int32]bits, len(levels))
	for v, l := range levels {
		if c.base.lost[v] = lostUp; l == graph.Down {
			c.base.lost[v] |= lostNotDown
		}
	}
	c.base.fallen = slices.Sorted(maps.Keys(levels))
}

// recover strikes what has not recovered, which is not of its own doing, and has loops of
// supply looked at in which something may have switched to what lives by it.
func (c *Cascade) recover() {
	if c.delays == nil {
		return
	}
	for _, v := range c.delays.Recovering {
		c.schedule(v, lostUp|lostNotDown)
	}
	for gate := range c.delays.AtHand {
		c.visit(c.g.Component(c.g.Owner(gate)))
	}
}

// rule is what a gate does at the horizon.
func (c *Cascade) rule(gate int32) rule {
	if c.delays == nil || !c.g.HasMods(gate) {
		return c.alone(gate)
	}
	m := c.g.Mods(gate)
	if m.Holdup == 0 && m.Failover == 0 {
		return c.alone(gate)
	}
	r := newRule(c.g, gate, switched(m, c.horizon), c.delays.Held[gate])
	if end, ok := c.delays.AtHand[gate]; ok {
		r.end = end
	}
	return r
}

// alone is what a gate does at the horizon if its delays began at once.
func (c *Cascade) alone(gate int32) rule {
	if !c.g.HasMods(gate) {
		return newRule(c.g, gate, true, [2]bool{})
	}
	m := c.g.Mods(gate)
	holds := m.Holdup > 0 && !c.starting && (c.lenient || holds(m, c.horizon))
	used, done := c.base.used[gate], c.starting && c.switches(gate) || switched(m, c.horizon)
	r := newRule(c.g, gate, done, [2]bool{bitUp: holds && used&lostUp == 0, bitNotDown: holds && used&lostNotDown == 0})
	if end, ok := c.base.hand[gate]; ok && !done {
		r.end = end
	}
	return r
}
