package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
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
		rows = append(rows, []string{x.Node, need(&x.Group, i18n.In("en")), x.File, strconv.Itoa(x.Line), x.Shared, string(x.Attribute), x.Value,
			strconv.Itoa(x.Lost), strconv.Itoa(x.Members), strconv.Itoa(x.Needed), strings.Join(paths(x), "; ")})
	}
	return writeCSV(w, []string{"node", "group", "file", "line", "shared", "attribute", "value", "lost", "members", "needed", "paths"}, rows)
}

func (p FalseRedundancy) section() section {
	t := i18n.In(p.Lang)
	sec := section{title: t.FalseRedundancy}
	for i := range p.Answer.Findings {
		x := &p.Answer.Findings[i]
		shared, m := x.Shared, bad
		if x.Attribute != "" {
			shared, m = withAttribute(x.Attribute, x.Value, t), doubtful
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
			sec.notes, sec.cut = append(sec.notes, fmt.Sprintf(t.AndMore, len(p.Answer.Findings)-i-1)), true
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

// withAttribute names all that has one site, operator or vendor.
func withAttribute(attribute result.Attribute, value string, t *i18n.Catalogue) string {
	name := map[result.Attribute]string{result.AttributeSite: t.SiteWord, result.AttributeOperator: t.Operator, result.AttributeVendor: t.Vendor}[attribute]
	return fmt.Sprintf(t.WithAttribute, name, shorten(value))
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
	t := i18n.In(p.Lang)
	sec := section{title: t.ColdStart, head: []string{t.Round, t.RankNodes, t.ComeBack}, right: []bool{true, true}}
	for i := range p.Answer.Rounds {
		r := &p.Answer.Rounds[i]
		line, cut := returning(r, t)
		sec.cut = sec.cut || cut
		sec.rows = append(sec.rows, []cell{plainCell(strconv.Itoa(i + 1)), plainCell(t.Number(float64(r.Count))), plainCell(line)})
	}
	for i := range p.Answer.Loops {
		l := &p.Answer.Loops[i]
		b := branch{text: fmt.Sprintf(t.LoopOf, shorten(strings.Join(l.Nodes, ", "))), detail: t.BrokenByNone, mood: bad}
		if len(l.Breakers) > 0 {
			b.detail = fmt.Sprintf(t.BrokenBy, shorten(strings.Join(l.Breakers, ", ")))
		}
		sec.tree = append(sec.tree, b)
	}
	sec.notes = backLines(p.Answer, t)
	sec.cut = sec.cut || p.Answer.Never.Count > namesShown || p.Answer.PartialCount > namesShown
	if p.Answer.Truncated {
		sec.notes = append(sec.notes, t.TooLarge)
	}
	return capped(sec, t)
}

// returning names what comes back in a round, and says what does so only in part.
// cut says that there is more than it names.
func returning(r *result.ColdRound, t *i18n.Catalogue) (line string, cut bool) {
	var names []string
	for _, id := range r.Nodes[:min(namesShown, len(r.Nodes))] {
		if share := r.ShareOf(id); share < 1 {
			id = fmt.Sprintf(t.ColdShare, id, t.Percent(share))
		}
		names = append(names, id)
	}
	lines := []string{}
	if r.Count > 0 {
		lines = append(lines, firstOf(names, r.Count, t))
	}
	if r.PartCount > 0 {
		lines = append(lines, fmt.Sprintf(t.ColdParts, firstOf(r.Parts, r.PartCount, t)))
	}
	return strings.Join(lines, "; "), r.Count > namesShown || r.PartCount > namesShown
}

// namesShown is how many names a list in a sentence has.
const namesShown = 12

// firstOf names the first of so many.
func firstOf(names []string, count int, t *i18n.Catalogue) string {
	line := strings.Join(names[:min(namesShown, len(names))], ", ")
	if more := count - namesShown; more > 0 {
		line += " " + fmt.Sprintf(t.AndMore, more)
	}
	return line
}

// backLines say what does not come back, or only in part.
func backLines(s *result.ColdStart, t *i18n.Catalogue) []string {
	out := []string{t.ComesBack.With(len(s.Rounds))}
	if s.Never.Count > 0 {
		out = []string{t.NeverBack.With(s.Never.Count), firstOf(s.Never.Nodes, s.Never.Count, t)}
	} else if s.PartialCount > 0 {
		out = nil
	}
	if s.PartialCount > 0 {
		var names []string
		for _, p := range s.Partial {
			names = append(names, fmt.Sprintf(t.ColdShare, p.Node, t.Percent(p.Share)))
		}
		out = append(out, t.PartlyBack.With(s.PartialCount, firstOf(names, s.PartialCount, t)))
	}
	return out
}
