// Package tables makes a model of lists as people keep them in spreadsheets: of nodes, of
// requirements between them, of populations, options and sources. Which list a table is
// and what its columns hold is told by its header, in English or Korean, or by what the
// user says.
package tables

import (
	"cmp"
	"iter"
	"slices"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
)

// MaxRows bounds the rows of all tables that are read together.
const MaxRows = 1_000_000

// Sheet is one table of a file. Rows are read once, in their order; what they yield is
// used before the next is asked for.
type Sheet struct {
	Name string // of the sheet, or of the file without its ending; it tells lists apart whose headers do not
	File int
	At   format.Span // of all of it, or of its first line: what is wrong with the whole is shown there
	Rows iter.Seq[Row]
	Book bool // it is of a workbook, whose lists belong together: what one names, another must have

	DecimalComma bool // numbers may be written so

	// Split returns the cells of a row that was read before, for messages.
	Split func(at format.Span) []Cell
}

// Row is one row of a table.
type Row struct {
	At    format.Span
	Cells []Cell
}

// Cell is one cell. Its text has no white space around it.
type Cell struct {
	Text string
	At   format.Span
}

// Reader makes a model of tables.
type Reader struct {
	draft   *draft.Draft
	columns map[string]string // --map: by key the header

	sheets []*list
	bare   []*list // of workbooks: those that are no lists
	rows   int
	listed bool // some table lists nodes
	first  map[string]listing
	edges  []*edge
	names  map[string]string // of nodes by what people call them: their keys, "" where several are called so

	populations, options, sources group
	sourceIDs                     map[string]string
}

// Read makes a document of tables. What is wrong is among its flaws.
func Read(d *draft.Draft, sheets []Sheet, o format.Options) *format.Document {
	r := &Reader{draft: d, columns: o.Columns, first: map[string]listing{}}
	d.Cell = r.cell
	if r.known() {
		for i := range sheets {
			r.sheet(&sheets[i])
		}
		r.noLists()
		r.allMapped(sheets)
	}
	r.resolve()
	r.finish()
	r.edges, r.first, r.names = nil, nil, nil // only places are asked for from here on
	return d.Document()
}

// list is a sheet in reading.
type list struct {
	*Sheet
	layout
	above []Row // the header's: rows that are none
	found bool
	under bool            // the row behind the header has been looked at
	types map[string]bool // of requirements that were told of
	rest  []string        // see others

	durations map[string]any // as the model language writes them, by what cells say
}

// maxAbove is how many rows may stand above a header.
const maxAbove = 20

// sheet reads one table.
func (r *Reader) sheet(s *Sheet) {
	l := &list{Sheet: s}
	for row := range s.Rows {
		if blank(row) {
			continue
		}
		if r.rows++; r.rows > MaxRows {
			r.wrong(row.At, "too-large", "the tables have more than a million rows", "")
			return
		}
		if !l.found {
			r.begin(l, row)
		} else if l.under || !r.second(l, row) {
			r.row(l, row)
		}
		if !l.found && len(l.above) > maxAbove {
			break
		}
	}
	switch {
	case !l.found && s.Book:
		r.bare = append(r.bare, l)
	case !l.found:
		r.noHeader(l)
	}
}

// noLists tells of sheets that are no lists. A workbook that has none at all is wrong.
func (r *Reader) noLists() {
	slices.SortStableFunc(r.bare, func(a, b *list) int { return cmp.Compare(min(len(b.above), 1), min(len(a.above), 1)) })
	for i, l := range r.bare {
		switch {
		case len(r.sheets) == 0 && i == 0:
			r.noHeader(l)
		case len(l.above) > 0:
			r.draft.Leave(format.OfOther, l.above[0].At, "sheets that are no list", l.Name)
		}
	}
}

func blank(row Row) bool {
	for _, c := range row.Cells {
		if c.Text != "" {
			return false
		}
	}
	return true
}

// begin takes a row as the header, where it can be one.
func (r *Reader) begin(l *list, row Row) {
	if columns, ok := r.byNumber(l, row); ok {
		l.layout, l.found, l.under = columns, true, true
		r.add(l)
		r.row(l, row)
		return
	}
	if columns, ok := r.recognise(l.Name, row); ok {
		l.layout, l.found = columns, true
		r.add(l)
		for _, above := range l.above {
			r.draft.Leave(format.OfOther, above.At, "rows above the header", firstText(above))
		}
		return
	}
	l.above = append(l.above, Row{row.At, append([]Cell(nil), row.Cells...)})
}

func (r *Reader) add(l *list) {
	r.sheets = append(r.sheets, l)
	r.listed = r.listed || l.role == nodes
}

func firstText(row Row) string {
	for _, c := range row.Cells {
		if c.Text != "" {
			return c.Text
		}
	}
	return ""
}

// second takes a row as the lower half of a header of two rows, where cells were merged:
// it names columns, and nothing stands below what every row must have.
func (r *Reader) second(l *list, row Row) bool {
	l.under = true
	words, more := wordsOf(l.role), map[int]string{}
	for i, c := range row.Cells {
		switch key := words.key(c.Text); {
		case c.Text == "":
		case key == "" || l.isMust(i):
			r.unknownColumns(l)
			return false
		default:
			more[i] = key
		}
	}
	for i, key := range more {
		if _, has := l.at[key]; !has {
			l.at[key] = i
			delete(l.unknown, i)
		}
	}
	r.unknownColumns(l)
	return true
}

// unknownColumns tells of columns that the model has no place for.
func (r *Reader) unknownColumns(l *list) {
	for _, i := range sortedKeys(l.unknown) {
		r.draft.Leave(format.OfOther, l.unknown[i].At, "columns that the model has no place for", l.unknown[i].Text)
	}
	l.unknown = nil
}

// row reads a row of a list.
func (r *Reader) row(l *list, row Row) {
	switch l.role {
	case requirements:
		r.requirement(l, row)
	case populations:
		r.population(l, row)
	case options:
		r.option(l, row)
	case sources:
		r.source(l, row)
	default:
		r.node(l, row)
	}
}

// wrong says that a cell or a row cannot be read as it is.
func (r *Reader) wrong(at format.Span, code, message, hint string) {
	r.draft.Wrong(format.Flaw{At: at, Code: code, Message: message, Hint: hint})
}
