package cascade

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// base is what is below up with nothing failed. It has been so for ever: what a hold-up
// would give instead it has given long ago.
type base struct {
	lost   map[int32]bits  // vertex -> what it has lost, where that is something
	fallen []int32         // those vertices, ascending
	used   map[int32]bits  // gate with a hold-up -> what its members have not given for ever
	hand   map[int32]int32 // gate with a fail-over, of whose members something is below up -> the end of the slots that have long been at hand
}

// settleBase finds what is below up with nothing failed: loops of supply that no source
// reaches, and what is held down by what is there. Hold-ups are used up and switches done; in a loop of supply what would have
// to switch first is taken not to have, as at the horizon. Cost: the fed components, the
// requirements that hold while something is down, and what falls with them.
func (c *Cascade) settleBase() {
	if !c.g.HasBefore() {
		return
	}
	c.base = base{lost: map[int32]bits{}, used: map[int32]bits{}, hand: map[int32]int32{}}
	c.findDry()
	c.starting = true
	c.Run(nil, nil)
	for _, v := range c.fallen {
		c.base.lost[v] = c.lost[v]
	}
	for _, gate := range slices.Concat(c.touched, c.g.Unless()) {
		c.use(gate)
		if c.switches(gate) {
			c.base.hand[gate] = slices.Max(c.InUse(gate)) + 1
		}
	}
	c.base.fallen = slices.Sorted(slices.Values(c.fallen))
	c.keepDry()
	c.reset()
	c.starting = false
}

// use notes what a gate's hold-up has not held for ever.
func (c *Cascade) use(gate int32) {
	if !c.g.HasMods(gate) || c.g.Mods(gate).Holdup == 0 {
		return
	}
	for bit, at := range [2]graph.Level{bitUp: graph.Degraded, bitNotDown: graph.Down} {
		if c.Fell(gate, at) {
			c.base.used[gate] |= 1 << bit
		}
	}
}

// switches says whether a gate takes time to switch, and does not go round in a loop of
// supply.
func (c *Cascade) switches(gate int32) bool {
	return c.g.HasMods(gate) && c.g.Mods(gate).Failover > 0 && !c.g.Fed(c.g.Component(c.g.Owner(gate)))
}

// FallenBefore returns the vertices that are below up with nothing failed, in order of
// index. The slice must not be changed.
func (c *Cascade) FallenBefore() []int32 { return c.base.fallen }

// Before returns a vertex's level with nothing failed: below up where it gets what it
// needs only in a loop that no source supplies, or is held down by what is there.
func (c *Cascade) Before(v int32) graph.Level { return level(c.base.lost[v]) }
