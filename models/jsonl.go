package models

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// decodeLines reads a model of JSON Lines: one node, population or sector a
// line, after those of kinds. Nodes are typed at once, so that a million of them fit in memory.
func (l *loader) decodeLines(d *decoder) {
	lr := newLineReader(l.log)
	seen := map[elementKey]int{}
	src := l.lines
	l.m.Nodes = slices.Grow(l.m.Nodes, bytes.Count(src.data, []byte{'\n'})+1)
	for line, rest := 1, src.data; len(rest) > 0; line++ {
		text := rest
		if n := bytes.IndexByte(rest, '\n'); n >= 0 {
			text, rest = rest[:n], rest[n+1:]
		} else {
			rest = nil
		}
		text = bytes.TrimSuffix(text, []byte("\r"))
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		at := place{src: src, line: line}
		e, ok := lr.element(at, text)
		if !ok {
			l.broken = true
			continue
		}
		if line <= l.kindsEnd {
			continue
		}
		if !l.known(&e) || !l.allowedInLines(&e) {
			continue
		}
		key := elementKey{l.class(e.table), e.id}
		if first := seen[key]; first > 0 {
			l.log.add(Problem{Code: "duplicate", Message: fmt.Sprintf("%s is defined twice", quote(e.id)),
				Hint: fmt.Sprintf("first on line %d", first)}, at.with("id"), false)
			continue
		}
		seen[key] = line
		if key.class != classNode {
			e.keys = maps.Clone(e.keys) // the reader uses its own for the next line
			l.elements[key] = &e
			continue
		}
		e.apply(l.changes[key], l.log)
		l.m.Nodes = append(l.m.Nodes, d.node(&e))
	}
	l.addNodesOfOverlays(d, seen)
	sortByID(l.m.Nodes)
}

// sortByID sorts nodes by their ids. Nodes are large: what is sorted are their
// numbers, and then each is moved once, along the cycles of the permutation.
func sortByID(nodes []Node) {
	from := make([]int32, len(nodes)) // place -> the node that belongs there
	for i := range from {
		from[i] = int32(i)
	}
	slices.SortFunc(from, func(a, b int32) int { return strings.Compare(nodes[a].ID, nodes[b].ID) })
	for start := range from {
		first, at := nodes[start], int32(start)
		for from[at] != int32(start) {
			next := from[at]
			nodes[at], from[at] = nodes[next], at
			at = next
		}
		nodes[at], from[at] = first, at
	}
}

// kindLines reads the kinds that the first lines declare, ahead of the rest:
// overlays may speak of them.
func (l *loader) kindLines() []element {
	var out []element
	lr := newLineReader(&problemLog{})
	for rest := l.lines.data; ; {
		text, after, _ := bytes.Cut(rest, []byte("\n"))
		e, ok := lr.element(place{src: l.lines, line: l.kindsEnd + 1}, bytes.TrimSuffix(text, []byte("\r")))
		if !ok || e.table != tableKind {
			return out
		}
		e.keys = maps.Clone(e.keys) // which are gone with the next line
		out, rest = append(out, e), after
		l.kindsEnd++
	}
}

func (l *loader) allowedInLines(e *element) bool {
	if l.kinds[e.table] || e.table == tablePopulation || e.table == tableSector {
		return true
	}
	p := Problem{Code: "not-in-lines", Message: fmt.Sprintf("%s cannot stand in JSON Lines", quote(e.table)), Hint: "give it in a TOML file, with --with"}
	if e.table == tableKind {
		p.Message, p.Hint = "a kind is declared after other lines", "kinds stand before all else"
	}
	l.log.add(p, e.at.with("kind"), false)
	return false
}

// addNodesOfOverlays decodes the nodes that only overlays define.
func (l *loader) addNodesOfOverlays(d *decoder, seen map[elementKey]int) {
	for key, changes := range l.changes {
		if key.class == classNode && seen[key] == 0 {
			e := l.newElement(changes)
			e.apply(changes, l.log)
			l.m.Nodes = append(l.m.Nodes, d.node(e))
		}
	}
}

// reread returns the element of a node once more, with the changes of overlays.
func (l *loader) reread(n *Node) *element {
	e := elementOfChanges([]change{{table: n.Kind, id: n.ID, element: n.at}})
	if n.at.line > 0 {
		lr := newLineReader(l.log)
		if read, ok := lr.element(n.at, []byte(n.at.src.lineText(n.at.line))); ok {
			e = &read
		}
	}
	e.apply(l.changes[elementKey{classNode, n.ID}], l.log)
	return e
}

// lineReader turns lines of JSON into elements.
type lineReader struct {
	dec  *jsontext.Decoder
	log  *problemLog
	keys map[string]rawKey // of the element last read
}

func newLineReader(log *problemLog) *lineReader {
	return &lineReader{dec: jsontext.NewDecoder(bytes.NewReader(nil)), log: log, keys: map[string]rawKey{}}
}

var errTooDeep = fmt.Errorf("nesting goes deeper than %d levels", MaxDepth)
var errNull = errors.New("null means nothing here: leave the key out")

func (r *lineReader) element(at place, text []byte) (element, bool) {
	if len(text) > MaxLineBytes {
		r.fail(at, nil, fmt.Sprintf("this line is longer than %d MiB", MaxLineBytes>>20), "")
		return element{}, false
	}
	r.dec.Reset(bytes.NewReader(text))
	e, named, err := r.fields(at)
	if err == nil {
		if _, end := r.dec.ReadToken(); end != io.EOF {
			err = errors.New("more follows after the object")
		}
	}
	if err != nil {
		message, hint := describeJSON(err, text)
		r.fail(at, text[:r.offset(err, text)], message, hint)
		return element{}, false
	}
	switch {
	case e.keys == nil:
		r.fail(at, nil, "a line must be a JSON object", "")
	case !named:
		r.log.add(Problem{Code: "no-id", Message: `a line needs "id" and "kind", both text`,
			Hint: `such as {"id": "web", "kind": "service", "needs": ["dc"]}`}, at, false)
	}
	return e, named
}

// fields reads the value on the line. Of any other than an object the element has
// no keys; named says whether it has id and kind. The keys are the reader's own,
// and gone with the next line.
func (r *lineReader) fields(at place) (e element, named bool, err error) {
	e.at = at
	if r.dec.PeekKind() != '{' {
		_, err := r.value(0)
		return e, false, err
	}
	clear(r.keys)
	e.keys = r.keys
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
			e.id, hasID = v.(string)
		case "kind":
			e.table, hasKind = v.(string)
		default:
			e.keys[key] = rawKey{v, at.with(key)}
		}
	}
	if err == nil {
		_, err = r.dec.ReadToken()
	}
	return e, hasID && hasKind, err
}

// offset returns where in the line an error is.
func (r *lineReader) offset(err error, text []byte) int {
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntactic):
		return characterStart(text, skipJSON(text, int(syntactic.ByteOffset)))
	case errors.Is(err, errNull):
		return int(r.dec.InputOffset()) - len("null")
	}
	return skipJSON(text, int(r.dec.InputOffset()))
}

// fail logs a problem behind the part of the line that was read.
func (r *lineReader) fail(at place, read []byte, message, hint string) {
	r.log.add(Problem{Code: "json", Line: at.line, Column: utf8.RuneCount(read) + 1, Width: 1, Message: message, Hint: hint}, at, false)
}

// value reads one JSON value as the TOML decoder would give it.
func (r *lineReader) value(depth int) (any, error) {
	if depth > MaxDepth {
		return nil, errTooDeep
	}
	tok, err := r.dec.ReadToken()
	if err != nil {
		return nil, err
	}
	switch tok.Kind() {
	case '"':
		return tok.String(), nil
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
	return tok.Float()
}

func (r *lineReader) array(depth int) (any, error) {
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

func (r *lineReader) object(depth int) (any, error) {
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
