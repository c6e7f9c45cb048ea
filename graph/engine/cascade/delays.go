package cascade

import (
	"context"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Delays is where what takes time stands at the horizon, in a course of events in which
// delays follow on each other: a cascade by itself compares each with the horizon as if it
// had begun at once. What it does not speak of has not begun.
type Delays struct {
	Held       map[int32][2]bool // gate with a hold-up -> whether that gives "up", and "not down", or would
	AtHand     map[int32]int32   // gate with a fail-over -> the end of the slots that serve without a further switch
	Switching  map[int32]bool    // gates of these that are about to switch
	Recovering []int32           // vertices that are down until they have recovered, whatever they need
	Waiting    map[int32][]int32 // those of these whose wait has begun -> the slots of the members that last took them down
	Fell       []int32           // vertices that have been worse than at the start, at some moment, ascending
}

// Course tells where delays stand at the horizon of a cascade after vertices failed and were
// impaired, all at once and for good, while others and top gates stand whatever happens to
// them; nil: each may be compared with the horizon by itself.
type Course interface {
	Delays(ctx context.Context, down, degraded []int32, vertices, gates map[int32]bool) (*Delays, error)
}

// Follow lets the runs that follow ask a course where delays stand.
func (c *Cascade) Follow(course Course) { c.course, c.delays = course, nil }

// Delays returns where delays stood in the last run; nil: each was compared with the horizon.
func (c *Cascade) Delays() *Delays { return c.delays }

// Follows says whether it takes a course to tell where delays stand.
func (c *Cascade) Follows() bool { return c.course != nil }

// follow asks where delays stand, if there is anybody to ask.
func (c *Cascade) follow(ctx context.Context, down, degraded []int32) (err error) {
	if c.course != nil {
		c.delays, err = c.course.Delays(ctx, down, degraded, c.sparedVertex, c.sparedGate)
	}
	return err
}

// fresh returns a cascade of the same graph, horizon and course, which has run nothing.
func (c *Cascade) fresh() *Cascade {
	out := newCascade(c.g, c.horizon)
	out.base, out.course = c.base, c.course
	if out.supplies != nil {
		out.supplies.dry = c.supplies.dry
	}
	return out
}

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

// Recovering says whether a vertex is down in the last run only since it has not recovered,
// and by the members at which slots it last went down.
func (c *Cascade) Recovering(v int32) (broke []int32, is bool) {
	if c.delays == nil || c.own[v]&lostNotDown != 0 || c.sparedVertex[v] {
		return nil, false
	}
	broke, is = c.delays.Waiting[v]
	return broke, is
}

// Switching says whether a gate with a fail-over, or a group within it, has not switched
// in the last run.
func (c *Cascade) Switching(gate int32) bool {
	switch _, known := c.delaysAtHand(gate); {
	case known && c.delays.Switching[gate], !known && c.g.HasMods(gate) && c.g.Mods(gate).Failover > c.horizon:
		return true
	}
	return slices.ContainsFunc(c.g.Members(gate), func(m int32) bool { return m < 0 && c.Switching(^m) })
}

func (c *Cascade) delaysAtHand(gate int32) (end int32, known bool) {
	if c.delays == nil {
		return 0, false
	}
	end, known = c.delays.AtHand[gate]
	return end, known
}

// asked returns where delays stand for who asks what would be if something else were lost:
// what is not about to switch is taken to have begun at once.
func (d *Delays) asked() *Delays {
	if d == nil {
		return nil
	}
	out := *d
	out.AtHand = maps.Clone(d.AtHand)
	maps.DeleteFunc(out.AtHand, func(gate, _ int32) bool { return !d.Switching[gate] })
	return &out
}

func (c *Cascade) loops(gate int32) bool {
	return c.g.ComponentSize(c.g.Component(c.g.Owner(gate))) > 1
}

// rule is what a gate does at the horizon.
func (c *Cascade) rule(gate int32) rule {
	if c.delays == nil || !c.g.HasMods(gate) {
		return c.alone(gate)
	}
	r := c.alone(gate)
	if held, known := c.delays.Held[gate]; known {
		end := r.end
		r = newRule(c.g, gate, true, held)
		r.end = end
	}
	if end, known := c.delays.AtHand[gate]; known && (c.delays.Switching[gate] || c.loops(gate)) {
		r.end = end // else those at hand give as much as all would
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
