// Package xlsx reads workbooks: the same lists as package csv, a sheet each. Places in a
// workbook are sheets and cells: "book.xlsx!Nodes!C12".
//
// A workbook is read row by row and becomes a text first, which is what the loader keeps
// of it: a line for each row that has something in it, and at the top the names of the
// sheets. See [Decode].
package xlsx

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tables"
)

// Format is Excel's workbooks as one of the formats of models.
func Format() format.Format {
	return format.Format{
		Name: "xlsx", Endings: []string{".xlsx", ".xlsm"}, MaxBytes: MaxBytes,
		Words: format.Words{Noun: "workbook", Rule: "a workbook is an .xlsx file",
			What: "workbooks with the lists that csv reads, a sheet each (.xlsx)"},
		Sniff:  func(data []byte) bool { return bytes.HasPrefix(data, zipped) && bytes.Contains(data, []byte("xl/")) },
		Decode: Decode,
		Place:  place,
		Read:   read,
		Joins:  true,
		Maps:   true,
	}
}

// Marks of the text that a workbook becomes. XML has none of these characters, so no cell
// does.
const (
	head    = "\x1d" // the first line: the names of the sheets behind it
	between = "\x1f" // cells, and names of sheets
	within  = "\x1e" // behind the number of a row's sheet; in a cell, the end of a line
)

// read reads workbooks as lists that belong together.
func read(files []format.File, o format.Options) *format.Document {
	d := draft.New(files)
	d.Row = func(at format.Span) string {
		part, cell, _ := place(files[at.File].Data, at.Start)
		return files[at.File].Name + "!" + part + "!" + cell
	}
	var sheets []tables.Sheet
	for i, f := range files {
		if !bytes.HasPrefix(f.Data, []byte(head)) {
			d.Wrong(format.Flaw{At: format.Span{File: i}, Code: "no-workbook", Message: "this is no workbook"})
			continue
		}
		sheets = append(sheets, sheetsOf(i, f.Data)...)
	}
	return tables.Read(d, sheets, o)
}

// names returns those of the sheets of a text.
func names(text []byte) []string {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return strings.Split(strings.TrimPrefix(string(line), head), between)
}

// place returns the sheet, the cell and the row of an offset.
func place(text []byte, offset int) (part, cell string, row int) {
	offset = min(max(offset, 0), len(text))
	start := bytes.LastIndexByte(text[:offset], '\n') + 1
	sheet, row, first := rowOf(text[start:])
	if list := names(text); start > 0 && sheet < len(list) {
		part = list[sheet]
	} else {
		part, row = list[0], 1
	}
	column := 1
	if offset > start+first {
		column += bytes.Count(text[start+first:offset], []byte(between))
	}
	cell, err := excelize.CoordinatesToCellName(column, max(row, 1))
	if err != nil { // past the last column that there can be
		cell = "row " + strconv.Itoa(row)
	}
	return part, cell, row
}

// rowOf reads the numbers of the sheet and the row at the start of a line, and where its
// first cell begins.
func rowOf(line []byte) (sheet, row, first int) {
	numbers := [2]int{}
	for i, mark := range []byte{within[0], between[0]} {
		for ; first < len(line) && line[first] >= '0' && line[first] <= '9' && numbers[i] < 1<<30; first++ {
			numbers[i] = 10*numbers[i] + int(line[first]-'0')
		}
		if first == len(line) || line[first] != mark {
			return 0, 0, first
		}
		first++
	}
	return numbers[0], numbers[1], first
}

// sheetsOf returns the sheets of a text as tables.
func sheetsOf(file int, text []byte) []tables.Sheet {
	var out []tables.Sheet
	at := bytes.IndexByte(text, '\n') + 1
	for i, name := range names(text) {
		start := at
		for at < len(text) {
			if sheet, _, _ := rowOf(text[at:]); sheet != i {
				break
			}
			at = lineEnd(text, at) + 1
		}
		end := min(at, len(text))
		split := func(at format.Span) []tables.Cell {
			_, _, first := rowOf(text[lineStart(text, at.Start):])
			return cells(file, text, lineStart(text, at.Start)+first, nil)
		}
		out = append(out, tables.Sheet{Name: name, File: file, Book: true, At: format.Span{File: file, Start: start, End: min(start, end)}, Split: split, Rows: func(yield func(tables.Row) bool) {
			var row []tables.Cell
			for at := start; at < end; at = lineEnd(text, at) + 1 {
				_, _, first := rowOf(text[at:])
				row = cells(file, text, at+first, row[:0])
				if !yield(tables.Row{At: format.Span{File: file, Start: at + first, End: lineEnd(text, at)}, Cells: row}) {
					return
				}
			}
		}})
	}
	return out
}

func lineStart(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

func lineEnd(text []byte, at int) int {
	if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

// cells adds those of a row to a list: what stands between its first cell and its end.
func cells(file int, text []byte, at int, list []tables.Cell) []tables.Cell {
	end := lineEnd(text, at)
	for at <= end {
		n := bytes.IndexByte(text[at:end], between[0])
		if n < 0 {
			n = end - at
		}
		said := strings.TrimSpace(strings.ReplaceAll(string(text[at:at+n]), within, "\n"))
		list = append(list, tables.Cell{Text: said, At: format.Span{File: file, Start: at, End: at + n}})
		at += n + 1
	}
	return list
}
