package render

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Gate presents whether policies hold.
type Gate struct {
	Answer *result.Gate
	Lang   string
}

// Text writes the verdicts for people at a terminal.
func (p Gate) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the verdicts as Markdown.
func (p Gate) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a violation, and one for the worst case of a policy that
// holds.
func (p Gate) CSV(w io.Writer) error {
	var rows [][]string
	for i := range p.Answer.Policies {
		x := &p.Answer.Policies[i]
		if x.Holds && x.Worst != nil {
			rows = append(rows, append([]string{x.ID, "true"}, append(outcomeRow(x.Worst), "", "", "", "", "")...))
		}
		for _, v := range x.Violations {
			rows = append(rows, append(append([]string{x.ID, "false"}, outcomeRow(&v.Outcome)...), joinWords(v.Breaks),
				v.Blame.File, strconv.Itoa(v.Blame.Line), v.Fingerprint, strconv.FormatBool(v.Known)))
		}
	}
	return writeCSV(w, []string{"policy", "holds", "node", "failed", "level", "share_down", "users_down", "outage_s", "breaks", "file", "line", "fingerprint", "known"}, rows)
}

func outcomeRow(o *result.Outcome) []string {
	outage := ""
	switch {
	case o.Endless:
		outage = "endless"
	case o.OutageS != nil:
		outage = strconv.FormatInt(*o.OutageS, 10)
	}
	return []string{o.Node, strings.Join(o.Failed, " "), string(o.Level), figure(o.ShareDown), usersOf(o.UsersDown), outage}
}

// joinWords joins words of a closed set.
func joinWords[W ~string](words []W) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return strings.Join(out, " ")
}

func figure(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

func (p Gate) report() report {
	t := i18n.In(p.Lang)
	a := p.Answer
	r := report{title: fmt.Sprintf(t.GateTitle, a.After), lead: []string{shorten(t.Model(a.Model)), "", t.NoPolicies}}
	if len(a.Policies) == 0 {
		return r
	}
	holds := 0
	for i := range a.Policies {
		if a.Policies[i].Holds {
			holds++
		}
	}
	r.lead[2] = t.GateSummary.With(holds, len(a.Policies))
	if b := a.Baseline; b != nil { // what is new decides
		r.lead[2] = t.BaselineNote.With(b.New, b.Accepted, b.Gone) + " " + r.lead[2]
	}
	r.unloaded(a.LoadIgnored, t)
	r.sections = append(r.sections, p.policies(t))
	for i := range a.Policies {
		if x := &a.Policies[i]; !x.Holds {
			r.sections = append(r.sections, p.violations(x, t))
		}
	}
	if len(a.Gone) > 0 {
		r.sections = append(r.sections, p.gone(t))
	}
	return r
}

func (p Gate) policies(t *i18n.Catalogue) section {
	sec := section{head: []string{"", t.Policy}}
	for i := range p.Answer.Policies {
		x := &p.Answer.Policies[i]
		state := cell{text: t.HoldsWord, mood: good}
		switch {
		case !x.Holds && x.New() == 0:
			state = cell{text: t.Accepted, mood: doubtful}
		case !x.Holds:
			state = cell{text: t.Violated, mood: bad}
		case x.Vacuous:
			state = cell{text: t.VacuousWord, mood: doubtful}
			sec.notes = append(sec.notes, vacuous(x, t))
		}
		sec.rows = append(sec.rows, []cell{state, policyCell(x.ID, x.Names, p.Lang, demanded(x, t)+". "+worstCase(x, t))})
		if len(x.Before) > 0 {
			sec.notes = append(sec.notes, clean(fmt.Sprintf(t.GateBefore, x.ID, few(x.Before, t))))
		}
		if line := hiding(x, t); line != "" {
			sec.notes = append(sec.notes, line)
		}
		if x.Circle != nil {
			sec.notes = append(sec.notes, circling(x, t))
		}
	}
	return sec
}

// vacuous says why a policy holds whatever happens.
func vacuous(x *result.Policy, t *i18n.Catalogue) string {
	if x.VacuousBecause == result.VacuousAllows {
		return clean(fmt.Sprintf(t.AllowsAll, x.ID))
	}
	return clean(fmt.Sprintf(t.TouchesNone, x.ID))
}

// hiding says whose users a policy does not see; "" where it sees all.
func hiding(x *result.Policy, t *i18n.Catalogue) string {
	var nodes, on []string
	for _, of := range x.UsersHidden {
		nodes = append(nodes, of.Node)
		if !slices.Contains(on, of.On) {
			on = append(on, of.On)
		}
	}
	if len(nodes) == 0 {
		return ""
	}
	return clean(t.GateHides.With(len(nodes), x.ID, few(nodes, t), few(on, t)))
}

// circling warns of failures that leave what a policy protects standing only by going
// round in a circle.
func circling(x *result.Policy, t *i18n.Catalogue) string {
	return clean(t.GateCircles.With(x.ID, x.SelfSustained, x.Circle.Node, strings.Join(x.Circle.Failed, ", ")))
}

// policyCell names a policy, with its id beside the detail where it has a name.
func policyCell(id string, names result.Names, lang, detail string) cell {
	if len(names) == 0 {
		return cell{text: shorten(id), detail: detail}
	}
	return cell{text: shorten(names.In(lang, id)), other: shorten(names.Other(lang)), detail: id + " · " + detail}
}

// demanded says what a policy wants.
func demanded(x *result.Policy, t *i18n.Catalogue) string {
	format := t.Demanded
	if x.Failures == 2 {
		format = t.DemandedPairs
	}
	parts := []string{fmt.Sprintf(format, shorten(x.Protect), shorten(x.Against))}
	if x.Allowed.Worst != result.LevelDown {
		parts = append(parts, fmt.Sprintf(t.AtWorst, t.State(result.State(x.Allowed.Worst))))
	}
	if x.Allowed.MaxShare != nil {
		parts = append(parts, fmt.Sprintf(t.AtMostShare, t.Percent(*x.Allowed.MaxShare)))
	}
	if x.Allowed.MaxOutage != "" {
		parts = append(parts, fmt.Sprintf(t.AtMostOutage, x.Allowed.MaxOutage, x.Allowed.For))
	}
	if x.Allowed.Tolerance {
		parts = append(parts, fmt.Sprintf(t.OwnTolerance, x.Allowed.For))
	}
	return strings.Join(parts, ", ")
}

// untouched says whether nothing happens to a node in a failure.
func untouched(o *result.Outcome) bool {
	none := func(s *int64) bool { return s == nil || *s == 0 }
	return o.Level == result.LevelUp && value(o.ShareDown) == 0 && !o.Endless && !o.NotUpEndless && none(o.OutageS) && none(o.NotUpS)
}

func worstCase(x *result.Policy, t *i18n.Catalogue) string {
	if x.Worst == nil {
		return t.NothingHit.With(x.Scenarios)
	}
	if untouched(x.Worst) {
		return t.NothingHarmed.With(x.Scenarios)
	}
	return t.WorstCase.With(len(x.Worst.Failed), x.Worst.Node, becomes(x.Worst, t), strings.Join(x.Worst.Failed, ", ")) + unlisted(x, t)
}

// unlisted says that the worst case, of a pair, is not among the violations, since one of the
// two alone is for the same node.
func unlisted(x *result.Policy, t *i18n.Catalogue) string {
	if len(x.Worst.Failed) < 2 {
		return ""
	}
	for i := range x.Violations {
		v := &x.Violations[i]
		if v.Node == x.Worst.Node && len(v.Failed) == 1 && slices.Contains(x.Worst.Failed, v.Failed[0]) {
			return fmt.Sprintf(t.WorstUnlisted, v.Failed[0])
		}
	}
	return ""
}

// becomes says what a failure does to a node, and to how many users.
func becomes(o *result.Outcome, t *i18n.Catalogue) string {
	lost := o.UsersDown.Number()
	switch {
	case lost != nil && *lost > 0:
		return fared(o, t) + ", " + t.CaseUsers.With(t.Number(*lost))
	case lost == nil && !o.UsersDown.IsZero() && (o.Level == result.LevelDown || value(o.ShareDown) > 0):
		return fared(o, t) + ", " + t.CaseUnknown
	}
	return fared(o, t)
}

// fared says how a node is at the horizon, and for how long it is down.
func fared(o *result.Outcome, t *i18n.Catalogue) string {
	out, lasts := lasting(o, t)
	var parts []string
	switch share := value(o.ShareDown); {
	case o.Level == result.LevelDown, o.Level == result.LevelUp && lasts:
		parts = []string{out}
	case o.Level == result.LevelDegraded && share > 0:
		parts = []string{t.State(result.StatePartial), t.Percent(share) + " " + out}
	case lasts:
		parts = []string{t.State(result.State(o.Level)), out}
	default:
		parts = []string{t.State(result.State(o.Level))}
	}
	return strings.Join(append(parts, notUp(o, t)...), ", ")
}

// notUp says for how long something is not up, where it says how long it may be.
func notUp(o *result.Outcome, t *i18n.Catalogue) []string {
	switch {
	case o.NotUpEndless:
		return []string{t.CaseNeverUp}
	case o.NotUpS != nil && *o.NotUpS > 0:
		return []string{fmt.Sprintf(t.CaseNotUp, result.Lasting(*o.NotUpS))}
	}
	return nil
}

// lasting says that something is down, and for how long where that is known.
func lasting(o *result.Outcome, t *i18n.Catalogue) (text string, known bool) {
	switch {
	case o.Endless:
		return t.CaseEndless, true
	case o.OutageS != nil && *o.OutageS > 0:
		return fmt.Sprintf(t.CaseOut, result.Lasting(*o.OutageS)), true
	}
	return t.State(result.StateDown), false
}

func (p Gate) violations(x *result.Policy, t *i18n.Catalogue) section {
	sec := section{title: t.Violations.With(x.ID, x.Violated), head: []string{"", t.WhatFails, t.WhatBecomes}}
	for i := range x.Violations {
		v := &x.Violations[i]
		state := cell{text: t.Violated, mood: bad}
		if v.Known {
			state = cell{text: t.Accepted, mood: quiet}
		}
		sec.rows = append(sec.rows, []cell{state, plainCell(strings.Join(v.Failed, ", ")), {text: v.Node + ": " + becomes(&v.Outcome, t), detail: blamed(&v.Blame, t)}})
	}
	if known := x.Violated - x.New(); known > 0 {
		sec.notes = append(sec.notes, t.KnownNote.With(known))
	}
	sec = capped(sec, t)
	if hidden := x.Violated - len(x.Violations); hidden > 0 {
		sec.notes, sec.cut = append(sec.notes, fmt.Sprintf(t.AndMore, hidden)), true
	}
	return sec
}

// blamed names the requirement to blame, and where it stands.
func blamed(b *result.Place, t *i18n.Catalogue) string {
	where := ""
	if b.Line > 0 {
		where = fmt.Sprintf("%s:%d", b.File, b.Line)
	}
	return shorten(strings.TrimSpace(where + " " + b.Requirement))
}

func (p Gate) gone(t *i18n.Catalogue) section {
	sec := section{title: t.GoneTitle, head: []string{t.Policy, t.WhatFails, t.Node}, notes: []string{t.GoneNote}}
	for i := range p.Answer.Gone {
		v := &p.Answer.Gone[i]
		sec.rows = append(sec.rows, []cell{plainCell(shorten(v.Policy)), plainCell(shorten(strings.Join(v.Failed, ", "))), plainCell(shorten(v.Node))})
	}
	return capped(sec, t)
}
