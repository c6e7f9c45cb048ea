package draw

import (
	"math"
	"sort"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/draw/layout"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

var states = []result.State{result.StateFailed, result.StateDown, result.StatePartial, result.StateDegraded, result.StateAtRisk, result.StateStarted, result.StateHeld, result.StateUp}

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
				w, h := s.size()
				at := rect{X: 100, Y: 50, W: w, H: h}
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
		if !contains(corners, p) {
			return false
		}
	}
	return true
}

// TestLabelsFit: nodes' labels in their boxes, clusters' labels in their
// frames, as they stand in the file.
func TestLabelsFit(t *testing.T) {
	for _, pic := range []result.Picture{folded("ko"), folded("en"), sample("ko"), sample("en"), hostilePicture()}[:rounds.Size(t, 5, 5)] {
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
			for _, x := range g.Texts {
				box := "-body"
				if strings.HasSuffix(x.Class, "-count") {
					box = "-tag"
				}
				if around := g.bounds(t, box); !within(x.box(), around) {
					t.Errorf("label %.40q at %v is outside %v", x.Text, x.box(), around)
				}
			}
		}
	}
}

// TestEdgesEndAtTheirShapes: as drawn, every tip touches its node from outside,
// and every line starts at its node.
func TestEdgesEndAtTheirShapes(t *testing.T) {
	for _, pic := range []result.Picture{allShapes(), folded("ko"), folded("en"), sample("ko"), sample("en")}[:rounds.Size(t, 5, 5)] {
		p := newPlacer(pic)
		g, err := p.measure()
		if err != nil {
			t.Fatal(err)
		}
		l, err := layout.Run(t.Context(), g, layout.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range pic.Edges {
			_, from := p.nodes[p.index[e.From]].at(l.Nodes[p.index[e.From]], "")
			_, to := p.nodes[p.index[e.To]].at(l.Nodes[p.index[e.To]], "")
			spline := joined(l.Edges[i], from, to)
			for what, gap := range map[string]float64{"start": gapTo(from, spline[0]), "end": gapTo(to, spline[len(spline)-1])} {
				if gap > 1 {
					t.Errorf("edge %s to %s: its %s is %.1f off the outline", e.From, e.To, what, gap)
				}
			}
		}
	}
}

// allShapes has an edge from and to each shape in each state.
func allShapes() result.Picture {
	var pic result.Picture
	for shape := range forms() {
		for _, state := range states {
			n := result.PictureNode{ID: shape + string(state), Name: "이름 name", Shape: shape, State: state}
			pic.Nodes = append(pic.Nodes, n)
		}
	}
	sort.Slice(pic.Nodes, func(i, j int) bool { return pic.Nodes[i].ID < pic.Nodes[j].ID })
	for i := range pic.Nodes {
		pic.Edges = append(pic.Edges, result.PictureEdge{From: pic.Nodes[i].ID, To: pic.Nodes[(i*7+3)%len(pic.Nodes)].ID, Style: result.EdgeHard, Carried: i%2 == 0})
	}
	return pic
}

// gapTo is the distance of a point from an outline.
func gapTo(corners []point, p point) float64 {
	best := math.Inf(1)
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		dx, dy := b.X-a.X, b.Y-a.Y
		t := ((p.X-a.X)*dx + (p.Y-a.Y)*dy) / max(dx*dx+dy*dy, 1e-9)
		best = min(best, distance(p, mix(a, b, max(0, min(1, t)))))
	}
	return best
}
