package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON writes a result as its document. Characters that clean takes out of text
// are escaped: the values are the same, and no terminal obeys them.
func JSON(w io.Writer, result any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(result); err != nil {
		return err
	}
	_, err := w.Write(escapeHidden(b.Bytes()))
	return err
}

// escapeHidden escapes what the encoder leaves as it is. It stands in strings
// only: a document has no other place for it.
func escapeHidden(doc []byte) []byte {
	const del = '\x7f'
	raw := func(r rune) bool { return r >= del && hidden(r) }
	var out []byte
	for at := bytes.IndexFunc(doc, raw); at >= 0; at = bytes.IndexFunc(doc, raw) {
		r, size := utf8.DecodeRune(doc[at:])
		out = append(out, doc[:at]...)
		for _, unit := range utf16.Encode([]rune{r}) {
			out = fmt.Appendf(out, "\\u%04x", unit)
		}
		doc = doc[at+size:]
	}
	if out == nil {
		return doc
	}
	return append(out, doc...)
}

// writeCSV writes rows as CSV. Cells that a spreadsheet would take for a
// formula get an apostrophe in front.
func writeCSV(w io.Writer, head []string, rows [][]string) error {
	c := csv.NewWriter(w)
	if err := c.Write(head); err != nil {
		return err
	}
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, s := range row {
			safe[i] = clean(s)
			if safe[i] != "" && strings.ContainsRune("=+-@", rune(safe[i][0])) {
				safe[i] = "'" + safe[i]
			}
		}
		if err := c.Write(safe); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
