package present

import (
	"fmt"
	"io"
	"strconv"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/words"
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
		for _, x := range f.Changes {
			rows = append(rows, append(row[:6:6], x.What, x.Member, x.By, strconv.Itoa(x.Sectors), strconv.Itoa(x.Nodes), strconv.Itoa(x.Verdicts), strconv.Itoa(x.Ranks)))
		}
	}
	return writeCSV(w, []string{"fact", "need", "file", "line", "confidence", "asof", "change", "member", "by", "sectors", "nodes", "verdicts", "ranks"}, rows)
}

// flipsShown is how many flips a table shows of the worst change of a fact.
const flipsShown = 3

func (p Assumptions) section() section {
	t := words.In(p.Lang)
	sec := section{title: t.Assumptions, notes: []string{t.AssumptionsLead.With(p.Answer.Examined, len(p.Answer.Facts), p.Answer.Failures)}}
	if p.Answer.Truncated {
		sec.notes = append(sec.notes, t.TooLarge)
	}
	for i := range p.Answer.Facts {
		f := &p.Answer.Facts[i]
		b := branch{text: fmt.Sprintf(t.SharesOf, f.Population)}
		if f.Blame != nil {
			b.text = f.Node + " " + blame(f.Blame, t) + place(f.Blame)
		}
		sec.tree = append(sec.tree, b)
		for k, x := range f.Changes {
			sec.tree = append(sec.tree, branch{depth: 1, text: changeLine(&x, t) + ": " + t.FlipCounts.With(x.Sectors, x.Nodes, x.Verdicts, x.Ranks), mood: doubtful})
			for i := 0; k == 0 && i < min(flipsShown, len(x.Flips)); i++ {
				sec.tree = append(sec.tree, branch{depth: 2, text: flipLine(&x.Flips[i], t), mood: quiet})
			}
		}
		if len(sec.tree) > maxRows {
			sec.notes = append(sec.notes, fmt.Sprintf(t.AndMore, len(p.Answer.Facts)-i-1))
			break
		}
	}
	return sec
}

func changeLine(x *result.FactChange, t *words.Catalogue) string {
	switch x.What {
	case "without":
		return fmt.Sprintf(t.WithoutMember, x.Member)
	case "share":
		return fmt.Sprintf(t.ShareBy, x.Member, x.By)
	}
	return t.Dropped
}

func flipLine(f *result.Flip, t *words.Catalogue) string {
	word := func(s string) string {
		switch s {
		case "fails":
			return t.Fails
		case "holds":
			return t.Holds
		case "up":
			return t.Up
		case "degraded":
			return t.Degraded
		case "partial":
			return t.Partial
		case "down":
			return t.Down
		case "matched":
			return t.Matched
		case "missed":
			return t.Missed
		case "contradicted":
			return t.Contradicted
		}
		return s
	}
	if f.Of == "verdict" {
		return fmt.Sprintf(t.FlipVerdict, f.Failure, f.ID, word(f.Before), word(f.After))
	}
	if f.Of == "rank" {
		return fmt.Sprintf(t.FlipRank, f.ID, f.Before, f.After)
	}
	return fmt.Sprintf(t.FlipLine, f.Failure, f.ID, word(f.Before), word(f.After))
}
