package draw

import (
	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

const (
	plotWidth   = 680.0 // of the bars' part
	plotInset   = 12.0  // from a panel's edges to the first and the last moment
	rowHeight   = 23.0
	barHeight   = 15.0
	nameGap     = 14.0 // after a column of names
	panelInset  = 12.0 // before the names
	panelGap    = 7.0
	panelPad    = 5.0 // above and below the rows
	panelCorner = 8.0
	headHeight  = 21.0 // of a panel's heading
)

// The left column, the names of rows in two languages.
var (
	rowNameFace   = typeface{part: "row-name", size: 12, maxWidth: 215, maxLines: 1}
	rowOtherFace  = typeface{part: "row-other", size: 10.5, maxWidth: 180, maxLines: 1}
	panelHeadFace = typeface{part: "panel-label", size: 12, bold: true, maxWidth: 600, maxLines: 1}
)

// Gantt draws a chart as SVG: see [Format.Chart].
func Gantt(c result.Chart) []byte { return writeSVG(placeChart(c)) }

// placeChart gives everything of a chart its place.
func placeChart(c result.Chart) scene {
	g := &gantt{ruler: font.NewRuler(), chart: c}
	g.measure()
	return g.compose()
}

// gantt carries what is measured until everything has a place.
type gantt struct {
	ruler       *font.Ruler
	chart       result.Chart
	rows        []sizedRow
	panels      []panel
	names       float64 // width of everything left of the plot
	otherX      float64 // of the second column of names, from the panel's edge
	axis        axis
	marks       []sizedMark
	lanes       int // of texts of marks
	top, bottom float64
}

// sizedRow is a row before it has a place.
type sizedRow struct {
	row         result.ChartRow
	name, other label
	y           float64 // of its middle
}

// panel is the ground of a group of rows, rows[first:end].
type panel struct {
	label      label
	first, end int
	y, height  float64
}

// measure sizes everything.
func (g *gantt) measure() {
	nameWidth, otherWidth := 0.0, 0.0
	for i, row := range g.chart.Rows {
		s := sizedRow{row: row}
		name, other := clean(row.Name), clean(row.Other)
		if name == "" {
			name = clean(row.ID)
		}
		if other == name {
			other = ""
		}
		s.name.add(g.ruler, rowNameFace, name)
		s.other.add(g.ruler, rowOtherFace, other)
		nameWidth, otherWidth = max(nameWidth, s.name.width), max(otherWidth, s.other.width)
		if i == 0 || g.chart.Rows[i-1].Group != row.Group {
			var heading label
			heading.add(g.ruler, panelHeadFace, clean(row.Group))
			g.panels = append(g.panels, panel{label: heading, first: i})
		}
		g.rows = append(g.rows, s)
		g.panels[len(g.panels)-1].end = i + 1
	}
	g.otherX = panelInset + nameWidth + nameGap
	g.names = g.otherX
	if otherWidth > 0 {
		g.names += otherWidth + nameGap
	}
	g.names = max(g.names, g.besides())
	g.axis = newAxis(g.ruler, g.chart, pageMargin+g.names+plotInset, plotWidth-2*plotInset)
	g.sizeMarks()
}

// besides is the width that the names' column takes for what else stands there: the
// headings of panels, and the day of the start beside half the time of the first tick.
func (g *gantt) besides() float64 {
	width := 0.0
	for i := range g.panels {
		width = max(width, g.panels[i].label.width)
	}
	if !g.chart.Start.IsZero() {
		const halfTick = 22
		var day label
		day.add(g.ruler, dateFace, clock{lang: g.chart.Lang, start: g.chart.Start}.longDate())
		width = max(width, day.width+halfTick)
	}
	return panelInset + width + nameGap
}

// compose puts title, chart, legend and notes below one another.
func (g *gantt) compose() scene {
	c := g.chart
	s := scene{lang: c.Lang, title: clean(c.Title)}
	g.ruler.Width(s.title+clean(c.Subtitle), 1)
	g.chart.Notes = withLacking(g.ruler, c.Notes, c.Words)
	s.about = g.about()
	// A long chart is read row by row, never as a whole: nothing is set larger for it.
	around := newSurround(g.ruler, s.title, clean(c.Subtitle), c.Legend, g.chart.Notes, g.names+plotWidth, 0)
	inner := max(g.names+plotWidth, around.width(), minPageWidth-2*pageMargin)
	s.width = inner + 2*pageMargin
	s.groups = append(s.groups, group{class: "page"})
	y := around.above(&s)
	if len(g.rows) > 0 {
		y = g.placeRows(y) + sectionGap
		g.drawPlot(&s)
	}
	y = around.below(&s, y, inner)
	s.height = y - sectionGap + pageMargin
	s.groups[0].draw("page", roundedRect(rect{W: s.width, H: s.height}, 0))
	return s
}

// placeRows gives rows and panels their heights, from y on, and returns where
// the chart ends.
func (g *gantt) placeRows(y float64) float64 {
	g.top = y + float64(g.lanes)*laneHeight + g.axis.height
	y = g.top
	for i := range g.panels {
		p := &g.panels[i]
		p.y = y
		if y += panelPad; len(p.label.lines) > 0 {
			y += headHeight
		}
		for k := p.first; k < p.end; k++ {
			g.rows[k].y = y + rowHeight/2
			y += rowHeight
		}
		y += panelPad
		p.height = y - p.y
		y += panelGap
	}
	g.bottom = y - panelGap
	return g.bottom + g.axis.height
}

// drawPlot draws panels, lines of time, names and bars, one over the other.
func (g *gantt) drawPlot(s *scene) {
	for i, p := range g.panels {
		s.groups = append(s.groups, p.draw(g.names+plotWidth, g.chart.Rows[p.first].Group, i))
	}
	s.groups = append(s.groups, g.axis.grid(g.panels))
	g.drawMarks(s)
	s.groups = append(s.groups, g.axis.labels(g.top, true), g.axis.labels(g.bottom, false))
	if corner := g.axis.corner; len(corner.lines) > 0 {
		date := group{class: "axis"}
		corner.write(&date, pageMargin+panelInset, g.top-g.axis.height, false, samePart)
		s.groups = append(s.groups, date)
	}
	for i := range g.rows {
		s.groups = append(s.groups, g.rows[i].draw(g.otherX, i))
		s.groups = append(s.groups, g.bars(&g.rows[i])...)
		s.groups = append(s.groups, g.bands(&g.rows[i])...)
	}
}

// draw draws a panel with its heading.
func (p panel) draw(width float64, name string, i int) group {
	out := group{class: "panel", data: []datum{{"group", clean(name)}}}
	out.draw("panel", roundedRect(rect{X: pageMargin, Y: p.y, W: width, H: p.height}, panelCorner))
	if len(p.label.lines) > 0 {
		p.label.write(&out, pageMargin+panelInset, p.y+panelPad+2, false, samePart)
	}
	return out
}

// draw writes the names of a row.
func (r *sizedRow) draw(otherX float64, i int) group {
	id := clean(r.row.ID)
	out := group{class: "row", id: documentID("row", r.row.ID, i), data: []datum{{"id", id}}, title: id}
	for _, text := range []string{r.row.Name, r.row.Other} {
		if text = clean(text); text != "" && text != id {
			out.title += " · " + text
		}
	}
	r.name.write(&out, pageMargin+panelInset, r.y-r.name.height/2, false, samePart)
	r.other.write(&out, pageMargin+otherX, r.y-r.other.height/2, false, samePart)
	return out
}

// about describes the chart to those who cannot see it.
func (g *gantt) about() string {
	notes := []string{}
	for _, m := range g.marks {
		notes = append(notes, m.when+" "+clean(m.mark.Text))
	}
	return describe(g.chart.Subtitle, g.chart.Legend, append(notes, g.chart.Notes...))
}
