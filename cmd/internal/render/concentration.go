package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Concentration presents how much of each sector depends on single carriers,
// operators, sites and vendors.
type Concentration struct {
	Answer *result.Concentration
	Lang   string
}

// Text writes a table for each attribute.
func (p Concentration) Text(w io.Writer, s Screen) error {
	return s.write(w, p.report())
}

// Markdown writes a table for each attribute.
func (p Concentration) Markdown(w io.Writer) error {
	return writeMarkdown(w, p.report())
}

// CSV writes a row for each value and sector.
func (p Concentration) CSV(w io.Writer) error {
	var rows [][]string
	for _, by := range p.Answer.By {
		for _, v := range by.Values {
			for _, s := range v.Sectors {
				rows = append(rows, []string{by.By, v.Value, strconv.Itoa(v.Nodes), s.ID, fraction(s.Alone), fraction(s.Covered)})
			}
		}
	}
	return writeCSV(w, []string{"by", "value", "nodes", "sector", "alone", "covered"}, rows)
}

func fraction(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (p Concentration) report() report {
	t := i18n.In(p.Lang)
	r := report{title: fmt.Sprintf(t.Concentration, p.Answer.After), lead: []string{t.ConcentrationNote}}
	if p.Answer.Truncated {
		r.lead = append(r.lead, t.TooLarge)
	}
	for _, by := range p.Answer.By {
		if sec := p.section(by, t); len(sec.rows) > 0 {
			r.sections = append(r.sections, sec)
		}
	}
	if len(r.sections) == 0 {
		r.sections = []section{{notes: []string{t.Nothing}}}
	}
	return r
}

// section has the values of one attribute, and says which sector depends on one
// most.
func (p Concentration) section(by result.ConcentrationBy, t *i18n.Catalogue) section {
	head := map[string]string{"carrier": t.Carrier, "operator": t.Operator, "site": t.SiteWord, "vendor": t.Vendor}[by.By]
	title := map[string]string{"carrier": t.ByCarrier, "operator": t.ByOperator, "site": t.BySite, "vendor": t.ByVendor}[by.By]
	sec := section{title: title, head: []string{head, t.Sector, t.Alone, t.Covered}, right: []bool{false, false, true, true}}
	most := 0.0
	for _, v := range by.Values {
		sec.rows = append(sec.rows, p.rows(v, t)...)
		for _, s := range v.Sectors {
			if s.Alone > most {
				most = s.Alone
				sec.notes = []string{fmt.Sprintf(t.MostAlone, shorten(v.Names.In(p.Lang, v.Value)), shorten(s.Names.In(p.Lang, s.ID)), t.Percent(s.Alone))}
			}
		}
	}
	return capped(sec, t)
}

// rows returns a row for each sector, the largest share first; the value stands
// in the first.
func (p Concentration) rows(v result.Concentrating, t *i18n.Catalogue) [][]cell {
	sectors := slices.Clone(v.Sectors)
	slices.SortStableFunc(sectors, func(a, b result.ConcentratedSector) int {
		return cmp.Or(cmp.Compare(b.Alone, a.Alone), cmp.Compare(b.Covered, a.Covered))
	})
	var out [][]cell
	for i, s := range sectors {
		name := cell{}
		if i == 0 {
			name = cell{text: shorten(v.Names.In(p.Lang, v.Value)), other: shorten(v.Names.Other(p.Lang))}
		}
		out = append(out, []cell{name, plainCell(shorten(s.Names.In(p.Lang, s.ID))), plainCell(t.Percent(s.Alone)), plainCell(t.Percent(s.Covered))})
	}
	return out
}
