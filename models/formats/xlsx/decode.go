package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of workbooks.
const (
	MaxBytes    = 64 << 20
	maxUnzipped = 2 << 30   // of all parts together
	maxPart     = 64 << 20  // of one that is neither a sheet nor the texts of all sheets
	maxRatio    = 100       // of what is unzipped to the file, past what is small
	small       = 64 << 20  // of what is unzipped
	maxParts    = 10_000    // files in the archive
	maxSheets   = 256       //
	maxText     = 512 << 20 // of what the workbook becomes
	maxCells    = 64 << 20  // with empty ones before the last of each row
)

var (
	zipped    = []byte("PK\x03\x04")
	protected = []byte("\xd0\xcf\x11\xe0") // the container of old workbooks, and of those with a password
)

// Decode turns a workbook into text: first a line with the names of the sheets; then for
// each row that is not empty a line with the number of its sheet from 0, its own from 1,
// and its cells up to the last one that is not empty. Cells are what the workbook keeps,
// not how it shows them: 40% is 0.4. Of formulas it is what Excel last made of them.
func Decode(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, protected):
		return nil, errors.New("it is protected by a password, or an old workbook (.xls); save it as .xlsx without one")
	case !bytes.HasPrefix(data, zipped):
		return nil, errors.New("it is no workbook (.xlsx)")
	}
	if err := bounded(data); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: small})
	if err != nil {
		return nil, errors.New("it is no workbook, or a broken one: " + err.Error())
	}
	defer book.Close()
	w := &writer{book: book}
	if err := w.write(); err != nil {
		return nil, err
	}
	return w.text.Bytes(), nil
}

// bounded says whether an archive is larger than a workbook of its size can be. What its
// parts say of their sizes holds: reading more than that is an error.
func bounded(data []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return errors.New("it is no workbook, or a broken one: " + err.Error())
	}
	sum := uint64(0)
	for _, part := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(part.Name, "\\", "/"))
		streamed := strings.HasPrefix(name, "xl/worksheets/sheet") || name == "xl/sharedstrings.xml"
		if sum += part.UncompressedSize64; part.UncompressedSize64 > maxUnzipped || sum > maxUnzipped || !streamed && part.UncompressedSize64 > maxPart {
			return errors.New("what is zipped in it is too large")
		}
	}
	switch {
	case len(archive.File) > maxParts:
		return fmt.Errorf("it has more than %d parts", maxParts)
	case sum > small && sum > maxRatio*uint64(len(data)):
		return fmt.Errorf("what is zipped in it is more than %d times as large as the file", maxRatio)
	}
	return nil
}

// writer writes a workbook as text.
type writer struct {
	book  *excelize.File
	text  bytes.Buffer
	cells int
}

var errLarge = errors.New("it has too many cells")

func (w *writer) write() error {
	sheets := w.book.GetSheetList()
	if len(sheets) > maxSheets {
		return fmt.Errorf("it has more than %d sheets", maxSheets)
	}
	w.text.WriteString(head)
	for i, name := range sheets {
		if i > 0 {
			w.text.WriteString(between)
		}
		w.text.WriteString(clean(name, " "))
	}
	w.text.WriteByte('\n')
	for i, name := range sheets {
		if err := w.sheet(i, name); err != nil {
			return err
		}
	}
	return nil
}

// sheet writes the rows of one. What has none, such as a chart, is left out.
func (w *writer) sheet(i int, name string) error {
	rows, err := w.book.Rows(name)
	if err != nil {
		return nil
	}
	defer rows.Close()
	for row := 1; rows.Next(); row++ {
		cells, err := rows.Columns()
		if err != nil {
			return fmt.Errorf("sheet %s, row %d: %w", name, row, err)
		}
		if w.cells += len(cells); w.cells > maxCells || w.text.Len() > maxText {
			return errLarge
		}
		w.row(i, row, cells)
	}
	if err := rows.Error(); err != nil {
		return fmt.Errorf("sheet %s: %w", name, err)
	}
	return nil
}

// row writes a row that is not empty.
func (w *writer) row(sheet, row int, cells []string) {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return
	}
	w.text.WriteString(strconv.Itoa(sheet) + within + strconv.Itoa(row))
	for _, c := range cells {
		w.text.WriteString(between)
		w.text.WriteString(clean(c, within))
	}
	w.text.WriteByte('\n')
}

// clean takes out what marks the text, and puts something else for ends of lines.
func clean(text, line string) string {
	if !strings.ContainsAny(text, "\n\r"+head+between+within) {
		return text
	}
	return strings.NewReplacer("\r\n", line, "\n", line, "\r", line, head, " ", between, " ", within, " ").Replace(text)
}
