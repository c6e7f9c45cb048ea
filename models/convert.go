package models

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// ImportFormats are the formats of others that can be imported.
func ImportFormats() []string { return []string{"openpsa"} }

// Imported is a model in another format, to be written as one of this
// program's.
type Imported struct {
	Nodes    int
	elements []element // in the order of the file
}

// Import reads a model in another format, with the errors of Load; a format
// that does not exist is a *NameError. It costs about as much as two loads.
func Import(format, file string) (*Imported, error) {
	if !slices.Contains(ImportFormats(), format) {
		return nil, &NameError{fmt.Sprintf("there is no import format %s", quote(format)), "there is " + listWords(ImportFormats())}
	}
	if filepath.Ext(file) != ".xml" {
		return nil, &NameError{fmt.Sprintf("%s is no fault tree", quote(file)), "an Open-PSA fault tree is an .xml file"}
	}
	from, err := resolve(file)
	if err != nil {
		return nil, err
	}
	defer from.close()
	m, err := load(from, nil)
	if err != nil {
		return nil, err
	}
	return &Imported{Nodes: len(m.Nodes), elements: (&loader{log: &problemLog{}}).splitTree(m.sources[0])}, nil
}

// WriteJSONLines writes the model as JSON Lines, which have no place for a title.
func (m *Imported) WriteJSONLines(w io.Writer) error {
	for _, e := range m.elements {
		if e.table == tableModel {
			continue
		}
		line := map[string]any{"id": e.id, "kind": e.table}
		for k, raw := range e.keys {
			line[k] = raw.val
		}
		text, err := json.Marshal(line, json.Deterministic(true))
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, escapeHidden(string(text), jsonEscape)+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// WriteTOML writes the model as one TOML file. One that would be larger than
// such a file may be is an error.
func (m *Imported) WriteTOML(w io.Writer) error {
	var b bytes.Buffer
	for i, e := range m.elements {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.name() + "\n")
		for _, k := range slices.Sorted(maps.Keys(e.keys)) {
			b.WriteString(k + " = ")
			appendTOML(&b, e.keys[k].val)
			b.WriteByte('\n')
		}
		if b.Len() > MaxTOMLBytes {
			return fmt.Errorf("as TOML the model would be larger than %d MiB; write it as JSON Lines", MaxTOMLBytes>>20)
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// appendTOML writes a value that elements of an import hold.
func appendTOML(b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case string:
		b.WriteString(tomlText(v))
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case int64:
		b.WriteString(strconv.FormatInt(v, 10))
	case float64:
		b.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
	case []any:
		for i, x := range v {
			b.WriteString(either(i == 0, "[", ", "))
			appendTOML(b, x)
		}
		b.WriteByte(']')
	case map[string]any:
		for i, k := range slices.Sorted(maps.Keys(v)) {
			b.WriteString(either(i == 0, "{ ", ", ") + k + " = ")
			appendTOML(b, v[k])
		}
		b.WriteString(" }")
	}
}

// tomlText quotes text: what JSON escapes, TOML reads.
func tomlText(s string) string {
	text, err := jsontext.AppendQuote(nil, strings.ToValidUTF8(s, "\ufffd"))
	if err != nil { // only text that is not valid UTF-8 has one
		return `""`
	}
	return escapeHidden(string(text), tomlEscape)
}

// escapeHidden escapes the characters of a quoted text that command a terminal or
// turn the direction of reading, where JSON would leave them as they are.
func escapeHidden(text string, escape func(r rune) string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			b.WriteString(escape(r))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func tomlEscape(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

func jsonEscape(r rune) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune{r}) {
		fmt.Fprintf(&b, `\u%04x`, unit)
	}
	return b.String()
}
