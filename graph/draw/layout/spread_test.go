package layout

import (
	"slices"
	"testing"
)

func TestStarIsNoRibbon(t *testing.T) {
	g := Graph{Nodes: []Node{{Width: 120, Height: 50, Cluster: -1, First: true}}}
	for i := range 40 {
		g.Nodes = append(g.Nodes, Node{Width: 120, Height: 50, Cluster: -1})
		g.Edges = append(g.Edges, Edge{From: 0, To: i + 1})
	}
	l, err := Run(t.Context(), g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if l.Height > 2*l.Width {
		t.Errorf("a star of 40 (8 times as high as wide in one column) is %.0f by %.0f", l.Width, l.Height)
	}
}

func TestSmallGraphsStayAsTheyAre(t *testing.T) {
	g := small()
	if got := spreads(g)[0]; slices.Max(got) != 0 {
		t.Errorf("edges became longer: %v", got)
	}
	// Only what nothing depends on moves.
	g = layered(300)
	leaf := make([]bool, len(g.Nodes))
	for i := range leaf {
		leaf[i] = true
	}
	for _, e := range g.Edges {
		leaf[e.From] = false
	}
	for i, extra := range spreads(g)[0] {
		if extra != 0 && !leaf[g.Edges[i].To] {
			t.Errorf("edge %d to %d became longer", i, g.Edges[i].To)
		}
	}
}
