package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Assumptions presents the unverified facts that answers hang on, the most
// important to verify first.
type Assumptions struct {
	Answer *result.Assumptions
	Lang   string
}

// Text writes how much hangs on facts, which, and what was looked at.
func (p Assumptions) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes how much hangs on facts, which, and what was looked at.
func (p Assumptions) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row for each change of each fact.
func (p Assumptions) CSV(w io.Writer) error {
	var rows [][]string
	for i := range p.Answer.Facts {
		f := &p.Answer.Facts[i]
		row := factCells(f.Blame, f.Population, f.Service, f.Figure)
		for k := range f.Changes {
			x := &f.Changes[k]
			cells := append(row[:6:6], string(x.What), x.Member, x.By)
			for _, n := range x.Counts() {
				cells = append(cells, strconv.Itoa(n))
			}
			rows = append(rows, append(cells, strconv.Itoa(x.Predicted)))
		}
	}
	return writeCSV(w, []string{"fact", "need", "file", "line", "confidence", "asof", "change", "member", "by",
		"policies", "sectors", "options", "nodes", "starts", "redundancy", "verdicts", "ranks", "predicted"}, rows)
}

// flipsShown is how many flips are told of a change.
const flipsShown = 3

// report has what was found first, with what was left out beside it, and what was
// looked at last.
func (p Assumptions) report() report {
	t := i18n.In(p.Lang)
	a := p.Answer
	f := flipTeller{lang: p.Lang, t: t, most: flipsShown}
	r := report{title: fmt.Sprintf(t.AssumptionsAfter, a.After), lead: []string{shorten(t.Model(a.Model))}}
	if about := p.about(t); about != "" {
		r.title = fmt.Sprintf(t.AssumptionsAbout, about, a.After)
		f.most = result.MaxFlips
	}
	short := section{title: t.ReviewInShort, notes: []string{t.AssumptionsFound.With(len(a.Facts), a.Examined)}}
	if len(a.Facts) > 0 {
		short.notes = append(short.notes, t.MovesMeans)
	}
	if a.Failures < a.Able {
		short.notes = append(short.notes, t.FailuresLooked.With(a.Failures, a.Able))
	}
	if a.Truncated {
		short.notes = append(short.notes, t.FactsLeft.With(a.Unverified-a.Fixed-a.Unrelated-a.Examined))
	}
	short.notes = append(short.notes, leftOut(&a.Assumed, t)...)
	facts := f.facts(a.Facts)
	facts.title = t.AssumptionsFacts
	r.sections = []section{short}
	if len(facts.tree) > 0 {
		r.sections = append(r.sections, facts)
	}
	r.sections = append(r.sections, section{title: t.LookedAt, notes: p.lookedAt(t)})
	return r
}

// about names what the answers are of; "" for all.
func (p Assumptions) about(t *i18n.Catalogue) string {
	a := p.Answer
	switch name := shorten(a.Names.In(p.Lang, "")); {
	case a.Policy != "":
		return strings.TrimSpace(fmt.Sprintf(t.PolicyNamed, a.Policy) + " " + inBrackets(name))
	case a.Node != "":
		return strings.TrimSpace(a.Node + " " + inBrackets(name))
	}
	return ""
}

func inBrackets(name string) string {
	if name == "" {
		return ""
	}
	return "(" + name + ")"
}

// lookedAt says which facts and answers were looked at.
func (p Assumptions) lookedAt(t *i18n.Catalogue) []string {
	a := p.Answer
	out := []string{fmt.Sprintf(t.AssumptionsCount, a.All, a.Unverified, a.Fixed)}
	if a.Unrelated > 0 {
		out = append(out, t.FactsUnrelated.With(a.Unrelated))
	}
	if a.Policy == "" && a.Node == "" {
		out = append(out, t.AssumptionsOfAll.With(a.Protected, a.Failures, a.Able))
	}
	if a.Node != "" {
		out = append(out, t.AssumptionsOfNode.With(a.Failures, a.Able))
	}
	if a.Policy != "" {
		out = append(out, t.AssumptionsOfPolicy)
	}
	out = append(out, unranged(a.Unranged, t)...)
	return append(out, age(a.UnverifiedBefore, &a.Assumed, t))
}

// unranged says which figures were not changed.
func unranged(list []result.Unranged, t *i18n.Catalogue) []string {
	if len(list) == 0 {
		return nil
	}
	var names []string
	for _, x := range list {
		names = append(names, x.Of+" "+x.Key+" "+x.Value)
	}
	return []string{clean(t.UnrangedNote.With(len(list), few(names, t)))}
}

// assumed is the chapter of a review.
func assumed(a *result.Assumed, lang string) section {
	t := i18n.In(lang)
	sec := flipTeller{lang: lang, t: t, most: flipsShown}.facts(a.Facts)
	sec.title = t.Assumptions
	notes := []string{fmt.Sprintf(t.AssumptionsLead, a.Unverified, a.All, a.Examined, len(a.Facts), a.Fixed), t.AssumptionsOf.With(a.Protected, a.Failures, a.Able),
		age(a.Before, a, t)}
	notes = append(notes, leftOut(a, t)...)
	if a.Truncated {
		notes = append(notes, t.TooLarge)
	}
	sec.notes = append(notes, sec.notes...)
	return sec
}

// age says which facts count as too old.
func age(before string, a *result.Assumed, t *i18n.Catalogue) string {
	out := fmt.Sprintf(t.NoAsof, "--unverified-before")
	if before != "" {
		out = fmt.Sprintf(t.OlderThan, before)
	}
	undated := t.UndatedNone.With(a.Undated, a.All)
	if a.ModelAsof != "" {
		undated = t.UndatedModel.With(a.Undated, a.All, a.ModelAsof)
	}
	return out + " " + undated
}

// leftOut says which answers were not looked at.
func leftOut(a *result.Assumed, t *i18n.Catalogue) []string {
	var out []string
	if len(a.LeftOut) > 0 {
		out = append(out, fmt.Sprintf(t.AnswersLeftOut, strings.Join(a.LeftOut, ", ")))
	}
	if len(a.Chosen) > 0 {
		out = append(out, fmt.Sprintf(t.ChosenOnly, strings.Join(a.Chosen, ", ")))
	}
	return out
}

// flipTeller tells what facts flip, of each change at most so many answers.
type flipTeller struct {
	lang string
	t    *i18n.Catalogue
	most int
}

func (p flipTeller) facts(facts []result.Assumption) section {
	t := p.t
	var sec section
	for i := range facts {
		f := &facts[i]
		b := branch{text: factName(f.Blame, f.Population, f.Service, f.Figure, t)}
		sec.tree = append(sec.tree, b)
		for k := range f.Changes {
			x := &f.Changes[k]
			sec.tree = append(sec.tree, branch{depth: 1, text: t.Changed(x.What, x.Member, x.By) + ": " + counts(x, t), mood: doubtful})
			sec.cut = sec.cut || len(x.Flips) > p.most
			for i := range min(p.most, len(x.Flips)) {
				sec.tree = append(sec.tree, branch{depth: 2, text: p.flipLine(&x.Flips[i]), mood: quiet})
			}
		}
		if len(sec.tree) > maxRows {
			sec.notes, sec.cut = append(sec.notes, fmt.Sprintf(t.AndMore, len(facts)-i-1)), true
			break
		}
	}
	return sec
}

// counts says how many answers of each sort flip.
func counts(x *result.FactChange, t *i18n.Catalogue) string {
	var parts []string
	sorts := strings.Split(string(t.FlipSorts), ", ")
	for i, n := range x.Counts() {
		if n == 0 {
			continue
		}
		part := i18n.Counted(sorts[i]).With(n)
		if result.FlipSorts()[i] == result.FlipVerdict && x.Predicted > 0 {
			part += " " + fmt.Sprintf(t.OfThesePredicted, x.Predicted)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

func (p flipTeller) flipLine(f *result.Flip) string {
	t := p.t
	before, after := flipWord(f.Before, f.Of, t), flipWord(f.After, f.Of, t)
	name := shorten(f.Names.In(p.lang, f.ID))
	switch f.Of {
	case result.FlipPolicy:
		return fmt.Sprintf(t.FlipPolicy, name, before, after)
	case result.FlipOptions:
		switch {
		case f.Failure != "":
			return fmt.Sprintf(t.FlipPolicyWith, name, shorten(f.Failure), before, after)
		case f.ID == "":
			return fmt.Sprintf(t.FlipAllOptions, before, after)
		}
		return fmt.Sprintf(t.FlipOptions, name, before, after)
	case result.FlipStart:
		return fmt.Sprintf(t.FlipStart, f.ID, before, after)
	case result.FlipRedundancy:
		return fmt.Sprintf(t.FlipRedundancy, cause(f.Failure, t), f.ID, before, after)
	case result.FlipVerdict:
		return fmt.Sprintf(t.FlipVerdict, f.Failure, f.ID, before, after)
	case result.FlipRank:
		return fmt.Sprintf(t.FlipRank, f.ID, before, after)
	}
	return fmt.Sprintf(t.FlipLine, f.Failure, name, before, after)
}

// cause names what takes a group: a node, or all with one site, operator or vendor.
func cause(s string, t *i18n.Catalogue) string {
	attribute, value, ok := strings.Cut(s, " ")
	if !ok {
		return s
	}
	return withAttribute(result.Attribute(attribute), value, t)
}

// flipWord returns the word for an answer; ids stand for themselves.
func flipWord(s string, of result.FlipOf, t *i18n.Catalogue) string {
	all := map[string]string{"violated": t.Violated, "fails": t.Fails, "holds": t.Holds, "up": t.Up, "degraded": t.Degraded, "partial": t.Partial,
		"down": t.Down, "matched": t.Matched, "missed": t.Missed, "contradicted": t.Contradicted, "starts": t.Starts, "loop": t.InLoop, "never": t.NeverStarts,
		"none": t.No, "false": t.Yes, "(nothing)": t.Nothing, "(none)": t.NoSet}
	word, known := all[s]
	switch {
	case !known || of == result.FlipRank:
		return shorten(s)
	case s == "holds" && of != result.FlipSector:
		return t.HoldsWord
	}
	return word
}
