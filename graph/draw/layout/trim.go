package layout

import "math"

// trim moves the layout to the corner of the canvas and cuts off empty room,
// such as that of the invisible node.
func (l *Layout) trim() {
	left, top := math.Inf(1), math.Inf(1)
	right, bottom := math.Inf(-1), math.Inf(-1)
	cover := func(x, y float64) {
		left, right = math.Min(left, x), math.Max(right, x)
		top, bottom = math.Min(top, y), math.Max(bottom, y)
	}
	for _, rects := range [][]Rect{l.Nodes, l.Clusters} {
		for _, r := range rects {
			cover(r.X, r.Y)
			cover(r.X+r.W, r.Y+r.H)
		}
	}
	for _, e := range l.Edges {
		for i := 0; i+3 < len(e); i += 3 {
			for step := range curveSteps + 1 {
				p := onCurve(e[i:i+4], float64(step)/curveSteps)
				cover(p.X, p.Y)
			}
		}
	}
	l.move(-left, -top)
	l.Width, l.Height = right-left, bottom-top
}

// curveSteps is how many points of a piece of a line are looked at. Its control
// points would be simpler, and are often far outside.
const curveSteps = 8

// onCurve is the point at t (0 to 1) of the cubic curve with four controls.
func onCurve(c []Point, t float64) Point {
	u := 1 - t
	w := [4]float64{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}
	var p Point
	for i, a := range c {
		p.X += w[i] * a.X
		p.Y += w[i] * a.Y
	}
	return p
}

// move shifts everything.
func (l *Layout) move(dx, dy float64) {
	for _, rects := range [][]Rect{l.Nodes, l.Clusters} {
		for i := range rects {
			rects[i].X += dx
			rects[i].Y += dy
		}
	}
	for _, e := range l.Edges {
		for i := range e {
			e[i].X += dx
			e[i].Y += dy
		}
	}
}
