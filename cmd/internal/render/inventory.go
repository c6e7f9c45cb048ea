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

// List presents what is in a model.
type List struct {
	Answer *result.List
	Lang   string
}

// Text writes the list for people at a terminal.
func (p List) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the list as Markdown.
func (p List) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a node.
func (p List) CSV(w io.Writer) error {
	var rows [][]string
	for _, n := range p.Answer.Nodes {
		rows = append(rows, []string{n.ID, string(n.Kind), n.Sector, n.Name, n.Operator, n.Site, strconv.FormatBool(n.Top)})
	}
	return writeCSV(w, []string{"id", "kind", "sector", "name", "operator", "site", "top"}, rows)
}

func (p List) report() report {
	t := i18n.In(p.Lang)
	sec := section{head: []string{t.Node, t.Name, t.Kind, t.Sector}}
	for _, n := range p.Answer.Nodes {
		name := cell{text: shorten(n.Names.In(p.Lang, n.ID)), other: shorten(n.Names.Other(p.Lang))}
		sec.rows = append(sec.rows, []cell{plainCell(n.ID), name, plainCell(shorten(p.Answer.Kinds[n.Kind].In(p.Lang, string(n.Kind)))), plainCell(n.Sector)})
	}
	return report{sections: []section{sec}, foot: []string{t.Nodes.With(len(p.Answer.Nodes))}}
}

// Show presents one node.
type Show struct {
	Answer *result.Show
	Lang   string
}

// Text writes the node for people at a terminal.
func (p Show) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the node as Markdown.
func (p Show) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes the node as rows of key and value.
func (p Show) CSV(w io.Writer) error {
	var rows [][]string
	for _, sec := range p.report().sections {
		for _, row := range sec.rows {
			rows = append(rows, []string{row[0].text, row[1].text})
		}
	}
	return writeCSV(w, []string{"key", "value"}, rows)
}

func (p Show) report() report {
	t, n := i18n.In(p.Lang), &p.Answer.Node
	title := shorten(n.Names.In(p.Lang, n.ID))
	if other := n.Names.Other(p.Lang); other != "" {
		title += "  " + shorten(other)
	}
	sec := section{}
	add := func(key, val string) {
		if val != "" {
			sec.rows = append(sec.rows, []cell{{text: key, mood: quiet}, plainCell(clean(val))})
		}
	}
	add(t.Node, n.ID)
	add(t.Kind, n.KindNames.In(p.Lang, string(n.Kind)))
	if !n.Fails {
		add("", t.CannotFail)
	}
	add(t.Sector, n.Sector)
	add(t.Operator, n.Operator)
	add(t.Site, n.Site)
	add(t.Description, n.Description)
	if n.Users != nil {
		add(t.Users, t.Number(*n.Users))
	}
	add(t.Population, n.Population)
	for _, part := range n.Parts {
		add("", fmt.Sprintf("%s %s", part.Access, t.Percent(part.Share)))
	}
	if n.Load != nil {
		addLoad(n.Load, t, add)
	}
	for i := range n.Needs {
		add(first(i, t.Needs), need(&n.Needs[i], t))
	}
	if len(n.Needs) == 0 {
		add(t.Needs, t.Nothing)
	}
	add(t.NeededBy, orNothing(strings.Join(n.NeededBy, ", "), t))
	add(t.Source, n.Source)
	add(t.Confidence, n.Confidence)
	add(t.Asof, n.Asof)
	add(t.File, fmt.Sprintf("%s:%d", n.File, n.Line))
	return report{title: title, sections: []section{sec}}
}

func addLoad(l *result.ShowLoad, t *i18n.Catalogue, add func(word, text string)) {
	if l.Demand != nil {
		add(t.Demand, strings.TrimSpace(t.Number(*l.Demand)+" "+shorten(l.Unit)))
	}
	for i, id := range slices.Sorted(maps.Keys(l.SpillsTo)) {
		add(first(i, t.SpillsTo), fmt.Sprintf("%s %s", id, t.Percent(l.SpillsTo[id])))
	}
	if l.Capacity != nil {
		add(t.Capacity, strings.TrimSpace(t.Number(*l.Capacity)+" "+shorten(l.Unit)))
	}
	add(t.Overload, l.Overload)
}

func first(i int, word string) string {
	if i == 0 {
		return word
	}
	return ""
}

func orNothing(s string, t *i18n.Catalogue) string {
	if s == "" {
		return t.Nothing
	}
	return s
}

// need writes a requirement in words: "any of (a, b), fails over in 10m".
func need(r *result.Requirement, t *i18n.Catalogue) string {
	group := func(word string, of []result.Requirement) string {
		members := make([]string, len(of))
		for i := range of {
			members[i] = need(&of[i], t)
		}
		return word + " (" + strings.Join(members, ", ") + ")"
	}
	s := r.On
	switch {
	case r.Any != nil:
		s = group(t.AnyOf, r.Any)
	case r.All != nil:
		s = group(t.AllOf, r.All)
	case r.Of != nil:
		s = group(fmt.Sprintf(t.AtLeastOf, r.AtLeast), r.Of)
	}
	for _, m := range []struct{ value, word string }{{r.Loss, t.Soft}, {r.Accepts, t.Accepts}} {
		if m.value != "" {
			s += ", " + m.word
		}
	}
	if r.Holdup != "" {
		s += ", " + fmt.Sprintf(t.Holdup, r.Holdup)
	}
	if r.Failover != "" {
		s += ", " + fmt.Sprintf(t.Failover, r.Failover)
	}
	return s + grounds(r, t)
}

// grounds writes what a requirement rests on: " [source: …; as of: 2023]", or "".
func grounds(r *result.Requirement, t *i18n.Catalogue) string {
	var said []string
	for _, g := range []struct{ word, value string }{{t.Source, r.Source}, {t.Asof, r.Asof}, {t.Confidence, r.Confidence}} {
		if g.value != "" {
			said = append(said, g.word+": "+g.value)
		}
	}
	if said == nil {
		return ""
	}
	return " [" + strings.Join(said, "; ") + "]"
}

// Version presents which program this is.
type Version struct{ Answer *result.Version }

// Text writes a line for people.
func (p Version) Text(w io.Writer, _ Screen) error {
	a := p.Answer
	how := a.Go + ", " + a.OS + "/" + a.Arch
	if a.Modified {
		how = "modified, " + how
	}
	if a.Revision != "" {
		how = "revision " + a.Revision + ", " + how
	}
	_, err := fmt.Fprintf(w, "meoktong %s (%s)\n", a.Tool.Version, how)
	return err
}

// CSV writes a row.
func (p Version) CSV(w io.Writer) error {
	a := p.Answer
	return writeCSV(w, []string{"version", "revision", "modified", "go", "os", "arch"},
		[][]string{{a.Tool.Version, a.Revision, strconv.FormatBool(a.Modified), a.Go, a.OS, a.Arch}})
}

// Markdown writes a line.
func (p Version) Markdown(w io.Writer) error { return p.Text(w, Screen{}) }
