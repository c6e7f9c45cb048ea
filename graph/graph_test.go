package graph_test

import (
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"testing"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/topo"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/rounds"
)

// Example compiles three vertices by hand: a shop needs a till, and the till
// any of two lines.
func Example() {
	const lineA, lineB, till, shop = 0, 1, 2, 3
	b := graph.NewBuilder(4, 3)
	b.Next() // lineA needs nothing
	b.Next() // lineB
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: lineA}, {Vertex: lineB}}})
	b.Next() // till
	b.Need(till)
	b.Next() // shop
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	for nodes := g.From(till); nodes.Next(); {
		fmt.Println("the till needs", nodes.Node().ID())
	}
	fmt.Println("the shop needs the till:", g.HasEdgeFromTo(shop, till))
	// Output:
	// the till needs 0
	// the till needs 1
	// the shop needs the till: true
}

// random returns a graph with cycles and nested groups, and its edges.
func random(rng *rand.Rand, n int) (*graph.Graph, map[[2]int64]bool) {
	edges := map[[2]int64]bool{}
	b := graph.NewBuilder(0, 0)
	for v := range n {
		leaf := func() graph.Spec {
			w := rng.IntN(n)
			edges[[2]int64{int64(v), int64(w)}] = true
			return graph.Spec{Vertex: int32(w), K: 1}
		}
		for range rng.IntN(3) {
			s := leaf()
			b.Need(s.Vertex)
		}
		if rng.IntN(2) == 0 {
			b.Require(&graph.Spec{K: 1, Of: []graph.Spec{leaf(), {K: 2, Of: []graph.Spec{leaf(), leaf()}}, {K: 1, Vertex: leaf().Vertex, Mods: graph.Mods{Loss: true}}}})
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g, edges
}

// TestAgreesWithGonum compares adjacency with the edges put in, and components
// with gonum's Tarjan.
func TestAgreesWithGonum(t *testing.T) {
	for seed := range rounds.Of(t, 60, 300).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 1))
		g, edges := random(rng, 1+rng.IntN(30))
		checkEdges(t, g, edges)
		checkComponents(t, g)
	}
}

func checkEdges(t *testing.T, g *graph.Graph, edges map[[2]int64]bool) {
	t.Helper()
	n := int64(g.Len())
	for u := range n {
		from, to := ids(g.From(u)), ids(g.To(u))
		for v := range n {
			want, back := edges[[2]int64{u, v}], edges[[2]int64{v, u}]
			if slices.Contains(from, v) != want || slices.Contains(to, v) != back || g.HasEdgeFromTo(u, v) != want ||
				g.HasEdgeBetween(u, v) != (want || back) || (g.Edge(u, v) != nil) != want {
				t.Fatalf("edge %d to %d: want %v", u, v, want)
			}
		}
	}
	if g.Node(n) != nil || g.Node(-1) != nil || g.Nodes().Len() != int(n) {
		t.Fatal("vertices that are not there")
	}
}

func ids(nodes gonum.Nodes) []int64 {
	var out []int64
	for nodes.Next() {
		out = append(out, nodes.Node().ID())
	}
	return out
}

func checkComponents(t *testing.T, g *graph.Graph) {
	t.Helper()
	want := topo.TarjanSCC(g)
	if len(want) != g.Components() {
		t.Fatalf("%d components, want %d", g.Components(), len(want))
	}
	for _, scc := range want {
		c := g.Component(int32(scc[0].ID()))
		for _, v := range scc {
			if g.Component(int32(v.ID())) != c {
				t.Fatalf("%v are not one component", scc)
			}
		}
		if int(g.ComponentSize(c)) != len(scc) {
			t.Fatalf("component of %d vertices, want %d", g.ComponentSize(c), len(scc))
		}
	}
	for u := range int64(g.Len()) {
		for _, v := range ids(g.From(u)) {
			if g.Component(int32(v)) > g.Component(int32(u)) {
				t.Fatalf("%d needs %d, but its component comes first", u, v)
			}
		}
	}
}

// TestDeepChain compiles a chain that would overflow a recursive search.
func TestDeepChain(t *testing.T) {
	n := rounds.Size(t, 300_000, 3_000_000)
	defer debug.SetMaxStack(debug.SetMaxStack(4 << 20))
	b := graph.NewBuilder(n, n)
	b.Next()
	for v := range int32(n - 1) {
		b.Need(v)
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	if g.Components() != n || g.Component(int32(n-1)) != int32(n-1) {
		t.Errorf("%d components", g.Components())
	}
}
