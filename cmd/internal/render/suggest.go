package render

import (
	"fmt"
	"io"
	"strconv"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Suggest presents which single change saves most.
type Suggest struct {
	Answer *result.Suggest
	Lang   string
}

// Text writes the suggestions for people at a terminal.
func (p Suggest) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the suggestions as Markdown.
func (p Suggest) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a suggestion.
func (p Suggest) CSV(w io.Writer) error {
	var rows [][]string
	for _, x := range p.Answer.Redundancy {
		rows = append(rows, []string{"redundancy", x.Node, x.Blame.Requirement, usersFigure(x.Saved), x.Worst, x.Blame.File, strconv.Itoa(x.Blame.Line), usersFigure(x.Of)})
	}
	for _, x := range p.Answer.Harden {
		rows = append(rows, []string{"harden", x.Node, "", usersFigure(x.Saved), x.Worst, "", "", usersFigure(x.Of)})
	}
	return writeCSV(w, []string{"change", "node", "requirement", "saved", "most_in", "file", "line", "of"}, rows)
}

func (p Suggest) report() report {
	t := i18n.In(p.Lang)
	a := p.Answer
	r := report{title: fmt.Sprintf(t.SuggestTitle, a.After), lead: []string{shorten(t.Model(a.Model)), "", t.SuggestLead.With(a.Failures, t.Lost(a.Lost, nil, a.Uncounted))}}
	if a.Uncounted > 0 {
		r.lead = append(r.lead, t.Uncounted.With(a.Uncounted)+".")
	}
	if a.UpperEnds {
		r.lead = append(r.lead, t.UpperEnds)
	}
	r.mayFail(a.MayFail, "", t)
	r.unloaded(a.LoadIgnored, t)
	redundancy := p.section(t.Redundant, a.Redundancy, t)
	if proof := t.SuggestProof; len(a.Redundancy) > 0 {
		if !a.Exact {
			proof = t.SuggestBound
		}
		redundancy.notes = append(redundancy.notes, proof.With(a.Tried))
	}
	r.sections = []section{redundancy, p.section(t.Hardened, a.Harden, t)}
	return r
}

func (p Suggest) section(title string, list []result.Suggestion, t *i18n.Catalogue) section {
	sec := section{title: title, head: []string{t.Saves, t.SavesOf, t.Node}, right: []bool{true, true, false}}
	for i := range list {
		x := &list[i]
		detail := idBeside(x.Node, x.Names)
		if x.Blame != nil {
			detail = joined(detail, blamed(x.Blame, t)+"; "+fmt.Sprintf(t.MostIn, x.Worst))
		}
		sec.rows = append(sec.rows, []cell{plainCell(t.Lost(x.Saved, nil, x.Spared)), plainCell(t.Lost(x.Of, nil, x.OfSpared)), {text: shorten(x.Names.In(p.Lang, x.Node)), other: shorten(x.Names.Other(p.Lang)), detail: detail}})
	}
	if len(sec.rows) == 0 {
		sec.notes = []string{t.NothingSaves}
	}
	return sec
}
