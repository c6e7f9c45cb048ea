package draw

import (
	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

// leading is the height of a line in font sizes; ascent is how much of it is
// above the baseline. Hangul needs both.
const (
	leading = 1.3
	ascent  = 1.0
)

// typeface is how one part of a label is set.
type typeface struct {
	part     string // "name": the last word of a node's style
	size     float64
	bold     bool
	maxWidth float64
	maxLines int
}

// The parts of a node's label.
var nodeFaces = struct{ name, other, note typeface }{
	name:  typeface{part: "name", size: 13, bold: true, maxWidth: 158, maxLines: 3},
	other: typeface{part: "other", size: 10.5, maxWidth: 168, maxLines: 2},
	note:  typeface{part: "note", size: 11, bold: true, maxWidth: 168, maxLines: 2},
}

// label is text that has been measured, line by line.
type label struct {
	lines         []labelLine
	width, height float64
	cut           bool // some text did not fit
}

// labelLine is a line of a label; y is its baseline below the label's top.
type labelLine struct {
	face  typeface
	text  string
	width float64
	y     float64
	loose bool // it has characters that the viewer has to find a font for
}

// add sets text below what the label has already.
func (l *label) add(r *font.Ruler, f typeface, text string) {
	width := measure(r, f)
	lines, cut := paragraph{width: width, maxWidth: f.maxWidth, maxLines: f.maxLines}.set(text)
	l.cut = l.cut || cut
	for _, line := range lines {
		w := width(line)
		l.lines = append(l.lines, labelLine{face: f, text: line, width: w, y: l.height + ascent*f.size, loose: r.Lacks(line)})
		l.width = max(l.width, w)
		l.height += leading * f.size
	}
}

// measure returns the function that measures text in a face.
func measure(r *font.Ruler, f typeface) func(string) float64 {
	return func(s string) float64 {
		if f.bold {
			return r.BoldWidth(s, f.size)
		}
		return r.Width(s, f.size)
	}
}

// nodeLabel measures the label of a node.
func nodeLabel(r *font.Ruler, n result.PictureNode) label {
	var l label
	name, other := clean(n.Name), clean(n.Other)
	if name == "" {
		name = clean(n.ID)
	}
	l.add(r, nodeFaces.name, name)
	if other != name {
		l.add(r, nodeFaces.other, other)
	}
	if note := clean(n.Note); note != "" {
		l.height += 2
		l.add(r, nodeFaces.note, note)
	}
	return l
}

// write puts the lines into a group, with the label's top at y and each line
// centred on x or, if not centred, starting there.
func (l label) write(g *group, x, y float64, centred bool, style func(part string) string) {
	for _, line := range l.lines {
		text := textLine{text: line.text, x: x, y: y + line.y, size: line.face.size, width: line.width, middle: centred}
		if line.loose {
			text.width = 0 // letters of another font are not stretched to a guess
		}
		g.write(style(line.face.part), text)
	}
}
