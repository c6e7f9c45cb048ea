package render

import (
	"strconv"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// amounts lists what was seen of how much in all incidents, right or wrong.
func (p Replay) amounts(t *i18n.Catalogue) section {
	sec := section{title: t.AmountsTitle, head: []string{t.Amount, t.Seen, t.Predicted, t.Factor, t.Verdict}, right: []bool{false, true, true, true, false}, notes: []string{t.AmountsNote}}
	for _, in := range p.Answer.Incidents {
		for _, o := range in.Observations {
			if o.Amount == nil || !o.Scored {
				continue
			}
			predicted := "-"
			if o.Amount.Predicted != nil {
				predicted = much(o.Expected, *o.Amount.Predicted, t)
			}
			verdict := cell{text: t.Matched}
			if o.Verdict != result.JudgedMatched {
				verdict = p.verdict(o, t)
			}
			sec.rows = append(sec.rows, []cell{{text: subject(o), detail: in.ID}, plainCell(much(o.Expected, o.Amount.Expected, t)), plainCell(predicted), plainCell(factor(o.Amount)), verdict})
		}
	}
	return sec
}

// factor writes how a predicted amount stands to the one that was seen: "×30" is thirty
// times too much, "÷30" as much too little.
func factor(a *result.Amount) string {
	if a.Factor == nil {
		return "-"
	}
	sign, x := "×", *a.Factor
	if x < 1 {
		sign, x = "÷", 1/x
	}
	if x >= 10 {
		return sign + strconv.FormatFloat(x, 'f', 0, 64)
	}
	return sign + strconv.FormatFloat(x, 'g', 2, 64)
}

// lack writes why a model that has a node has no answer to an observation of it.
func lack(of result.Lack, t *i18n.Catalogue) string {
	return map[result.Lack]string{result.LacksUsers: t.LacksUsers, result.LacksTerms: t.LacksTerms, result.LacksNode: t.LacksNode}[of]
}
