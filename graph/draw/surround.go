package draw

import (
	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

var (
	titleFace    = typeface{part: "title", size: 21, bold: true, maxWidth: 900, maxLines: 3}
	subtitleFace = typeface{part: "subtitle", size: 12, maxWidth: 900, maxLines: 2}
	remarkFace   = typeface{part: "remark", size: 11, maxWidth: 720, maxLines: 3}
)

// surround is what stands above and below a picture, before it has a place: title,
// legend and notes. It is set larger where the picture is so large that a reader sees it
// scaled down.
type surround struct {
	head    label
	key     legend
	remarks label
	scale   float64
}

// The page on which a picture is seen as a whole, and how much smaller than they are set
// title, legend and notes may be seen there; and how much larger they are set at most.
const (
	seenWidth, seenHeight = 1920.0, 1080.0
	mostShrunk            = 0.75
	mostEnlarged          = 3.0
)

// newSurround measures what stands around a picture of a size.
func newSurround(r *font.Ruler, title, subtitle string, entries []result.PictureLegend, notes []string, width, height float64) surround {
	measured := func(scale float64) surround {
		x := surround{key: sizeLegend(r, entries), scale: scale}
		room := func(f typeface) typeface {
			if scale > 1 { // lines are as long as the page allows
				f.maxWidth = min(f.maxWidth, max(width/scale, minPageWidth-2*pageMargin))
				f.maxLines *= 2
			}
			return f
		}
		x.head.add(r, room(titleFace), title)
		x.head.height += 2
		x.head.add(r, room(subtitleFace), subtitle)
		for _, n := range notes {
			x.remarks.add(r, room(remarkFace), clean(n))
		}
		return x
	}
	plain := measured(1)
	whole := height + plain.height(width)
	if scale := mostShrunk * max((width+2*pageMargin)/seenWidth, whole/seenHeight); scale > 1 {
		return measured(min(scale, mostEnlarged))
	}
	return plain
}

// width is the least that it takes.
func (x surround) width() float64 {
	return x.scale * max(x.head.width, x.key.widths(1)[0], x.remarks.width)
}

// height is what it takes above and below a picture so wide, with the margins.
func (x surround) height(width float64) float64 {
	var s scene
	y := x.above(&s)
	return x.below(&s, y+sectionGap, max(width, x.width())) - sectionGap + pageMargin
}

// above draws title and subtitle, and returns where the picture starts.
func (x surround) above(s *scene) float64 {
	if len(x.head.lines) == 0 {
		return pageMargin
	}
	g := group{class: "title"}
	x.head.write(&g, 0, 0, false, samePart)
	s.groups = append(s.groups, g.scaled(x.scale).moved(pageMargin, pageMargin))
	return pageMargin + x.scale*x.head.height + sectionGap
}

// samePart names the style of a label's part like the part.
func samePart(part string) string { return part }

// below draws the legend and the notes under a rule, on a page with so much room between
// its margins, and returns where the next part would start.
func (x surround) below(s *scene, y, width float64) float64 {
	if x.key.empty() && len(x.remarks.lines) == 0 {
		return y
	}
	rule := group{class: "rule"}
	rule.draw("rule", splinePath([]point{{X: pageMargin, Y: y}, {X: pageMargin, Y: y}, {X: pageMargin + width, Y: y}, {X: pageMargin + width, Y: y}}))
	s.groups = append(s.groups, rule)
	y += sectionGap
	var part scene
	at := 0.0
	if !x.key.empty() {
		at += x.key.draw(&part, 2, at, width/x.scale) + sectionGap
	}
	if len(x.remarks.lines) > 0 {
		g := group{class: "notes"}
		x.remarks.write(&g, 0, at-6, false, samePart)
		part.groups = append(part.groups, g)
		at += x.remarks.height - 6 + sectionGap
	}
	for _, g := range part.groups {
		s.groups = append(s.groups, g.scaled(x.scale).moved(pageMargin, y))
	}
	return y + x.scale*(at-sectionGap) + sectionGap
}

// scaled scales everything of a group about the origin but the width of its strokes.
func (g group) scaled(by float64) group {
	return g.changed(func(p path) path { return p.scaled(by) }, func(t *textLine) {
		t.x, t.y, t.size, t.width = t.x*by, t.y*by, t.size*by, t.width*by
	})
}

// moved shifts everything of a group.
func (g group) moved(dx, dy float64) group {
	return g.changed(func(p path) path { return p.moved(dx, dy) }, func(t *textLine) { t.x, t.y = t.x+dx, t.y+dy })
}

func (g group) changed(shape func(path) path, text func(*textLine)) group {
	marks := make([]mark, len(g.marks))
	for i, m := range g.marks {
		m.shape = shape(m.shape)
		if m.text != nil {
			t := *m.text
			text(&t)
			m.text = &t
		}
		marks[i] = m
	}
	g.marks = marks
	return g
}
