package render

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// maxTaken is how many facts of a kind a table names; JSON has all.
const maxTaken = 30

// left says what the score is without hindsight, beside that with it, by incident and by
// basis; what is wrong then, and what was taken.
func (p Replay) left(t *i18n.Catalogue) []section {
	out := []section{p.leftScores(t), p.leftBases(t)}
	for _, in := range p.Answer.Incidents {
		if len(in.LeaveOneOut.Taken) > 0 {
			out = append(out, p.leftMisses(in, t), p.taken(in, t))
		}
	}
	return out
}

func (p Replay) leftScores(t *i18n.Catalogue) section {
	sec := section{title: t.LeftTitle, head: []string{t.Incident, t.TakenCount, t.ShortCovered, t.BasisPredicted, t.ShortDecides, t.ShortMatched, t.ShortMissed, t.ShortContradicted}, right: []bool{false, true, true, true, true, true, true, true}, notes: strings.Split(t.LeftNote, "\n")}
	row := func(name cell, taken int, with, without result.Score) {
		covered := func(s result.Score) string { return outOf(s.Coverage.Modelled, s.Coverage.Of) }
		predicted := func(s result.Score) string {
			v := s.ByBasis[result.BasisPredicted]
			return outOf(v.Matched, v.Matched+v.Missed+v.Contradicted)
		}
		sec.rows = append(sec.rows, []cell{name, plainCell(strconv.Itoa(taken)), turned(covered(with), covered(without)), turned(predicted(with), predicted(without)), turned(outOf(with.Decided.Right, with.Decided.Of), outOf(without.Decided.Right, without.Decided.Of)),
			turned(with.Matched, without.Matched), turned(with.Missed, without.Missed), turned(with.Contradicted, without.Contradicted)})
	}
	sum := 0
	for _, in := range p.Answer.Incidents {
		sum += len(in.LeaveOneOut.Taken)
		row(cell{text: shorten(in.Names.In(p.Lang, in.ID)), detail: in.ID}, len(in.LeaveOneOut.Taken), in.Score, in.LeaveOneOut.Score)
	}
	row(cell{text: t.InAll, mood: good}, sum, p.Answer.Total, *p.Answer.LeaveOneOut)
	return sec
}

// turned writes what became of a figure.
func turned[T comparable](with, without T) cell {
	if with == without {
		return plainCell(fmt.Sprint(with))
	}
	return plainCell(fmt.Sprint(with, " → ", without))
}

func (p Replay) leftBases(t *i18n.Catalogue) section {
	with, without := p.Answer.Total.ByBasis, p.Answer.LeaveOneOut.ByBasis
	sec := section{head: []string{t.Basis, t.Matched, t.Missed, t.Contradicted}, right: []bool{false, true, true, true}}
	all := maps.Clone(with)
	maps.Copy(all, without)
	for _, basis := range slices.Sorted(maps.Keys(all)) {
		a, b := with[basis], without[basis]
		sec.rows = append(sec.rows, []cell{plainCell(basisWord(basis, t)), turned(a.Matched, b.Matched), turned(a.Missed, b.Missed), turned(a.Contradicted, b.Contradicted)})
	}
	return sec
}

// leftMisses lists what was right with hindsight and is not without, and what that rested
// on; of what is gone, names alone.
func (p Replay) leftMisses(in result.Replayed, t *i18n.Catalogue) section {
	sec := section{title: fmt.Sprintf(t.LeftOf, shorten(in.Names.In(p.Lang, in.ID)))}
	var gone []string
	for i, o := range in.LeaveOneOut.Observations {
		if o.Lacks == result.LacksNode && o.Scored && !slices.Contains(gone, o.Node) {
			gone = append(gone, o.Node)
		}
		if o.Verdict == result.JudgedMatched || o.Lacks == result.LacksNode || !o.Scored || o.Verdict == in.Observations[i].Verdict {
			continue
		}
		detail := lack(o.Lacks, t)
		if len(o.RestedOn) > 0 {
			detail = strings.TrimPrefix(detail+"; "+fmt.Sprintf(t.Rested, strings.Join(o.RestedOn, ", ")), "; ")
		}
		sec.rows = append(sec.rows, []cell{p.verdict(o, t), {text: subject(o) + ": " + p.told(o, t), detail: shorten(detail)}})
	}
	if len(gone) > 0 {
		sec.notes = []string{fmt.Sprintf(t.LeftGone, strings.Join(gone, ", "))}
	} else if len(sec.rows) == 0 {
		sec.notes = []string{t.LeftSame}
	}
	return sec
}

// taken lists what was taken away, by why: elements that are gone, and what others no
// longer say.
func (p Replay) taken(in result.Replayed, t *i18n.Catalogue) section {
	sec := section{title: fmt.Sprintf(t.TakenTitle, shorten(in.Names.In(p.Lang, in.ID)))}
	for _, why := range []string{"source", "date", "undated", "names"} {
		for _, whole := range []bool{true, false} {
			var names []string
			for _, f := range in.LeaveOneOut.Taken {
				if f.Why == why && (f.Key == "") == whole {
					names = append(names, takenName(f))
				}
			}
			if len(names) == 0 {
				continue
			}
			what := t.TakenPart
			if whole {
				what = t.TakenWhole
			}
			n := len(names)
			if n > maxTaken {
				names, sec.cut = append(names[:maxTaken], fmt.Sprintf(t.LeftMore, n-maxTaken)), true
			}
			sec.rows = append(sec.rows, []cell{plainCell(t.WhyTaken[why]), plainCell(what), plainCell(strconv.Itoa(n)), plainCell(strings.Join(names, ", "))})
		}
	}
	return sec
}

// takenName names a fact: "till", "till.needs = …".
func takenName(f result.TakenFact) string {
	switch {
	case f.Key == "":
		return f.ID
	case f.About == "":
		return f.ID + ": " + f.Key
	}
	return f.ID + ": " + clean(f.About)
}
