package draw

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// TestFoldedPicture: stacks have sheets and their number, indirect edges a break
// and a hollow tip, changes their badge, and only they.
func TestFoldedPicture(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		pic := folded(lang)
		s := drawn(t, pic)
		nodes := map[string]parsedGroup{}
		for _, g := range s.of("node") {
			nodes[g.DataID] = g
		}
		for _, n := range pic.Nodes {
			g := nodes[n.ID]
			classes := pathClasses(g)
			tag := len(g.Texts) > 0 && g.Texts[len(g.Texts)-1].Text == fmt.Sprintf("×%d", n.Folded)
			if has := strings.Contains(classes, "-sheet"); has != (n.Folded > 0) || tag != (n.Folded > 0) {
				t.Errorf("%s stands for %d: sheets %v, number %v", n.ID, n.Folded, has, tag)
			}
			for change, ring := range map[result.Change]bool{result.ChangeSaved: true, result.ChangeStill: false, result.ChangeNewly: true} {
				want := n.Change == change
				if has := strings.Contains(classes, "mt-"+string(change)+"-sign"); has != want {
					t.Errorf("%s, %s: badge of %s is %v", n.ID, n.Change, change, has)
				}
				if has := strings.Contains(classes, "mt-"+string(change)+"-ring"); has != (want && ring) {
					t.Errorf("%s, %s: ring of %s is %v", n.ID, n.Change, change, has)
				}
			}
		}
		checkIndirect(t, pic, s)
	}
}

func pathClasses(g parsedGroup) string {
	all := ""
	for _, p := range g.Paths {
		all += p.Class + " "
	}
	return all
}

func checkIndirect(t *testing.T, pic result.Picture, s parsedSVG) {
	t.Helper()
	labels := map[string]string{}
	for _, g := range s.of("edge-label") {
		for _, x := range g.Texts {
			labels[g.From+">"+g.To] += x.Text + " "
		}
	}
	for _, e := range pic.Edges {
		id := e.From + ">" + e.To
		found := 0
		for _, g := range s.of("edge") {
			if g.DataID != id {
				continue
			}
			found++
			classes := pathClasses(g)
			for _, part := range []string{"-break", "-hollow"} {
				if want := e.Indirect && (part == "-break" || e.Style != result.EdgeUnless); strings.Contains(classes, part) != want { // a bar is not hollow
					t.Errorf("%s, indirect %v: it has %s", id, e.Indirect, classes)
				}
			}
			if strings.Contains(g.Class, " indirect") != e.Indirect {
				t.Errorf("%s, indirect %v: class %q", id, e.Indirect, g.Class)
			}
		}
		if want := strings.Fields(edgeText(e)); found != 1 || strings.Join(strings.Fields(labels[id]), " ") != strings.Join(want, " ") {
			t.Errorf("%s: %d times, label %q, want %q", id, found, labels[id], want)
		}
	}
}

// TestEdgeLabelsAreSeen: they hide no box, no heading and no other label, and
// stay on the page.
func TestEdgeLabelsAreSeen(t *testing.T) {
	for name, pic := range map[string]result.Picture{"folded ko": folded("ko"), "folded en": folded("en"), "many": labelled(60)} {
		s := drawn(t, pic)
		var solid []rect
		for _, g := range s.of("node") {
			solid = append(solid, g.bounds(t, "-body"))
		}
		for _, g := range s.of("heading") {
			for _, x := range g.Texts {
				solid = append(solid, x.box())
			}
		}
		labels, hiding := 0, 0
		for _, g := range s.of("edge-label") {
			labels++
			var own []rect
			for _, x := range g.Texts {
				if !within(x.box(), rect{W: s.Width, H: s.Height}) {
					t.Errorf("%s: %q is off the page", name, x.Text)
				}
				for _, r := range solid {
					if overlap(grown(x.box(), -2), r) > 0 {
						hiding++
					}
				}
				own = append(own, x.box())
			}
			solid = append(solid, own...)
		}
		if labels == 0 || hiding > 0 {
			t.Errorf("%s: of %d labels %d hide something", name, labels, hiding)
		}
	}
}

// labelled is a layered picture at random, with a label on each edge.
func labelled(n int) result.Picture {
	r := rand.New(rand.NewPCG(3, 4))
	var pic result.Picture
	for c := range 4 {
		pic.Clusters = append(pic.Clusters, result.PictureCluster{ID: fmt.Sprint(c), Label: fmt.Sprint("Sector ", c)})
	}
	for i := range n {
		id := fmt.Sprint("n", i)
		pic.Nodes = append(pic.Nodes, result.PictureNode{ID: id, Name: "Node " + id, Shape: "rounded", Cluster: fmt.Sprint(r.IntN(5))})
		if layer := n / 5; i >= layer {
			from := fmt.Sprint("n", (i/layer-1)*layer+r.IntN(layer))
			pic.Edges = append(pic.Edges, result.PictureEdge{From: from, To: id, Label: "holds up 4h", Count: r.IntN(3), Indirect: r.IntN(3) == 0, Carried: r.IntN(2) == 0})
		}
	}
	return pic
}

// TestHull: every point is inside, and the outline turns one way only.
func TestHull(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var points []point
		for range 3 + r.IntN(40) {
			points = append(points, point{X: float64(r.IntN(20)), Y: float64(r.IntN(20))})
		}
		points = append(points, point{X: -1, Y: -1}, point{X: 21, Y: -1}, point{X: -1, Y: 21})
		outline := hull(points)
		for i, a := range outline {
			if b, c := outline[(i+1)%len(outline)], outline[(i+2)%len(outline)]; !turnsRight(a, b, c) {
				t.Fatalf("%v: no turn at %v", points, b)
			}
		}
		for _, p := range points {
			if !contains(outline, p) {
				t.Fatalf("%v is outside %v", p, outline)
			}
		}
	}
}

// TestGridFindsWhatIsNear compares it with looking at everything.
func TestGridFindsWhatIsNear(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	random := func() rect {
		return rect{X: r.Float64()*900 - 300, Y: r.Float64()*900 - 300, W: r.Float64() * 200, H: r.Float64() * 50}
	}
	var g grid
	for i := range 300 {
		g.add(obstacle{rect: random(), owner: i})
	}
	for range 300 {
		at, met := random(), map[int]int{}
		g.near(at, func(o obstacle) { met[o.owner]++ })
		for _, o := range g.all {
			if n := met[o.owner]; n > 1 || n == 0 && overlap(at, o.rect) > 0 {
				t.Fatalf("%v meets %v %d times", at, o.rect, n)
			}
		}
	}
}
