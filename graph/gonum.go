package graph

import (
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
)

var _ gonum.Directed = (*Graph)(nil)

// vertex is a Graph's vertex as gonum sees it.
type vertex int64

// ID returns the vertex's index.
func (v vertex) ID() int64 { return int64(v) }

// edge is a Graph's edge as gonum sees it.
type edge struct{ from, to vertex }

// From returns the vertex that needs.
func (e edge) From() gonum.Node { return e.from }

// To returns the vertex that is needed.
func (e edge) To() gonum.Node { return e.to }

// ReversedEdge returns the edge unchanged: needing has no reverse.
func (e edge) ReversedEdge() gonum.Edge { return e }

// Node returns the vertex of that index, or nil.
func (g *Graph) Node(id int64) gonum.Node {
	if !g.has(id) {
		return nil
	}
	return vertex(id)
}

func (g *Graph) has(id int64) bool { return id >= 0 && id < int64(g.Len()) }

// Nodes returns all vertices in order of index.
func (g *Graph) Nodes() gonum.Nodes {
	if g.Len() == 0 {
		return gonum.Empty
	}
	return iterator.NewImplicitNodes(0, g.Len(), func(id int) gonum.Node { return vertex(id) })
}

// From returns the vertices that a vertex needs, in order of index. It costs
// sorting them.
func (g *Graph) From(id int64) gonum.Nodes {
	if !g.has(id) {
		return gonum.Empty
	}
	return nodesOf(g.needs(int32(id)))
}

// To returns the vertices that need a vertex, in order of index. It costs
// sorting them.
func (g *Graph) To(id int64) gonum.Nodes {
	if !g.has(id) {
		return gonum.Empty
	}
	return nodesOf(g.dependents(int32(id)))
}

func nodesOf(vs []int32) gonum.Nodes {
	if len(vs) == 0 {
		return gonum.Empty
	}
	out := make([]gonum.Node, len(vs))
	for i, v := range vs {
		out[i] = vertex(v)
	}
	return iterator.NewOrderedNodes(out)
}

// HasEdgeBetween says whether either of two vertices needs the other.
func (g *Graph) HasEdgeBetween(x, y int64) bool {
	return g.HasEdgeFromTo(x, y) || g.HasEdgeFromTo(y, x)
}

// HasEdgeFromTo says whether u needs v. It costs looking through u's members.
func (g *Graph) HasEdgeFromTo(u, v int64) bool {
	if !g.has(u) || !g.has(v) {
		return false
	}
	from, to := g.Slots(int32(u))
	for _, m := range g.members[from:to] {
		if int64(m) == v {
			return true
		}
	}
	return false
}

// Edge returns the edge from u to v, or nil.
func (g *Graph) Edge(u, v int64) gonum.Edge {
	if !g.HasEdgeFromTo(u, v) {
		return nil
	}
	return edge{vertex(u), vertex(v)}
}
