package models

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/pelletier/go-toml/v2/unstable"
)

// locate returns line, column and width of a place: of its key, or of its
// value. Where the place itself is not in the file (a key that is missing), the
// nearest thing around it is meant.
func (s *source) locate(at place, atKey bool) (line, column, width int) {
	if at.line == 0 && at.path == nil {
		return 0, 0, 0
	}
	spans, base := s.placesOf(at.line)
	for path := at.path; ; path = path[:len(path)-1] {
		key := strings.Join(path, "\x00")
		sp, ok := spans["="+key]
		if atKey || !ok {
			if k, found := spans[key]; found {
				sp, ok = k, true
			}
		}
		if ok {
			line, column = s.position(base + sp.start)
			return line, column, max(1, utf8.RuneCount(s.data[base+sp.start:base+sp.end]))
		}
		if len(path) == 0 {
			break
		}
		atKey = true
	}
	line, column = s.position(base)
	return line, column, 1
}

// placesOf returns the spans of keys ("a\x00b") and values ("=a\x00b") of the
// file, or of one of its lines, and the offset that they count from.
func (s *source) placesOf(line int) (map[string]span, int) {
	if s.jsonl {
		start := s.lines()[line-1]
		return jsonSpans([]byte(s.lineText(line))), start
	}
	if s.spans == nil {
		s.spans = tomlSpans(s.parsed)
	}
	return s.spans, 0
}

// tomlSpans finds where each key and value of a TOML file stands. The decoder
// knows the places of keys only, so this is a second pass with a parser that
// keeps them all; it runs only when there is something to report.
func tomlSpans(data []byte) map[string]span {
	w := spanWalker{spans: map[string]span{}, arrays: map[string]int{}}
	p := &unstable.Parser{}
	p.Reset(data)
	var table []string
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table:
			table = w.keys(nil, e.Key())
		case unstable.ArrayTable:
			table = w.keys(nil, e.Key())
			key := strings.Join(table, "\x00")
			table = append(table, index(w.arrays[key]))
			w.spans[strings.Join(table, "\x00")] = w.spans[key]
			w.arrays[key]++
		case unstable.KeyValue:
			w.keyValue(table, e)
		}
	}
	return w.spans
}

type spanWalker struct {
	spans  map[string]span
	arrays map[string]int // how many tables of an array of tables came so far
}

// keys records every prefix of a dotted key where it first stands.
func (w spanWalker) keys(path []string, it unstable.Iterator) []string {
	path = path[:len(path):len(path)]
	for it.Next() {
		k := it.Node()
		path = append(path, string(k.Data))
		key := strings.Join(path, "\x00")
		if _, ok := w.spans[key]; !ok {
			w.spans[key] = spanOf(k)
		}
	}
	return path
}

func spanOf(n *unstable.Node) span {
	return span{int(n.Raw.Offset), int(n.Raw.Offset + n.Raw.Length)}
}

func (w spanWalker) keyValue(table []string, kv *unstable.Node) {
	path := w.keys(table, kv.Key())
	w.value(path, kv.Value())
}

func (w spanWalker) value(path []string, v *unstable.Node) {
	key := "=" + strings.Join(path, "\x00")
	switch v.Kind {
	case unstable.Array:
		i := 0
		for it := v.Children(); it.Next(); i++ {
			w.value(append(path[:len(path):len(path)], index(i)), it.Node())
		}
	case unstable.InlineTable:
		w.spans[key] = spanOf(v)
		for it := v.Children(); it.Next(); {
			w.keyValue(path, it.Node())
		}
	default:
		w.spans[key] = spanOf(v)
	}
}

// jsonSpans finds where each key and value of one JSON value stands.
func jsonSpans(data []byte) map[string]span {
	w := jsonWalker{spans: map[string]span{}, dec: jsontext.NewDecoder(bytes.NewReader(data))}
	w.value(nil)
	return w.spans
}

type jsonWalker struct {
	spans map[string]span
	dec   *jsontext.Decoder
}

// value reads one value and returns false when the text ends or is broken: all
// up to there has its place.
func (w jsonWalker) value(path []string) bool {
	if w.dec.StackDepth() > MaxDepth {
		return false
	}
	tok, err := w.dec.ReadToken()
	if err != nil {
		return false
	}
	key, end := "="+strings.Join(path, "\x00"), int(w.dec.InputOffset())
	path = path[:len(path):len(path)]
	switch tok.Kind() {
	case '{':
		w.spans[key] = span{end - 1, end}
		return w.object(path)
	case '[':
		w.spans[key] = span{end - 1, end}
		for i := 0; w.dec.PeekKind() != ']'; i++ {
			if !w.value(append(path, index(i))) {
				return false
			}
		}
		_, err = w.dec.ReadToken()
		return err == nil
	}
	w.spans[key] = span{end - len(tok.String()), end}
	if tok.Kind() == '"' {
		w.spans[key] = span{end - len(tok.String()) - 2, end}
	}
	return true
}

func (w jsonWalker) object(path []string) bool {
	for w.dec.PeekKind() != '}' {
		tok, err := w.dec.ReadToken()
		if err != nil {
			return false
		}
		name, end := tok.String(), int(w.dec.InputOffset())
		sub := append(path, name)
		w.spans[strings.Join(sub, "\x00")] = span{max(0, end-len(name)-2), end}
		if !w.value(sub) {
			return false
		}
	}
	_, err := w.dec.ReadToken()
	return err == nil
}
