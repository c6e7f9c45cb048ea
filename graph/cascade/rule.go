package cascade

import (
	"time"

	"github.com/meoktong/meoktong/graph"
)

// rule is what a gate does at the horizon.
type rule struct {
	inert      bool     // rides through everything: holdup
	first, end int32    // the slots that count: not switched means only the first k
	k          [2]int32 // by bit: how many members must have kept the source
	source     [2]int   // by bit: which of the members' bits it follows; -1: none, it is never lost
}

func (r *rule) alive(lost int32) int32 { return r.end - r.first - lost }

// ruleOf compares a gate's delays with the horizon, each on its own.
func ruleOf(g *graph.Graph, gate int32, horizon time.Duration) rule {
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
	r.inert = m.Holdup > 0 && m.Holdup >= horizon
	if m.Failover > horizon {
		r.end = first + k
	}
	if m.Accepts {
		r.source[bitUp] = bitNotDown
	}
	if m.Loss {
		r.source[bitNotDown] = -1
	}
	return r
}

// Threshold says what takes a gate down at a horizon: the loss of need of the
// members at the slots from first to end, end excluded. ok is false for a gate
// that nothing takes down.
//
// What is down follows from what is down alone, never from what is degraded, so
// that a question about "down" needs no more than this.
func Threshold(g *graph.Graph, gate int32, horizon time.Duration) (first, end, need int32, ok bool) {
	r := ruleOf(g, gate, horizon)
	return r.first, r.end, r.alive(0) - r.k[bitNotDown] + 1, !r.inert && r.source[bitNotDown] >= 0
}
