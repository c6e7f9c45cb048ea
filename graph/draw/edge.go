package draw

import "github.com/meoktong/meoktong/graph/result"

// drawEdge draws an edge along a spline that joins the outlines of two nodes.
func drawEdge(e result.PictureEdge, spline []point, title string) group {
	style := knownEdge(e.Style)
	from, to := clean(e.From), clean(e.To)
	g := group{
		class: "edge " + string(style),
		role:  "img",
		data:  []datum{{"id", from + ">" + to}, {"from", from}, {"to", to}, {"count", countText(e.Count)}},
		title: title,
		about: edgeText(e),
	}
	if e.Carried {
		g.class += " carried"
	}
	if e.Indirect {
		g.class += " indirect"
	}
	drawArrow(&g, arrow{style: style, carried: e.Carried, indirect: e.Indirect}, spline)
	return g
}

// arrow is how an edge looks.
type arrow struct {
	style             result.EdgeStyle
	carried, indirect bool
}

// kind is the first word of the edge's styles.
func (a arrow) kind() string {
	if a.carried {
		return "carried"
	}
	return "edge"
}

// drawArrow draws a spline with a tip at its end. One that stands for a path has
// a hollow tip, and a break in its middle; what waits until something is down has a bar
// across the end.
func drawArrow(g *group, a arrow, spline []point) {
	if a.style == result.EdgeUnless {
		drawTee(g, a, spline)
		return
	}
	length, half, tip := 7.5, 3.2, "-tip"
	if a.carried {
		length, half = 11.0, 4.8
	}
	if a.indirect {
		tip = "-hollow"
	}
	end := spline[len(spline)-1]
	// The line ends inside the tip, not at its point, which it would blunt.
	line := cutEnd(spline, end, length-1.5)
	base := towards(end, line[len(line)-1], length)
	nx, ny := (base.Y-end.Y)/length*half, (end.X-base.X)/length*half
	g.draw(a.kind()+"-"+string(a.style), splinePath(line))
	g.draw(a.kind()+tip, polygon(end, point{X: base.X + nx, Y: base.Y + ny}, point{X: base.X - nx, Y: base.Y - ny}))
	if a.indirect {
		drawBreak(g, a, spline)
	}
}

// drawTee draws a spline that ends at a bar, a little before its end.
func drawTee(g *group, a arrow, spline []point) {
	before, half := 3.0, 5.5
	if a.carried {
		before, half = 3.5, 7
	}
	end := spline[len(spline)-1]
	line := cutEnd(spline, end, before)
	at := line[len(line)-1]
	far := distance(at, end)
	dx, dy := (end.X-at.X)/far*half, (end.Y-at.Y)/far*half
	g.draw(a.kind()+"-"+string(a.style), splinePath(line))
	var bar path
	bar.move(at.X-dy, at.Y+dx)
	bar.line(at.X+dy, at.Y-dx)
	g.draw(a.kind()+"-tee", bar)
	if a.indirect {
		drawBreak(g, a, spline)
	}
}

// The break of a line that stands for a path: two strokes across it.
const (
	breakHalf  = 5.5 // of a stroke's length
	breakGap   = 2.6 // from the middle to each stroke
	breakSlant = 2.2
)

// drawBreak draws the break in the middle of a spline.
func drawBreak(g *group, a arrow, spline []point) {
	at, dir := alongSpline(spline, 0.5)
	place := func(along, across float64) point {
		return point{X: at.X + dir.X*along - dir.Y*across, Y: at.Y + dir.Y*along + dir.X*across}
	}
	corners := []point{place(-breakGap-breakSlant, breakHalf), place(-breakGap+breakSlant, -breakHalf),
		place(breakGap+breakSlant, -breakHalf), place(breakGap-breakSlant, breakHalf)}
	g.draw("edge-gap", polygon(corners...))
	var p path
	for i := range 2 {
		from, to := corners[2*i], corners[2*i+1]
		p.move(from.X, from.Y)
		p.line(to.X, to.Y)
	}
	g.draw(a.kind()+"-break", p)
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
