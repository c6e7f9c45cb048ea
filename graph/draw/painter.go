package draw

import (
	"math"
	"slices"

	"github.com/fogleman/gg"
)

// painter paints marks as a browser would paint them from the SVG.
type painter struct {
	gg     *gg.Context
	scale  float64 // pixels to a unit
	glyphs *glyphs
	styles map[string]style
}

func (p *painter) mark(m mark) {
	if m.text != nil {
		p.text(p.styles[m.style], *m.text)
	} else {
		p.shape(p.styles[m.style], m.shape)
	}
}

// shape fills and strokes a path.
func (p *painter) shape(s style, shape path) {
	if len(shape.ops) == 0 {
		return
	}
	p.trace(shape)
	if s.fill.light != "" {
		p.gg.SetHexColor(s.fill.light)
		p.gg.FillPreserve()
	}
	if s.stroke.light != "" {
		p.outline(s, shape)
	}
	p.gg.ClearPath()
}

// outline strokes the traced path.
func (p *painter) outline(s style, shape path) {
	switch closed := slices.Contains(shape.ops, opClose); {
	case s.round && len(s.dash) == 2: // gg leaves short dashes out
		p.gg.ClearPath()
		p.trace(dots(shape, s.dash[0]+s.dash[1], s.width))
		p.gg.SetHexColor(s.stroke.light)
		p.gg.FillPreserve()
		return
	case closed && len(s.dash) == 0: // its end is not joined to its start: round ends do that
		p.gg.SetLineCapRound()
	default:
		p.gg.SetLineCapButt()
	}
	p.stroke(s.stroke.light, s.width, s.dash)
}

// text fills the outlines of a line's letters, over a halo if it has one.
func (p *painter) text(s style, t textLine) {
	shape := p.glyphs.line(t)
	if len(shape.ops) == 0 {
		return
	}
	p.trace(shape)
	p.gg.SetLineCapRound()
	if s.halo.light != "" {
		p.stroke(s.halo.light, haloWidth, nil)
	}
	p.gg.SetHexColor(s.fill.light)
	p.gg.FillPreserve()
	if s.bold {
		p.stroke(s.fill.light, t.size*boldStroke, nil)
	}
	p.gg.ClearPath()
}

// stroke draws along the traced path.
func (p *painter) stroke(colour string, width float64, dash []float64) {
	scaled := make([]float64, len(dash))
	for i, d := range dash {
		scaled[i] = d * p.scale
	}
	p.gg.SetHexColor(colour)
	p.gg.SetLineWidth(width * p.scale)
	p.gg.SetDash(scaled...)
	p.gg.StrokePreserve()
}

// trace makes a path the current one.
func (p *painter) trace(shape path) {
	at := 0
	var here point // where the path is
	next := func() point {
		q := shape.points[at]
		at++
		return point{X: q.X * p.scale, Y: q.Y * p.scale}
	}
	for _, op := range shape.ops {
		switch op {
		case opMove:
			here = next()
			p.gg.MoveTo(here.X, here.Y)
		case opLine:
			here = next()
			p.gg.LineTo(here.X, here.Y)
		case opCurve:
			curve := [4]point{here, next(), next(), next()}
			here = curve[3]
			p.curve(curve)
		case opClose:
			p.gg.ClosePath()
		}
	}
}

// flatness is how far in pixels the lines that stand for a curve may be from it.
const flatness = 0.05

// curve continues the path with lines. gg would take one for each pixel, and
// join each to the next, which costs more than all the rest.
func (p *painter) curve(c [4]point) {
	// Wang's bound: see Goldman, Pyramid Algorithms (2003), section 5.6.3.
	bend := max(math.Hypot(c[0].X-2*c[1].X+c[2].X, c[0].Y-2*c[1].Y+c[2].Y), math.Hypot(c[1].X-2*c[2].X+c[3].X, c[1].Y-2*c[2].Y+c[3].Y))
	n := int(math.Ceil(math.Sqrt(0.75 * bend / flatness)))
	for i := 1; i <= n; i++ {
		at := bezier(c, float64(i)/float64(n))
		p.gg.LineTo(at.X, at.Y)
	}
	if n == 0 {
		p.gg.LineTo(c[3].X, c[3].Y)
	}
}
