package loaded

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/load"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// Touch says which failures load can touch: that change where demand goes that reaches a
// capacity, or what overload keeps from being up. It is immutable, and safe for concurrent
// use.
type Touch struct {
	needed []bool // by vertex: something of that needs it
	bears  []bool // by vertex: it needs what has a capacity
	behind []bool // by vertex: it needs what overload keeps from being up, or turns users away
}

// NewTouch looks through a network with the demands, and the capacities, that it starts with.
// It costs a pass over the members.
func NewTouch(start *timeline.Start) *Touch {
	in := start.Input()
	g, net := in.Graph, in.Load
	asked := g.Below(origins(net, in.Demand))
	var limited []int32
	for i := range net.Nodes {
		if in.Capacity[i] < load.Unbounded() {
			limited = append(limited, net.Nodes[i].Vertices()...)
		}
	}
	var over []int32
	for i, is := range start.Over {
		if is {
			over = append(over, net.Nodes[i].Vertices()...)
		}
	}
	over = slices.AppendSeq(over, maps.Keys(start.Lost))
	t := &Touch{behind: above(g, over)}
	t.bears = above(g, limited)
	matter := limited
	for v := range int32(g.Len()) {
		if t.behind[v] || asked[v] && t.bears[v] {
			matter = append(matter, v)
			from, to := g.Gates(v)
			for gate := from; gate < to; gate++ {
				matter = append(matter, g.Named(gate)...)
			}
		}
	}
	for i := range net.Services {
		if len(limited) > 0 && len(net.Services[i].Spills) > 0 {
			matter = append(matter, seen(&net.Services[i])...)
		}
	}
	t.needed = g.Below(matter)
	return t
}

// origins returns what users see of the services that bring demand, or to which it spills.
func origins(net *load.Network, demand []float64) (out []int32) {
	brings := make([]bool, len(net.Services))
	var queue []int
	add := func(i int) {
		if !brings[i] {
			brings[i] = true
			queue = append(queue, i)
		}
	}
	for i, x := range demand {
		if x > 0 {
			add(i)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		s := &net.Services[queue[0]]
		out = append(out, seen(s)...)
		for _, spill := range s.Spills {
			add(spill.To)
		}
	}
	return out
}

func seen(s *load.Service) []int32 {
	return slices.DeleteFunc(slices.Clone(s.Seen), func(v int32) bool { return v < 0 })
}

// above says of every vertex whether it needs one of some, or is it.
func above(g *graph.Graph, of []int32) []bool {
	out := make([]bool, g.Len())
	queue := slices.Clone(of)
	for _, v := range queue {
		out[v] = true
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, slot := range g.Naming(queue[0]) {
			if v := g.Owner(g.GateOf(slot)); !out[v] {
				out[v] = true
				queue = append(queue, v)
			}
		}
	}
	return out
}

// Touches says whether load can touch what becomes of these failures.
func (t *Touch) Touches(down []int32) bool {
	return slices.ContainsFunc(down, func(v int32) bool { return t.needed[v] })
}

// Reaches says whether load can touch any of some vertices, by whatever failure.
func (t *Touch) Reaches(vertices []int32) bool {
	return slices.ContainsFunc(vertices, func(v int32) bool { return t.bears[v] })
}
