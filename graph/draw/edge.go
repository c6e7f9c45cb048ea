package draw

import "github.com/meoktong/meoktong/graph/result"

// drawEdge draws an edge along a spline between the outlines of two nodes.
func drawEdge(e result.PictureEdge, spline []point, from, to []point, title string) group {
	style := knownEdge(e.Style)
	g := group{
		class: "edge " + string(style),
		data:  []datum{{"from", clean(e.From)}, {"to", clean(e.To)}},
		title: title,
	}
	if e.Carried {
		g.class += " carried"
	}
	drawArrow(&g, style, e.Carried, joined(spline, from, to))
	return g
}

// drawArrow draws a spline with a tip at its end.
func drawArrow(g *group, style result.EdgeStyle, carried bool, spline []point) {
	kind, length, half := "edge", 7.5, 3.2
	if carried {
		kind, length, half = "carried", 11.0, 4.8
	}
	end := spline[len(spline)-1]
	// The line ends inside the tip, not at its point, which it would blunt.
	line := cutEnd(spline, end, length-1.5)
	base := towards(end, line[len(line)-1], length)
	nx, ny := (base.Y-end.Y)/length*half, (end.X-base.X)/length*half
	g.draw(kind+"-"+string(style), splinePath(line))
	g.draw(kind+"-tip", polygon(end, point{X: base.X + nx, Y: base.Y + ny}, point{X: base.X - nx, Y: base.Y - ny}))
}

// splinePath is the path of a spline.
func splinePath(spline []point) path {
	var p path
	p.move(spline[0].X, spline[0].Y)
	for i := 1; i+2 < len(spline); i += 3 {
		p.curve(spline[i], spline[i+1], spline[i+2])
	}
	return p
}

// joined extends a spline at both ends to the outlines of its nodes: Graphviz
// takes every shape for a box, and lets lines end at the box.
func joined(spline []point, from, to []point) []point {
	out := append([]point{}, spline...)
	n := len(out)
	if a, ok := extended(out[0], out[1], from); ok {
		out = append([]point{a, mix(a, out[0], 1.0/3), mix(a, out[0], 2.0/3)}, out...)
		n += 3
	}
	if b, ok := extended(out[n-1], out[n-2], to); ok {
		out = append(out, mix(out[n-1], b, 1.0/3), mix(out[n-1], b, 2.0/3), b)
	}
	return out
}

// extended is where a line that ends at end, coming from inner, meets the
// outline if it goes straight on; if it would miss, where it meets the outline
// on the way to the middle. It reports false if the line is there already.
func extended(end, inner point, corners []point) (point, bool) {
	if contains(corners, end) {
		return end, false // by a rounding error
	}
	at, ok := firstHit(corners, end, towards(end, inner, -1))
	if !ok || distance(end, at) > 2*slant {
		at, ok = firstHit(corners, end, middle(corners))
	}
	const near = 0.5
	return at, ok && distance(end, at) > near
}

// middle is the middle of an outline.
func middle(corners []point) point {
	lo, hi := corners[0], corners[0]
	for _, c := range corners {
		lo = point{X: min(lo.X, c.X), Y: min(lo.Y, c.Y)}
		hi = point{X: max(hi.X, c.X), Y: max(hi.Y, c.Y)}
	}
	return mix(lo, hi, 0.5)
}
