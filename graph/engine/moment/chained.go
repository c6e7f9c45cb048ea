package moment

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// delayed is what lies on the ways to a vertex, or within it.
type delayed struct {
	delays int  // at most so many follow on each other; 2: or more
	rises  bool // something may come up again: by a fail-over, or because something else is down
}

func (d delayed) or(other delayed) delayed {
	return delayed{max(d.delays, other.delays), d.rises || other.rises}
}

// then adds delays that follow on what came before.
func (d delayed) then(delays int) delayed { return delayed{min(d.delays+delays, 2), d.rises} }

// analysis finds where delays may follow on each other.
type analysis struct {
	in      timeline.Input
	g       *graph.Graph
	horizon time.Duration
	of      []delayed // by vertex
}

// chained returns the vertices to which, or within which, a way carries more than one delay
// that counts at the horizon, ascending: what has not begun to tell until then does not. In
// a loop a way may pass one twice, and in one of supply it is a matter of delays what has
// switched to what. Cost: a pass over the members.
func chained(in timeline.Input, horizon time.Duration) (*analysis, []int32) {
	if !hasDelays(in.Graph) {
		return nil, nil
	}
	a := &analysis{in: in, g: in.Graph, horizon: horizon, of: make([]delayed, in.Graph.Len())}
	var out []int32
	for _, vertices := range a.components() { // what a component needs of others has smaller numbers
		var all delayed
		for _, v := range vertices {
			all = all.or(a.vertex(v))
		}
		if len(vertices) > 1 && a.delaysWithin(vertices) {
			all.delays = 2
		} else if horizon == forever {
			all.delays = min(all.delays, 1) // every delay is over, in whatever order
		}
		for _, v := range vertices {
			a.of[v] = all
			if all.delays > 1 {
				out = append(out, v)
			}
		}
	}
	slices.Sort(out)
	return a, out
}

// components returns the vertices of each component.
func (a *analysis) components() [][]int32 {
	order := make([]int32, 0, a.g.Len())
	out := make([][]int32, a.g.Components())
	for c, from := int32(0), 0; int(c) < len(out); c++ {
		to := from + int(a.g.ComponentSize(c))
		out[c] = order[from:from:to]
		from = to
	}
	for v := range int32(a.g.Len()) {
		c := a.g.Component(v)
		out[c] = append(out[c], v)
	}
	return out
}

// hasDelays says whether anything takes time: what recovers has something to wait for only
// where that may come back, by a switch or since something else is down.
func hasDelays(g *graph.Graph) bool {
	for gate := range int32(g.NumGates()) {
		if m := g.Mods(gate); m.Holdup > 0 || m.Failover > 0 || m.Unless {
			return true
		}
	}
	return false
}

// forever is the horizon that no delay outlasts.
const forever = time.Duration(1<<63 - 1)

// vertex returns what lies on the ways to a vertex of what it needs of others.
func (a *analysis) vertex(v int32) (d delayed) {
	from, to := a.g.Gates(v)
	for gate := from; gate < to; gate++ {
		if a.g.Parent(gate) < 0 {
			d = d.or(a.gate(gate))
		}
	}
	if d.rises && a.in.Recovery(v) > 0 {
		d = d.then(2) // a cascade knows nothing of recoveries
	}
	return d
}

func (a *analysis) gate(gate int32) (d delayed) {
	for _, m := range a.g.Members(gate) {
		if m < 0 {
			d = d.or(a.gate(^m))
		} else {
			d = d.or(a.of[m])
		}
	}
	holdup, failover := a.delays(gate)
	if d.rises = d.rises || failover || a.g.Mods(gate).Unless; holdup {
		d = d.then(1)
	}
	if failover {
		d = d.then(1)
	}
	return d
}

// delays says which delays of a gate may be over by the horizon.
func (a *analysis) delays(gate int32) (holdup, failover bool) {
	if !a.g.HasMods(gate) {
		return false, false
	}
	m := a.g.Mods(gate)
	return m.Holdup > 0 && m.Holdup <= a.horizon, m.Failover > 0 && m.Failover <= a.horizon
}

func (a *analysis) delaysWithin(vertices []int32) bool {
	for _, v := range vertices {
		if a.in.Recovery(v) > 0 {
			return true
		}
		from, to := a.g.Gates(v)
		for gate := from; gate < to; gate++ {
			if holdup, failover := a.delays(gate); holdup || failover || a.g.Mods(gate).Failover > 0 && a.g.Fed(a.g.Component(v)) {
				return true
			}
		}
	}
	return false
}
