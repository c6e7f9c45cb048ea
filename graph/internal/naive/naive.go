// Package naive finds levels on a compiled graph slowly and obviously: it reads
// the rules of gates anew and tries every vertex again until nothing changes.
// Engines that work on graphs are compared with it.
package naive

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// World is a graph at one horizon, and what happens in it.
type World struct {
	Graph    *graph.Graph
	Horizon  time.Duration
	Failed   []int32 // vertices
	Vertices []int32 // vertices that stand whatever happens
	Gates    []int32 // top gates that do

	used map[use]bool    // hold-ups that have held nothing for ever
	hand map[int32]int32 // gate -> how many of its members have long been at hand; nil: all that there are
}

// use is a gate, and a level that its members have not given.
type use struct {
	gate int32
	at   graph.Level
}

// Levels returns the greatest fixed point, by vertex; where something has to be down for
// anything, that of one component after another.
func (w World) Levels() []graph.Level {
	return w.asEver().settle()
}

func (w World) settle() []graph.Level {
	now := slices.Repeat([]graph.Level{graph.Up}, w.Graph.Len())
	for c := range int32(w.Graph.Components()) {
		for again := true; again; {
			again = false
			for v := range int32(w.Graph.Len()) {
				if w.Graph.Component(v) != c {
					continue
				}
				l := w.level(v, now)
				again = again || l != now[v]
				now[v] = l
			}
		}
	}
	return now
}

// asEver returns the world with what has been so for ever, with nothing failed: hold-ups
// that hold nothing, and groups that have switched to the first k of the best there are.
func (w World) asEver() World {
	w.used, w.hand = map[use]bool{}, map[int32]int32{}
	if len(w.Graph.Unless()) == 0 {
		for gate := range int32(w.Graph.NumGates()) {
			w.hand[gate] = w.Graph.K(gate)
		}
		return w
	}
	all := map[use]bool{}
	for gate := range int32(w.Graph.NumGates()) {
		all[use{gate, graph.Up}], all[use{gate, graph.Degraded}] = true, true
	}
	before := World{Graph: w.Graph, Horizon: w.Horizon, used: all}
	now := before.settle()
	of := func(slot int32) graph.Level { return now[w.Graph.Member(slot)] }
	for gate := range int32(w.Graph.NumGates()) {
		l := before.Gate(gate, of)
		w.used[use{gate, graph.Up}], w.used[use{gate, graph.Degraded}] = l < graph.Up, l < graph.Degraded
		members := before.members(gate, int32(len(w.Graph.Members(gate))), of)
		order := make([]int32, len(members))
		for i := range order {
			order[i] = int32(i)
		}
		slices.SortStableFunc(order, func(a, b int32) int { return int(members[b]) - int(members[a]) })
		w.hand[gate] = slices.Max(order[:w.Graph.K(gate)]) + 1
	}
	return w
}

func (w World) level(v int32, now []graph.Level) graph.Level {
	switch {
	case slices.Contains(w.Vertices, v):
		return graph.Up
	case slices.Contains(w.Failed, v):
		return graph.Down
	}
	l := graph.Up
	from, to := w.Graph.Gates(v)
	for gate := from; gate < to; gate++ {
		if w.Graph.Parent(gate) < 0 && !slices.Contains(w.Gates, gate) {
			l = min(l, w.Gate(gate, func(slot int32) graph.Level { return now[w.Graph.Member(slot)] }))
		}
	}
	return l
}

// Gate returns a gate's level by the levels of the vertices at its slots, those
// of groups within it included.
func (w World) Gate(gate int32, of func(slot int32) graph.Level) graph.Level {
	n := int32(len(w.Graph.Members(gate)))
	if w.Graph.Mods(gate).Failover > w.Horizon && w.hand != nil {
		n = w.hand[gate]
	}
	return w.Modified(gate, w.members(gate, n, of))
}

func (w World) members(gate, n int32, of func(slot int32) graph.Level) []graph.Level {
	levels := make([]graph.Level, n)
	for i := range levels {
		slot := w.Graph.FirstSlot(gate) + int32(i)
		if x := w.Graph.Member(slot); x >= 0 {
			levels[i] = of(slot)
		} else {
			levels[i] = w.Gate(^x, of)
		}
	}
	return levels
}

// Modified returns a gate's level by those of its members that count.
func (w World) Modified(gate int32, members []graph.Level) graph.Level {
	levels := slices.Sorted(slices.Values(members))
	m := w.Graph.Mods(gate)
	if m.Whole {
		if levels[0] == levels[len(levels)-1] {
			return levels[0]
		}
		return graph.Degraded
	}
	l := levels[len(levels)-int(w.Graph.K(gate))]
	switch {
	case m.Unless && l == graph.Down:
		l = graph.Up
	case m.Unless:
		l = graph.Down
	}
	if m.Accepts && l == graph.Degraded {
		l = graph.Up
	}
	if m.Loss && l == graph.Down {
		l = graph.Degraded
	}
	if m.Holdup > 0 && m.Holdup > w.Horizon {
		for _, at := range []graph.Level{graph.Degraded, graph.Up} {
			if !w.used[use{gate, at}] {
				l = max(l, at)
			}
		}
	}
	return l
}

// Value is Gate in a world with what has been so for ever.
func (w World) Value(gate int32, of func(slot int32) graph.Level) graph.Level {
	return w.asEver().Gate(gate, of)
}
