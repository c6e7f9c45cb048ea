package draw

import (
	"testing"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

var states = []result.State{result.StateFailed, result.StateDown, result.StatePartial, result.StateDegraded, result.StateAtRisk, result.StateUp}

// TestTextIsInsideItsShape: every corner of every line, for every shape.
func TestTextIsInsideItsShape(t *testing.T) {
	texts := []result.PictureNode{
		{Name: "망"},
		{Name: "KT 백본망", Other: "KT backbone", Note: "41% 중단"},
		{Name: "Health insurance eligibility lookup service of the country", Other: "국민건강보험 자격 조회 서비스와 아주 긴 다른 이름", Note: "redundancy lost"},
		{Name: "Donaudampfschifffahrtsgesellschaftskapitän"},
	}
	r := font.NewRuler()
	for shape := range forms() {
		for _, state := range states {
			for _, n := range texts {
				n.Shape, n.State = shape, state
				s := sizeNode(r, n)
				at := rect{X: 100, Y: 50, W: s.shape.W + 2*s.outer, H: s.shape.H + 2*s.outer}
				g, _ := s.at(at, "")
				corners := s.form.outline(grown(at, -s.outer)).flatten()
				for _, m := range g.marks {
					if m.text != nil && !lineInside(*m.text, corners) {
						t.Errorf("%s, %s: %q is not inside", shape, state, m.text.text)
					}
				}
			}
		}
	}
}

// lineInside reports whether the ink of a line is inside a convex outline.
func lineInside(x textLine, corners []point) bool {
	const high, deep = 0.82, 0.2 // of capitals and Hangul, in font sizes
	for _, p := range []point{
		{X: x.x - x.width/2, Y: x.y - high*x.size}, {X: x.x + x.width/2, Y: x.y - high*x.size},
		{X: x.x - x.width/2, Y: x.y + deep*x.size}, {X: x.x + x.width/2, Y: x.y + deep*x.size},
	} {
		for i, a := range corners {
			b := corners[(i+1)%len(corners)]
			// All outlines run clockwise, with y downwards.
			if (b.X-a.X)*(p.Y-a.Y)-(b.Y-a.Y)*(p.X-a.X) < 0 {
				return false
			}
		}
	}
	return true
}

// TestLabelsFit: nodes' labels in their boxes, clusters' labels in their
// frames, as they stand in the file.
func TestLabelsFit(t *testing.T) {
	for _, pic := range []result.Picture{sample("ko"), sample("en"), hostilePicture()} {
		s := drawn(t, pic)
		frames := map[string]rect{}
		for _, g := range s.of("cluster") {
			frames[g.DataID] = g.bounds(t, "")
		}
		for _, g := range s.of("heading") {
			for _, x := range g.Texts {
				if !within(x.box(), frames[g.Cluster]) {
					t.Errorf("cluster label %q at %v is outside %v", x.Text, x.box(), frames[g.Cluster])
				}
			}
		}
		for _, g := range s.of("node") {
			body := g.bounds(t, "-body")
			for _, x := range g.Texts {
				if !within(x.box(), body) {
					t.Errorf("label %.40q at %v is outside %v", x.Text, x.box(), body)
				}
			}
		}
	}
}

// TestArrowsReachTheirNodes: no gap between an edge and the shapes it joins.
func TestArrowsReachTheirNodes(t *testing.T) {
	pic := sample("en")
	p := &placer{ruler: font.NewRuler(), pic: pic}
	if _, err := p.measure(); err != nil {
		t.Fatal(err)
	}
	for _, n := range p.nodes {
		r := rect{X: 10, Y: 10, W: n.shape.W + 2*n.outer, H: n.shape.H + 2*n.outer}
		corners := n.form.outline(r).flatten()
		y := r.Y + r.H/2
		spline := []point{{X: r.X - 90, Y: y}, {X: r.X - 60, Y: y}, {X: r.X - 30, Y: y}, {X: r.X, Y: y}}
		out := joined(spline, []point{{X: r.X - 90, Y: y - 1}, {X: r.X - 90, Y: y + 1}, {X: r.X - 91, Y: y}}, corners)
		end := out[len(out)-1]
		hit, ok := firstHit(corners, point{X: r.X - 50, Y: y}, point{X: r.X, Y: y})
		if !ok || distance(hit, end) > 1 {
			t.Errorf("%s: the edge ends at %v, the outline is at %v", n.node.Shape, end, hit)
		}
	}
}
