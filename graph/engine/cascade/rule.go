package cascade

import (
	"time"

	"github.com/meoktong/meoktong/graph"
)

// rule is what a gate does at the horizon.
type rule struct {
	first, end int32    // the slots that count: not switched means only the first k
	k          [2]int32 // by bit: how many members must have kept the source
	source     [2]int   // by bit: which of the members' bits it follows; -1: none, it is never lost
	unless     bool     // it is lost while the one member has kept the source
}

func (r *rule) alive(lost int32) int32 { return r.end - r.first - lost }

// inert says whether the gate rides through everything: a hold-up.
func (r *rule) inert() bool { return r.source == [2]int{-1, -1} }

// AtWorst is a horizon before all others: no hold-up holds any more, and nothing
// has switched or ever will. At no moment of a timeline of the same failures,
// however long each lasts, is a vertex worse than that: what is in use gives no
// less than the first members do, and what is never down waits for no recovery.
// (Where an unless can be reached that does not hold: what is down may be what helps.)
const AtWorst time.Duration = -1

// ruleOf compares a gate's delays with the horizon, each on its own: what takes exactly
// that long has run out, or is done.
func ruleOf(g *graph.Graph, gate int32, horizon time.Duration) rule {
	m := g.Mods(gate)
	held := holds(m, horizon)
	return newRule(g, gate, switched(m, horizon), [2]bool{held, held})
}

func holds(m graph.Mods, horizon time.Duration) bool { return horizon != AtWorst && m.Holdup > horizon }

func switched(m graph.Mods, horizon time.Duration) bool { return m.Failover <= max(horizon, 0) }

// newRule returns the rule of a gate that has switched to what others give, or not, and
// whose hold-up gives what its members do not, bit by bit.
func newRule(g *graph.Graph, gate int32, switched bool, held [2]bool) rule {
	k := g.K(gate)
	first := g.FirstSlot(gate)
	r := rule{first: first, end: first + int32(len(g.Members(gate))), k: [2]int32{k, k}, source: [2]int{bitUp, bitNotDown}}
	if !g.HasMods(gate) {
		return r
	}
	m := g.Mods(gate)
	if m.Whole {
		r.k[bitNotDown] = 1
		return r
	}
	if r.unless = m.Unless; !switched {
		r.end = first + k
	}
	if m.Accepts || m.Unless {
		r.source[bitUp] = bitNotDown
	}
	if m.Loss {
		r.source[bitNotDown] = -1
	}
	for bit := range r.source {
		if held[bit] {
			r.source[bit] = -1
		}
	}
	return r
}

// modified returns a gate's level, given that of its members.
func (r *rule) modified(raw graph.Level) graph.Level {
	has := func(bit int) bool {
		return r.source[bit] < 0 || raw == graph.Up || raw == graph.Degraded && r.source[bit] == bitNotDown
	}
	switch {
	case !has(bitNotDown):
		return graph.Down
	case !has(bitUp):
		return graph.Degraded
	}
	return graph.Up
}
