package draw

import (
	"math"
	"time"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

const (
	tickGap    = 16.0   // between the labels of two ticks
	axisGap    = 6.0    // between labels and panels
	minSpanS   = 60.0   // that a chart shows
	openSpanS  = 3600.0 // that it shows if nothing ever changes
	maxMoment  = 1e11   // in seconds, either way: thousands of years
	openShare  = 0.08   // of the width, for bars that do not end
	idleShare  = 0.25   // of the time, that may pass before anything happens
	dayS       = 86400
	tickHeight = leading * 11
)

var (
	tickFace = typeface{part: "tick", size: 11, maxWidth: 120, maxLines: 1}
	dateFace = typeface{part: "tick-date", size: 11, bold: true, maxWidth: 180, maxLines: 1}
)

// axis is the scale of time: linear, with ticks at round times.
type axis struct {
	from, to float64 // seconds
	x, width float64 // of the plot, where from and to are
	ticks    []tick
	corner   label // the day of the start
	height   float64
}

// tick is a round time; date is empty where the day is the tick's before.
type tick struct {
	at         float64
	time, date label
}

// newAxis chooses the range of a chart's times and the ticks.
func newAxis(r *font.Ruler, c result.Chart, x, width float64) axis {
	a := axis{x: x, width: width}
	open := a.cover(c)
	if open && a.to == a.from {
		a.to += openSpanS
	}
	a.to = max(a.to, a.from+minSpanS)
	if open {
		a.to += (a.to - a.from) * openShare / (1 - openShare)
	}
	f := clock{lang: c.Lang, start: c.Start}
	if !c.Start.IsZero() {
		a.corner.add(r, dateFace, f.longDate())
	}
	for _, step := range steps(a.to - a.from) {
		if a.setTicks(r, f, step) {
			break
		}
	}
	a.height = axisGap + tickHeight
	for _, t := range a.ticks {
		if len(t.date.lines) > 0 {
			a.height = axisGap + 2*tickHeight
		}
	}
	return a
}

// cover takes in every moment of a chart, and reports whether some bar does not
// end. The start is among them, unless nothing happens for long after it: of an incident
// of a day, say, whose first event has a time of day.
func (a *axis) cover(c result.Chart) (open bool) {
	first := math.Inf(1)
	take := func(s int64) {
		v := bounded(s)
		first = min(first, v)
		a.from, a.to = min(a.from, v), max(a.to, v)
	}
	defer func() {
		if first > a.from+idleShare*(a.to-a.from) && first < a.to {
			a.from = first
		}
	}()
	for _, row := range c.Rows {
		for _, span := range row.Spans {
			take(span.FromS)
			if span.ToS == nil {
				open = true
			} else {
				take(*span.ToS)
			}
		}
		for _, band := range row.Bands {
			if take(band.FromS); band.ToS != nil {
				take(*band.ToS)
			}
		}
	}
	for _, m := range c.Marks {
		take(m.AtS)
	}
	if c.EndS != nil {
		take(*c.EndS)
	}
	return open
}

// bounded keeps a moment within what a calendar can show.
func bounded(s int64) float64 { return max(-maxMoment, min(maxMoment, float64(s))) }

// at is where a moment is.
func (a *axis) at(s float64) float64 { return a.x + (s-a.from)/(a.to-a.from)*a.width }

// right is where the plot ends.
func (a *axis) right() float64 { return a.x + a.width }

// steps lists the distances in seconds that ticks may have, shortest first.
func steps(span float64) []int64 {
	var out []int64
	for _, s := range []int64{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600, dayS} {
		if span/float64(s) < plotWidth/10 {
			out = append(out, s)
		}
	}
	for s := int64(2 * dayS); s < 8*maxMoment; s *= 2 {
		if span/float64(s) < plotWidth/10 {
			out = append(out, s)
		}
	}
	return out
}

// setTicks sets ticks so far apart, and reports whether their labels fit.
func (a *axis) setTicks(r *font.Ruler, f clock, step int64) bool {
	a.ticks = nil
	offset := f.sinceMidnight()
	first := int64(math.Ceil((a.from+float64(offset))/float64(step)))*step - offset
	widest := 0.0
	for s := first; float64(s) <= a.to; s += step {
		t := tick{at: float64(s)}
		text, date := f.tick(s, step)
		t.time.add(r, tickFace, text)
		t.date.add(r, dateFace, date)
		if step < dayS && (f.sameDay(s, 0) || len(a.ticks) > 0 && f.sameDay(s, s-step)) {
			t.date = label{} // the corner has the start's
		}
		widest = max(widest, t.time.width)
		if step >= dayS {
			widest = max(widest, t.date.width)
		}
		a.ticks = append(a.ticks, t)
	}
	if len(a.ticks) > 1 && a.at(float64(step))-a.at(0) < widest+tickGap {
		return false
	}
	return a.thinDates()
}

// thinDates takes the first date away where the second leaves it no room, and
// reports whether the others have theirs.
func (a *axis) thinDates() bool {
	var dated []*tick
	for i := range a.ticks {
		if len(a.ticks[i].date.lines) > 0 {
			dated = append(dated, &a.ticks[i])
		}
	}
	for i := 1; i < len(dated); i++ {
		p, q := dated[i-1], dated[i]
		if a.at(q.at)-a.at(p.at) >= (p.date.width+q.date.width)/2+tickGap/2 {
			continue
		}
		if i > 1 {
			return false
		}
		p.date = label{}
	}
	return true
}

// grid draws the thin lines at ticks.
func (a *axis) grid(panels []panel) group {
	g := group{class: "grid"}
	var p path
	for _, t := range a.ticks {
		for _, area := range panels {
			p.move(a.at(t.at), area.y)
			p.line(a.at(t.at), area.y+area.height)
		}
	}
	g.draw("grid", p)
	return g
}

// labels writes the times of ticks next to the plot, which is at y, and the
// dates beyond them.
func (a *axis) labels(y float64, above bool) group {
	g := group{class: "axis"}
	timeY, dateY := y+axisGap, y+axisGap+tickHeight
	if above {
		timeY, dateY = y-axisGap-tickHeight, y-axisGap-2*tickHeight
	}
	for _, t := range a.ticks {
		t.time.write(&g, a.middle(t.at, t.time.width), timeY, true, samePart)
		if len(t.time.lines) == 0 { // whole days
			t.date.write(&g, a.middle(t.at, t.date.width), timeY, true, samePart)
			continue
		}
		t.date.write(&g, a.middle(t.at, t.date.width), dateY, true, samePart)
	}
	return g
}

// middle is where the middle of a label at a moment goes, so that it does not
// leave the page.
func (a *axis) middle(s, width float64) float64 {
	return min(a.at(s), a.right()+plotInset+pageMargin-width/2)
}

// clock writes the labels of ticks.
type clock struct {
	lang  string
	start time.Time
}

// sinceMidnight is how many seconds the start is after midnight; 0 without one.
func (c clock) sinceMidnight() int64 {
	if c.start.IsZero() {
		return 0
	}
	return int64(c.start.Hour()*3600 + c.start.Minute()*60 + c.start.Second())
}

func (c clock) sameDay(s, t int64) bool {
	if c.start.IsZero() {
		return true
	}
	return result.After(c.start, s).Format(time.DateOnly) == result.After(c.start, t).Format(time.DateOnly)
}

// tick returns the time and the date of a tick. Whole days have no time.
func (c clock) tick(s, step int64) (text, date string) {
	if c.start.IsZero() {
		if s < 0 {
			return "−" + result.Lasting(-s), ""
		}
		return result.Moment(c.start, s), ""
	}
	at := result.After(c.start, s)
	switch {
	case step >= dayS:
	case step < 60:
		text = at.Format("15:04:05")
	default:
		text = at.Format("15:04")
	}
	layout := "2 Jan"
	if c.lang == "ko" {
		layout = "1월 2일"
	}
	if at.Year() != c.start.Year() {
		layout = time.DateOnly
	}
	return text, at.Format(layout)
}

// longDate is the day of the start, with its year.
func (c clock) longDate() string {
	if c.lang == "ko" {
		return c.start.Format("2006년 1월 2일")
	}
	return c.start.Format("2 January 2006")
}
