package render

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Replay presents how well the model reproduces recorded incidents.
type Replay struct {
	Answer *result.Replay
	Lang   string
}

// Text writes the scores for people at a terminal.
func (p Replay) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the scores as Markdown.
func (p Replay) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row an observation.
func (p Replay) CSV(w io.Writer) error {
	var rows [][]string
	for _, in := range p.Answer.Incidents {
		for _, o := range in.Observations {
			rows = append(rows, []string{in.ID, o.Node, string(o.Expected), o.When, string(o.Predicted), o.Then, string(o.Verdict), string(o.Basis), strconv.FormatBool(o.Scored), o.Source})
		}
	}
	return writeCSV(w, []string{"incident", "node", "expected", "when", "predicted", "then", "verdict", "basis", "scored", "source"}, rows)
}

func (p Replay) report() report {
	t := i18n.In(p.Lang)
	a := p.Answer
	r := report{title: t.ReplayTitle, lead: []string{shorten(t.Model(a.Model))}}
	r.sections = append(r.sections, p.scores(t))
	for _, in := range a.Incidents {
		r.sections = append(r.sections, p.misses(in, t))
	}
	r.sections = append(r.sections, p.bases(t))
	r.sections = append(r.sections, section{notes: strings.Split(t.ReplayNote, "\n")})
	return r
}

// scores is a row an incident, and one for all.
func (p Replay) scores(t *i18n.Catalogue) section {
	sec := section{head: []string{t.Incident, t.ShortMatched, t.ShortMissed, t.ShortContradicted, t.ShortUnconfirmed, t.Recall, t.ShortSpecificity, t.NaiveWord},
		right: []bool{false, true, true, true, true, true, true, true}}
	add := func(name cell, s result.Score) {
		n := strconv.Itoa
		sec.rows = append(sec.rows, []cell{name, plainCell(n(s.Matched)), plainCell(n(s.Missed)), plainCell(n(s.Contradicted)), plainCell(n(s.Unconfirmed)),
			plainCell(share(s.Recall, t)), plainCell(share(s.Specificity, t)), plainCell(share(s.Naive.Recall, t) + " / " + share(s.Naive.Specificity, t))})
	}
	for _, in := range p.Answer.Incidents {
		add(cell{text: shorten(in.Names.In(p.Lang, in.ID)), detail: in.ID}, in.Score)
	}
	add(cell{text: t.InAll, mood: good}, p.Answer.Total)
	return sec
}

func share(x *float64, t *i18n.Catalogue) string {
	if x == nil {
		return "-"
	}
	return t.Percent(*x)
}

// misses lists what the model got wrong, and what is kept for the record.
func (p Replay) misses(in result.Replayed, t *i18n.Catalogue) section {
	sec := section{title: shorten(in.Names.In(p.Lang, in.ID))}
	for _, o := range in.Observations {
		if o.Verdict == result.JudgedMatched {
			continue
		}
		state := cell{text: verdict(o.Verdict, t), mood: bad}
		detail := o.Source
		if !o.Scored {
			state, detail = cell{text: t.NotScored, mood: quiet}, o.Reason
		}
		sec.rows = append(sec.rows, []cell{state, {text: o.Node + ": " + fmt.Sprintf(t.SeenPredicted, seen(o.Expected, o.When, t), seen(o.Predicted, o.Then, t)), detail: shorten(detail)}})
	}
	if len(sec.rows) == 0 {
		sec.notes = append(sec.notes, t.AllMatched)
	}
	if len(in.Unreported) > 0 {
		sec.notes = append(sec.notes, fmt.Sprintf(t.UnreportedNote, strings.Join(in.Unreported, ", ")))
	}
	if !in.Over {
		sec.notes = append(sec.notes, t.NeverOver)
	}
	return sec
}

// seen writes a state or a surge, with its times.
func seen(what result.Sighting, times string, t *i18n.Catalogue) string {
	word := t.State(result.State(what))
	switch what {
	case result.Surged:
		word = t.Surged
	case result.NoSurge:
		word = t.NoSurge
	}
	formats := map[string]string{"from": t.FromTime, "to": t.ToTime, "at": t.AtTime}
	for pair := range slices.Chunk(strings.Fields(times), 2) {
		word += " " + fmt.Sprintf(formats[pair[0]], pair[1])
	}
	return word
}

func basisWord(basis result.Basis, t *i18n.Catalogue) string {
	return map[result.Basis]string{result.BasisGiven: t.BasisGiven, result.BasisFitted: t.BasisFitted, result.BasisNoPath: t.BasisPath,
		result.BasisSameSource: t.BasisSource, result.BasisPredicted: t.BasisPredicted}[basis]
}

func verdict(v result.Judgement, t *i18n.Catalogue) string {
	if v == result.JudgedMissed {
		return t.Missed
	}
	return t.Contradicted
}

// bases counts verdicts by what the answers rest on.
func (p Replay) bases(t *i18n.Catalogue) section {
	sec := section{title: t.ByBasis, head: []string{t.Basis, t.Matched, t.Missed, t.Contradicted}, right: []bool{false, true, true, true}}
	for _, basis := range slices.Sorted(maps.Keys(p.Answer.Total.ByBasis)) {
		v := p.Answer.Total.ByBasis[basis]
		sec.rows = append(sec.rows, []cell{plainCell(basisWord(basis, t)), plainCell(strconv.Itoa(v.Matched)), plainCell(strconv.Itoa(v.Missed)), plainCell(strconv.Itoa(v.Contradicted))})
	}
	return sec
}
