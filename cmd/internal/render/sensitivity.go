package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Sensitivity presents how far an answer moves with each assumption, and how much of its
// spread each range explains.
type Sensitivity struct {
	Answer *result.Sensitivity
	Lang   string
}

// Text writes the answer, a table with bars, and what ranges explain.
func (p Sensitivity) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the same as Markdown.
func (p Sensitivity) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row for each change of each fact that moves the answer, with the answer as it
// is; then one for each range that was drawn, with its indices.
func (p Sensitivity) CSV(w io.Writer) error {
	var rows [][]string
	number := func(q result.Quantity) string {
		switch {
		case q.Endless:
			return "endless"
		case q.Value == nil:
			return ""
		}
		return strconv.FormatFloat(*q.Value, 'g', -1, 64)
	}
	for i := range p.Answer.Swings {
		x := &p.Answer.Swings[i]
		for _, c := range x.Changes {
			cells := append(factCells(x.Blame, x.Population, x.Service, x.Figure), string(c.What), c.Member, c.By)
			rows = append(rows, append(cells, number(c.Quantity), number(p.Answer.Base), "", "", "", "", "", ""))
		}
	}
	if e := p.Answer.Explained; e != nil {
		for i := range e.Figures {
			f := &e.Figures[i]
			cells := append(factCells(nil, "", "", &f.Ranged), "explains", "", "", "", number(p.Answer.Base))
			for _, x := range []result.IndexEstimate{f.First, f.Total} {
				for _, v := range []float64{x.Value, x.Low, x.High} {
					cells = append(cells, strconv.FormatFloat(v, 'g', 6, 64))
				}
			}
			rows = append(rows, cells)
		}
	}
	return writeCSV(w, []string{"fact", "need", "file", "line", "confidence", "asof", "change", "member", "by", "value", "base",
		"first", "first_low", "first_high", "total", "total_low", "total_high"}, rows)
}

func (p Sensitivity) report() report {
	t, a := i18n.In(p.Lang), p.Answer
	r := report{title: clean(t.Swings(a)), lead: []string{shorten(t.Model(a.Model)), ""}}
	r.lead = append(r.lead, fmt.Sprintf(t.SwingBase, t.Quantity(a.Base, a.Of)))
	if a.Uncounted > 0 {
		r.lead = append(r.lead, t.SwingUncounted.With(a.Uncounted))
	}
	found := t.SwingNone.With(a.Examined)
	if len(a.Swings) > 0 {
		found = t.SwingFound.With(len(a.Swings), a.Examined)
	}
	r.lead = append(r.lead, found)
	if a.Truncated {
		r.lead = append(r.lead, t.SwingCut)
	}
	r.sections = append(r.sections, p.swings(t))
	if a.Explained != nil {
		r.sections = append(r.sections, p.explained(t))
	}
	if notes := unranged(a.Unranged, t); len(notes) > 0 {
		r.sections = append(r.sections, section{title: t.LookedAt, notes: notes})
	}
	return r
}

// swings is the tornado as a table: the widest bar first.
func (p Sensitivity) swings(t *i18n.Catalogue) section {
	a := p.Answer
	sec := section{title: t.SwingFacts}
	scale := newBarScale(a)
	for i := range a.Swings {
		x := &a.Swings[i]
		fact := cell{text: shorten(factName(x.Blame, x.Population, x.Service, x.Figure, t)), detail: p.changes(x, t)}
		sec.rows = append(sec.rows, []cell{fact, plainCell(t.Quantity(x.Least, a.Of)), plainCell(scale.bar(x)), plainCell(t.Quantity(x.Most, a.Of))})
	}
	if len(sec.rows) > 0 {
		sec.head, sec.right = []string{t.FactWord, t.LowestWord, "", t.HighestWord}, []bool{false, true, false, true}
		sec = capped(sec, t)
		sec.notes = append(sec.notes, fmt.Sprintf(t.SwingBars, t.Quantity(a.Base, a.Of)))
	}
	sec.notes = append(sec.notes, t.SwingMeans)
	return sec
}

// changes tells what of a fact leads to which answer.
func (p Sensitivity) changes(x *result.Swing, t *i18n.Catalogue) string {
	var out []string
	for _, c := range x.Moving(p.Answer.Base) {
		out = append(out, t.Changed(c.What, c.Member, c.By)+": "+t.Quantity(c.Quantity, p.Answer.Of))
	}
	return shorten(strings.Join(out, "; "))
}

// explained has Sobol's indices.
func (p Sensitivity) explained(t *i18n.Catalogue) section {
	e, of := p.Answer.Explained, p.Answer.Of
	sec := section{title: t.ExplainedTitle}
	written := func(x *float64) string { return t.Quantity(result.Quantity{Value: x}, of) }
	switch {
	case e.Runs == 0:
		sec.notes = []string{t.NoRanges}
		return sec
	case e.Mean == nil:
		var why []string
		if e.Unknown > 0 {
			why = append(why, t.RunsUnknown.With(e.Unknown))
		}
		if e.Endless > 0 {
			why = append(why, t.RunsEndless.With(e.Endless))
		}
		sec.notes = []string{fmt.Sprintf(t.ExplainedBy, e.Count, e.Seed, e.Runs), fmt.Sprintf(t.ExplainedNone, e.Runs, strings.Join(why, ", "))}
		return sec
	case len(e.Figures) == 0:
		sec.notes = []string{fmt.Sprintf(t.ExplainedBy, e.Count, e.Seed, e.Runs), fmt.Sprintf(t.ExplainedAlike, written(e.Mean))}
		return sec
	}
	sec.head, sec.right = []string{t.FactWord, t.FirstOrder, t.TotalOrder}, []bool{false, true, true}
	alone := 0.0
	for i := range e.Figures {
		f := &e.Figures[i]
		alone += f.First.Value
		sec.rows = append(sec.rows, []cell{plainCell(shorten(t.Ranged(&f.Ranged))), plainCell(indexText(f.First, t)), plainCell(indexText(f.Total, t))})
	}
	sec = capped(sec, t)
	sec.notes = append(sec.notes, fmt.Sprintf(t.ExplainedSpread, written(e.Mean), written(e.Deviation)), fmt.Sprintf(t.ExplainedSum, t.Percent(min(1, alone))),
		t.ExplainedMeans, fmt.Sprintf(t.ExplainedBy, e.Count, e.Seed, e.Runs))
	return sec
}

// indexText writes an index with its interval: "44.2% (41.0% to 47.5%)".
func indexText(x result.IndexEstimate, t *i18n.Catalogue) string {
	return t.Percent(x.Value) + " (" + fmt.Sprintf(t.FromMany, t.Percent(x.Low), t.Percent(x.High)) + ")"
}
