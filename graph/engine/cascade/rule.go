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

// AtWorst is a horizon before all others: no hold-up holds any more, and nothing
// has switched or ever will. At no moment of a timeline of the same failures,
// however long each lasts, is a vertex worse than that: what is in use gives no
// less than the first members do, and what is never down waits for no recovery.
const AtWorst time.Duration = -1

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
	r.inert = horizon != AtWorst && m.Holdup > 0 && m.Holdup >= horizon
	if m.Failover > max(horizon, 0) {
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
