package sweep

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// shadows are stand-ins for vertices that can be out of "up" without being down: a
// shadow falls when its vertex is not up. A vertex without one is up or down. They
// have numbers behind those of the vertices, in the order of these.
type shadows struct {
	vertices int32
	of       []int32 // vertex -> its shadow, -1 for none; nil where no vertex has any
	vertex   []int32 // shadow - vertices -> vertex
}

// newShadows finds the vertices that need a shadow: those of which a requirement
// falls otherwise to "not up" than to "down", those that are degraded with nothing
// failed, and all that need them. base may be nil, where nothing is.
func newShadows(g *graph.Graph, fallOf falls, base *cascade.Cascade) shadows {
	x := shadows{vertices: int32(g.Len())}
	has := make([]bool, g.Len())
	for gate := range int32(g.NumGates()) {
		if owner := g.Owner(gate); g.HasMods(gate) && !has[owner] && twofold(fallOf, gate) {
			has[owner] = true
			x.vertex = append(x.vertex, owner)
		}
	}
	if base != nil {
		for _, v := range base.FallenBefore() {
			if base.Before(v) == graph.Degraded && !has[v] {
				has[v] = true
				x.vertex = append(x.vertex, v)
			}
		}
	}
	for next := 0; next < len(x.vertex); next++ {
		for _, slot := range g.Naming(x.vertex[next]) {
			if owner := g.Owner(g.GateOf(slot)); !has[owner] {
				has[owner] = true
				x.vertex = append(x.vertex, owner)
			}
		}
	}
	if len(x.vertex) == 0 {
		return x
	}
	slices.Sort(x.vertex)
	x.of = make([]int32, g.Len())
	for v := range x.of {
		x.of[v] = -1
	}
	for i, v := range x.vertex {
		x.of[v] = x.vertices + int32(i)
	}
	return x
}

// twofold says whether what takes a gate to "not up" is not what takes it down, its
// members falling alike.
func twofold(fallOf falls, gate int32) bool {
	down, falls := fallOf(gate, graph.Down)
	notUp, degrades := fallOf(gate, graph.Degraded)
	return falls != degrades || falls && down.Needed != notUp.Needed
}

// shadow returns what falls when a vertex is not up: its shadow, else itself.
func (x *shadows) shadow(v int32) int32 {
	if x.of == nil || x.of[v] < 0 {
		return v
	}
	return x.of[v]
}

// vertexOf returns the vertex that a number is, or is the shadow of.
func (x *shadows) vertexOf(v int32) int32 {
	if v < x.vertices {
		return v
	}
	return x.vertex[v-x.vertices]
}

// len returns how many vertices and shadows there are.
func (x *shadows) len() int { return int(x.vertices) + len(x.vertex) }
