package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
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

// CSV writes a row a policy with its cheapest set, one for all together, and one for the
// budget; without policies a row for each sum of money.
func (p Mitigate) CSV(w io.Writer) error {
	var rows [][]string
	if p.Answer.Choice == nil {
		for _, x := range p.Answer.Front {
			rows = append(rows, []string{figure(&x.Cost), strings.Join(x.Options, " "), usersFigure(x.Worst), usersFigure(x.Expected), strconv.Itoa(x.Uncounted)})
		}
		return writeCSV(w, []string{"cost", "options", "worst", "expected", "uncounted"}, rows)
	}
	row := func(id string, holds bool, c *result.Choice, more ...string) {
		cost := ""
		if c.Found {
			cost = figure(&c.Cost)
		}
		rows = append(rows, append([]string{id, strconv.FormatBool(holds), strconv.FormatBool(c.Found), strings.Join(c.Options, " "), cost, strconv.FormatBool(c.Exact)}, more...))
	}
	for _, x := range p.Answer.Policies {
		never := "0"
		if x.Unmendable != nil {
			never = strconv.Itoa(x.Unmendable.Count)
		}
		row(x.ID, x.Holds, x.Choice, strconv.Itoa(x.Violated), never, "")
	}
	row("", len(p.Answer.Choice.Options) == 0 && p.Answer.Met, p.Answer.Choice, "", "", "")
	if b := p.Answer.Budget; b != nil {
		met := len(b.Violated) == 0
		row("", met && len(b.Options) == 0, &result.Choice{Found: met, Options: b.Options, Exact: b.Exact}, strconv.Itoa(*b.Left), "", figure(&b.Budget))
		rows[len(rows)-1][4] = figure(&b.Cost)
	}
	return writeCSV(w, []string{"policy", "holds", "met", "options", "cost", "exact", "violations", "unmendable", "budget"}, rows)
}

func (p Mitigate) report() report {
	v := mitigateView{Mitigate: p, t: i18n.In(p.Lang)}
	a := p.Answer
	r := report{title: fmt.Sprintf(v.t.MitigateTitle, a.After), lead: []string{shorten(v.t.Model(a.Model))}}
	if a.Choice == nil {
		r.title = fmt.Sprintf(v.t.FrontTitle, a.After)
		r.mayFail(a.MayFail, "", v.t)
		r.unloaded(a.LoadIgnored, v.t)
		r.say(v.bought())
		r.sections = append(r.sections, v.front(), v.options())
		return r
	}
	r.unloaded(a.LoadIgnored, v.t)
	r.lead = append(append(r.lead, ""), v.summary()...)
	r.say(v.bought())
	r.sections = filled(v.steps(v.t.StepsTitle, a.Steps), v.policies(), v.unmendable())
	if a.Budget != nil {
		r.sections = append(r.sections, filled(v.steps(fmt.Sprintf(v.t.BudgetTitle, v.money(a.Budget.Budget)), a.Budget.Steps))...)
	}
	r.sections = append(r.sections, filled(v.options(), v.tried())...)
	return r
}

type mitigateView struct {
	Mitigate
	t     *i18n.Catalogue
	names map[string]string // of options and policies; what is not there goes by its id
}

func (v *mitigateView) called(ids []string) string {
	var out []string
	for _, id := range ids {
		out = append(out, cmp.Or(v.names[id], id))
	}
	return strings.Join(out, ", ")
}

// money writes a sum in the model's currency.
func (v *mitigateView) money(x float64) string {
	return strings.TrimSpace(amount(x, v.t) + " " + shorten(v.Answer.Currency))
}

// amount writes a number with what stands behind its point, if anything does.
func amount(x float64, t *i18n.Catalogue) string {
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
		return append(out, fmt.Sprintf(v.t.AllHold, v.asked()))
	case a.Met:
		out = append(out, fmt.Sprintf(v.t.BuyAll, v.asked(), v.money(a.Choice.Cost), v.called(a.Choice.Options)))
	case len(a.Choice.Options) > 0:
		out = append(out, v.t.BuySome.With(met, v.money(a.Choice.Cost), v.called(a.Choice.Options)))
	}
	if a.Choice.Found && len(a.Choice.Options) > 0 {
		out = append(out, v.proof(a.Choice))
	}
	if cannot := v.cannotBeMet(); len(cannot) > 0 {
		out = append(out, fmt.Sprintf(v.t.CannotMeet, v.called(cannot)))
	}
	return out
}

// asked says which policies the answer is about.
func (v *mitigateView) asked() string {
	if len(v.Answer.Policies) == v.Answer.InModel {
		return v.t.AllPolicies
	}
	var ids []string
	for _, p := range v.Answer.Policies {
		ids = append(ids, p.ID)
	}
	return fmt.Sprintf(v.t.ThesePolicies, few(ids, v.t))
}

// cannotBeMet returns the policies that it is proved of that no set meets them.
func (v *mitigateView) cannotBeMet() []string {
	var out []string
	for _, p := range v.Answer.Policies {
		if !p.Choice.Found && p.Choice.Exact {
			out = append(out, p.ID)
		}
	}
	return out
}

func (v *mitigateView) proof(c *result.Choice) string {
	if c.Exact {
		return v.t.NoCheaper.With(c.Tried, v.t.Number(c.RuledOut))
	}
	return fmt.Sprintf(v.t.BoundOnly, v.money(value(c.Bound)))
}

// idBeside returns an id to stand below a name; nothing where it stands in its
// place.
func idBeside(id string, n result.Names) string {
	if len(n) == 0 {
		return ""
	}
	return id
}

func joined(id, text string) string { return strings.TrimPrefix(id+": "+text, ": ") }

func (v *mitigateView) policies() section {
	sec := section{title: v.t.ByPolicy, head: []string{"", v.t.Policy, v.t.Cost}, right: []bool{false, false, true}}
	for _, x := range v.Answer.Policies {
		state, cost := cell{text: v.t.Violated, mood: bad}, plainCell("-")
		detail := idBeside(x.ID, x.Names)
		switch {
		case x.Holds:
			state = cell{text: v.t.HoldsWord, mood: good}
		case x.Choice.Found:
			detail = joined(detail, strings.Join(x.Choice.Options, ", "))
			cost = plainCell(amount(x.Choice.Cost, v.t))
		case x.Choice.Exact:
			detail = joined(detail, v.t.NoSet)
		default:
			detail = joined(detail, fmt.Sprintf(v.t.NotFound, v.money(value(x.Choice.Bound))))
		}
		sec.rows = append(sec.rows, []cell{state, {text: shorten(x.Names.In(v.Lang, x.ID)), other: shorten(x.Names.Other(v.Lang)), detail: detail}, cost})
	}
	return capped(sec, v.t)
}

// tried lists the sets that were run in vain, the cheapest first.
func (v *mitigateView) tried() section {
	sec := section{title: v.t.TriedTitle, head: []string{v.t.Cost, v.t.OptionWord}, right: []bool{true, false}}
	for _, x := range v.Answer.Choice.Sets {
		sec.rows = append(sec.rows, []cell{plainCell(amount(x.Cost, v.t)), plainCell(v.set(x.Options))})
	}
	const most = 20
	if more := v.Answer.Choice.Tried - most; more > 0 {
		sec.rows = sec.rows[:most]
		sec.notes = []string{fmt.Sprintf(v.t.AndMore, more)}
	}
	return sec
}

// set names options, or says that there are none.
func (v *mitigateView) set(options []string) string {
	if len(options) == 0 {
		return v.t.AsIs
	}
	return strings.Join(options, ", ")
}

func (v *mitigateView) options() section {
	sec := section{title: v.t.OptionsTitle, head: []string{"", v.t.OptionWord, v.t.Cost}, right: []bool{false, false, true}}
	for _, o := range v.Answer.Options {
		state := plainCell("")
		if v.Answer.Choice != nil && slices.Contains(v.Answer.Choice.Options, o.ID) {
			state = cell{text: v.t.Taken, mood: good}
		}
		detail := []string{}
		if id := idBeside(o.ID, o.Names); id != "" {
			detail = append(detail, id)
		}
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

// mean writes an average of users: in whole ones where there are many.
func (v *mitigateView) mean(x *float64) string {
	if x == nil || *x >= 1000 {
		return v.t.Users(x)
	}
	return measure(x)
}

func (v *mitigateView) front() section {
	sec := section{head: []string{v.t.Cost, v.t.OptionWord, v.t.WorstUsers, v.t.MeanUsers}, right: []bool{true, false, true, true}, notes: []string{v.t.FrontNote}}
	for _, x := range v.Answer.Front {
		sec.rows = append(sec.rows, []cell{plainCell(v.money(x.Cost)), plainCell(v.set(x.Options)), plainCell(v.t.Users(x.Worst)), plainCell(v.mean(x.Expected))})
	}
	if slices.ContainsFunc(v.Answer.Front, func(x result.Purchase) bool { return x.Uncounted > 0 }) {
		sec.head, sec.right = append(sec.head, v.t.UncountedWord), append(sec.right, true)
		for i := range sec.rows {
			sec.rows[i] = append(sec.rows[i], plainCell(v.t.Number(float64(v.Answer.Front[i].Uncounted))))
		}
		sec.notes = append(sec.notes, v.t.UncountedNote)
	}
	if v.Answer.UpperEnds {
		sec.notes = append(sec.notes, v.t.UpperEnds)
	}
	if !v.Answer.FrontExact {
		sec.notes = append(sec.notes, v.t.FrontBounded)
	}
	return capped(sec, v.t)
}
