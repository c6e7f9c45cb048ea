package render

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/language"
)

// Show presents one node.
type Show struct {
	Answer *result.Show
	Lang   string
}

// Text writes the node for people at a terminal.
func (p Show) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the node as Markdown.
func (p Show) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row for each value of each key, called as in a model file.
func (p Show) CSV(w io.Writer) error {
	n := &p.Answer.Node
	rows := [][]string{{"id", n.ID}, {"kind", string(n.Kind)}}
	rows = append(rows, p.rows("", n.Said)...)
	for _, part := range n.Parts {
		rows = append(rows, []string{"parts", part.Of().Label() + " " + plainNumber(part.Share)})
	}
	if n.PartsFolded > 0 {
		rows = append(rows, []string{"parts_folded", strconv.Itoa(n.PartsFolded)})
	}
	for _, id := range n.NeededBy {
		rows = append(rows, []string{"needed_by", id})
	}
	rows = append(rows, []string{"file", fmt.Sprintf("%s:%d", n.File, n.Line)})
	return writeCSV(w, []string{"key", "value"}, rows)
}

// rows are those of what is said, below a date or not.
func (p Show) rows(below string, said result.Sayings) [][]string {
	var rows [][]string
	for i := range said {
		for _, value := range p.values(&said[i]) {
			rows = append(rows, []string{below + said[i].Key, value})
		}
		for _, x := range said[i].Dates {
			rows = append(rows, p.rows(below+said[i].Key+"."+cmp.Or(x.From, "first")+".", x.Said)...)
		}
	}
	return rows
}

// values returns what is said under a key, for machines.
func (p Show) values(x *result.Said) []string {
	var out []string
	switch {
	case x.Needs != nil:
		for i := range x.Needs {
			out = append(out, need(&x.Needs[i], i18n.In("en")))
		}
	case x.Shares != nil:
		for _, id := range slices.Sorted(maps.Keys(x.Shares)) {
			out = append(out, id+" "+plainNumber(x.Shares[id]))
		}
	case x.Words != nil:
		return x.Words
	case x.Number != nil:
		return []string{plainNumber(*x.Number)}
	case x.Flag != nil:
		return []string{strconv.FormatBool(*x.Flag)}
	default:
		if s := x.In(p.Lang); s != "" {
			return []string{s}
		}
	}
	return out
}

func plainNumber(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func (p Show) report() report {
	t, n := i18n.In(p.Lang), &p.Answer.Node
	names := n.Names()
	title := shorten(names.In(p.Lang, n.ID))
	if other := names.Other(p.Lang); other != "" {
		title += "  " + shorten(other)
	}
	var l lines
	l.add(t.Node, n.ID)
	l.add(t.Kind, n.KindNames.In(p.Lang, string(n.Kind)))
	for i := range n.Said {
		p.said(&n.Said[i], &l)
	}
	l.add(t.File, fmt.Sprintf("%s:%d", n.File, n.Line))
	return report{title: title, sections: []section{{rows: l.rows}}}
}

// lines are rows of a word and a text; what has no text is left out.
type lines struct{ rows [][]cell }

func (l *lines) add(word, text string) {
	if text != "" {
		l.rows = append(l.rows, []cell{{text: word, mood: quiet}, plainCell(clean(text))})
	}
}

// said adds what is said under one key, and what follows from it. The name is the title.
func (p Show) said(x *result.Said, l *lines) {
	if x.Key != "name" {
		p.key(x, l)
	}
	p.behind(x.Key, l)
}

// key adds what is said under one key.
func (p Show) key(x *result.Said, l *lines) {
	t, n := i18n.In(p.Lang), &p.Answer.Node
	k := language.KeyOn(language.Node, x.Key)
	word := calledBy(k, x, t)
	switch {
	case x.Key == "unit" && inUnit(n.Said), x.Flag != nil && k != nil && strconv.FormatBool(*x.Flag) == k.Default:
	case x.Shares != nil:
		for i, id := range slices.Sorted(maps.Keys(x.Shares)) {
			l.add(first(i, word), id+" "+numberText(k, x.Shares[id], t))
		}
	case x.Needs != nil || k != nil && k.Type == language.Needs:
		for i := range x.Needs {
			l.add(first(i, word), need(&x.Needs[i], t))
		}
		if len(x.Needs) == 0 {
			l.add(word, t.Nothing)
		}
	case x.Dates != nil:
		for i := range x.Dates {
			l.add(first(i, word), p.dated(&x.Dates[i]))
		}
	case x.Number != nil && k != nil && k.InUnit():
		l.add(word, strings.TrimSpace(numberText(k, *x.Number, t)+" "+shorten(n.Said.Text("unit"))))
	case x.Key == "supply" && n.SupplyFrom != "":
		l.add(word, fmt.Sprintf(t.ByKind, saidText(k, x, t), n.SupplyFrom))
	default:
		l.add(word, saidText(k, x, t))
	}
}

// dated writes what is said from a day on: "from 2025-12-31: reach 40%, operator kt".
func (p Show) dated(x *result.SaidFrom) string {
	t := i18n.In(p.Lang)
	var said []string
	for i := range x.Said {
		var l lines
		p.key(&x.Said[i], &l)
		word := ""
		for _, row := range l.rows {
			if row[0].text != "" {
				word = row[0].text + " "
			}
			said = append(said, word+row[1].text)
			word = ""
		}
	}
	when := t.AtFirst
	if x.From != "" {
		when = fmt.Sprintf(t.FromDay, x.From)
	}
	return when + ": " + strings.Join(said, "; ")
}

// behind adds what follows from what is said under a key, and stands beside it.
func (p Show) behind(key string, l *lines) {
	t, n := i18n.In(p.Lang), &p.Answer.Node
	switch key {
	case "population":
		for _, part := range n.Parts {
			l.add("", strings.TrimSpace(fmt.Sprintf("%s %s %s", part.Of().Label(), t.Percent(part.Share), part.Range)))
		}
		if n.PartsFolded > 0 {
			l.add("", fmt.Sprintf(t.AndMore, n.PartsFolded))
		}
	case "needs":
		l.add(t.NeededBy, orNothing(strings.Join(n.NeededBy, ", "), t))
	}
}

// inUnit says whether a number is shown in the node's unit.
func inUnit(said result.Sayings) bool {
	return slices.ContainsFunc(said, func(x result.Said) bool {
		k := language.KeyOn(language.Node, x.Key)
		return k != nil && k.InUnit()
	})
}

// calledBy returns what people call a key; one that this version does not know goes by
// its name.
func calledBy(k *language.Key, x *result.Said, t *i18n.Catalogue) string {
	if k == nil {
		return x.Key
	}
	return k.CalledIn(t.Lang)
}

// saidText writes a single value, or a list of texts.
func saidText(k *language.Key, x *result.Said, t *i18n.Catalogue) string {
	switch {
	case x.Number != nil:
		return numberText(k, *x.Number, t)
	case x.Flag != nil && *x.Flag:
		return t.Yes
	case x.Flag != nil:
		return t.No
	case x.Words != nil:
		return strings.Join(x.Words, ", ")
	}
	return x.In(t.Lang)
}

// numberText writes a share as a percentage, and other numbers with their thousands
// apart.
func numberText(k *language.Key, x float64, t *i18n.Catalogue) string {
	switch {
	case k != nil && k.IsShare():
		return t.Percent(x)
	case x != math.Trunc(x):
		return plainNumber(x)
	}
	return t.Number(x)
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
	case r.Unless != nil:
		s = fmt.Sprintf(t.WhileDown, need(r.Unless, t))
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
	for i := range r.Said {
		k := language.KeyOn(language.Requirement, r.Said[i].Key)
		s += ", " + calledBy(k, &r.Said[i], t) + " " + saidText(k, &r.Said[i], t)
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
