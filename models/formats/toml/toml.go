// Package toml writes models in TOML, the program's own language. The loader reads it
// itself.
package toml

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/hidden"
)

// Name is what users call it.
const Name = "toml"

// MaxBytes bounds a file. Larger models come as JSON Lines.
const MaxBytes = 8 << 20

// Format is TOML as one of the formats of models.
func Format() format.Format {
	return format.Format{
		Name: Name, Endings: []string{".toml"}, MaxBytes: MaxBytes, Rest: true,
		Words: format.Words{A: "a .toml file, a folder of them", Larger: "; write a model of this size as JSON Lines"},
		Sniff: func(data []byte) bool { return start.Match(data) },
		Write: write,
	}
}

// start is a table, or a key with a value, behind comments.
var start = regexp.MustCompile(`^(\s|#[^\n]*(\n|$))*(\[\[?\s*[\w"'-][^\]\n]*\]|[\w"'][\w."' -]*=)`)

// write writes elements as one file. They lose nothing.
func write(w io.Writer, elements []format.Element) ([]format.Loss, error) {
	var b bytes.Buffer
	for i, e := range elements {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(header(e) + "\n")
		for _, k := range slices.Sorted(maps.Keys(e.Keys)) {
			b.WriteString(k + " = ")
			appendValue(&b, e.Keys[k])
			b.WriteByte('\n')
		}
		if b.Len() > MaxBytes {
			return nil, fmt.Errorf("as TOML the model would be larger than %d MiB; write it as JSON Lines", MaxBytes>>20)
		}
	}
	_, err := w.Write(b.Bytes())
	return nil, err
}

func header(e format.Element) string {
	if e.ID == "" {
		return "[" + e.Table + "]"
	}
	return "[" + e.Table + "." + e.ID + "]"
}

// Value writes a value as it stands in a file: what a TOML decoder makes of one, or
// what elements hold. It costs its length.
func Value(v any) string {
	var b bytes.Buffer
	appendValue(&b, v)
	return b.String()
}

// appendValue writes a value that elements hold.
func appendValue(b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case string:
		b.WriteString(quoted(v))
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case int64:
		b.WriteString(strconv.FormatInt(v, 10))
	case float64:
		b.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
	case time.Time:
		b.WriteString(v.Format(time.RFC3339))
	case []any:
		b.WriteByte('[')
		for i, x := range v {
			comma(b, i)
			appendValue(b, x)
		}
		b.WriteByte(']')
	case map[string]any:
		b.WriteString("{ ")
		for i, k := range slices.Sorted(maps.Keys(v)) {
			comma(b, i)
			b.WriteString(k + " = ")
			appendValue(b, v[k])
		}
		b.WriteString(" }")
	}
}

// quoted quotes text: what JSON escapes, TOML reads.
func quoted(s string) string {
	text, err := jsontext.AppendQuote(nil, strings.ToValidUTF8(s, "\ufffd"))
	if err != nil { // only text that is not valid UTF-8 has one
		return `""`
	}
	return string(hidden.Escape(text, escape))
}

func escape(out []byte, r rune) []byte {
	if r > 0xffff {
		return fmt.Appendf(out, `\U%08x`, r)
	}
	return fmt.Appendf(out, `\u%04x`, r)
}

// comma separates the i-th of several from the one before.
func comma(b *bytes.Buffer, i int) {
	if i > 0 {
		b.WriteString(", ")
	}
}
