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

// Text writes what stands out, and a table for each attribute.
func (p Concentration) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes what stands out, and a table for each attribute.
func (p Concentration) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row for each value and sector.
func (p Concentration) CSV(w io.Writer) error {
	var rows [][]string
	for _, by := range p.Answer.By {
		for _, v := range by.Values {
			for _, s := range v.Sectors {
				rows = append(rows, []string{string(by.By), v.Value, strconv.Itoa(v.Nodes), s.ID, fraction(s.Alone), fraction(s.Covered)})
			}
		}
	}
	return writeCSV(w, []string{"by", "value", "nodes", "sector", "alone", "covered"}, rows)
}

func fraction(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// tiny is a share below which a sector is left out of a table, which most would
// fill otherwise.
const tiny = 0.0005

// report has what stands out first, and what the figures leave out last.
func (p Concentration) report() report {
	t := i18n.In(p.Lang)
	r := report{title: fmt.Sprintf(t.Concentration, p.Answer.After), lead: []string{shorten(t.Model(p.Answer.Model)), "", t.ConcentrationNote}}
	short := section{title: t.ReviewInShort}
	var tables []section
	for i := range p.Answer.By {
		by := &p.Answer.By[i]
		table := dependenceTable{by: by, lang: p.Lang, t: t, least: tiny, counts: by.By != result.AttributeCarrier}
		sec := table.section()
		if by.Count > len(by.Values) {
			sec.notes = append(sec.notes, fmt.Sprintf(t.ConcentrationCut, t.Number(float64(len(by.Values))), t.Number(float64(by.Count))))
		}
		if line := table.most(); line != "" {
			short.tree = append(short.tree, branch{text: sec.title + ": " + line})
		}
		if len(sec.rows)+len(sec.notes) > 0 {
			tables = append(tables, sec)
		}
	}
	if len(short.tree) == 0 {
		short.notes = []string{t.Nothing}
	}
	r.sections = append(append([]section{short}, tables...), p.leftOut(t))
	return r
}

// leftOut says what no figure speaks of.
func (p Concentration) leftOut(t *i18n.Catalogue) section {
	a := p.Answer
	named := map[result.Attribute]string{}
	for _, by := range a.By {
		named[by.By] = t.Number(float64(by.Named))
	}
	out := section{title: t.LeavesOutTitle, notes: []string{fmt.Sprintf(t.Attributed, t.Number(float64(a.Able)),
		named[result.AttributeOperator], named[result.AttributeSite], named[result.AttributeVendor])}}
	if a.NoSector > 0 {
		out.notes = append(out.notes, t.NoSectorCount.With(a.NoSector))
	}
	if a.Unweighed > 0 {
		out.notes = append(out.notes, t.UnweighedCount.With(a.Unweighed))
	}
	if a.LoadIgnored {
		out.notes = append(out.notes, t.LoadIgnored)
	}
	if a.Delays == result.DelaysApart {
		out.notes = append(out.notes, delaysApart(a.Apart, t))
	}
	return out
}

// dependence is the chapter of a review: a table for each attribute, and below it
// the largest share.
func dependence(d *result.Dependence, lang string) report {
	t := i18n.In(lang)
	r := report{title: fmt.Sprintf(t.Concentration, d.After), lead: []string{t.ConcentrationNote}}
	if d.Truncated {
		r.lead = append(r.lead, t.TooLarge)
	}
	for i := range d.By {
		table := dependenceTable{by: &d.By[i], lang: lang, t: t}
		if sec := table.section(); len(sec.rows) > 0 {
			if line := table.most(); line != "" {
				sec.notes = append([]string{fmt.Sprintf(t.MostAlone, line)}, sec.notes...)
			}
			r.sections = append(r.sections, sec)
		}
	}
	if len(r.sections) == 0 {
		r.sections = []section{{notes: []string{t.Nothing}}}
	}
	return r
}

// dependenceTable presents the values of one attribute.
type dependenceTable struct {
	by     *result.ConcentrationBy
	lang   string
	t      *i18n.Catalogue
	least  float64 // sectors with less of both shares are left out
	counts bool    // how many nodes a value has
}

// most says which sector depends on one value most; "" where none does alone.
func (d *dependenceTable) most() string {
	line, most := "", 0.0
	for _, v := range d.by.Values {
		for _, s := range v.Sectors {
			if s.Alone > most {
				most = s.Alone
				line = fmt.Sprintf(d.t.DependsMost, shorten(v.Names.In(d.lang, v.Value)), shorten(s.Names.In(d.lang, s.ID)), d.t.Percent(s.Alone))
			}
		}
	}
	return line
}

func (d *dependenceTable) section() section {
	t := d.t
	head := map[result.Attribute]string{result.AttributeCarrier: t.Carrier, result.AttributeOperator: t.Operator, result.AttributeSite: t.SiteWord, result.AttributeVendor: t.Vendor}
	title := map[result.Attribute]string{result.AttributeCarrier: t.ByCarrier, result.AttributeOperator: t.ByOperator, result.AttributeSite: t.BySite, result.AttributeVendor: t.ByVendor}
	sec := section{title: title[d.by.By], head: []string{head[d.by.By], t.Sector, t.Alone, t.Covered}, right: []bool{false, false, true, true}}
	if d.counts {
		sec.head, sec.right = slices.Insert(sec.head, 1, t.RankNodes), slices.Insert(sec.right, 1, true)
	}
	little := false
	for i := range d.by.Values {
		rows, cut := d.rows(&d.by.Values[i])
		sec.rows, little = append(sec.rows, rows...), little || cut
	}
	if little {
		sec.notes = append(sec.notes, fmt.Sprintf(t.ConcentrationTiny, "0.1%"))
	}
	return capped(sec, t)
}

// rows returns a row for each sector, the largest share first; the value stands
// in the first. cut says that some were too little.
func (d *dependenceTable) rows(v *result.Concentrating) (out [][]cell, cut bool) {
	sectors := slices.Clone(v.Sectors)
	slices.SortStableFunc(sectors, func(a, b result.ConcentratedSector) int {
		return cmp.Or(cmp.Compare(b.Alone, a.Alone), cmp.Compare(b.Covered, a.Covered))
	})
	for _, s := range sectors {
		if max(s.Alone, s.Covered) < d.least {
			cut = true
			continue
		}
		row := make([]cell, 1, 5)
		if d.counts {
			row = append(row, cell{})
		}
		if len(out) == 0 {
			row[0] = cell{text: shorten(v.Names.In(d.lang, v.Value)), other: shorten(v.Names.Other(d.lang))}
			if d.counts {
				row[1] = plainCell(d.t.Number(float64(v.Nodes)))
			}
		}
		out = append(out, append(row, plainCell(shorten(s.Names.In(d.lang, s.ID))), plainCell(d.t.Percent(s.Alone)), plainCell(d.t.Percent(s.Covered))))
	}
	return out, cut
}
