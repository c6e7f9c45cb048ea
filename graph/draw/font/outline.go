package font

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Step is a part of a letter's outline, named as in SVG: 'M' starts at a point,
// 'L' is a line to one, 'C' a cubic curve by two controls to a third, 'Z' the
// way back to the start.
type Step struct {
	Op     byte
	Points []Point
}

// Point is a place in ems from where the letter starts on its baseline, with y
// growing downwards.
type Point struct{ X, Y float64 }

// Outline returns the shape of a character, to be filled where it winds. A
// character that the font lacks is an empty box; one without width is nothing.
func (r *Ruler) Outline(c rune) []Step {
	i, err := r.font.GlyphIndex(&r.buffer, c)
	switch {
	case err == nil && i == 0 && r.advance(c) > 0:
		return emptyBox(r.advance(c))
	case err != nil || i == 0:
		return nil
	}
	segments, err := r.font.LoadGlyph(&r.buffer, i, r.em<<6, nil)
	if err != nil {
		return nil
	}
	o := outliner{em: float64(r.em << 6)}
	for _, s := range segments {
		o.add(s)
	}
	o.close()
	return o.steps
}

// emptyBox stands for a character that the font lacks, as wide as that counts. The
// inner contour winds the other way.
func emptyBox(width float64) []Step {
	box := func(a, b, c, d Point) []Step {
		return []Step{{'M', []Point{a}}, {'L', []Point{b}}, {'L', []Point{c}}, {'L', []Point{d}}, {Op: 'Z'}}
	}
	const side, top, bottom, line = 0.12, -0.78, 0.06, 0.06
	left, right := side*width, (1-side)*width
	return append(box(Point{left, top}, Point{right, top}, Point{right, bottom}, Point{left, bottom}),
		box(Point{left + line, top + line}, Point{left + line, bottom - line}, Point{right - line, bottom - line}, Point{right - line, top + line})...)
}

// outliner turns a glyph's segments into steps.
type outliner struct {
	em    float64
	at    Point
	steps []Step
}

func (o *outliner) add(s sfnt.Segment) {
	a, b, c := o.point(s.Args[0]), o.point(s.Args[1]), o.point(s.Args[2])
	switch s.Op {
	case sfnt.SegmentOpMoveTo:
		o.close()
		o.step('M', a)
	case sfnt.SegmentOpLineTo:
		o.step('L', a)
	case sfnt.SegmentOpQuadTo: // the same curve, as a cubic
		o.step('C', between(o.at, a), between(b, a), b)
	case sfnt.SegmentOpCubeTo:
		o.step('C', a, b, c)
	}
}

// between is two thirds of the way from a to b.
func between(a, b Point) Point {
	return Point{X: a.X + (b.X-a.X)*2/3, Y: a.Y + (b.Y-a.Y)*2/3}
}

func (o *outliner) point(p fixed.Point26_6) Point {
	return Point{X: float64(p.X) / o.em, Y: float64(p.Y) / o.em}
}

func (o *outliner) step(op byte, points ...Point) {
	o.steps = append(o.steps, Step{Op: op, Points: points})
	o.at = points[len(points)-1]
}

// close ends a contour; the font's are closed without saying so.
func (o *outliner) close() {
	if len(o.steps) > 0 {
		o.steps = append(o.steps, Step{Op: 'Z'})
	}
}
