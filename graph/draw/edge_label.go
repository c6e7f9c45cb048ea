package draw

import (
	"math"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

// labelFace sets the label of an edge; its part is unused.
var labelFace = typeface{part: "label", size: 10.5, bold: true, maxWidth: 120, maxLines: 2}

// labelRoom is how much wider than its widest label the room between two
// columns is: for the tip and a bend.
const labelRoom = 44.0

// edgeLabel measures the label of an edge.
func edgeLabel(r *font.Ruler, e result.PictureEdge) label {
	var l label
	l.add(r, labelFace, edgeText(e))
	return l
}

// labelPlacer finds places for the labels of edges, on their lines and where
// they hide as little as can be.
type labelPlacer struct {
	page  rect // what there is room on
	solid grid // boxes, headings, breaks, and labels that have a place
	lines grid // points of lines
}

// What a label's place costs, in square units of what it hides.
const (
	solidCost   = 100.0 // a unit of what must be seen
	lineCost    = 12.0  // a point of another line
	offsetCost  = 60.0  // being at an end of the line, instead of its middle
	linePoint   = 6.0   // distance of two points of a line
	labelSteps  = 24    // places that are tried
	labelMargin = 1.5
)

// addLine notes where a line is.
func (p *labelPlacer) addLine(owner int, spline []point) {
	corners := splinePath(spline).flatten()
	for i := 1; i < len(corners); i++ {
		a, b := corners[i-1], corners[i]
		n := int(distance(a, b)/linePoint) + 1
		for k := range n {
			at := mix(a, b, float64(k)/float64(n))
			p.lines.add(obstacle{rect: rect{X: at.X, Y: at.Y}, owner: owner})
		}
	}
}

// place returns the upper left corner of a label on a line.
func (p *labelPlacer) place(owner int, spline []point, w, h float64) point {
	var best rect
	cost := math.Inf(1)
	for i := range labelSteps + 1 {
		// From the middle outwards, to either side.
		share := 0.5 + float64((i+1)/2)*(1-2*float64(i%2))*0.88/labelSteps
		at, _ := alongSpline(spline, share)
		r := rect{X: at.X - w/2, Y: at.Y - h/2, W: w, H: h}
		if c := p.cost(owner, grown(r, labelMargin)) + offsetCost*math.Abs(share-0.5); c < cost {
			best, cost = r, c
		}
	}
	p.solid.add(obstacle{rect: best, owner: owner})
	return point{X: best.X, Y: best.Y}
}

// cost says how much a label of a line would hide.
func (p *labelPlacer) cost(owner int, r rect) float64 {
	cost := solidCost * (r.W*r.H - overlap(r, p.page))
	p.solid.near(r, func(o obstacle) { cost += solidCost * overlap(r, o.rect) })
	p.lines.near(r, func(o obstacle) {
		if o.owner != owner && o.rect.X > r.X && o.rect.X < r.X+r.W && o.rect.Y > r.Y && o.rect.Y < r.Y+r.H {
			cost += lineCost
		}
	})
	return cost
}

// overlap is the area that two rectangles share.
func overlap(a, b rect) float64 {
	w := min(a.X+a.W, b.X+b.W) - max(a.X, b.X)
	h := min(a.Y+a.H, b.Y+b.H) - max(a.Y, b.Y)
	return max(0, w) * max(0, h)
}

// drawLabel draws the label of an edge; it comes after all edges.
func drawLabel(e result.PictureEdge, l label, at point, title string) group {
	g := group{class: "edge-label", data: []datum{{"from", clean(e.From)}, {"to", clean(e.To)}}, title: title}
	style := arrow{carried: e.Carried}.kind() + "-label"
	g.draw("edge-gap", roundedRect(rect{X: at.X - labelMargin, Y: at.Y, W: l.width + 2*labelMargin, H: l.height}, 4))
	l.write(&g, at.X+l.width/2, at.Y, true, func(string) string { return style })
	return g
}
