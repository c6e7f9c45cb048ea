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
			return s.rangeOf(sp, base)
		}
		if len(path) == 0 {
			break
		}
		atKey = true
	}
	line, column = s.position(base)
	return line, column, 1
}

// rangeOf returns line, column and width of a span that counts from an offset;
// the width ends with the line.
func (s *source) rangeOf(sp span, base int) (line, column, width int) {
	line, column = s.position(base + sp.start)
	onLine, _, _ := bytes.Cut(s.data[base+sp.start:base+sp.end], []byte("\n"))
	return line, column, max(1, utf8.RuneCount(bytes.TrimSuffix(onLine, []byte("\r"))))
}

// placesOf returns the spans of keys ("a\x00b") and values ("=a\x00b") of the
// file, or of one of its lines, and the offset that they count from. Those of
// one line are kept, since problems come line by line.
func (s *source) placesOf(line int) (map[string]span, int) {
	start := 0
	if s.inLines() {
		start = s.lines()[line-1]
	}
	if !s.foreign() && (s.spans == nil || s.spansOf != line) {
		s.spansOf = line
		if s.inLines() {
			s.spans = jsonSpans([]byte(s.lineText(line)))
		} else {
			s.spans = tomlSpans(s.parsed)
		}
	}
	return s.spans, start
}

// tomlSpans finds where each key and value of a TOML file stands. The decoder
// knows the places of keys only, so this is a second pass with a parser that
// keeps them all; it runs only when there is something to report.
func tomlSpans(data []byte) map[string]span {
	w := spanWalker{data: data, spans: map[string]span{}, arrays: map[string]int{}}
	w.walk()
	return w.spans
}

type spanWalker struct {
	data   []byte
	spans  map[string]span
	arrays map[string]int // how many tables of an array of tables came so far
	twins  *twinFinder    // nil unless what stands twice is looked for
}

// walk reads all that is valid, from the start, and says whether that is all.
func (w spanWalker) walk() bool {
	p := &unstable.Parser{}
	p.Reset(w.data)
	var table []string
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table:
			table = w.keys(nil, e.Key())
			w.twins.header(table, e.Key())
		case unstable.ArrayTable:
			table = w.keys(nil, e.Key())
			w.twins.header(nil, e.Key())
			key := strings.Join(table, "\x00")
			table = append(table, index(w.arrays[key]))
			w.spans[strings.Join(table, "\x00")] = w.spans[key]
			w.arrays[key]++
		case unstable.KeyValue:
			w.keyValue(table, e)
		}
	}
	return p.Error() == nil
}

// keys records every prefix of a dotted key where it first stands.
func (w spanWalker) keys(path []string, it unstable.Iterator) []string {
	path = path[:len(path):len(path)]
	var first span
	for it.Next() {
		k := it.Node()
		path = append(path, string(k.Data))
		key := strings.Join(path, "\x00")
		if _, ok := w.spans[key]; !ok {
			w.spans[key] = spanOf(k)
		}
		switch len(path) {
		case 1:
			first = spanOf(k)
		case 2:
			w.spans[key+"\x00"+headerKind] = first
		}
	}
	return path
}

// headerKind is where an element's own header names its kind: the key itself
// has its place where it stands first.
const headerKind = "\x01kind"

func spanOf(n *unstable.Node) span {
	return span{int(n.Raw.Offset), int(n.Raw.Offset + n.Raw.Length)}
}

// keyValue records a key and its value and returns the offset behind both. The
// parser keeps no places of lists, so they are found by what precedes them.
func (w spanWalker) keyValue(table []string, kv *unstable.Node) (end int) {
	path := w.keys(table, kv.Key())
	for it := kv.Key(); it.Next(); {
		end = spanOf(it.Node()).end
	}
	if !w.twins.key(table, path, kv.Key()) {
		return w.value(path, kv.Value(), end)
	}
	twins := w.twins
	w.twins = nil // what stands in a twin is none of its own
	end = w.value(path, kv.Value(), end)
	twins.last().to = end
	return end
}

// value records the value that is the next thing behind an offset, and returns
// the offset behind it.
func (w spanWalker) value(path []string, v *unstable.Node, from int) (end int) {
	start := w.skip(from)
	end = start + 1
	switch v.Kind {
	case unstable.Array:
		i := 0
		for it := v.Children(); it.Next(); i++ {
			end = w.value(append(path[:len(path):len(path)], index(i)), it.Node(), end)
		}
		end = w.skip(end) + 1
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			end = w.keyValue(path, it.Node())
		}
		end = w.skip(end) + 1
	default:
		end = spanOf(v).end
		w.spans["="+strings.Join(path, "\x00")] = span{start, end}
		return end
	}
	w.spans["="+strings.Join(path, "\x00")] = span{start, start + 1}
	return end
}

// skip returns the offset of the next token of a value at or behind an offset.
func (w spanWalker) skip(from int) int {
	for from < len(w.data) {
		switch w.data[from] {
		case ' ', '\t', '\r', '\n', ',', '=':
			from++
		case '#':
			if n := bytes.IndexByte(w.data[from:], '\n'); n >= 0 {
				from += n
			} else {
				from = len(w.data)
			}
		default:
			return from
		}
	}
	return from
}

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
	start := skipJSON(w.data, int(w.dec.InputOffset()))
	tok, err := w.dec.ReadToken()
	return tok, span{start, int(w.dec.InputOffset())}, err
}

// skipJSON returns the offset of the next token at or behind an offset.
func skipJSON(data []byte, offset int) int {
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
			if !w.value(append(path, index(i))) {
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
