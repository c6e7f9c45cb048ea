package picture

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// MaxRows is how many rows a chart has at most: more nobody can look at.
const MaxRows = 300

// OfTimeline returns the Gantt chart of a timeline of the model: services by
// sector, then the other nodes, each in the order of coming back. The parts of
// a service are told in its own row, as partial where some are down and others
// are not. Of more nodes than MaxRows it has those that were out for longest.
func OfTimeline(m *models.Model, t *result.Timeline, lang string) result.Chart {
	b := &charter{m: m, a: t, t: i18n.In(lang), lines: map[string]*line{}, struck: map[string][]window{}}
	b.start, _ = time.Parse(time.RFC3339, t.Start)
	b.collect()
	c := result.Chart{Lang: b.t.Lang, Title: b.title(), Subtitle: b.subtitle(), Start: b.start, EndS: t.EndS, Marks: b.marks(), Words: wordsOf(b.t)}
	lines, left := b.chosen()
	for _, l := range lines {
		c.Rows = append(c.Rows, b.row(l))
	}
	c.Legend = b.legend(c.Rows)
	if len(c.Rows) == 0 {
		c.Notes = append(c.Notes, b.t.NothingOut)
	}
	if slices.ContainsFunc(c.Rows, func(r result.ChartRow) bool { return len(r.Bands) > 0 }) {
		c.Notes = append(c.Notes, b.t.BandNote.With(t.Trials.Count, t.Trials.Seed))
	}
	if t.Finds != "" {
		c.Notes = append(c.Notes, b.t.ChartShares)
	}
	if left > 0 {
		c.Notes = append(c.Notes, b.t.RowsLeftOut.With(left))
	}
	return c
}

// forever is later than any moment of a timeline.
const forever = math.MaxInt64

// window is a time, from the first second to before the second.
type window struct{ from, to int64 }

func (w window) has(s int64) bool { return w.from <= s && s < w.to }

// charter builds a chart.
type charter struct {
	m      *models.Model
	a      *result.Timeline
	t      *i18n.Catalogue
	start  time.Time
	lines  map[string]*line
	struck map[string][]window // node or part -> when an event has it failed
}

// line is what becomes a row: a node's spans and its parts'.
type line struct {
	id     string
	names  result.Names
	kind   result.Kind
	sector int // in the model's order; after the last for none, and for other nodes
	spans  []result.Span
	window       // from the first span to the end of the last
	out    int64 // seconds that it was not up

	started []result.Span // when it, or a part of it, is better than before, since nothing holds it down
}

// collect sorts the timeline's spans and events by node.
func (b *charter) collect() {
	for _, s := range b.a.Spans {
		if s.Held {
			continue
		}
		l := b.line(&s)
		l.spans = append(l.spans, s)
		if s.Node == l.id {
			l.out = plus(l.out, end(s.ToS)-s.FromS)
		}
	}
	for _, s := range b.a.Started {
		if !s.Sometimes {
			l := b.line(&s.Span)
			l.started = append(l.started, s.Span)
		}
	}
	for _, e := range b.a.Events {
		for _, id := range e.Fail {
			w := window{e.AtS, forever}
			if e.ForS > 0 {
				w.to = e.AtS + e.ForS
			}
			b.struck[id] = append(b.struck[id], w)
		}
		for _, id := range e.Repair {
			for i, w := range b.struck[id] {
				if w.has(e.AtS) {
					b.struck[id][i].to = e.AtS
				}
			}
		}
	}
}

// line returns the line of a span, as long as that at least.
func (b *charter) line(s *result.Span) *line {
	id, _, _ := strings.Cut(s.Node, "@")
	l := b.lines[id]
	if l == nil {
		l = &line{id: id, names: s.Names, kind: s.Kind, sector: b.sector(id, s.Kind), window: window{forever, 0}}
		b.lines[id] = l
	}
	l.from, l.to = min(l.from, s.FromS), max(l.to, end(s.ToS))
	return l
}

// end returns when a span ends.
func end(to *int64) int64 {
	if to == nil {
		return forever
	}
	return *to
}

// plus adds up to forever at most.
func plus(a, b int64) int64 {
	if a > forever-b {
		return forever
	}
	return a + b
}

// sector returns the place of a service's sector.
func (b *charter) sector(id string, kind result.Kind) int {
	last := len(b.m.Sectors)
	n := b.m.Node(id)
	if kind != result.KindService || n == nil {
		return last + 1
	}
	if i := slices.IndexFunc(b.m.Sectors, func(s models.Sector) bool { return s.ID == n.Sector }); i >= 0 {
		return i
	}
	return last
}

// chosen returns the lines to show in their order, and how many are left out.
func (b *charter) chosen() (lines []*line, left int) {
	for _, l := range b.lines {
		lines = append(lines, l)
	}
	slices.SortFunc(lines, func(x, y *line) int {
		return cmp.Or(cmp.Compare(y.out, x.out), cmp.Compare(x.sector, y.sector), strings.Compare(x.id, y.id))
	})
	if left = len(lines) - MaxRows; left > 0 {
		lines = lines[:MaxRows]
	}
	slices.SortFunc(lines, func(x, y *line) int {
		return cmp.Or(cmp.Compare(x.sector, y.sector), cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to), strings.Compare(x.id, y.id))
	})
	return lines, left
}

// row turns a line into a row.
func (b *charter) row(l *line) result.ChartRow {
	row := result.ChartRow{ID: l.id, Name: l.names.In(b.t.Lang, l.id), Other: l.names.Other(b.t.Lang), Group: b.t.OtherNodes}
	switch {
	case l.sector < len(b.m.Sectors):
		s := &b.m.Sectors[l.sector]
		row.Group = result.Names(s.Name).In(b.t.Lang, s.ID)
	case l.sector == len(b.m.Sectors):
		row.Group = b.t.Services
	}
	at := b.turns(l)
	var down [][]string
	for i, from := range at {
		state, parts := b.stateAt(l, from)
		if state == result.StateUp {
			continue
		}
		note := b.shareAt(l, from)
		var to *int64
		if i+1 < len(at) {
			to = &at[i+1]
		}
		if n := len(row.Spans); n > 0 && row.Spans[n-1].State == state && row.Spans[n-1].Note == note && end(row.Spans[n-1].ToS) == from {
			row.Spans[n-1].ToS = to
			down[n-1] = append(down[n-1], parts...)
			continue
		}
		row.Spans = append(row.Spans, result.ChartSpan{State: state, FromS: from, ToS: to, Note: note})
		down = append(down, parts)
	}
	for i := range row.Spans {
		row.Spans[i].Title = b.sentence(row.Name, &row.Spans[i], down[i])
	}
	b.addStarts(&row, l)
	row.Bands = b.bands(l)
	return row
}

// turns returns the moments at which a line's state may change, sorted.
func (b *charter) turns(l *line) []int64 {
	var at []int64
	add := func(w window) {
		at = append(at, w.from)
		if w.to != forever {
			at = append(at, w.to)
		}
	}
	for _, s := range l.spans {
		add(window{s.FromS, end(s.ToS)})
	}
	for _, w := range b.struck[l.id] {
		add(w)
	}
	slices.Sort(at)
	return slices.Compact(at)
}
