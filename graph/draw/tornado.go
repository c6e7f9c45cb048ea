package draw

import (
	"fmt"
	"math"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

const (
	swingRow   = 46.0 // height of a row, with two lines of its name and one below
	swingBar   = 20.0
	swingTexts = 96.0 // room at either end of the bars, for their figures
)

// What stands left of the bars.
var (
	swingNameFace   = typeface{part: "row-name", size: 12, maxWidth: 330, maxLines: 2}
	swingDetailFace = typeface{part: "row-other", size: 10.5, maxWidth: 330, maxLines: 1}
)

// Tornado writes a tornado chart in this format, without a layout.
func (f Format) Tornado(c result.Tornado, opts Options) ([]byte, error) {
	if !f.HasCharts() {
		return nil, fmt.Errorf("there are no charts in the format %s", f.Name)
	}
	return f.paint(placeTornado(c), opts)
}

// tornado carries what is measured until everything has a place.
type tornado struct {
	ruler    *font.Ruler
	chart    result.Tornado
	names    []label
	x, width float64 // of the bars
	from, to float64 // figures at their left and right end
	top      float64 // of the first row
}

// placeTornado gives everything of a tornado chart its place.
func placeTornado(c result.Tornado) scene {
	t := &tornado{ruler: font.NewRuler(), chart: c}
	width := 0.0
	for _, row := range c.Rows {
		var l label
		l.add(t.ruler, swingNameFace, clean(row.Name))
		l.add(t.ruler, swingDetailFace, clean(row.Detail))
		t.names, width = append(t.names, l), max(width, l.width)
	}
	t.x, t.width = pageMargin+panelInset+width+nameGap+swingTexts, plotWidth-2*swingTexts
	t.measure()
	s := scene{lang: c.Lang, title: clean(c.Title)}
	t.ruler.Width(s.title+clean(c.Subtitle), 1)
	notes := withLacking(t.ruler, c.Notes, c.Words)
	s.about = describe(c.Subtitle, c.Legend, notes)
	around := newSurround(t.ruler, s.title, clean(c.Subtitle), c.Legend, notes, width+plotWidth, 0)
	inner := max(t.x+t.width+swingTexts+panelInset-pageMargin, around.width(), minPageWidth-2*pageMargin)
	s.width = inner + 2*pageMargin
	s.groups = append(s.groups, group{class: "page"})
	y := around.above(&s)
	if len(c.Rows) > 0 {
		t.top = y + axisGap + tickHeight
		t.draw(&s, inner)
		y = t.top + float64(len(c.Rows))*swingRow + sectionGap
	}
	y = around.below(&s, y, inner)
	s.height = y - sectionGap + pageMargin
	s.groups[0].draw("page", roundedRect(rect{W: s.width, H: s.height}, 0))
	return s
}

// measure finds the range of figures; what has no end needs room beyond the last.
func (t *tornado) measure() {
	t.from, t.to = math.Inf(1), math.Inf(-1)
	open := t.chart.Base == nil
	take := func(x *float64) {
		if x != nil {
			t.from, t.to = min(t.from, *x), max(t.to, *x)
		}
	}
	take(t.chart.Base)
	for i := range t.chart.Rows {
		take(t.chart.Rows[i].Least)
		take(t.chart.Rows[i].Most)
		open = open || t.chart.Rows[i].Most == nil
	}
	if t.from > t.to {
		t.from, t.to = 0, 1
	}
	if t.from == t.to {
		t.to++
	}
	if open {
		t.to += (t.to - t.from) * openShare / (1 - openShare)
	}
}

// at is where a figure stands; of what has no end at the right end.
func (t *tornado) at(x *float64) float64 {
	if x == nil {
		return t.x + t.width
	}
	return t.x + (*x-t.from)/(t.to-t.from)*t.width
}

// draw draws the ground, the lines of round figures, and row by row names and bars.
func (t *tornado) draw(s *scene, inner float64) {
	bottom := t.top + float64(len(t.names))*swingRow
	ground := group{class: "panel"}
	ground.draw("panel", roundedRect(rect{X: pageMargin, Y: t.top, W: inner, H: bottom - t.top}, panelCorner))
	s.groups = append(s.groups, ground, t.axis(bottom))
	for i := range t.names {
		s.groups = append(s.groups, t.row(i))
	}
	if t.chart.Base != nil {
		line := group{class: "base", title: clean(t.chart.BaseText)}
		var p path
		p.move(t.at(t.chart.Base), t.top-3)
		p.line(t.at(t.chart.Base), bottom)
		line.draw("mark", p)
		s.groups = append(s.groups, line)
	}
}

// axis draws lines at round figures, and the figures above them as far as there is room.
func (t *tornado) axis(bottom float64) group {
	g := group{class: "axis"}
	var lines path
	free := math.Inf(-1)
	for _, tick := range t.chart.Ticks {
		x := t.at(&tick.At)
		lines.move(x, t.top)
		lines.line(x, bottom)
		var l label
		l.add(t.ruler, tickFace, clean(tick.Text))
		if x-l.width/2 >= free {
			l.write(&g, x, t.top-axisGap-tickHeight, true, samePart)
			free = x + l.width/2 + tickGap
		}
	}
	g.draw("grid", lines)
	return g
}

// row draws a fact with its bar: green as far as the answer is lower than as it is, red as far
// as it is higher, both told by the figures at its ends as well.
func (t *tornado) row(i int) group {
	r := &t.chart.Rows[i]
	middle := t.top + (float64(i)+0.5)*swingRow
	g := group{class: "row", id: documentID("row", r.Name, i), role: "img", title: clean(r.Name + ": " + r.LeastText + " – " + r.MostText), about: clean(r.Detail)}
	t.names[i].write(&g, pageMargin+panelInset, middle-t.names[i].height/2, false, samePart)
	least, base, most := t.at(r.Least), t.at(t.chart.Base), t.at(r.Most)
	bar := func(state result.State, from, to float64) {
		if to > from {
			g.draw(string(state)+"-body", roundedRect(rect{X: from, Y: middle - swingBar/2, W: to - from, H: swingBar}, 0))
		}
	}
	bar(result.StateStarted, least, min(base, most))
	bar(result.StateDown, max(base, least), most)
	for _, end := range []struct {
		text string
		x    func(width float64) float64
	}{{r.LeastText, func(w float64) float64 { return min(least, base) - barPadding - w }}, {r.MostText, func(float64) float64 { return max(most, least) + barPadding }}} {
		var l label
		l.add(t.ruler, barFace, clean(end.text))
		l.write(&g, end.x(l.width), middle-l.height/2, false, func(string) string { return "row-time" })
	}
	return g
}
