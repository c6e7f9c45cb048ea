package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonSpans finds where each key and value of one JSON value stands.
func jsonSpans(data []byte) map[string]span {
	w := jsonWalker{data: data, spans: map[string]span{}, dec: jsontext.NewDecoder(bytes.NewReader(data))}
	w.value(nil)
	return w.spans
}

// columnOf returns the column of a key of a line where it first stands.
func columnOf(key jsontext.Pointer, line []byte) int {
	spans, path := jsonSpans(line), ""
	for step := range key.Tokens() {
		sub := strings.TrimPrefix(path+"\x00"+step, "\x00")
		if _, ok := spans[sub]; !ok { // a place in a list
			sub = strings.TrimPrefix(path+"\x00["+step+"]", "\x00")
		}
		path = sub
	}
	return utf8.RuneCount(line[:spans[path].start]) + 1
}

type jsonWalker struct {
	data  []byte
	spans map[string]span
	dec   *jsontext.Decoder
}

// token reads a token and returns where it stands.
func (w jsonWalker) token() (jsontext.Token, span, error) {
	start := SkipJSON(w.data, int(w.dec.InputOffset()))
	tok, err := w.dec.ReadToken()
	return tok, span{start, int(w.dec.InputOffset())}, err
}

// SkipJSON returns the offset of the next token at or behind an offset.
func SkipJSON(data []byte, offset int) int {
	rest := data[min(offset, len(data)):]
	return len(data) - len(bytes.TrimLeft(rest, " \t\r\n,:"))
}

// value reads one value and returns false when the text ends or is broken: all
// up to there has its place.
func (w jsonWalker) value(path []string) bool {
	if w.dec.StackDepth() > MaxDepth {
		return false
	}
	tok, at, err := w.token()
	if err != nil {
		return false
	}
	path = path[:len(path):len(path)]
	w.spans["="+strings.Join(path, "\x00")] = at
	switch tok.Kind() {
	case '{':
		return w.object(path)
	case '[':
		for i := 0; w.dec.PeekKind() != ']'; i++ {
			if !w.value(append(path, Index(i))) {
				return false
			}
		}
		_, err = w.dec.ReadToken()
	}
	return err == nil
}

func (w jsonWalker) object(path []string) bool {
	for w.dec.PeekKind() != '}' {
		tok, at, err := w.token()
		if err != nil {
			return false
		}
		sub := append(path, tok.String())
		w.spans[strings.Join(sub, "\x00")] = at
		if !w.value(sub) {
			return false
		}
	}
	_, err := w.dec.ReadToken()
	return err == nil
}
