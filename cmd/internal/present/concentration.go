package present

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/words"
)

// Concentration presents how much of each sector depends on single carriers,
// operators, sites and vendors.
type Concentration struct {
	Answer *result.Concentration
	Lang   string
}

// Text writes a table for each attribute.
func (p Concentration) Text(w io.Writer, s Screen) error {
	return s.write(w, report{sections: p.sections()})
}

// Markdown writes a table for each attribute.
func (p Concentration) Markdown(w io.Writer) error {
	return writeMarkdown(w, report{sections: p.sections()})
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

func (p Concentration) sections() []section {
	t := words.In(p.Lang)
	names := map[string]string{"carrier": t.Carrier, "operator": t.Operator, "site": t.SiteWord, "vendor": t.Vendor}
	var out []section
	for _, by := range p.Answer.By {
		sec := section{head: []string{names[by.By], t.Sector, t.Alone, t.Covered}, right: []bool{false, false, true, true}}
		for _, v := range by.Values {
			sec.rows = append(sec.rows, p.rows(v, t)...)
		}
		if len(sec.rows) > 0 {
			out = append(out, capped(sec, t))
		}
	}
	if len(out) == 0 {
		out = []section{{notes: []string{t.Nothing}}}
	}
	out[0].title = fmt.Sprintf(t.Concentration, p.Answer.After)
	last := &out[len(out)-1]
	last.notes = append(last.notes, t.ConcentrationNote)
	if p.Answer.Truncated {
		last.notes = append(last.notes, t.TooLarge)
	}
	return out
}

// rows returns a row for each sector, the largest share first; the value stands
// in the first.
func (p Concentration) rows(v result.Concentrating, t *words.Catalogue) [][]cell {
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
