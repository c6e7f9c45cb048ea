package tables

import "github.com/meoktong/meoktong/models/formats/format"

// columnOf is the column of a key whose place the loader asks for by another name.
var columnOf = map[string]string{"at_least": "k", "any": "to", "of": "to", "on": "to"}

// cell returns where the table that a row is of has a key of it. It reads the row again.
func (r *Reader) cell(at format.Span, key string) (format.Span, bool) {
	for i := len(r.sheets) - 1; i >= 0; i-- {
		l := r.sheets[i]
		if l.File != at.File || l.At.Start > at.Start {
			continue
		}
		column, ok := l.at[key]
		if other := columnOf[key]; !ok && other != "" {
			column, ok = l.at[other]
		}
		if key == "name" && !ok {
			column, ok = l.at["name.en"]
		}
		cells := l.Split(at)
		if !ok || column >= len(cells) {
			return format.Span{}, false
		}
		return cells[column].At, true
	}
	return format.Span{}, false
}
