package draw

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

const (
	minBar     = 6.0 // width of a bar, however short its time
	barCorner  = 3.0
	barRing    = 2.8  // between the two outlines of a failed node's bar
	barTip     = 9.0  // of the point of a bar that does not end
	barBand    = 26.0 // the hatched part of a partial node's bar
	barHatch   = 5.0
	barPadding = 6.0  // around text in a bar
	barBadge   = 0.6  // size of a badge in a bar
	badgeRoom  = 16.0 // that it takes
)

// barFace sets how long a bar lasts; style "row-time" if it stands beside it.
var barFace = typeface{part: "note", size: 10.5, bold: true, maxWidth: 120, maxLines: 1}

// bar is a span with its place.
type bar struct {
	span  result.ChartSpan
	state result.State
	box   rect
	open  bool
	lasts label
}

// bars draws a row's spans in the order of time, but those that are wider than
// their time over their neighbours.
func (g *gantt) bars(r *sizedRow) []group {
	var placed []bar
	for _, span := range r.row.Spans {
		placed = append(placed, g.place(span, r.y))
	}
	slices.SortStableFunc(placed, func(a, b bar) int { return cmp.Compare(a.box.X, b.box.X) })
	var out, short []group
	for i := range placed {
		left, right := g.axis.x, g.axis.right()+plotInset
		if i > 0 {
			left = placed[i-1].box.X + placed[i-1].box.W
		}
		if i+1 < len(placed) {
			right = placed[i+1].box.X
		}
		drawn := placed[i].draw(clean(r.row.ID), left, right)
		if placed[i].box.W <= minBar {
			short = append(short, drawn)
		} else {
			out = append(out, drawn)
		}
	}
	return append(out, short...)
}

// place puts a span at its time in the row whose middle is at y.
func (g *gantt) place(span result.ChartSpan, y float64) bar {
	b := bar{span: span, state: knownState(span.State), open: span.ToS == nil}
	from := g.axis.at(bounded(span.FromS))
	to := g.axis.right() + plotInset - 2
	if !b.open {
		to = max(from, g.axis.at(bounded(*span.ToS)))
	}
	b.lasts = g.barLabel(span, to-from)
	if to-from < minBar {
		to = from + minBar
		if out := to - g.axis.right() - plotInset; out > 0 {
			from, to = from-out, to-out
		}
	}
	b.box = rect{X: from, Y: y - barHeight/2, W: to - from, H: barHeight}
	return b
}

// barLabel is what stands in a bar of a width: the span's note, and how long it lasts where
// there is room for both.
func (g *gantt) barLabel(span result.ChartSpan, width float64) (l label) {
	var words []string
	if span.Note != "" {
		words = append(words, span.Note)
	}
	if span.ToS != nil {
		words = append(words, result.Lasting(*span.ToS-span.FromS))
	}
	if len(words) == 0 {
		return l
	}
	if l.add(g.ruler, barFace, strings.Join(words, " · ")); len(words) > 1 && l.width+2*barPadding+barBand+badgeRoom > width {
		l = label{}
		l.add(g.ruler, barFace, span.Note)
	}
	return l
}

// draw draws a bar; text beside it may go from left to right.
func (b bar) draw(id string, left, right float64) group {
	state := string(b.state)
	to := ""
	if !b.open {
		to = strconv.FormatInt(*b.span.ToS, 10)
	}
	g := group{
		class: "bar " + state,
		role:  "img",
		data:  []datum{{"id", id}, {"state", state}, {"from-s", strconv.FormatInt(b.span.FromS, 10)}, {"to-s", to}},
		title: clean(b.span.Title),
	}
	textX, inside := b.textPlace(left, right)
	taken := 0.0
	if inside {
		taken = b.lasts.width + 2*barPadding
	}
	free := b.box.W - taken
	b.drawBody(&g, b.box.X+min(free, barBand))
	badgeX := badgeRoom/2 + 2
	if b.state == result.StatePartial {
		badgeX += barBand
	}
	if badgeX+badgeRoom/2 <= free {
		drawBadge(&g, b.state, point{X: b.box.X + badgeX, Y: b.box.Y + barHeight/2}, barBadge)
	}
	if textX > 0 {
		style := "row-time"
		if inside {
			style = state + "-note"
		}
		b.lasts.write(&g, textX, b.box.Y+(barHeight-b.lasts.height)/2-0.4, false, func(string) string { return style })
	}
	return g
}

// textPlace is where the text goes: at the end of the bar, else after or before
// it, else, at 0, nowhere.
func (b bar) textPlace(left, right float64) (x float64, inside bool) {
	width, end := b.lasts.width, b.box.X+b.box.W
	switch {
	case len(b.lasts.lines) == 0:
		return 0, false
	case width+2*barPadding <= b.box.W:
		return end - barPadding - width, true
	case end+barPadding+width <= right:
		return end + barPadding, false
	case b.box.X-barPadding-width >= left:
		return b.box.X - barPadding - width, false
	}
	return 0, false
}

// drawBody draws the bar itself, hatched up to limit where the state is.
func (b bar) drawBody(g *group, limit float64) {
	state := string(b.state)
	outline := b.outline(0)
	if b.state == result.StateFailed && b.box.W > 4*barRing {
		g.draw(state+"-ring", outline)
		outline = b.outline(barRing)
	}
	g.draw(state+"-body", outline)
	if b.state == result.StatePartial {
		g.draw(state+"-hatch", hatch(outline.flatten(), limit, barHatch))
	}
	if stateLooks()[b.state].dash != nil {
		g.draw(state+"-ring", b.ends()) // else they depend on how the dashes fall
	}
}

// ends is the left and the right end of a bar.
func (b bar) ends() path {
	r := b.box
	right, bottom, bend := r.X+r.W, r.Y+r.H, barCorner
	if b.open {
		bend = 0
	}
	var p path
	p.move(r.X, r.Y+bend)
	p.line(r.X, bottom-bend)
	if b.open && r.W >= 2*barTip {
		p.move(right-barTip, r.Y)
		p.line(right, r.Y+r.H/2)
		p.line(right-barTip, bottom)
		return p
	}
	p.move(right, r.Y+bend)
	p.line(right, bottom-bend)
	return p
}

// outline is the shape of a bar, by inset smaller on every side. Bars that do
// not end have a point.
func (b bar) outline(inset float64) path {
	r := grown(b.box, -inset)
	if !b.open || r.W < 2*barTip {
		return roundedRect(r, barCorner)
	}
	right, bottom := r.X+r.W, r.Y+r.H
	return polygon(point{X: r.X, Y: r.Y}, point{X: right - barTip, Y: r.Y}, point{X: right, Y: r.Y + r.H/2},
		point{X: right - barTip, Y: bottom}, point{X: r.X, Y: bottom})
}
