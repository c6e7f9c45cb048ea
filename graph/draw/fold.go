package draw

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph/draw/font"
)

// A box that stands for several nodes looks like a stack of sheets, with their
// number at its lower right corner.
const (
	sheets      = 2
	sheetStep   = 4.0 // by which each lies further right and down
	stackSpace  = sheets * sheetStep
	tagHeight   = 16.0
	tagPadding  = 5.5 // beside the number
	tagOverhang = 4.0 // below the stack
)

var tagFace = typeface{part: "count", size: 10.5, bold: true, maxWidth: 80, maxLines: 1}

// foldedTag measures the number.
func foldedTag(r *font.Ruler, folded int) label {
	var l label
	if folded > 0 {
		l.add(r, tagFace, foldedText(folded))
	}
	return l
}

// drawSheets draws what lies behind the body of a stack.
func (s sizedNode) drawSheets(g *group, front rect) {
	for i := sheets; i > 0; i-- {
		d := float64(i) * sheetStep
		g.draw(s.look()+"-sheet", s.form.outline(rect{X: front.X + d, Y: front.Y + d, W: front.W, H: front.H}))
	}
}

// drawTag writes the number of a stack with such corners, which is in r: where
// they are nearest to the lower right, and not further right than they are.
func (s sizedNode) drawTag(g *group, corners []point, r rect) {
	state := string(s.state)
	at, ok := firstHit(corners, point{X: r.X + r.W/2, Y: r.Y + r.H/2}, point{X: r.X + r.W, Y: r.Y + r.H})
	if !ok {
		at = point{X: r.X + r.W, Y: r.Y + r.H}
	}
	plate := rect{Y: at.Y + tagOverhang - tagHeight, W: s.tag.width + 2*tagPadding, H: tagHeight}
	plate.X = min(at.X-plate.W/2, r.X+r.W-plate.W)
	g.draw(state+"-tag", roundedRect(plate, tagHeight/2))
	s.tag.write(g, plate.X+plate.W/2, plate.Y+(tagHeight-s.tag.height)/2-0.5, true, func(part string) string { return state + "-" + part })
}

// hull is the outline around points, clockwise with y downwards (Andrew's
// monotone chain, Information Processing Letters 9, 1979).
func hull(points []point) []point {
	sorted := slices.Clone(points)
	slices.SortFunc(sorted, func(a, b point) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) })
	half := func() []point {
		var out []point
		for _, p := range sorted {
			for len(out) > 1 && !turnsRight(out[len(out)-2], out[len(out)-1], p) {
				out = out[:len(out)-1]
			}
			out = append(out, p)
		}
		return out[:len(out)-1]
	}
	upper := half()
	slices.Reverse(sorted)
	return append(upper, half()...)
}

// turnsRight reports whether the way from a over b to c turns clockwise.
func turnsRight(a, b, c point) bool {
	return (b.X-a.X)*(c.Y-a.Y)-(b.Y-a.Y)*(c.X-a.X) > 0
}
