package render

import (
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// policies has a row for each policy of which something changed.
func (p Diff) policies(t *i18n.Catalogue) section {
	sec := section{title: t.PolicyChanges, head: []string{"", t.Policy}}
	for i := range p.Answer.Policies {
		x := &p.Answer.Policies[i]
		sec.rows = append(sec.rows, []cell{policyState(x, t), policyCell(x.ID, x.Names, p.Lang, policyDetail(x, t))})
	}
	if p.Answer.PoliciesSame > 0 {
		sec.notes = []string{t.PoliciesSame.With(p.Answer.PoliciesSame)}
	}
	return sec
}

func policyState(x *result.PolicyDelta, t *i18n.Catalogue) cell {
	switch {
	case x.New == "":
		return cell{text: t.Removed, mood: quiet}
	case x.New == result.PolicyHolds:
		return cell{text: t.NewlyHolds, mood: good}
	case !x.Still():
		return cell{text: t.NewlyBroken, mood: bad}
	case x.GotWorse():
		return cell{text: t.GotWorse, mood: bad}
	}
	return cell{text: t.GotBetter, mood: good}
}

// policyDetail counts what became of a policy's violations, and says what is the
// worst case and what it was.
func policyDetail(x *result.PolicyDelta, t *i18n.Catalogue) string {
	var parts []string
	if x.Still() {
		parts = append(parts, t.StillViolated.With(len(x.NewViolations), len(x.GoneViolations), len(x.Worse), len(x.Better)))
	}
	worst := func(format i18n.Counted, o *result.Outcome) {
		if o != nil {
			parts = append(parts, format.With(len(o.Failed), o.Node, becomes(o, t), strings.Join(o.Failed, ", ")))
		}
	}
	worst(t.WorstCase, x.Worst)
	if x.Still() && !sameOutcome(x.Worst, x.OldWorst) {
		worst(t.WorstBefore, x.OldWorst)
	}
	if x.Truncated {
		parts = append(parts, t.ComparedFirst)
	}
	return strings.Join(parts, ". ")
}

// sameOutcome says whether two outcomes read the same.
func sameOutcome(a, b *result.Outcome) bool {
	t := i18n.In("en")
	read := func(o *result.Outcome) string {
		return strings.Join(o.Failed, " ") + ": " + o.Node + " " + becomes(o, t)
	}
	return a != nil && b != nil && read(a) == read(b)
}

// violation is one violation that changed; both says what it was and is in one.
type violation struct{ what, policy, failed, node, old, new, both string }

// violations lists the violations that came, went, or are others than they were.
func (p Diff) violations(t *i18n.Catalogue) []violation {
	var out []violation
	for i := range p.Answer.Policies {
		x := &p.Answer.Policies[i]
		add := func(what string, at *result.Outcome, old, new *result.Outcome) {
			v := violation{what: what, policy: x.ID, failed: strings.Join(at.Failed, ", "), node: at.Node}
			if old != nil {
				v.old = becomes(old, t)
			}
			if new != nil {
				v.new = becomes(new, t)
			}
			v.both = arrow(v.old, v.new)
			if old != nil && new != nil && fared(old, t) == fared(new, t) { // for other users
				v.both = fared(new, t) + ", " + t.CaseUsers.With(arrow(t.Users(old.UsersDown.Number()), t.Users(new.UsersDown.Number())))
			}
			out = append(out, v)
		}
		for i := range x.NewViolations {
			o := &x.NewViolations[i].Outcome
			add("new", o, nil, o)
		}
		for i := range x.Worse {
			add("worse", &x.Worse[i].Outcome, &x.Worse[i].Before, &x.Worse[i].Outcome)
		}
		for i := range x.Better {
			add("better", &x.Better[i].Outcome, &x.Better[i].Before, &x.Better[i].Outcome)
		}
		for i := range x.GoneViolations {
			o := &x.GoneViolations[i].Outcome
			add("gone", o, o, nil)
		}
	}
	return out
}

func (p Diff) violated(t *i18n.Catalogue) section {
	sec := section{title: t.ViolationChanges, head: []string{"", t.WhatFails, t.WhatBecomes}}
	what := map[string]cell{"new": {text: t.ViolationNew, mood: bad}, "worse": {text: t.GotWorse, mood: bad}, "better": {text: t.GotBetter, mood: good}, "gone": {text: t.ViolationGone, mood: good}}
	for _, v := range p.violations(t) {
		sec.rows = append(sec.rows, []cell{what[v.what], plainCell(v.failed), {text: v.node + ": " + v.both, detail: v.policy}})
	}
	return sec
}
