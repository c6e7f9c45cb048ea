package present

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
)

// JSON writes a result as its document.
func JSON(w io.Writer, result any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(result)
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
			if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
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
