package graph

import (
	"slices"
	"time"
)

// Timed returns the same graph with times of its own, which SetTimes may change. All else
// is shared. It costs the modifiers that differ.
func (g *Graph) Timed() *Graph {
	out := *g
	out.mods = slices.Clone(g.mods)
	return &out
}

// SetTimes gives gates other times where these are drawn from a fact. Nobody else may be
// at work on the graph, which comes from Timed. It costs the modifiers that differ.
func (g *Graph) SetTimes(of func(fact int32) time.Duration) {
	for i := range g.mods {
		m := &g.mods[i]
		if m.FailoverFact > 0 {
			m.Failover = of(m.FailoverFact)
		}
		if m.HoldupFact > 0 {
			m.Holdup = of(m.HoldupFact)
		}
	}
}
