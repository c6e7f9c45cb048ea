package render

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/language"
)

// Diff presents what changed between two models.
type Diff struct {
	Answer *result.Diff
	Lang   string
}

// Text writes the changes for people at a terminal.
func (p Diff) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the changes as Markdown, fit for a pull request.
func (p Diff) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a change, of every sort.
func (p Diff) CSV(w io.Writer) error {
	var rows [][]string
	for _, x := range p.structure() {
		rows = append(rows, []string{x.what, strings.TrimSpace(x.sort + " " + x.id), x.field, x.old, x.new})
	}
	for i := range p.Answer.Impacts {
		x := &p.Answer.Impacts[i]
		rows = append(rows, []string{"impact", x.Node, "users_down", impactUsers(x.Before), impactUsers(x.After)})
		if uncountedOf(x.Before) != uncountedOf(x.After) {
			rows = append(rows, []string{"impact", x.Node, "uncounted", uncountedOf(x.Before), uncountedOf(x.After)})
		}
	}
	for _, x := range p.Answer.NewSPOFs {
		rows = append(rows, []string{"new single point of failure", x.Node, "", "", strings.Join(x.Services, " ")})
	}
	for _, x := range p.Answer.GoneSPOFs {
		rows = append(rows, []string{"gone single point of failure", x.Node, "", strings.Join(x.Services, " "), ""})
	}
	for _, x := range p.Answer.Policies {
		rows = append(rows, []string{"policy", x.ID, "verdict", string(x.Old), string(x.New)})
	}
	for _, v := range p.violations(i18n.In("en")) {
		rows = append(rows, []string{v.what + " violation", v.policy, v.failed + ": " + v.node, v.old, v.new})
	}
	return writeCSV(w, []string{"change", "id", "field", "old", "new"}, rows)
}

func impactUsers(x *result.Impact) string {
	if x == nil {
		return ""
	}
	return usersFigure(x.UsersDown)
}

func uncountedOf(x *result.Impact) string {
	if x == nil {
		return ""
	}
	return strconv.Itoa(x.Uncounted)
}

// line is one change of what a model says.
type line struct{ what, sort, id, field, old, new string }

// structure lists what was added, removed and changed, node by node and then
// populations and sectors.
func (p Diff) structure() []line {
	var out []line
	for _, x := range p.Answer.Structure() {
		for _, e := range x.Removed {
			out = append(out, line{"removed", x.Sort, e.ID, "", string(e.Kind), ""})
		}
		for _, e := range x.Added {
			out = append(out, line{"added", x.Sort, e.ID, "", "", string(e.Kind)})
		}
		for _, e := range x.Changed {
			for _, f := range e.Fields {
				out = append(out, line{"changed", x.Sort, e.ID, f.Name, f.Old, f.New})
			}
		}
	}
	return out
}

func (p Diff) report() report {
	t := i18n.In(p.Lang)
	a := p.Answer
	r := report{title: fmt.Sprintf(t.DiffTitle, a.After), lead: []string{shorten(fmt.Sprintf(t.OldModel, t.Model(a.Old.Model()))), shorten(fmt.Sprintf(t.NewModel, t.Model(a.Model))), ""}}
	if a.Same() {
		r.lead = append(r.lead, t.NothingDiffs)
		r.unloaded(a.LoadIgnored, t)
		return r
	}
	r.lead = append(r.lead, p.summary(t)...)
	r.unloaded(a.LoadIgnored, t)
	for _, sec := range []section{p.policies(t), p.violated(t), p.impacts(t), p.spofs(t.NewSPOFs, a.NewSPOFs, bad, t), p.spofs(t.GoneSPOFs, a.GoneSPOFs, good, t), p.said(t)} {
		if len(sec.rows) > 0 {
			r.sections = append(r.sections, capped(sec, t))
		}
	}
	return r
}

// summary counts the changes of each sort.
func (p Diff) summary(t *i18n.Catalogue) []string {
	a := p.Answer
	added, removed, changed := 0, 0, 0
	for _, c := range a.Structure() {
		added, removed, changed = added+len(c.Added), removed+len(c.Removed), changed+len(c.Changed)
	}
	grew, shrank := 0, 0
	for i := range a.Impacts {
		switch x := worsened(&a.Impacts[i]); {
		case x > 0:
			grew++
		case x < 0:
			shrank++
		}
	}
	broken, holding, worse, better := 0, 0, 0, 0
	for i := range a.Policies {
		switch x := &a.Policies[i]; {
		case x.Still() && x.GotWorse():
			worse++
		case x.Still():
			better++
		case x.New == result.PolicyViolated:
			broken++
		case x.New == result.PolicyHolds && x.Old == result.PolicyViolated:
			holding++
		}
	}
	return []string{fmt.Sprintf(t.DiffStructure, added, removed, changed), t.DiffImpact.With(grew, shrank, len(a.NewSPOFs), len(a.GoneSPOFs)),
		fmt.Sprintf(t.DiffPolicies, broken, holding, worse, better)}
}

// worsened is above 0 for a failure that costs more users than before, or as many
// and more nodes; below 0 for one that costs less.
func worsened(x *result.ImpactDelta) float64 {
	if u := x.Users(); u != 0 {
		return u
	}
	if n := of(x.After).Uncounted - of(x.Before).Uncounted; n != 0 {
		return float64(n)
	}
	return float64(of(x.After).Nodes - of(x.Before).Nodes)
}

// of returns what a failure costs, which is nothing where there is no such failure.
func of(x *result.Impact) result.Impact {
	if x == nil {
		return result.Impact{}
	}
	return *x
}

// arrow joins what was and what is, of which one may be nothing.
func arrow(old, new string) string {
	if old == "" || new == "" || old == new {
		return cmp.Or(new, old)
	}
	return old + " → " + new
}

// impacts has a number a column, so that a glance down finds what grew.
func (p Diff) impacts(t *i18n.Catalogue) section {
	sec := section{title: t.Impacts, head: []string{t.UsersChange, t.WhatFails, t.UsersBefore, t.UsersAfter, t.RankSectors, t.RankNodes},
		right: []bool{true, false, true, true, true, true}}
	side := func(x *result.Impact, of func(x *result.Impact) float64) string {
		if x == nil {
			return t.NotThere
		}
		return t.Number(of(x))
	}
	users := func(x *result.Impact) string {
		if x == nil {
			return t.NotThere
		}
		return usersDown(x.UsersDown, x.AtLeast, x.Uncounted, t)
	}
	sectors := func(x *result.Impact) float64 { return float64(x.Sectors) }
	nodes := func(x *result.Impact) float64 { return float64(x.Nodes) }
	for i := range p.Answer.Impacts {
		x := &p.Answer.Impacts[i]
		m := plain
		switch w := worsened(x); {
		case w > 0:
			m = bad
		case w < 0:
			m = good
		}
		change := t.Number(x.Users())
		switch {
		case !x.Known():
			change = t.UsersUnknown
		case x.Users() > 0:
			change = "+" + change
		}
		sec.rows = append(sec.rows, []cell{{text: change, mood: m}, plainCell(x.Node), plainCell(users(x.Before)), plainCell(users(x.After)),
			plainCell(arrow(side(x.Before, sectors), side(x.After, sectors))), plainCell(arrow(side(x.Before, nodes), side(x.After, nodes)))})
	}
	return sec
}

func (p Diff) spofs(title string, list []result.SPOF, m mood, t *i18n.Catalogue) section {
	sec := section{title: title, head: []string{t.WhatFails, t.TakesDown}}
	for _, x := range list {
		sec.rows = append(sec.rows, []cell{{text: x.Node, mood: m}, plainCell(few(x.Services, t))})
	}
	return sec
}

func (p Diff) said(t *i18n.Catalogue) section {
	sec := section{title: t.Structure, head: []string{"", t.Node, t.BeforeWord, t.AfterWord}}
	what := map[string]cell{"added": {text: t.AddedWord, mood: good}, "removed": {text: t.Removed, mood: bad}, "changed": {text: t.ChangedWord, mood: doubtful}}
	side := func(s string) cell {
		if s == "" {
			return plainCell(t.NotThere)
		}
		return plainCell(shorten(s))
	}
	for _, x := range p.structure() {
		sec.rows = append(sec.rows, []cell{what[x.what], {text: strings.TrimSpace(sortName(x.sort, t) + " " + x.id), detail: language.EntryIn(t.Lang, x.field)}, side(x.old), side(x.new)})
	}
	return sec
}

// sortName returns what elements of a sort are called; nodes go without.
func sortName(sort string, t *i18n.Catalogue) string {
	if table := language.TableOf(language.Place(sort)); table != nil && t.Lang == "ko" {
		return table.Called.KO
	}
	return sort
}
