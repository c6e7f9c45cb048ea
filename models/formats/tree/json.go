package tree

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/meoktong/meoktong/models/formats/format"
)

// Cut says what of a file is passed over: by a key, at any depth ("views"), or by one and
// the key of what it stands in ("instances/attributes"), the plain values that are kept of
// the table it holds, and nothing of anything else. What is passed over is checked to be
// JSON and never stored: it may be secret.
type Cut map[string][]string

// of returns what is kept of a key, and whether anything is passed over.
func (c Cut) of(parent, key string) (kept []string, cut bool) {
	if kept, cut = c[parent+"/"+key]; !cut {
		kept, cut = c[key]
	}
	return kept, cut
}

// JSON reads a file that is one JSON value, with Cut. The flaw is what is wrong with it,
// and where. It costs the size of the file.
func JSON(file int, data []byte, cut Cut) (*Value, *format.Flaw) {
	r := jsonReader{file: file, data: data, cut: cut, dec: jsontext.NewDecoder(bytes.NewBuffer(data)), budget: budget{MaxValues}}
	v, flaw := r.value(0, "", nil)
	if flaw != nil {
		return nil, flaw
	}
	at := r.next()
	if _, err := r.dec.ReadToken(); err != io.EOF {
		return nil, &format.Flaw{At: format.Span{File: file, Start: at, End: min(at+1, len(data))}, Code: "json", Message: "more follows behind the end of the JSON value"}
	}
	return v, nil
}

type jsonReader struct {
	file   int
	data   []byte
	cut    Cut
	dec    *jsontext.Decoder
	budget budget
}

// next is where the next token starts.
func (r *jsonReader) next() int {
	rest := r.data[min(int(r.dec.InputOffset()), len(r.data)):]
	return len(r.data) - len(bytes.TrimLeft(rest, " \t\r\n,:"))
}

// value reads one value that stands at a key, or in a list there: of a table the plain
// values of some keys alone, if only is not nil.
func (r *jsonReader) value(depth int, key string, only []string) (*Value, *format.Flaw) {
	start := r.next()
	tok, err := r.dec.ReadToken()
	if err != nil {
		return nil, r.wrong(err)
	}
	v := &Value{At: format.Span{File: r.file, Start: start, End: int(r.dec.InputOffset())}}
	if flaw := r.budget.take(depth, v.At); flaw != nil {
		return nil, flaw
	}
	switch tok.Kind() {
	case '{':
		v.Kind = Table
		return v, r.table(v, depth, key, only)
	case '[':
		v.Kind = List
		return v, r.list(v, depth, key)
	case '"':
		v.Kind, v.Text = Text, tok.String()
	case '0':
		v.Kind, v.Text = Number, string(r.data[v.At.Start:v.At.End])
	case 't', 'f':
		v.Kind, v.Text = Bool, tok.String()
	}
	return v, nil
}

func (r *jsonReader) list(v *Value, depth int, key string) *format.Flaw {
	for r.dec.PeekKind() != ']' {
		x, flaw := r.value(depth+1, key, nil)
		if flaw != nil {
			return flaw
		}
		v.Items = append(v.Items, x)
	}
	return r.end()
}

func (r *jsonReader) table(v *Value, depth int, parent string, only []string) *format.Flaw {
	for r.dec.PeekKind() != '}' {
		name, err := r.dec.ReadToken()
		if err != nil {
			return r.wrong(err)
		}
		key := name.String()
		kept, cut := r.cut.of(parent, key)
		kind := r.dec.PeekKind()
		plain := kind != '{' && kind != '['
		if only != nil && !(plain && slices.Contains(only, key)) || cut && (kind != '{' || len(kept) == 0) {
			if err := r.dec.SkipValue(); err != nil {
				return r.wrong(err)
			}
			continue
		}
		x, flaw := r.value(depth+1, key, kept)
		if flaw != nil {
			return flaw
		}
		v.Keys, v.Items = append(v.Keys, key), append(v.Items, x)
	}
	return r.end()
}

// end reads the end of a list or table.
func (r *jsonReader) end() *format.Flaw {
	if _, err := r.dec.ReadToken(); err != nil {
		return r.wrong(err)
	}
	return nil
}

// wrong says what is wrong with the text, and where.
func (r *jsonReader) wrong(err error) *format.Flaw {
	at, message := r.next(), "this is no valid JSON"
	var s *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		at, message = len(r.data), "the file ends in the middle of its JSON"
	case errors.Is(err, jsontext.ErrDuplicateName):
		message = "this key stands twice in one table"
	case errors.As(err, &s):
		at = max(at, int(s.ByteOffset))
	}
	at = min(at, len(r.data))
	return &format.Flaw{At: format.Span{File: r.file, Start: at, End: min(at+1, len(r.data))}, Code: "json", Message: message}
}
