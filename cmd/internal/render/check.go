package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Check presents whether a model is sound.
type Check struct {
	Answer *result.Check
	Lang   string
}

// Text writes the warnings, a closing line, and how the model comes back from
// black.
func (p Check) Text(w io.Writer, s Screen) error {
	if err := Problems(w, s, forPeople(p.Answer.Problems)); err != nil {
		return err
	}
	return s.write(w, report{lead: p.closing(), sections: p.coldStart()})
}

func (p Check) closing() []string {
	t := i18n.In(p.Lang)
	warnings := 0
	for _, x := range p.Answer.Problems {
		if x.Severity == result.SeverityWarning {
			warnings++
		}
	}
	out := []string{t.Sound.With(p.Answer.Nodes, p.Answer.Requirements, warnings)}
	if errors := len(p.Answer.Problems) - warnings; errors > 0 {
		out[0] = t.Unsound.With(p.Answer.Nodes, p.Answer.Requirements, errors, warnings)
	}
	if f := p.Answer.FalseRedundancy; f != nil {
		out = append(out, t.FalseShort.With(len(f.Findings), f.Groups))
		if f.Truncated {
			out = append(out, t.FalseRedundancy+": "+t.TooLarge)
		}
	}
	if k := p.Answer.Promises; k != nil {
		for _, line := range promisesShort(k, t) {
			out = append(out, t.PromisesWord+": "+line)
		}
	}
	if s := p.Answer.SelfSustained; s != nil && s.Truncated {
		out = append(out, t.SelfSustained+": "+t.TooLarge)
	}
	return out
}

func (p Check) coldStart() []section {
	if p.Answer.ColdStart == nil || p.Answer.Nodes == 0 {
		return nil
	}
	return []section{coldStart(p.Answer.ColdStart, p.Lang)}
}

// CSV writes a row a problem.
func (p Check) CSV(w io.Writer) error {
	var rows [][]string
	for _, x := range p.Answer.Problems {
		rows = append(rows, []string{string(x.Severity), x.Code, x.File, strconv.Itoa(x.Line), strconv.Itoa(x.Column), x.Message})
	}
	return writeCSV(w, []string{"severity", "code", "file", "line", "column", "message"}, rows)
}

// Markdown writes a table of problems.
func (p Check) Markdown(w io.Writer) error {
	t := i18n.In(p.Lang)
	sec := section{head: []string{t.Place, t.Severity, t.Problem}}
	for _, x := range forPeople(p.Answer.Problems) {
		sec.rows = append(sec.rows, []cell{plainCell(fmt.Sprintf("%s:%d:%d", x.File, x.Line, x.Column)), plainCell(string(x.Severity)), plainCell(x.Message)})
	}
	r := report{sections: []section{sec}}
	if p.Answer.Nodes > 0 {
		r.sections[0].notes = p.closing()
		r.sections = append(r.sections, p.coldStart()...)
	}
	return writeMarkdown(w, r)
}

// SARIF writes a rule a code and a result a problem.
func (p Check) SARIF(w io.Writer) error {
	run := newSARIF(p.Answer.Tool)
	rules := map[string]int{}
	for i := range p.Answer.Problems {
		x := &p.Answer.Problems[i]
		rule, known := rules[x.Code]
		if !known {
			rule = len(rules)
			rules[x.Code] = rule
			label := sarifText{strings.ReplaceAll(x.Code, "-", " ")}
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{x.Code, label, label})
		}
		run.Results = append(run.Results, sarifProblem(x, rule))
	}
	return run.write(w)
}

// Problems writes a model's problems the way compilers do: where, what, the
// line with a caret, and a suggestion.
func Problems(w io.Writer, s Screen, problems []result.Problem) error {
	var b strings.Builder
	for _, p := range problems {
		where := clean(p.File)
		if p.Line > 0 {
			where = fmt.Sprintf("%s:%d:%d", where, p.Line, p.Column)
		}
		m := bad
		if p.Severity == result.SeverityWarning {
			m = doubtful
		}
		fmt.Fprintf(&b, "%s: %s: %s\n", where, s.paint(m, string(p.Severity)), clean(p.Message))
		if p.Line > 0 {
			b.WriteString(excerpt(p))
		}
		if p.Hint != "" {
			fmt.Fprintf(&b, "    %s\n", clean(p.Hint))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// excerpt shows the line of a problem with a caret below the place. Long lines
// are cut around it; Hangul is two columns wide.
func excerpt(p result.Problem) string {
	const before, after = 40, 60
	line := []rune(p.Text)
	at := min(max(0, p.Column-1-p.TextFrom), len(line))
	from, to := max(0, at-before), min(len(line), at+after)
	lead, tail := "", ""
	if from > 0 {
		lead = "..."
	}
	if to < len(line) {
		tail = "..."
	}
	show := func(r []rune) string { return clean(string(r)) }
	marked := min(to, at+max(1, p.Width))
	carets := max(1, text.StringWidth(show(line[at:max(at, marked)])))
	return fmt.Sprintf("    %s%s%s\n    %s%s\n", lead, show(line[from:to]), tail,
		strings.Repeat(" ", text.StringWidth(lead+show(line[from:at]))), strings.Repeat("^", carets))
}
