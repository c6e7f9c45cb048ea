package source

import (
	"bytes"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

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
			table = append(table, Index(w.arrays[key]))
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
			w.spans[key+"\x00"+HeaderKind] = first
		}
	}
	return path
}

// HeaderKind is where an element's own header names its kind: the key itself
// has its place where it stands first.
const HeaderKind = "\x01kind"

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
			end = w.value(append(path[:len(path):len(path)], Index(i)), it.Node(), end)
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
