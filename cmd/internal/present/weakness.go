package present

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/words"
)

// FalseRedundancy presents groups that one failure takes.
type FalseRedundancy struct {
	Answer *result.FalseRedundancy
	Lang   string
}

// Text writes the findings for people at a terminal.
func (p FalseRedundancy) Text(w io.Writer, s Screen) error {
	return s.write(w, report{sections: []section{p.section()}})
}

// Markdown writes the findings as Markdown.
func (p FalseRedundancy) Markdown(w io.Writer) error {
	return writeMarkdown(w, report{sections: []section{p.section()}})
}

// CSV writes a row a finding.
func (p FalseRedundancy) CSV(w io.Writer) error {
	var rows [][]string
	for i := range p.Answer.Findings {
		x := &p.Answer.Findings[i]
		rows = append(rows, []string{x.Node, need(&x.Group, words.In("en")), x.File, strconv.Itoa(x.Line), x.Shared, x.Attribute, x.Value,
			strconv.Itoa(x.Lost), strconv.Itoa(x.Members), strconv.Itoa(x.Needed), strings.Join(paths(x), "; ")})
	}
	return writeCSV(w, []string{"node", "group", "file", "line", "shared", "attribute", "value", "lost", "members", "needed", "paths"}, rows)
}

func (p FalseRedundancy) section() section {
	t := words.In(p.Lang)
	sec := section{title: t.FalseRedundancy}
	for i := range p.Answer.Findings {
		x := &p.Answer.Findings[i]
		shared, m := x.Shared, bad
		if x.Attribute != "" {
			name := map[string]string{"site": t.SiteWord, "operator": t.Operator, "vendor": t.Vendor}[x.Attribute]
			shared, m = fmt.Sprintf(t.WithAttribute, name, shorten(x.Value)), doubtful
		}
		sec.tree = append(sec.tree, branch{text: x.Node + ": " + t.Takes.With(shared, x.Lost, x.Members, x.Needed), mood: m,
			detail: blame(&x.Blame, t) + place(&x.Blame)})
		for _, path := range paths(x) {
			sec.tree = append(sec.tree, branch{depth: 1, text: path})
		}
		if len(x.Behind) > 0 {
			sec.tree = append(sec.tree, branch{depth: 1, text: fmt.Sprintf(t.BehindIt, shorten(strings.Join(x.Behind, ", ")))})
		}
		if len(sec.tree) > maxRows {
			sec.notes = append(sec.notes, fmt.Sprintf(t.AndMore, len(p.Answer.Findings)-i-1))
			break
		}
	}
	if len(p.Answer.Findings) == 0 {
		sec.notes = append(sec.notes, t.NoFalse.With(p.Answer.Groups))
	}
	if p.Answer.Truncated {
		sec.notes = append(sec.notes, t.TooLarge)
	}
	return sec
}

func paths(x *result.CommonCause) []string {
	var out []string
	for _, path := range x.Paths {
		out = append(out, shorten(strings.Join(path, " > ")))
	}
	return out
}

// ColdStart presents how a model comes back from black.
type ColdStart struct {
	Answer *result.ColdStart
	Lang   string
}

// Text writes loops and rounds for people at a terminal.
func (p ColdStart) Text(w io.Writer, s Screen) error {
	return s.write(w, report{sections: []section{p.section()}})
}

// Markdown writes loops and rounds as Markdown.
func (p ColdStart) Markdown(w io.Writer) error {
	return writeMarkdown(w, report{sections: []section{p.section()}})
}

// CSV writes a row for each node that is listed: its round, 0 for never.
func (p ColdStart) CSV(w io.Writer) error {
	var rows [][]string
	add := func(round int, r result.ColdRound) {
		for _, id := range r.Nodes {
			rows = append(rows, []string{strconv.Itoa(round), id})
		}
	}
	for i, r := range p.Answer.Rounds {
		add(i+1, r)
	}
	add(0, p.Answer.Never)
	return writeCSV(w, []string{"round", "node"}, rows)
}

func (p ColdStart) section() section {
	t := words.In(p.Lang)
	sec := section{title: t.ColdStart, head: []string{t.Round, t.Nodes.With(p.total()), t.ComeBack}, right: []bool{true, true}}
	for i, r := range p.Answer.Rounds {
		sec.rows = append(sec.rows, []cell{plainCell(strconv.Itoa(i + 1)), plainCell(strconv.Itoa(r.Count)), plainCell(someOf(r, t))})
	}
	for i := range p.Answer.Loops {
		l := &p.Answer.Loops[i]
		b := branch{text: fmt.Sprintf(t.LoopOf, shorten(strings.Join(l.Nodes, ", "))), detail: t.BrokenByNone, mood: bad}
		if len(l.Breakers) > 0 {
			b.detail = fmt.Sprintf(t.BrokenBy, shorten(strings.Join(l.Breakers, ", ")))
		}
		sec.tree = append(sec.tree, b)
	}
	sec.notes = []string{backLine(p.Answer, t)}
	if p.Answer.Never.Count > 0 {
		sec.notes = append(sec.notes, someOf(p.Answer.Never, t))
	}
	if p.Answer.Truncated {
		sec.notes = append(sec.notes, t.TooLarge)
	}
	return capped(sec, t)
}

func (p ColdStart) total() int {
	n := p.Answer.Never.Count
	for _, r := range p.Answer.Rounds {
		n += r.Count
	}
	return n
}

// someOf names the first nodes of a round.
func someOf(r result.ColdRound, t *words.Catalogue) string {
	const most = 12
	line := strings.Join(r.Nodes[:min(most, len(r.Nodes))], ", ")
	if more := r.Count - most; more > 0 {
		line += " " + fmt.Sprintf(t.AndMore, more)
	}
	return line
}

func backLine(s *result.ColdStart, t *words.Catalogue) string {
	if s.Never.Count > 0 {
		return t.NeverBack.With(s.Never.Count)
	}
	return t.ComesBack.With(len(s.Rounds))
}
