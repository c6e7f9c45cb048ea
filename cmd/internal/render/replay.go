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
	head := []string{"incident", "node", "what", "expected", "expected_amount", "when", "predicted", "predicted_amount", "then", "verdict", "naive", "basis", "decides", "scored", "source", "factor"}
	if p.Answer.LeaveOneOut != nil {
		head = append(head, "left_predicted", "left_predicted_amount", "left_verdict", "left_basis", "rested_on")
	}
	for _, in := range p.Answer.Incidents {
		for i, o := range in.Observations {
			expected, predicted, factor := amounts(o.Amount)
			rows = append(rows, []string{in.ID, o.Node, o.What, string(o.Expected), expected, o.When, string(o.Predicted), predicted, o.Then, string(o.Verdict),
				string(o.Naive), string(o.Basis), strconv.FormatBool(o.Decides), strconv.FormatBool(o.Scored), o.Source, factor})
			if in.LeaveOneOut != nil {
				left := &in.LeaveOneOut.Observations[i]
				_, amount, _ := amounts(left.Amount)
				last := len(rows) - 1
				rows[last] = append(rows[last], string(left.Predicted), amount, string(left.Verdict), string(left.Basis), strings.Join(left.RestedOn, "; "))
			}
		}
	}
	return writeCSV(w, head, rows)
}

// amounts writes what was seen and what is predicted of an amount, and the one by the
// other, for programs.
func amounts(a *result.Amount) (expected, predicted, factor string) {
	if a == nil {
		return "", "", ""
	}
	if a.Predicted != nil {
		predicted = number(*a.Predicted)
	}
	if a.Factor != nil {
		factor = strconv.FormatFloat(*a.Factor, 'g', 4, 64)
	}
	return number(a.Expected), predicted, factor
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (p Replay) report() report {
	t := i18n.In(p.Lang)
	a := p.Answer
	r := report{title: t.ReplayTitle, lead: []string{shorten(t.Model(a.Model))}}
	if a.Trials != nil {
		r.lead = append(r.lead, t.DrawnVerdicts.With(a.Trials.Count, a.Trials.Seed))
	}
	if i := slices.IndexFunc(a.Incidents, func(in result.Replayed) bool { return in.Finds != "" }); i >= 0 {
		r.finds(a.Incidents[i].Finds, t)
	}
	r.sections = append(r.sections, p.scores(t))
	if len(a.Untold) > 0 {
		r.sections = append(r.sections, p.untold(t))
	}
	if a.LeaveOneOut != nil {
		r.sections = append(r.sections, p.left(t)...)
	}
	for _, in := range a.Incidents {
		r.sections = append(r.sections, p.misses(in, t))
	}
	if a.Total.Amounts != nil {
		r.sections = append(r.sections, p.amounts(t))
	}
	r.sections = append(r.sections, p.bases(t), p.rates(t))
	return r
}

// scores is a row an incident, and one for all: how much the model can speak of, how
// much of what it predicts is right, and of that what the naive model has otherwise; of
// trials how much lies within them.
func (p Replay) scores(t *i18n.Catalogue) section {
	n := func(x int) cell { return plainCell(strconv.Itoa(x)) }
	head := []string{t.ShortCovered, t.BasisPredicted, t.ShortDecides, t.ShortMatched, t.ShortMissed, t.ShortContradicted, t.ShortUnconfirmed}
	if p.Answer.Trials != nil {
		head = append(head, t.ShortWithin)
	}
	sec := p.table(t, head, func(s result.Score) []cell {
		v := s.ByBasis[result.BasisPredicted]
		row := []cell{plainCell(outOf(s.Coverage.Modelled, s.Coverage.Of)), plainCell(outOf(v.Matched, v.Matched+v.Missed+v.Contradicted)), plainCell(outOf(s.Decided.Right, s.Decided.Of)),
			n(s.Matched), n(s.Missed), n(s.Contradicted), n(s.Unconfirmed)}
		switch {
		case p.Answer.Trials == nil:
		case s.Covered == nil:
			row = append(row, plainCell("-"))
		default:
			row = append(row, plainCell(outOf(s.Covered.Within, s.Covered.Of)))
		}
		return row
	})
	if sec.notes = strings.Split(t.ScoreNote, "\n"); p.Answer.Trials != nil {
		sec.notes = append(sec.notes, t.WithinNote)
	}
	return sec
}

// untold lists the incidents that can't be run, and why.
func (p Replay) untold(t *i18n.Catalogue) section {
	sec := section{title: t.UntoldTitle, head: []string{t.Incident, t.Problem}}
	for _, x := range p.Answer.Untold {
		sec.rows = append(sec.rows, []cell{{text: shorten(x.Names.In(p.Lang, x.ID)), other: shorten(x.Names.Other(p.Lang)), mood: bad}, plainCell(clean(x.Why))})
	}
	return sec
}

// rates are the rates of all observations, beside those of the naive model.
func (p Replay) rates(t *i18n.Catalogue) section {
	sec := p.table(t, []string{t.Recall, t.ShortSpecificity, t.NaiveWord}, func(s result.Score) []cell {
		return []cell{plainCell(share(s.Recall, t)), plainCell(share(s.Specificity, t)), plainCell(share(s.Naive.Recall, t) + " / " + share(s.Naive.Specificity, t))}
	})
	sec.title, sec.notes = t.AllObservations, strings.Split(t.ReplayNote, "\n")
	return sec
}

// table has a row an incident, and one for all.
func (p Replay) table(t *i18n.Catalogue, head []string, row func(result.Score) []cell) section {
	sec := section{head: append([]string{t.Incident}, head...), right: []bool{false}}
	for range head {
		sec.right = append(sec.right, true)
	}
	for _, in := range p.Answer.Incidents {
		sec.rows = append(sec.rows, append([]cell{{text: shorten(in.Names.In(p.Lang, in.ID)), detail: in.ID}}, row(in.Score)...))
	}
	sec.rows = append(sec.rows, append([]cell{{text: t.InAll, mood: good}}, row(p.Answer.Total)...))
	return sec
}

// outOf writes how many of how many; nothing of none.
func outOf(some, all int) string {
	if all == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d", some, all)
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
		state, detail := p.verdict(o, t), o.Source
		if !o.Scored {
			state, detail = cell{text: t.NotScored, mood: quiet}, o.Reason
		} else if o.Lacks != "" {
			detail = lack(o.Lacks, t)
		}
		sec.rows = append(sec.rows, []cell{state, {text: subject(o) + ": " + p.told(o, t) + p.within(o, t), detail: shorten(detail)}})
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

// within says whether what was seen lies within the trials.
func (p Replay) within(o result.Observed, t *i18n.Catalogue) string {
	switch {
	case o.Covered == nil:
		return ""
	case *o.Covered:
		return "; " + t.WithinTrials
	}
	return "; " + t.OutsideTrials
}

func basisWord(basis result.Basis, t *i18n.Catalogue) string {
	word, known := map[result.Basis]string{result.BasisGiven: t.BasisGiven, result.BasisFitted: t.BasisFitted, result.BasisNoPath: t.BasisPath,
		result.BasisHindsight: t.BasisHindsight, result.BasisPredicted: t.BasisPredicted}[basis]
	if !known {
		return string(basis) // of an answer that an earlier version saved
	}
	return word
}

func (p Replay) verdict(o result.Observed, t *i18n.Catalogue) cell {
	switch o.Verdict {
	case result.JudgedNotInModel:
		return cell{text: t.NotInModel, mood: quiet}
	case result.JudgedMissed:
		return cell{text: t.Missed, mood: bad}
	}
	return cell{text: t.Contradicted, mood: bad}
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
