package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"

	"github.com/meoktong/meoktong/models/hidden"
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
	_, err := w.Write(hidden.EscapeJSON(b.Bytes()))
	return err
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
