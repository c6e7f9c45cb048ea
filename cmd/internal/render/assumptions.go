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

// Text writes the facts for people at a terminal.
func (p Assumptions) Text(w io.Writer, s Screen) error {
	return s.write(w, report{sections: []section{p.section()}})
}

// Markdown writes the facts as Markdown.
func (p Assumptions) Markdown(w io.Writer) error {
	return writeMarkdown(w, report{sections: []section{p.section()}})
}

// CSV writes a row for each change of each fact.
func (p Assumptions) CSV(w io.Writer) error {
	var rows [][]string
	for i := range p.Answer.Facts {
		f := &p.Answer.Facts[i]
		row := []string{f.Population, "", "", "", "", ""}
		if f.Blame != nil {
			row = []string{f.Node, strconv.Itoa(f.Need), f.File, strconv.Itoa(f.Line), f.Confidence, f.Asof}
		}
		for k := range f.Changes {
			x := &f.Changes[k]
			cells := append(row[:6:6], x.What, x.Member, x.By)
			for _, n := range x.Counts() {
				cells = append(cells, strconv.Itoa(n))
			}
			rows = append(rows, cells)
		}
	}
	return writeCSV(w, []string{"fact", "need", "file", "line", "confidence", "asof", "change", "member", "by",
		"policies", "sectors", "options", "nodes", "starts", "redundancy", "verdicts", "ranks"}, rows)
}

// flipsShown is how many flips are told of a change.
const flipsShown = 3

func (p Assumptions) section() section {
	t := i18n.In(p.Lang)
	sec := section{title: t.Assumptions, notes: p.notes(t)}
	for i := range p.Answer.Facts {
		f := &p.Answer.Facts[i]
		b := branch{text: fmt.Sprintf(t.SharesOf, f.Population)}
		if f.Blame != nil {
			b.text = f.Node + " " + blame(f.Blame, t) + place(f.Blame)
		}
		sec.tree = append(sec.tree, b)
		for k := range f.Changes {
			x := &f.Changes[k]
			sec.tree = append(sec.tree, branch{depth: 1, text: changeLine(x, t) + ": " + counts(x, t), mood: doubtful})
			sec.cut = sec.cut || len(x.Flips) > flipsShown
			for i := range min(flipsShown, len(x.Flips)) {
				sec.tree = append(sec.tree, branch{depth: 2, text: p.flipLine(&x.Flips[i], t), mood: quiet})
			}
		}
		if len(sec.tree) > maxRows {
			sec.notes, sec.cut = append(sec.notes, fmt.Sprintf(t.AndMore, len(p.Answer.Facts)-i-1)), true
			break
		}
	}
	return sec
}

// notes say what was changed and looked at, of what age, and what was left out.
func (p Assumptions) notes(t *i18n.Catalogue) []string {
	a := p.Answer
	out := []string{fmt.Sprintf(t.AssumptionsLead, a.Unverified, a.All, a.Examined, len(a.Facts), a.Fixed), t.AssumptionsOf.With(a.Protected, a.Failures, a.Able)}
	age := t.NoAsof
	if a.Asof != "" {
		age = fmt.Sprintf(t.OlderThan, a.Asof)
	}
	undated := t.UndatedNone.With(a.Undated, a.All)
	if a.ModelAsof != "" {
		undated = t.UndatedModel.With(a.Undated, a.All, a.ModelAsof)
	}
	out = append(out, age+" "+undated)
	if len(a.LeftOut) > 0 {
		out = append(out, fmt.Sprintf(t.AnswersLeftOut, strings.Join(a.LeftOut, ", ")))
	}
	if len(a.Chosen) > 0 {
		out = append(out, fmt.Sprintf(t.ChosenOnly, strings.Join(a.Chosen, ", ")))
	}
	if a.Truncated {
		out = append(out, t.TooLarge)
	}
	return out
}

// counts says how many answers of each sort flip.
func counts(x *result.FactChange, t *i18n.Catalogue) string {
	var parts []string
	sorts := strings.Split(string(t.FlipSorts), ", ")
	for i, n := range x.Counts() {
		if n > 0 {
			parts = append(parts, i18n.Counted(sorts[i]).With(n))
		}
	}
	return strings.Join(parts, ", ")
}

func changeLine(x *result.FactChange, t *i18n.Catalogue) string {
	switch x.What {
	case "without":
		return fmt.Sprintf(t.WithoutMember, x.Member)
	case "share":
		return fmt.Sprintf(t.ShareBy, x.Member, x.By)
	}
	return t.Dropped
}

func (p Assumptions) flipLine(f *result.Flip, t *i18n.Catalogue) string {
	before, after := flipWord(f.Before, f.Of, t), flipWord(f.After, f.Of, t)
	name := shorten(f.Names.In(p.Lang, f.ID))
	switch f.Of {
	case "policy":
		return fmt.Sprintf(t.FlipPolicy, name, before, after)
	case "options":
		switch {
		case f.Failure != "":
			return fmt.Sprintf(t.FlipPolicyWith, name, shorten(f.Failure), before, after)
		case f.ID == "":
			return fmt.Sprintf(t.FlipAllOptions, before, after)
		}
		return fmt.Sprintf(t.FlipOptions, name, before, after)
	case "start":
		return fmt.Sprintf(t.FlipStart, f.ID, before, after)
	case "redundancy":
		return fmt.Sprintf(t.FlipRedundancy, cause(f.Failure, t), f.ID, before, after)
	case "verdict":
		return fmt.Sprintf(t.FlipVerdict, f.Failure, f.ID, before, after)
	case "rank":
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
func flipWord(s, of string, t *i18n.Catalogue) string {
	all := map[string]string{"violated": t.Violated, "fails": t.Fails, "holds": t.Holds, "up": t.Up, "degraded": t.Degraded, "partial": t.Partial,
		"down": t.Down, "matched": t.Matched, "missed": t.Missed, "contradicted": t.Contradicted, "starts": t.Starts, "loop": t.InLoop, "never": t.NeverStarts,
		"none": t.No, "false": t.Yes, "(nothing)": t.Nothing, "(none)": t.NoSet}
	word, known := all[s]
	switch {
	case !known || of == "rank":
		return shorten(s)
	case s == "holds" && of != "sector":
		return t.HoldsWord
	}
	return word
}
