package present

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/words"
)

// Mitigate presents which options to take.
type Mitigate struct {
	Answer *result.Mitigate
	Lang   string
}

// Text writes the answer for people at a terminal.
func (p Mitigate) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the answer as Markdown.
func (p Mitigate) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a policy with its cheapest set, and one for all together;
// without policies a row for each sum of money.
func (p Mitigate) CSV(w io.Writer) error {
	var rows [][]string
	if p.Answer.Choice == nil {
		for _, x := range p.Answer.Front {
			rows = append(rows, []string{figure(&x.Cost), strings.Join(x.Options, " "), figure(&x.Worst), figure(&x.Expected)})
		}
		return writeCSV(w, []string{"cost", "options", "worst", "expected"}, rows)
	}
	row := func(id string, holds bool, c *result.Choice) {
		cost := ""
		if c.Found {
			cost = figure(&c.Cost)
		}
		rows = append(rows, []string{id, strconv.FormatBool(holds), strconv.FormatBool(c.Found), strings.Join(c.Options, " "), cost, strconv.FormatBool(c.Exact)})
	}
	for _, x := range p.Answer.Policies {
		row(x.ID, x.Holds, x.Choice)
	}
	row("", len(p.Answer.Choice.Options) == 0 && p.Answer.Met, p.Answer.Choice)
	return writeCSV(w, []string{"policy", "holds", "met", "options", "cost", "exact"}, rows)
}

func (p Mitigate) report() report {
	v := mitigateView{p, words.In(p.Lang)}
	a := p.Answer
	r := report{title: fmt.Sprintf(v.t.MitigateTitle, a.After), lead: []string{shorten(v.t.Model(a.Model)), ""}}
	if a.Choice == nil {
		r.title = v.t.FrontTitle
		r.sections = append(r.sections, v.front())
	} else {
		r.lead = append(r.lead, v.summary()...)
		r.sections = append(r.sections, v.policies())
	}
	r.unloaded(a.LoadIgnored, v.t)
	r.sections = append(r.sections, v.options())
	return r
}

type mitigateView struct {
	Mitigate
	t *words.Catalogue
}

// money writes a sum in the model's currency.
func (v *mitigateView) money(x float64) string {
	return strings.TrimSpace(amount(x, v.t) + " " + shorten(v.Answer.Currency))
}

// amount writes a number with what stands behind its point, if anything does.
func amount(x float64, t *words.Catalogue) string {
	if x == float64(int64(x)) {
		return t.Number(x)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

func (v *mitigateView) summary() []string {
	a := v.Answer
	var out []string
	met := len(a.Policies) - len(a.Unmet)
	switch {
	case met == 0:
	case !a.Choice.Found && a.Choice.Exact:
		out = append(out, v.t.NotTogether)
	case !a.Choice.Found:
		out = append(out, fmt.Sprintf(v.t.NotFound, v.money(value(a.Choice.Bound))))
	case len(a.Choice.Options) == 0 && a.Met:
		return append(out, v.t.AllHold)
	case a.Met:
		out = append(out, fmt.Sprintf(v.t.BuyAll, v.money(a.Choice.Cost), strings.Join(a.Choice.Options, ", ")))
	case len(a.Choice.Options) > 0:
		out = append(out, v.t.BuySome.With(met, v.money(a.Choice.Cost), strings.Join(a.Choice.Options, ", ")))
	}
	if a.Choice.Found && len(a.Choice.Options) > 0 {
		out = append(out, v.proof(a.Choice))
	}
	if len(a.Unmet) > 0 {
		out = append(out, fmt.Sprintf(v.t.CannotMeet, strings.Join(a.Unmet, ", ")))
	}
	return out
}

func (v *mitigateView) proof(c *result.Choice) string {
	if c.Exact {
		return v.t.NoCheaper.With(c.Tried, v.t.Number(c.RuledOut))
	}
	return fmt.Sprintf(v.t.BoundOnly, v.money(value(c.Bound)))
}

func (v *mitigateView) policies() section {
	sec := section{title: v.t.ByPolicy, head: []string{"", v.t.Policy, v.t.Cost}, right: []bool{false, false, true}}
	for _, x := range v.Answer.Policies {
		state, cost := cell{text: v.t.Violated, mood: bad}, plainCell("-")
		detail := x.ID + ": "
		switch {
		case x.Holds:
			state, detail = cell{text: v.t.HoldsWord, mood: good}, x.ID
		case x.Choice.Found:
			detail += strings.Join(x.Choice.Options, ", ")
			cost = plainCell(amount(x.Choice.Cost, v.t))
		default:
			detail += v.t.NoSet
		}
		sec.rows = append(sec.rows, []cell{state, {text: shorten(x.Names.In(v.Lang, x.ID)), other: shorten(x.Names.Other(v.Lang)), detail: detail}, cost})
	}
	return capped(sec, v.t)
}

func (v *mitigateView) options() section {
	sec := section{title: v.t.OptionsTitle, head: []string{"", v.t.OptionWord, v.t.Cost}, right: []bool{false, false, true}}
	for _, o := range v.Answer.Options {
		state := plainCell("")
		if v.Answer.Choice != nil && slices.Contains(v.Answer.Choice.Options, o.ID) {
			state = cell{text: v.t.Taken, mood: good}
		}
		detail := []string{o.ID}
		if len(o.Excludes) > 0 {
			detail = append(detail, fmt.Sprintf(v.t.Excludes, few(o.Excludes, v.t)))
		}
		if !o.Matters {
			detail = append(detail, v.t.BesidePoint)
		}
		sec.rows = append(sec.rows, []cell{state, {text: shorten(o.Names.In(v.Lang, o.ID)), other: shorten(o.Names.Other(v.Lang)), detail: strings.Join(detail, "; ")}, plainCell(amount(o.Cost, v.t))})
	}
	if len(sec.rows) == 0 {
		sec.notes = []string{v.t.NoOptions}
	}
	return sec
}

func (v *mitigateView) front() section {
	sec := section{head: []string{v.t.Cost, v.t.OptionsTitle, v.t.WorstUsers, v.t.MeanUsers}, right: []bool{true, false, true, true}, notes: []string{v.t.FrontNote}}
	for _, x := range v.Answer.Front {
		options := strings.Join(x.Options, ", ")
		if options == "" {
			options = v.t.AsIs
		}
		sec.rows = append(sec.rows, []cell{plainCell(amount(x.Cost, v.t)), plainCell(options), plainCell(v.t.Number(x.Worst)), plainCell(v.t.Number(x.Expected))})
	}
	if !v.Answer.FrontExact {
		sec.notes = append(sec.notes, v.t.FrontBounded)
	}
	return capped(sec, v.t)
}
