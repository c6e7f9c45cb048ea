package raw

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/plain"
)

// Lines turns lines of JSON into elements.
type Lines struct {
	dec  *jsontext.Decoder
	log  *source.Log
	keys map[string]Value // of the element last read
}

// NewLines returns a reader of lines that logs what is wrong with them.
func NewLines(log *source.Log) *Lines {
	return &Lines{dec: jsontext.NewDecoder(bytes.NewReader(nil)), log: log, keys: map[string]Value{}}
}

var errTooDeep = fmt.Errorf("nesting goes deeper than %d levels", source.MaxDepth)
var errNull = errors.New("null means nothing here: leave the key out")

// Read reads the element of a line. ok is false if it is none; what is wrong is logged.
// Its keys are gone with the next line.
func (r *Lines) Read(at source.Place, text []byte) (e Element, ok bool) {
	if len(text) > source.MaxLineBytes {
		r.fail(at, nil, fmt.Sprintf("this line is longer than %d MiB", source.MaxLineBytes>>20), "")
		return Element{}, false
	}
	r.dec.Reset(bytes.NewReader(text))
	e, named, err := r.fields(at)
	if err == nil {
		if _, end := r.dec.ReadToken(); end != io.EOF {
			err = errors.New("more follows after the object")
		}
	}
	if err != nil {
		message, hint := source.DescribeJSON(err, text)
		r.fail(at, text[:r.offset(err, text)], message, hint)
		return Element{}, false
	}
	switch {
	case e.Keys == nil:
		r.fail(at, nil, "a line must be a JSON object", "")
	case !named:
		r.log.Add(source.Problem{Code: "no-id", Message: `a line needs "id" and "kind", both text`,
			Hint: `such as {"id": "web", "kind": "service", "needs": ["dc"]}`}, at, false)
	}
	return e, named
}

// fields reads the value on the line. Of any other than an object the element has
// no keys; named says whether it has id and kind. The keys are the reader's own,
// and gone with the next line.
func (r *Lines) fields(at source.Place) (e Element, named bool, err error) {
	e.At = at
	if r.dec.PeekKind() != '{' {
		_, err = r.value(0)
		return e, false, err
	}
	clear(r.keys)
	e.Keys = r.keys
	_, err = r.dec.ReadToken()
	hasID, hasKind := false, false
	for err == nil && r.dec.PeekKind() != '}' {
		var name jsontext.Token
		if name, err = r.dec.ReadToken(); err != nil {
			break
		}
		key := name.String()
		var v any
		v, err = r.value(1)
		switch key {
		case "id":
			e.ID, hasID = v.(string)
		case "kind":
			e.Table, hasKind = v.(string)
		default:
			e.Keys[key] = Value{v, at.With(key)}
		}
	}
	if err == nil {
		_, err = r.dec.ReadToken()
	}
	e.spread()
	return e, hasID && hasKind, err
}

// offset returns where in the line an error is.
func (r *Lines) offset(err error, text []byte) int {
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntactic):
		return source.CharacterStart(text, source.SkipJSON(text, int(syntactic.ByteOffset)))
	case errors.Is(err, errNull):
		return int(r.dec.InputOffset()) - len("null")
	}
	return source.SkipJSON(text, int(r.dec.InputOffset()))
}

// fail logs a problem behind the part of the line that was read.
func (r *Lines) fail(at source.Place, read []byte, message, hint string) {
	r.log.Add(source.Problem{Code: "json", Line: at.Line, Column: utf8.RuneCount(read) + 1, Width: 1, Message: message, Hint: hint}, at, false)
}

// value reads one JSON value as the TOML decoder would give it.
func (r *Lines) value(depth int) (any, error) {
	if depth > source.MaxDepth {
		return nil, errTooDeep
	}
	tok, err := r.dec.ReadToken()
	if err != nil {
		return nil, err
	}
	switch tok.Kind() {
	case '"':
		return plain.String(tok.String()), nil // what is escaped need not be normal
	case 't', 'f':
		return tok.Bool(), nil
	case '0':
		return number(tok), nil
	case '[':
		return r.array(depth)
	case '{':
		return r.object(depth)
	}
	return nil, errNull
}

func number(tok jsontext.Token) any {
	if text := tok.String(); len(text) < 18 && !strings.ContainsAny(text, ".eE") {
		return tok.Int()
	}
	x := tok.Float()
	if mantissa, _, _ := strings.Cut(strings.ToLower(tok.String()), "e"); x == 0 && strings.ContainsAny(mantissa, "123456789") {
		return math.SmallestNonzeroFloat64 // which the decoder refuses: it cannot be held
	}
	return x
}

func (r *Lines) array(depth int) (any, error) {
	list := []any{}
	for r.dec.PeekKind() != ']' {
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	_, err := r.dec.ReadToken()
	return list, err
}

func (r *Lines) object(depth int) (any, error) {
	table := map[string]any{}
	for r.dec.PeekKind() != '}' {
		name, err := r.dec.ReadToken()
		if err != nil {
			return nil, err
		}
		key := name.String()
		if table[key], err = r.value(depth + 1); err != nil {
			return nil, err
		}
	}
	_, err := r.dec.ReadToken()
	return table, err
}
