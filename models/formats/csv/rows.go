package csv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tables"
)

// maxLines bounds those of one row: past it a quotation mark was left open.
const maxLines = 1000

// table is the text of a file, or of a part of it.
type table struct {
	file  int
	data  []byte
	comma rune
	wrong func(format.Flaw)
}

// rows yields those from an offset on, at which one begins. What is wrong ends them.
func (t *table) rows(from int) iter.Seq[tables.Row] {
	return func(yield func(tables.Row) bool) {
		in, lines := reader(t.data[from:], t.comma), cursor{t.data, 1, from}
		var cells []tables.Cell
		for {
			record, err := in.Read()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.wrong(format.Flaw{At: t.span(from+int(in.InputOffset()), 0), Code: "csv", Message: "the table cannot be read on from here: " + plainly(err)})
				return
			}
			cells = cells[:0]
			firstLine, _ := in.FieldPos(0)
			for i, text := range record {
				line, column := in.FieldPos(i)
				cells = append(cells, t.cell(text, lines.to(line)+column-1))
			}
			last, _ := in.FieldPos(len(record) - 1)
			end := from + int(in.InputOffset())
			if last-firstLine > maxLines || t.open(cells[len(cells)-1].At.Start, end) {
				t.wrong(format.Flaw{At: cells[len(cells)-1].At, Code: "csv", Message: "a quotation mark is left open", Hint: "close the cell with another one; one within a cell is written twice"})
				return
			}
			start := cells[0].At.Start
			if !yield(tables.Row{At: t.span(start, len(bytes.TrimRight(t.data[start:end], "\r\n"))), Cells: cells}) {
				return
			}
		}
	}
}

// plainly is an error of the reader without its own counting of lines.
func plainly(err error) string {
	var at *csv.ParseError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}

// open says whether the last cell of a row begins with a quotation mark that nothing closes.
func (t *table) open(start, end int) bool {
	if end < len(t.data) || start >= len(t.data) || t.data[start] != '"' {
		return false
	}
	text := bytes.TrimSpace(t.data[start:end])
	return len(text) < 2 || text[len(text)-1] != '"'
}

// cell is one with its place, which ends with its line. What Excel writes so that digits
// stay text, ="007", is that text.
func (t *table) cell(text string, start int) tables.Cell {
	length := len(text)
	if start < len(t.data) && t.data[start] == '"' {
		length += 2
	}
	if len(text) > 3 && strings.HasPrefix(text, `="`) && strings.HasSuffix(text, `"`) {
		text = text[2 : len(text)-1]
	}
	return tables.Cell{Text: strings.TrimSpace(text), At: t.span(start, length)}
}

// span is one within the file, of so many bytes at most.
func (t *table) span(start, length int) format.Span {
	start = min(start, len(t.data))
	return format.Span{File: t.file, Start: start, End: min(start+length, len(t.data))}
}

// cursor finds where lines start, one after the other.
type cursor struct {
	data  []byte
	line  int
	start int
}

// to returns the offset of a line, which is none before the last one asked for.
func (c *cursor) to(line int) int {
	for ; c.line < line; c.line++ {
		next := bytes.IndexByte(c.data[c.start:], '\n')
		if next < 0 {
			return len(c.data)
		}
		c.start += next + 1
	}
	return c.start
}
