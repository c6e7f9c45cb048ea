package draw

import (
	"math"

	"github.com/meoktong/meoktong/graph/draw/layout"
)

type (
	point = layout.Point
	rect  = layout.Rect
)

// pathOp is what a step of a path does.
type pathOp byte

const (
	opMove  pathOp = 'M' // one point
	opLine  pathOp = 'L' // one point
	opCurve pathOp = 'C' // three points: two controls and the end
	opClose pathOp = 'Z' // none
)

// path is an outline or a line, for any writer.
type path struct {
	ops    []pathOp
	points []point
}

func (p *path) move(x, y float64) { p.add(opMove, point{X: x, Y: y}) }
func (p *path) line(x, y float64) { p.add(opLine, point{X: x, Y: y}) }
func (p *path) close()            { p.add(opClose) }
func (p *path) curve(a, b, c point) {
	p.add(opCurve, a, b, c)
}

func (p *path) add(op pathOp, points ...point) {
	p.ops = append(p.ops, op)
	p.points = append(p.points, points...)
}

// append adds another path's outlines to this one's.
func (p *path) append(q path) {
	p.ops = append(p.ops, q.ops...)
	p.points = append(p.points, q.points...)
}

// polygon is a closed path through corners.
func polygon(corners ...point) path {
	var p path
	for i, c := range corners {
		if i == 0 {
			p.move(c.X, c.Y)
		} else {
			p.line(c.X, c.Y)
		}
	}
	p.close()
	return p
}

// kappa is how far the controls of a quarter circle are, in radii.
const kappa = 0.5522847498

// arc continues the path with a quarter ellipse to (x, y). It leaves the
// current point along the axis that leavesX names.
func (p *path) arc(x, y float64, leavesX bool) {
	from := p.points[len(p.points)-1]
	dx, dy := (x-from.X)*kappa, (y-from.Y)*kappa
	a := point{X: from.X + dx, Y: from.Y}
	b := point{X: x, Y: y - dy}
	if !leavesX {
		a = point{X: from.X, Y: from.Y + dy}
		b = point{X: x - dx, Y: y}
	}
	p.curve(a, b, point{X: x, Y: y})
}

// ellipse is a closed path.
func ellipse(cx, cy, rx, ry float64) path {
	var p path
	p.move(cx-rx, cy)
	p.arc(cx, cy-ry, false)
	p.arc(cx+rx, cy, true)
	p.arc(cx, cy+ry, false)
	p.arc(cx-rx, cy, true)
	p.close()
	return p
}

// roundedRect is a closed path.
func roundedRect(r rect, radius float64) path {
	c := math.Min(radius, math.Min(r.W, r.H)/2)
	var p path
	p.move(r.X, r.Y+c)
	p.arc(r.X+c, r.Y, false)
	p.line(r.X+r.W-c, r.Y)
	p.arc(r.X+r.W, r.Y+c, true)
	p.line(r.X+r.W, r.Y+r.H-c)
	p.arc(r.X+r.W-c, r.Y+r.H, false)
	p.line(r.X+c, r.Y+r.H)
	p.arc(r.X, r.Y+r.H-c, true)
	p.close()
	return p
}

// flatten turns the first closed outline of a path into corners.
func (p path) flatten() []point {
	const steps = 36
	var out []point
	at := 0
	for _, op := range p.ops {
		switch op {
		case opMove, opLine:
			out = append(out, p.points[at])
			at++
		case opCurve:
			from := out[len(out)-1]
			c := [4]point{from, p.points[at], p.points[at+1], p.points[at+2]}
			for i := 1; i <= steps; i++ {
				out = append(out, bezier(c, float64(i)/steps))
			}
			at += 3
		case opClose:
			return out
		}
	}
	return out
}

// moved shifts a path.
func (p path) moved(dx, dy float64) path {
	q := path{ops: p.ops, points: make([]point, len(p.points))}
	for i, a := range p.points {
		q.points[i] = point{X: a.X + dx, Y: a.Y + dy}
	}
	return q
}

// scaled scales a path about the origin.
func (p path) scaled(by float64) path {
	q := path{ops: p.ops, points: make([]point, len(p.points))}
	for i, a := range p.points {
		q.points[i] = point{X: a.X * by, Y: a.Y * by}
	}
	return q
}
