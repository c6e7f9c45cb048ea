package cascade

import (
	"time"

	"github.com/meoktong/meoktong/graph"
)

// Demand is what a gate needs at a horizon to be at a level or better: of the
// members at the slots from First to End, End excluded, so many fewer than Lose
// may be below the level Of.
type Demand struct {
	First, End int32
	Lose       int32
	Of         graph.Level
}

// DemandOf returns what a gate needs to be up (graph.Up), or not to be down
// (graph.Degraded). ok is false for a gate that nothing brings below that level.
// These are the two monotone systems that a cascade works in.
func DemandOf(g *graph.Graph, gate int32, horizon time.Duration, level graph.Level) (d Demand, ok bool) {
	bit := bitNotDown
	if level == graph.Up {
		bit = bitUp
	}
	r := (&Cascade{g: g, horizon: horizon}).rule(gate)
	d = Demand{First: r.first, End: r.end, Lose: r.alive(0) - r.k[bit] + 1, Of: graph.Degraded}
	if r.source[bit] == bitUp {
		d.Of = graph.Up
	}
	return d, !r.inert && r.source[bit] >= 0
}
