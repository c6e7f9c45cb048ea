package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// CutSets presents the minimal cut sets of a node.
type CutSets struct {
	Answer *result.CutSets
	Lang   string
}

// Text writes the sets for people at a terminal.
func (p CutSets) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the sets as Markdown.
func (p CutSets) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a set, its nodes with spaces between, of a prime implicant those that
// work apart; without sets, a row a size.
func (p CutSets) CSV(w io.Writer) error {
	var rows [][]string
	if p.Answer.Sets == nil && p.Answer.Implicants == nil {
		for _, n := range p.Answer.BySize {
			rows = append(rows, []string{strconv.Itoa(n.Size), n.Count})
		}
		return writeCSV(w, []string{"size", "count"}, rows)
	}
	if p.Answer.Implicants != nil {
		for _, i := range p.Answer.Implicants {
			rows = append(rows, []string{strconv.Itoa(i.Size()), strings.Join(i.Failed, " "), strings.Join(i.Works, " ")})
		}
		return writeCSV(w, []string{"size", "failed", "works"}, rows)
	}
	for _, set := range p.Answer.Sets {
		rows = append(rows, []string{strconv.Itoa(len(set)), strings.Join(set, " ")})
	}
	return writeCSV(w, []string{"size", "nodes"}, rows)
}

func (p CutSets) report() report {
	t, a := i18n.In(p.Lang), p.Answer
	title := t.CutSetsDown
	if a.Level == result.LevelDegraded {
		title = t.CutSetsDegraded
	}
	r := report{title: fmt.Sprintf(title, shorten(a.Names.In(p.Lang, a.Node)), a.After), lead: p.counted(t)}
	if a.CompleteTo != nil {
		r.lead = append(r.lead, t.CutSetsIncomplete.With(*a.CompleteTo))
	}
	if a.Coherent != nil && !*a.Coherent {
		r.lead = append(r.lead, either(a.Prime, t.PrimesNote, t.IncoherentNote))
	}
	r.unloaded(a.LoadIgnored, t)
	r.apart(a.Apart, t)
	sizes := section{head: []string{t.Size, t.Sets}, right: []bool{true, true}}
	for _, n := range a.BySize {
		sizes.rows = append(sizes.rows, []cell{plainCell(strconv.Itoa(n.Size)), plainCell(n.Count)})
	}
	sets := p.listed(t)
	if a.ListedTo != nil && a.CompleteTo == nil {
		sets.notes = append(sets.notes, t.CutSetsListed.With(*a.ListedTo))
	}
	r.sections = filled(sizes, sets)
	return r
}

// listed is the table of sets, or of prime implicants.
func (p CutSets) listed(t *i18n.Catalogue) section {
	a, sec := p.Answer, section{head: []string{t.Size, t.CutSet}, right: []bool{true}}
	for _, set := range a.Sets[:min(len(a.Sets), maxRows)] {
		sec.rows = append(sec.rows, []cell{plainCell(strconv.Itoa(len(set))), plainCell(cmp.Or(strings.Join(set, " + "), t.EmptySet))})
	}
	if a.Implicants != nil {
		sec.head = append(sec.head, t.AndWork)
	}
	for _, i := range a.Implicants[:min(len(a.Implicants), maxRows)] {
		none := either(len(i.Works) == 0, t.EmptySet, "-")
		sec.rows = append(sec.rows, []cell{plainCell(strconv.Itoa(i.Size())), plainCell(cmp.Or(strings.Join(i.Failed, " + "), none)),
			plainCell(cmp.Or(strings.Join(i.Works, " + "), "-"))})
	}
	if more := len(a.Sets) + len(a.Implicants) - maxRows; more > 0 {
		sec.notes = append(sec.notes, fmt.Sprintf(t.AndMore, more))
	}
	return sec
}

// counted says how many sets there are, of those that were looked for.
func (p CutSets) counted(t *i18n.Catalogue) []string {
	a := p.Answer
	if a.Order != nil {
		if a.Count == "0" && !a.Truncated {
			return []string{t.NoCutSetTo.With(*a.Order)}
		}
		return []string{either(a.Prime, t.PrimeCountTo, t.CutSetCountTo).With(*a.Order, a.Count)}
	}
	lead := []string{fmt.Sprintf(either(a.Prime, t.PrimeCount, t.CutSetCount), a.Count)}
	if a.Count == "0" && !a.Truncated {
		lead = append(lead, t.NoCutSet)
	}
	return lead
}

// either returns one of two, by a condition.
func either[T any](cond bool, yes, no T) T {
	if cond {
		return yes
	}
	return no
}

// filled leaves out the sections that say nothing.
func filled(sections ...section) []section {
	return slices.DeleteFunc(sections, func(s section) bool { return len(s.rows) == 0 && len(s.notes) == 0 })
}
