package draw

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

const (
	laneHeight   = 16.0
	maxLanes     = 14  // marks beyond have a line and a tooltip
	maxMarkTexts = 60  // likewise
	markGap      = 5.0 // between the line of a mark and its text
)

var (
	markTimeFace = typeface{part: "mark-time", size: 11, bold: true, maxWidth: 160, maxLines: 1}
	markTextFace = typeface{part: "mark-text", size: 11, maxWidth: 430, maxLines: 1}
)

// sizedMark is an event with the place of its text.
type sizedMark struct {
	mark       result.ChartMark
	when       string
	time, text label
	x          float64 // of the line
	left       float64 // of the text
	width      float64
	lane       int // 0 is next to the axis; maxLanes: no text
}

// sizeMarks measures the marks and gives each text a lane of its own.
func (g *gantt) sizeMarks() {
	for _, m := range g.chart.Marks {
		s := sizedMark{mark: m, when: result.Moment(g.chart.Start, int64(bounded(m.AtS))), x: g.axis.at(bounded(m.AtS)), lane: maxLanes}
		s.time.add(g.ruler, markTimeFace, s.when)
		s.text.add(g.ruler, markTextFace, clean(m.Text))
		s.width = s.time.width + markGap + s.text.width
		s.left = s.x + markGap
		g.marks = append(g.marks, s)
	}
	slices.SortStableFunc(g.marks, func(a, b sizedMark) int { return cmp.Compare(a.mark.AtS, b.mark.AtS) })
	shown := g.marks[:min(len(g.marks), maxMarkTexts)]
	g.turnMarks(shown)
	for _, m := range markOrder(shown) {
		lane := 0
		for lane < maxLanes && !m.free(shown, lane) {
			lane++
		}
		if m.lane = lane; lane < maxLanes {
			g.lanes = max(g.lanes, lane+1)
		}
	}
}

// turnMarks puts those texts left of their lines that would leave the chart, or
// whose line would go through the text of such a one while they lie on its line.
func (g *gantt) turnMarks(marks []sizedMark) {
	var turned []*sizedMark
	for i := len(marks) - 1; i >= 0; i-- {
		m := &marks[i]
		onLeft := m.x - markGap - m.width
		turn := m.left+m.width > g.axis.right()+plotInset
		for _, o := range turned {
			turn = turn || m.covers(o) && o.covers(m)
		}
		if turn && onLeft >= pageMargin {
			m.left = onLeft
			turned = append(turned, m)
		} else if over := m.left + m.width - g.axis.right() - plotInset; over > 0 {
			m.left = max(pageMargin, m.left-over)
		}
	}
}

// markOrder returns the order in which marks are given lanes, the lowest first:
// a text comes after those whose lines are where it is.
func markOrder(marks []sizedMark) []*sizedMark {
	var order, rest []*sizedMark
	for i := range marks {
		rest = append(rest, &marks[i])
	}
	for len(rest) > 0 {
		next := len(rest) - 1
		for next >= 0 && rest[next].coversAny(rest) {
			next--
		}
		if next < 0 { // too crowded: a line goes below a text
			next = len(rest) - 1
		}
		order = append(order, rest[next])
		rest = slices.Delete(rest, next, next+1)
	}
	return order
}

// covers reports whether the text of a mark is where another's line is.
func (m *sizedMark) covers(o *sizedMark) bool {
	return m.left-1 < o.x && o.x < m.left+m.width+1
}

func (m *sizedMark) coversAny(others []*sizedMark) bool {
	return slices.ContainsFunc(others, m.covers)
}

// free reports whether a mark's text meets neither texts nor lines of others in
// a lane.
func (m *sizedMark) free(others []sizedMark, lane int) bool {
	for i := range others {
		o := &others[i]
		if o.lane >= maxLanes {
			continue
		}
		text := o.lane == lane && m.left < o.left+o.width+tickGap && o.left < m.left+m.width+tickGap
		if text || o.lane >= lane && m.covers(o) {
			return false
		}
	}
	return true
}

// drawMarks draws the lines of events through the chart, and their texts above.
func (g *gantt) drawMarks(s *scene) {
	base := g.top - g.axis.height
	var texts []group
	for i := range g.marks {
		m := &g.marks[i]
		line := group{class: "mark", title: clean(m.mark.Title)}
		y := base
		if m.lane < maxLanes {
			y -= float64(m.lane+1) * laneHeight
			text := group{class: "event", title: line.title}
			m.time.write(&text, m.left, y, false, samePart)
			m.text.write(&text, m.left+m.time.width+markGap, y, false, samePart)
			texts = append(texts, text)
		}
		var p path
		p.move(m.x, y+2)
		p.line(m.x, g.bottom+3)
		line.draw("mark", p)
		s.groups = append(s.groups, line)
	}
	s.groups = append(s.groups, texts...)
}
