package draw

import (
	"slices"
	"strconv"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

const (
	swatchWidth  = 42.0
	swatchHeight = 22.0
	swatchGap    = 15.0
	columnGap    = 26.0
	rowGap       = 12.0
	countGap     = 7.0 // before a count
)

var (
	legendFace = typeface{part: "legend", size: 12, maxWidth: 300, maxLines: 2}
	countFace  = typeface{part: "count", size: 12, bold: true, maxWidth: 120, maxLines: 1}
)

// legend is the legend before it has a place: entries for nodes, for changes and
// for edges, each from a row of their own on, in columns.
type legend struct {
	parts [3][]legendEntry
}

type legendEntry struct {
	entry       result.PictureLegend
	text, count label
	width       float64
}

// sizeLegend measures the legend.
func sizeLegend(r *font.Ruler, entries []result.PictureLegend) legend {
	var l legend
	for _, e := range entries {
		s := legendEntry{entry: e}
		s.text.add(r, legendFace, clean(e.Text))
		s.width = swatchWidth + swatchGap + s.text.width
		if e.State != "" || e.Change != "" {
			s.count.add(r, countFace, strconv.Itoa(e.Count))
			s.width += countGap + s.count.width
		}
		part := 2
		switch {
		case e.State != "":
			part = 0
		case knownChange(e.Change) != "":
			part = 1
		}
		l.parts[part] = append(l.parts[part], s)
	}
	return l
}

func (l legend) empty() bool { return l.longest() == 0 }

// longest is the number of entries of the longest part.
func (l legend) longest() int { return max(len(l.parts[0]), len(l.parts[1]), len(l.parts[2])) }

// columns returns the widths of as many columns as fit, and at least one.
func (l legend) columns(width float64) []float64 {
	for n := l.longest(); n > 1; n-- {
		if c := l.widths(n); sum(c)+columnGap*float64(n-1) <= width {
			return c
		}
	}
	return l.widths(1)
}

// widths returns the widths of n columns.
func (l legend) widths(n int) []float64 {
	columns := make([]float64, n)
	for _, entries := range l.parts {
		for i, e := range entries {
			columns[i%n] = max(columns[i%n], e.width)
		}
	}
	return columns
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}

// draw places the legend from the point (x, y) on, and returns the height that
// it took.
func (l legend) draw(s *scene, x, y, width float64) float64 {
	columns, top := l.columns(width), y
	for _, entries := range l.parts {
		for row := range slices.Chunk(entries, len(columns)) {
			y += drawRow(s, row, columns, x, y) + rowGap
		}
	}
	return max(0, y-top-rowGap)
}

// drawRow places a row and returns its height.
func drawRow(s *scene, row []legendEntry, columns []float64, x, y float64) float64 {
	height := swatchHeight
	for _, e := range row {
		height = max(height, e.text.height)
	}
	for i, e := range row {
		s.groups = append(s.groups, e.draw(x, y, height))
		x += columns[i] + columnGap
	}
	return height
}

// draw places one entry.
func (e legendEntry) draw(x, y, height float64) group {
	g := group{class: "legend"}
	swatch := rect{X: x, Y: y + (height-swatchHeight)/2, W: swatchWidth, H: swatchHeight}
	switch change := knownChange(e.entry.Change); {
	case e.entry.State != "":
		drawStateSwatch(&g, knownState(e.entry.State), swatch)
	case change != "":
		g.draw("up-body", roundedRect(grown(swatch, -3), corner-3))
		drawChange(&g, change, roundedRect(swatch, corner), swatch, 0.8)
	default:
		drawEdgeSwatch(&g, e.entry, swatch)
	}
	textX := x + swatchWidth + swatchGap
	textY := y + (height-e.text.height)/2
	e.text.write(&g, textX, textY, false, samePart)
	if n := len(e.text.lines); n > 0 && len(e.count.lines) > 0 {
		last := e.text.lines[n-1]
		e.count.write(&g, textX+last.width+countGap, textY+last.y-e.count.lines[0].y, false, samePart)
	}
	return g
}

// drawStateSwatch draws a small node.
func drawStateSwatch(g *group, state result.State, r rect) {
	small := sizedNode{state: state, form: formOf("rounded"), block: rect{W: r.W, H: r.H}}
	body := r
	if state == result.StateFailed {
		small.inner = ringSpace - 1
		body = grown(r, -small.inner)
	}
	small.drawBody(g, r, body)
	drawBadge(g, state, point{X: r.X + r.W - 1, Y: r.Y + 2}, 0.8)
}

// drawEdgeSwatch draws a short edge.
func drawEdgeSwatch(g *group, e result.PictureLegend, r rect) {
	a, b := point{X: r.X, Y: r.Y + r.H/2}, point{X: r.X + r.W, Y: r.Y + r.H/2}
	drawArrow(g, arrow{style: knownEdge(e.Edge), carried: e.Carried, indirect: e.Indirect}, []point{a, mix(a, b, 1.0/3), mix(a, b, 2.0/3), b})
}
