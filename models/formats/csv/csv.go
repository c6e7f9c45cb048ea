// Package csv reads lists of nodes and of requirements in files of separated values, as
// spreadsheets and inventories write them.
package csv

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tables"
)

// MaxBytes bounds a file.
const MaxBytes = 256 << 20

// Format is CSV as one of the formats of models. It is only read.
func Format() format.Format {
	return format.Format{
		Name: "csv", Endings: []string{".csv", ".tsv"}, MaxBytes: MaxBytes,
		Words: format.Words{Noun: "list of nodes or requirements", Rule: "a list is a .csv or .tsv file",
			What: "lists of nodes and of requirements, separated by commas, semicolons or tabs (.csv, .tsv)"},
		Sniff:  Sniff,
		Rest:   true,
		Decode: Decode,
		Read:   read,
		Joins:  true, Maps: true,
	}
}

// Sniff says whether a file begins with the header of a list.
func Sniff(data []byte) bool {
	data, _ = Decode(data)
	if cut := bytes.LastIndexByte(data, '\n'); cut >= 0 && len(data) >= 64<<10 {
		data = data[:cut]
	}
	comma := separator(data)
	if comma == ' ' {
		return false
	}
	in := reader(data, comma)
	for range 4 {
		row, err := in.Read()
		if err != nil {
			return false
		}
		if tables.Has(row) {
			return true
		}
	}
	return false
}

// Decode turns CP949, in which Korean spreadsheets write, into UTF-8. What is neither stays.
func Decode(data []byte) ([]byte, error) {
	if utf8.Valid(data) {
		return lineEnds(data), nil
	}
	out, err := korean.EUCKR.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return data, nil
	}
	return lineEnds(out), nil
}

// lineEnds ends lines as elsewhere where old Macs' ends are all that there is.
func lineEnds(data []byte) []byte {
	if bytes.IndexByte(data, '\n') >= 0 {
		return data
	}
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
}

// separators are what may stand between cells; with none of them it is white space.
const separators = ",;\t|"

// saysSeparator is the line in which Excel may say what stands between cells.
var saysSeparator = regexp.MustCompile(`^sep=([,;\t|])\r?\n`)

// separator returns what stands between the cells of a table: that which is most frequent
// in its first lines, outside quotation marks.
func separator(data []byte) rune {
	if said := saysSeparator.FindSubmatch(data); said != nil {
		return rune(said[1][0])
	}
	count, quoted, lines := map[byte]int{}, false, 0
	for _, b := range data[:min(len(data), 64<<10)] {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n':
			if lines++; lines > 20 {
				return most(count)
			}
		case strings.IndexByte(separators, b) >= 0:
			count[b]++
		}
	}
	return most(count)
}

func most(count map[byte]int) rune {
	best := byte(' ')
	for i := range len(separators) {
		if b := separators[i]; count[b] > count[best] {
			best = b
		}
	}
	return rune(best)
}

func reader(data []byte, comma rune) *csv.Reader {
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma, in.LazyQuotes, in.FieldsPerRecord, in.ReuseRecord = comma, true, -1, true
	if comma == ' ' {
		in.TrimLeadingSpace, in.Comment = true, '#' // as lists of edges have them
	}
	return in
}

// read reads files as lists that belong together.
func read(files []format.File, o format.Options) *format.Document {
	d := draft.New(files)
	var sheets []tables.Sheet
	for i, f := range files {
		if flaw, wrong := Unreadable(i, f.Data); wrong {
			d.Wrong(flaw)
			continue
		}
		sheets = append(sheets, Sheet(d, i, f, o))
	}
	return tables.Read(d, sheets, o)
}

// Unreadable says whether a file is no text, and where it is none.
func Unreadable(file int, data []byte) (format.Flaw, bool) {
	at, what := bytes.IndexByte(data, 0), "a character that no text has"
	if !utf8.Valid(data) {
		what = "neither UTF-8 nor CP949"
		for at = 0; ; {
			r, size := utf8.DecodeRune(data[at:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
	}
	if at < 0 {
		return format.Flaw{}, false
	}
	return format.Flaw{At: format.Span{File: file, Start: at, End: at + 1}, Code: "encoding", Message: "this is " + what, Hint: "save the file as CSV in UTF-8"}, true
}

// Sheet is a file as a table. What is wrong with it is told to the draft as it is read.
func Sheet(d *draft.Draft, file int, f format.File, o format.Options) tables.Sheet {
	from := len(saysSeparator.Find(f.Data))
	t := &table{file, f.Data, separator(f.Data), d.Wrong}
	firstLine, _, _ := bytes.Cut(f.Data[from:], []byte("\n"))
	if t.comma == ' ' && !tables.Has(strings.Fields(string(firstLine))) && !byNumber(o) {
		t.comma = ',' // there is one column
	}
	again := &table{file, f.Data, t.comma, func(format.Flaw) {}}
	return tables.Sheet{
		Name: strings.TrimSuffix(filepath.Base(f.Name), filepath.Ext(f.Name)), File: file, DecimalComma: t.comma == ';',
		At: t.span(from, len(firstLine)), Rows: t.rows(from),
		Split: func(at format.Span) []tables.Cell {
			for row := range again.rows(at.Start) {
				return row.Cells
			}
			return nil
		},
	}
}

// byNumber says whether the user names columns by their numbers.
func byNumber(o format.Options) bool {
	for _, column := range o.Columns {
		if _, err := strconv.Atoi(column); err == nil {
			return true
		}
	}
	return false
}
