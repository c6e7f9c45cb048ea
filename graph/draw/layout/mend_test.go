package layout

import (
	"reflect"
	"testing"
)

// several is a graph to which Graphviz answers an edge in two splines: an edge that
// has no say in the ranks, between two clusters.
func several() Graph {
	node := func(w, h float64, cluster int, first bool) Node {
		return Node{Width: w * pointsPerInch, Height: h*pointsPerInch - 2*nodePadding, Cluster: cluster, First: first}
	}
	return Graph{
		Nodes: []Node{node(1.5626, 0.9056, -1, false), node(1.2271, 0.6792, 1, false), node(1.5072, 1.0306, 1, true),
			node(1.2917, 1.0306, -1, true), node(1.3784, 1.0306, 0, true)},
		Edges:    []Edge{{1, 0}, {1, 2}, {1, 4}, {3, 0}},
		Clusters: []Cluster{{LabelWidth: 112, LabelHeight: 21}, {LabelWidth: 116, LabelHeight: 21}},
	}
}

// TestEdgeInSeveralSplines: it is one line, from box to box.
func TestEdgeInSeveralSplines(t *testing.T) {
	g := several()
	l, err := Run(t.Context(), g, Options{})
	if err != nil || len(l.Straight) > 0 {
		t.Fatalf("straight lines %v, error %v", l.Straight, err)
	}
	for i, e := range l.Edges {
		if !joins(e, l.Nodes[g.Edges[i].From], l.Nodes[g.Edges[i].To]) {
			t.Errorf("edge %d leads from %v to %v", i, e[0], e[len(e)-1])
		}
	}
}

// TestWhatCannotBeReadCostsNoMore: of an answer that lacks something the rest is
// drawn, and what is lacking gets a place that makes sense.
func TestWhatCannotBeReadCostsNoMore(t *testing.T) {
	const (
		canvas = `"bb":"0,0,400,200"`
		left   = `{"name":"n0","pos":"50,100"}`
		right  = `{"name":"n1","pos":"350,100"}`
		frame  = `{"name":"cluster_0","bb":"280,60,395,190"}`
		edge   = `{"id":"e0","pos":"100,100 150,100 250,100 300,100"}`
	)
	answer := func(head, objects, edges string) string {
		return "{" + head + `,"objects":[` + objects + `],"edges":[` + edges + "]}"
	}
	all := left + "," + right + "," + frame
	for name, x := range map[string]struct {
		answer   string
		straight []int
	}{
		"all is there":                  {answer(canvas, all, edge), nil},
		"two halves":                    {answer(canvas, all, `{"id":"e0","pos":"100,100 110,100 140,100 150,100;150,100 200,100 250,100 300,100"}`), nil},
		"an arrowhead's point":          {answer(canvas, all, `{"id":"e0","pos":"e,300,100 100,100 150,100 250,100 296,100"}`), nil},
		"two ways":                      {answer(canvas, all, `{"id":"e0","pos":"0,0 1,1 2,2 3,3;100,100 150,100 250,100 300,100"}`), nil},
		"no canvas":                     {answer(`"bb":""`, all, edge), nil},
		"no frame":                      {answer(canvas, left+","+right, edge), nil},
		"a frame that makes no sense":   {answer(canvas, left+","+right+`,{"name":"cluster_0","bb":"1,NaN,3,4"}`, edge), nil},
		"no edge":                       {answer(canvas, all, ""), []int{0}},
		"an edge without a place":       {answer(canvas, all, `{"id":"e0"}`), []int{0}},
		"an edge in letters":            {answer(canvas, all, `{"id":"e0","pos":"a b c d"}`), []int{0}},
		"three points":                  {answer(canvas, all, `{"id":"e0","pos":"100,100 150,100 300,100"}`), []int{0}},
		"two splines that lead nowhere": {answer(canvas, all, `{"id":"e0","pos":"0,0 1,1 2,2 3,3;7,7 8,8 9,9 10,10"}`), []int{0}},
		"a node without a place":        {answer(canvas, left+","+frame+`,{"name":"n1"}`, ""), []int{0}},
	} {
		g := Graph{Nodes: []Node{{Width: 100, Height: 40, Cluster: -1}, {Width: 100, Height: 40, Cluster: 0}},
			Edges: []Edge{{0, 1}}, Clusters: []Cluster{{LabelWidth: 60, LabelHeight: 20}}}
		l, err := readLayout(g, []byte(x.answer))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !reflect.DeepEqual(l.Straight, x.straight) {
			t.Errorf("%s: straight %v, want %v", name, l.Straight, x.straight)
		}
		page := grow(Rect{W: l.Width, H: l.Height}, 1e-6)
		for _, r := range append(append([]Rect{}, l.Nodes...), l.Clusters...) {
			if !inside(r, page) || r.W <= 0 || r.H <= 0 {
				t.Errorf("%s: %v is not on the page", name, r)
			}
		}
		if !joins(l.Edges[0], l.Nodes[0], l.Nodes[1]) || l.Nodes[0] == l.Nodes[1] {
			t.Errorf("%s: the line %v does not join %v", name, l.Edges[0], l.Nodes)
		}
		if l.Width < 100 || l.Height < 40 {
			t.Errorf("%s: the page is %v by %v", name, l.Width, l.Height)
		}
	}
}

// TestStraight: from rim to rim, also of a box to itself.
func TestStraight(t *testing.T) {
	a := Rect{X: 0, Y: 0, W: 100, H: 40}
	for _, b := range []Rect{{X: 300, Y: 0, W: 50, H: 50}, {X: 0, Y: 200, W: 50, H: 50}, {X: -300, Y: -90, W: 10, H: 10}, a} {
		s := straight(a, b)
		if len(s) != 4 || outside(s[0], a) > 1e-9 || outside(s[3], b) > 1e-9 || inside(Rect{X: s[0].X, Y: s[0].Y}, grow(a, -1)) {
			t.Errorf("from %v to %v: %v", a, b, s)
		}
	}
}
