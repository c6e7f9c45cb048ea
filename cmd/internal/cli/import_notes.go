package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/formats"
	foreign "github.com/meoktong/meoktong/models/formats/format"
)

// noteCounts tells how much of the files was read.
func (r *run) noteCounts(report *result.Import) {
	if report.Read != nil {
		r.note("read: %s, %s", nodes(report.Read.Nodes), counted(report.Read.Requirements, "requirement"))
	}
}

// counted counts things of a name that takes an s.
func counted(n int, name string) string {
	if n == 1 {
		return "1 " + name
	}
	return fmt.Sprintf("%d %ss", n, name)
}

// noteLost tells what the files say and what is made of them does not: a note a kind, in
// the order of the files, with the first of nodes and requirements.
func (r *run) noteLost(m *models.Imported, lost []foreign.Loss) {
	var first []foreign.Loss
	count := map[string]int{}
	for _, l := range lost {
		if count[l.Kind]++; count[l.Kind] == 1 {
			first = append(first, l)
		}
	}
	atLeast := ""
	if len(lost) >= foreign.MaxLosses {
		atLeast = "at least "
	}
	for _, l := range first {
		such := strings.Join(slices.DeleteFunc([]string{m.Place(l), l.What}, func(s string) bool { return s == "" }), ": ")
		switch {
		case l.Of == foreign.OfOther || such == "":
			such = ""
		case count[l.Kind] > 1:
			such = ", the first " + such
		default:
			such = ", " + such
		}
		r.note("lost: %s: %s%d%s", l.Kind, atLeast, count[l.Kind], such)
	}
}

// shown is how many questions are told on stderr.
const shown = 3

// noteQuestions tells those that matter most.
func (r *run) noteQuestions(report *result.Import) {
	if len(report.Asked) == 0 {
		return
	}
	of := ""
	if report.Tried < report.All {
		of = fmt.Sprintf(" of the %d that were tried", report.Tried)
	}
	r.note("%s that the files leave open, those first that move most%s:", counted(report.All, "question"), of)
	for i := range report.Asked[:min(shown, len(report.Asked))] {
		r.note("  %s", openQuestion(&report.Asked[i]))
	}
}

// openQuestion puts a question into words.
func openQuestion(q *result.ImportQuestion) string {
	text := fmt.Sprintf("Does %s stop without %s, or does it only get worse?", q.Node, q.On[0])
	switch q.What {
	case result.AskedAlternatives:
		text = fmt.Sprintf("Is one of %s enough for %s?", strings.Join(q.On, ", "), q.Node)
	case result.AskedDispensable:
		text = fmt.Sprintf("Do the %d that need %s stop without it, or do they only get worse?", len(q.Nodes), q.On[0])
	}
	if q.NodesIf == nil {
		return text
	}
	return text + fmt.Sprintf(" If %s fails: %d down as read, %d if so.", q.On[0], q.NodesDown, *q.NodesIf)
}

// importable says for the help what can be imported.
func importable() string {
	var list []string
	for _, f := range formats.Foreign() {
		list = append(list, f.Name+": "+f.Words.What)
	}
	return folded("FORMAT is "+strings.Join(list, "; ")+". They can be asked as they are, too: meoktong check -m tree.xml.", 81)
}

// folded breaks a text into lines of at most so many letters.
func folded(text string, width int) string {
	var b strings.Builder
	line := 0
	for _, word := range strings.Fields(text) {
		switch {
		case line > 0 && line+1+len(word) > width:
			b.WriteByte('\n')
			line = 0
		case line > 0:
			b.WriteByte(' ')
			line++
		}
		b.WriteString(word)
		line += len(word)
	}
	return b.String()
}

// writable are the formats that a model is written as.
func writable() []format {
	var out []format
	for _, name := range formats.Names(formats.Writable()) {
		out = append(out, format(name))
	}
	return out
}

// importEndings returns what the files of a format end in, or those of any that is
// read where there is none of that name, for completion.
func importEndings(name string) []string {
	var out []string
	for _, f := range formats.Foreign() {
		if _, known := formats.Named(name, formats.Foreign()); f.Name == name || !known {
			out = append(out, f.Endings...)
		}
	}
	for i := range out {
		out[i] = strings.TrimPrefix(out[i], ".")
	}
	slices.Sort(out)
	return slices.Compact(out)
}
