package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// bought says what the budget buys; "" where none was asked about.
func (v *mitigateView) bought() string {
	b := v.Answer.Budget
	if b == nil {
		return ""
	}
	out := fmt.Sprintf(v.t.BudgetNothing, v.money(b.Budget))
	if len(b.Options) > 0 {
		out = fmt.Sprintf(v.t.BudgetBuys, v.money(b.Budget), v.called(b.Options), v.money(b.Cost))
	}
	if b.Left != nil {
		out += " " + v.t.BudgetLeaves.With(len(b.Violated), len(b.Violated)+len(b.Met), *b.Left, *b.Now)
	}
	if !b.Worst.IsZero() {
		out += " " + v.t.BudgetWorst.With(v.t.Users(b.Worst.Number()), v.t.Users(b.WorstNow.Number()), v.mean(b.Expected.Number()), v.mean(b.ExpectedNow.Number()))
	}
	if b.UncountedNow > 0 {
		out += " " + v.t.BudgetUncounted.With(b.Uncounted, b.UncountedNow)
	}
	if !b.Exact {
		out += " " + v.t.BudgetBounded
	}
	return out
}

// steps lists options in the order in which to take them; nothing where one is all.
func (v *mitigateView) steps(title string, steps []result.Step) section {
	sec := section{title: title, head: []string{v.t.OptionWord, v.t.Cost, v.t.SumWord, v.t.PoliciesLeft, v.t.ViolationsLeft}, right: []bool{false, true, true, true, true}}
	if len(steps) < 2 {
		return sec
	}
	names := map[string]result.Names{}
	for _, o := range v.Answer.Options {
		names[o.ID] = o.Names
	}
	for _, s := range steps {
		n := names[s.Option]
		sec.rows = append(sec.rows, []cell{{text: shorten(n.In(v.Lang, s.Option)), detail: idBeside(s.Option, n)},
			plainCell(amount(s.Cost, v.t)), plainCell(amount(s.Sum, v.t)), plainCell(whole(s.Policies)), plainCell(whole(s.Violations))})
	}
	return sec
}

// whole writes a count that may not be known.
func whole(n *int) string {
	if n == nil {
		return "-"
	}
	return strconv.Itoa(*n)
}

// unmendable lists the violations that no option mends.
func (v *mitigateView) unmendable() section {
	sec := section{title: v.t.MendTitle, head: []string{v.t.Policy, v.t.WhatBecomes, v.t.WhatFails}}
	listed := 0
	for i := range v.Answer.Policies {
		x := &v.Answer.Policies[i]
		if x.Unmendable == nil {
			continue
		}
		sec.notes = append(sec.notes, mendNote(x, v.t))
		for k := range x.Unmendable.Violations {
			o := &x.Unmendable.Violations[k]
			sec.rows = append(sec.rows, []cell{plainCell(x.ID), {text: shorten(o.Names.In(v.Lang, o.Node)) + " " + becomes(o, v.t), other: shorten(o.Names.Other(v.Lang)), detail: idBeside(o.Node, o.Names), mood: bad},
				plainCell(strings.Join(o.Failed, ", "))})
		}
		listed += x.Unmendable.Count - len(x.Unmendable.Violations)
	}
	if listed > 0 {
		sec.cut = true
		sec.notes = append(sec.notes, fmt.Sprintf(v.t.AndMore, listed))
	}
	return capped(sec, v.t)
}

// mendNote says how many violations of a policy no option mends.
func mendNote(x *result.MitigatedPolicy, t *i18n.Catalogue) string {
	switch u := x.Unmendable; {
	case u.Count == 0:
		return fmt.Sprintf(t.MendEach, x.ID)
	case !u.Exact:
		return t.MendBounded.With(x.ID, u.Count, x.Violated)
	default:
		return t.MendNever.With(x.ID, u.Count, x.Violated)
	}
}
