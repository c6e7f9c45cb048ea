// Package jsonl writes models as JSON Lines, one node a line with the keys of the
// model language. The loader reads them itself.
package jsonl

import (
	"io"
	"regexp"

	"github.com/go-json-experiment/json"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/hidden"
)

// Name is what users call it.
const Name = "jsonl"

// MaxBytes bounds a file.
const MaxBytes = 1 << 30

// Format is JSON Lines as one of the formats of models.
func Format() format.Format {
	return format.Format{
		Name: Name, Endings: []string{".jsonl"}, Rest: true, MaxBytes: MaxBytes,
		Words: format.Words{A: "a .jsonl file"},
		Sniff: func(data []byte) bool { return firstLine.Match(data) },
		Write: write,
	}
}

// firstLine is an object that ends with its line.
var firstLine = regexp.MustCompile(`^\s*\{.*\}[ \t\r]*(\n|$)`)

// write writes a line for each element but the model's own, which has no place here.
func write(w io.Writer, elements []format.Element) (lost []format.Loss, err error) {
	for _, e := range elements {
		if e.ID == "" {
			lost = append(lost, format.Loss{At: e.At, Kind: "what [" + e.Table + "] says, for which JSON Lines have no place", What: "JSON Lines have no place for what [" + e.Table + "] says"})
			continue
		}
		line := map[string]any{"id": e.ID, "kind": e.Table}
		for k, v := range e.Keys {
			line[k] = v
		}
		text, err := json.Marshal(line, json.Deterministic(true))
		if err != nil {
			return lost, err
		}
		if _, err := w.Write(append(hidden.EscapeJSON(text), '\n')); err != nil {
			return lost, err
		}
	}
	return lost, nil
}
