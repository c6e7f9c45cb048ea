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
}

// Levels returns the greatest fixed point, by vertex.
func (w World) Levels() []graph.Level {
	now := slices.Repeat([]graph.Level{graph.Up}, w.Graph.Len())
	for again := true; again; {
		again = false
		for v := range int32(w.Graph.Len()) {
			l := w.level(v, now)
			again = again || l != now[v]
			now[v] = l
		}
	}
	return now
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
	m := w.Graph.Mods(gate)
	n := int32(len(w.Graph.Members(gate)))
	if m.Failover > w.Horizon {
		n = w.Graph.K(gate)
	}
	levels := make([]graph.Level, n)
	for i := range levels {
		slot := w.Graph.FirstSlot(gate) + int32(i)
		if x := w.Graph.Member(slot); x >= 0 {
			levels[i] = of(slot)
		} else {
			levels[i] = w.Gate(^x, of)
		}
	}
	return w.Modified(gate, levels)
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
	if m.Accepts && l == graph.Degraded {
		l = graph.Up
	}
	if m.Loss && l == graph.Down {
		l = graph.Degraded
	}
	if m.Holdup > 0 && m.Holdup >= w.Horizon {
		l = graph.Up
	}
	return l
}
