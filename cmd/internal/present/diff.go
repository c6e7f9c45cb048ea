package present

import (
	"fmt"
	"io"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/words"
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
		rows = append(rows, []string{"impact", x.Node, "users_down", usersOf(x.Before), usersOf(x.After)})
	}
	for _, x := range p.Answer.NewSPOFs {
		rows = append(rows, []string{"new single point of failure", x.Node, "", "", strings.Join(x.Services, " ")})
	}
	for _, x := range p.Answer.GoneSPOFs {
		rows = append(rows, []string{"gone single point of failure", x.Node, "", strings.Join(x.Services, " "), ""})
	}
	for _, x := range p.Answer.Policies {
		rows = append(rows, []string{"policy", x.ID, "verdict", x.Old, x.New})
	}
	return writeCSV(w, []string{"change", "id", "field", "old", "new"}, rows)
}

func usersOf(x *result.Impact) string {
	if x == nil {
		return ""
	}
	return figure(&x.Users)
}

// line is one change of what a model says.
type line struct{ what, sort, id, field, old, new string }

// structure lists what was added, removed and changed, node by node and then
// populations and sectors.
func (p Diff) structure() []line {
	var out []line
	for _, x := range []struct {
		of string
		c  *result.Changes
	}{{"", &p.Answer.Nodes}, {"population", &p.Answer.Populations}, {"sector", &p.Answer.Sectors}} {
		for _, e := range x.c.Removed {
			out = append(out, line{"removed", x.of, e.ID, "", e.Kind, ""})
		}
		for _, e := range x.c.Added {
			out = append(out, line{"added", x.of, e.ID, "", "", e.Kind})
		}
		for _, e := range x.c.Changed {
			for _, f := range e.Fields {
				out = append(out, line{"changed", x.of, e.ID, f.Name, f.Old, f.New})
			}
		}
	}
	return out
}

func (p Diff) report() report {
	t := words.In(p.Lang)
	a := p.Answer
	r := report{title: fmt.Sprintf(t.DiffTitle, a.After), lead: []string{shorten(fmt.Sprintf(t.OldModel, t.Model(a.Old))), shorten(fmt.Sprintf(t.NewModel, t.Model(a.Model))), ""}}
	if a.Same() {
		r.lead = append(r.lead, t.NothingDiffs)
		r.unloaded(a.LoadIgnored, t)
		return r
	}
	r.lead = append(r.lead, p.summary(t)...)
	r.unloaded(a.LoadIgnored, t)
	for _, sec := range []section{p.policies(t), p.impacts(t), p.spofs(t.NewSPOFs, a.NewSPOFs, bad, t), p.spofs(t.GoneSPOFs, a.GoneSPOFs, good, t), p.said(t)} {
		if len(sec.rows) > 0 {
			r.sections = append(r.sections, capped(sec, t))
		}
	}
	return r
}

// summary counts the changes of each sort.
func (p Diff) summary(t *words.Catalogue) []string {
	a := p.Answer
	added, removed, changed := 0, 0, 0
	for _, c := range []*result.Changes{&a.Nodes, &a.Populations, &a.Sectors} {
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
	broken, holding := 0, 0
	for _, x := range a.Policies {
		switch {
		case x.New == "violated":
			broken++
		case x.New == "holds" && x.Old == "violated":
			holding++
		}
	}
	return []string{fmt.Sprintf(t.DiffStructure, added, removed, changed), t.DiffImpact.With(grew, shrank, len(a.NewSPOFs), len(a.GoneSPOFs)),
		fmt.Sprintf(t.DiffPolicies, broken, holding)}
}

// worsened is above 0 for a failure that costs more users than before, or as many
// and more nodes; below 0 for one that costs less.
func worsened(x *result.ImpactDelta) float64 {
	if u := x.Users(); u != 0 {
		return u
	}
	nodes := func(i *result.Impact) float64 {
		if i == nil {
			return 0
		}
		return float64(i.Nodes)
	}
	return nodes(x.After) - nodes(x.Before)
}

func (p Diff) policies(t *words.Catalogue) section {
	sec := section{title: t.PolicyChanges, head: []string{"", t.Policy}}
	for i := range p.Answer.Policies {
		x := &p.Answer.Policies[i]
		state := cell{text: t.NewlyHolds, mood: good}
		switch x.New {
		case "violated":
			state = cell{text: t.NewlyBroken, mood: bad}
		case "":
			state = cell{text: t.Removed, mood: quiet}
		}
		detail := x.ID
		if x.Worst != nil {
			detail += ". " + fmt.Sprintf(t.WorstCase, x.Worst.Node, becomes(x.Worst, t), strings.Join(x.Worst.Failed, ", "))
		}
		sec.rows = append(sec.rows, []cell{state, {text: shorten(x.Names.In(p.Lang, x.ID)), other: shorten(x.Names.Other(p.Lang)), detail: detail}})
	}
	if p.Answer.PoliciesSame > 0 {
		sec.notes = []string{t.PoliciesSame.With(p.Answer.PoliciesSame)}
	}
	return sec
}

func (p Diff) impacts(t *words.Catalogue) section {
	sec := section{title: t.Impacts, head: []string{t.UsersChange, t.WhatFails, t.BeforeWord, t.AfterWord}, right: []bool{true, false, true, true}}
	side := func(x *result.Impact) cell {
		if x == nil {
			return plainCell(t.NotThere)
		}
		return plainCell(t.UsersNodes.With(t.Number(x.Users), x.Sectors, x.Nodes))
	}
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
		if x.Users() > 0 {
			change = "+" + change
		}
		sec.rows = append(sec.rows, []cell{{text: change, mood: m}, plainCell(x.Node), side(x.Before), side(x.After)})
	}
	return sec
}

func (p Diff) spofs(title string, list []result.SPOF, m mood, t *words.Catalogue) section {
	sec := section{title: title, head: []string{t.WhatFails, t.TakesDown}}
	for _, x := range list {
		sec.rows = append(sec.rows, []cell{{text: x.Node, mood: m}, plainCell(few(x.Services, t))})
	}
	return sec
}

func (p Diff) said(t *words.Catalogue) section {
	sec := section{title: t.Structure, head: []string{"", t.Node, t.BeforeWord, t.AfterWord}}
	what := map[string]cell{"added": {text: t.AddedWord, mood: good}, "removed": {text: t.Removed, mood: bad}, "changed": {text: t.ChangedWord, mood: doubtful}}
	sorts := map[string]string{"population": t.Population, "sector": t.Sector}
	side := func(s string) cell {
		if s == "" {
			return plainCell(t.NotThere)
		}
		return plainCell(shorten(s))
	}
	for _, x := range p.structure() {
		sec.rows = append(sec.rows, []cell{what[x.what], {text: strings.TrimSpace(sorts[x.sort] + " " + x.id), detail: x.field}, side(x.old), side(x.new)})
	}
	return sec
}
