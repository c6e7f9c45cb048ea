package cascade

import (
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// Fall is what takes a gate to a level at the horizon, modifiers included: it is
// at most at that level as soon as Needed of the members at the slots from First
// to End-1 are at most at the level Members.
type Fall struct {
	First, End int32
	Needed     int32
	Members    graph.Level
	Unless     bool // the other way round: as long as that one member is above that level
}

// Need returns what a gate takes to hold, where ok says whether anything takes it below
// the level: in a start, with members read in the same system (see package supply).
func (f Fall) Need(ok bool) supply.Need {
	return supply.Need{Settled: !ok, Holds: !ok, First: f.First, End: f.End, K: f.End - f.First - f.Needed + 1}
}

// FallOf returns what takes a gate to a level at a horizon: graph.Degraded ("not
// up") or graph.Down, the two monotone systems that a cascade works in. ok is
// false if nothing does: the gate rides through, or its loss only degrades; First
// and End still hold.
func FallOf(g *graph.Graph, gate int32, horizon time.Duration, to graph.Level) (f Fall, ok bool) {
	return ruleOf(g, gate, horizon).fall(to)
}

// Falls returns FallOf at a horizon; with a cascade of that graph and horizon in which
// something is down with nothing failed, its Fall, which knows what that has used up. base
// may be nil.
func Falls(g *graph.Graph, horizon time.Duration, base *Cascade) func(gate int32, to graph.Level) (Fall, bool) {
	if base != nil {
		return base.Fall
	}
	return func(gate int32, to graph.Level) (Fall, bool) { return FallOf(g, gate, horizon, to) }
}

// Fall is FallOf at the cascade's horizon, where hold-ups are used up that have held
// nothing for ever, with nothing failed.
func (c *Cascade) Fall(gate int32, to graph.Level) (f Fall, ok bool) { return c.rule(gate).fall(to) }

func (r rule) fall(to graph.Level) (f Fall, ok bool) {
	bit := bitOf(to)
	f = Fall{First: r.first, End: r.end, Needed: r.alive(0) - r.k[bit] + 1, Members: graph.Degraded, Unless: r.unless}
	if r.source[bit] == bitNotDown {
		f.Members = graph.Down
	}
	return f, r.source[bit] >= 0
}

// Fell says whether a gate is at most at a level after the last run, modifiers
// included.
func (c *Cascade) Fell(gate int32, at graph.Level) bool {
	f, ok := c.Fall(gate, at)
	if f.Unless {
		return ok && c.LostMembers(gate, f.Members) == 0
	}
	return ok && c.LostMembers(gate, f.Members) >= f.Needed
}

// LostMembers returns how many members of a gate are at most at a level after the
// last run, of those that count at the horizon. Cost: its members, those of
// groups within it included.
func (c *Cascade) LostMembers(gate int32, at graph.Level) int32 {
	r, n := c.rule(gate), int32(0)
	for slot := r.first; slot < r.end; slot++ {
		if m := c.g.Member(slot); m >= 0 && c.Level(m) <= at || m < 0 && c.Fell(^m, at) {
			n++
		}
	}
	return n
}

// Spare lets vertices and top gates stand in the runs that follow, whatever
// happens to them, until it is called again: what if these had not failed?
// LostRedundancy does not know of it, and Because not of gates.
func (c *Cascade) Spare(vertices, gates []int32) {
	c.sparedVertex, c.sparedGate = set(vertices), set(gates)
}

func set(of []int32) map[int32]bool {
	out := make(map[int32]bool, len(of))
	for _, x := range of {
		out[x] = true
	}
	return out
}

// NumFallen returns how many vertices are below up after the last run. It costs
// nothing, where Fallen sorts them.
func (c *Cascade) NumFallen() int { return len(c.fallen) }
