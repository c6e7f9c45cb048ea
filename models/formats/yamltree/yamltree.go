// Package yamltree reads YAML documents as trees whose every value knows where it stands,
// and follows aliases and merge keys as far as a bound allows: ten lines of YAML can say
// more than any machine holds.
package yamltree

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/meoktong/meoktong/models/formats/format"
)

// MaxSteps bounds how many values of one file are looked at, each as often as aliases
// repeat it.
const MaxSteps = 20_000_000

// maxMerges bounds how deep merge keys lead to others.
const maxMerges = 32

// File is the documents of one file. It is for one goroutine.
type File struct {
	index  int
	data   []byte
	starts []int         // of the lines
	marks  map[int][]int // of lines that were asked for: where every 256th letter is
	docs   []Value
	steps  int
	flaws  []format.Flaw
}

// Value is one value of a document, or the zero Value where there is none.
type Value struct {
	node *yaml.Node
	file *File
}

// Read reads the documents of a file, which is the index-th of those read together. What
// is no YAML is a flaw, and what stands before it is read. The cost is linear.
func Read(data []byte, index int) *File {
	f := &File{index: index, data: data, starts: []int{0}, marks: map[int][]int{}}
	for i, b := range data {
		if b == '\n' {
			f.starts = append(f.starts, i+1)
		}
	}
	decoder := yaml.NewDecoder(bytes.NewReader(versionless(data)))
	for {
		var n yaml.Node
		err := decode(decoder, &n)
		if errors.Is(err, io.EOF) {
			return f
		}
		if err != nil {
			f.flaws = append(f.flaws, f.unreadable(err))
			return f
		}
		if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
			f.docs = append(f.docs, Value{n.Content[0], f})
		}
	}
}

// versions are lines that say what YAML a file is of. The library refuses 1.2, which
// changes nothing that is read here.
var versions = regexp.MustCompile(`(?m)^%YAML[ \t].*$`)

// versionless returns a file without such lines, each letter of it where it was.
func versionless(data []byte) []byte {
	return versions.ReplaceAllFunc(data, func(line []byte) []byte { return bytes.Repeat([]byte{' '}, len(line)) })
}

// decode reads one document. The library promises no error for everything that it meets.
func decode(decoder *yaml.Decoder, n *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return decoder.Decode(n)
}

// unreadable makes a flaw of an error of the library.
func (f *File) unreadable(err error) format.Flaw {
	at, text := format.Span{File: f.index}, err.Error()
	if known := (*yaml.LoadError)(nil); errors.As(err, &known) {
		text = known.Message
		if known.Mark.Line > 0 {
			at = f.span(known.Mark.Line, known.Mark.Column, 1)
		}
	}
	text = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
	return format.Flaw{At: at, Code: "yaml", Message: "this is no YAML: " + text}
}

// Documents returns what the file holds, in its order.
func (f *File) Documents() []Value { return f.docs }

// Flaws returns what is wrong with the file, as far as it was looked at: no YAML, a key
// that stands twice, or aliases that repeat too much.
func (f *File) Flaws() []format.Flaw { return f.flaws }

// step counts values that are looked at, and says whether more may be.
func (f *File) step(at *yaml.Node) bool {
	if f.steps++; f.steps == MaxSteps {
		f.flaws = append(f.flaws, format.Flaw{At: f.spanOf(at), Code: "too-large",
			Message: "the aliases of this file repeat more than can be read", Hint: "write the parts that are needed into a file of their own"})
	}
	return f.steps < MaxSteps
}

func (f *File) spanOf(n *yaml.Node) format.Span { return f.span(n.Line, n.Column, len(n.Value)) }

// span makes a span of a line and a column, both from 1, the column in letters.
func (f *File) span(line, column, length int) format.Span {
	if line < 1 || line > len(f.starts) {
		return format.Span{File: f.index, Start: len(f.data), End: len(f.data)}
	}
	start := f.letter(line-1, column-1)
	end := start
	for end < len(f.data) && end-start < length && f.data[end] != '\n' {
		end++
	}
	return format.Span{File: f.index, Start: start, End: end}
}

// everyLetters is how far the marks of a line are apart.
const everyLetters = 256

// letter returns where a letter of a line is, both from 0. It costs no more in a long line:
// a file may be a single one.
func (f *File) letter(line, column int) int {
	marks := f.marks[line]
	if marks == nil {
		rest := f.data[f.starts[line]:]
		if line+1 < len(f.starts) {
			rest = f.data[f.starts[line]:f.starts[line+1]]
		}
		n := 0
		for i := range string(rest) {
			if n%everyLetters == 0 {
				marks = append(marks, f.starts[line]+i)
			}
			n++
		}
		marks = append(marks, f.starts[line]+len(rest))
		f.marks[line] = marks
	}
	near := min(max(column, 0)/everyLetters, len(marks)-1)
	at, past := marks[near], marks[len(marks)-1]
	for column -= near * everyLetters; column > 0 && at < past; column-- {
		_, size := utf8.DecodeRune(f.data[at:])
		at += size
	}
	return at
}

// Span is where a value stands: its own place, not that of an alias to it.
func (v Value) Span() format.Span {
	if v.node == nil {
		return format.Span{}
	}
	return v.file.spanOf(v.node)
}

// followed returns what an alias stands for.
func (v Value) followed() *yaml.Node {
	n := v.node
	for range maxMerges {
		if n == nil || n.Kind != yaml.AliasNode {
			return n
		}
		n = n.Alias
	}
	return nil
}

// Missing says that there is no value, or that it is null.
func (v Value) Missing() bool {
	n := v.followed()
	return n == nil || n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null"
}

// IsMap says whether a value has keys.
func (v Value) IsMap() bool { n := v.followed(); return n != nil && n.Kind == yaml.MappingNode }

// IsList says whether a value has items.
func (v Value) IsList() bool { n := v.followed(); return n != nil && n.Kind == yaml.SequenceNode }

// Text is what a plain value says as it is written, "" of any other.
func (v Value) Text() string {
	if n := v.followed(); n != nil && n.Kind == yaml.ScalarNode && n.ShortTag() != "!!null" {
		return n.Value
	}
	return ""
}

// Tag is the tag that a value is given, such as "!reset", or one that YAML implies.
func (v Value) Tag() string {
	if n := v.followed(); n != nil {
		return n.Tag
	}
	return ""
}

// Items returns the items of a list, and none of any other value.
func (v Value) Items() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		if !v.IsList() {
			return
		}
		for _, item := range v.followed().Content {
			if !v.file.step(item) || !yield(Value{item, v.file}) {
				return
			}
		}
	}
}

// Get follows keys from a table to a table.
func (v Value) Get(keys ...string) Value {
	for _, key := range keys {
		v = v.get(key, maxMerges)
	}
	return v
}

func (v Value) get(key string, merges int) Value {
	n := v.followed()
	if n == nil || n.Kind != yaml.MappingNode || merges == 0 {
		return Value{}
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if k := (Value{n.Content[i], v.file}); !k.merges() && k.Text() == key {
			return Value{n.Content[i+1], v.file}
		}
	}
	for from := range v.merged() {
		if found := from.get(key, merges-1); found.node != nil {
			return found
		}
	}
	return Value{}
}

// merges says whether a key is that of what a table is merged with.
func (v Value) merges() bool { return v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!merge" }

// merged returns what a table is merged with, the strongest first.
func (v Value) merged() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		n := v.followed()
		for i := 0; i+1 < len(n.Content); i += 2 {
			from := Value{n.Content[i+1], v.file}
			if !(Value{n.Content[i], v.file}).merges() || !v.file.step(n.Content[i]) {
				continue
			}
			if from.IsMap() && !yield(from) {
				return
			}
			for item := range from.Items() {
				if !yield(item) {
					return
				}
			}
		}
	}
}

// Pairs returns the keys of a table and their values: its own, in their order, then those
// that it is merged with and does not have. A key that stands twice is a flaw of the file.
func (v Value) Pairs() iter.Seq2[Value, Value] {
	return func(yield func(k, v Value) bool) {
		v.pairs(map[string]*yaml.Node{}, maxMerges, yield)
	}
}

func (v Value) pairs(seen map[string]*yaml.Node, merges int, yield func(k, v Value) bool) bool {
	n := v.followed()
	if n == nil || n.Kind != yaml.MappingNode || merges == 0 {
		return true
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := Value{n.Content[i], v.file}
		if !v.file.step(k.node) {
			return false
		}
		if k.merges() {
			continue
		}
		first := seen[k.Text()]
		if first != nil && merges == maxMerges {
			v.file.twice(first, k)
		}
		if first == nil {
			if seen[k.Text()] = k.node; !yield(k, Value{n.Content[i+1], v.file}) {
				return false
			}
		}
	}
	for from := range v.merged() {
		if !from.pairs(seen, merges-1, yield) {
			return false
		}
	}
	return true
}

// maxTwice bounds how many keys that stand twice are told.
const maxTwice = 100

func (f *File) twice(first *yaml.Node, k Value) {
	if len(f.flaws) < maxTwice {
		at := f.spanOf(first)
		f.flaws = append(f.flaws, format.Flaw{At: k.Span(), Code: "duplicate", Message: fmt.Sprintf("key %q stands here a second time", k.Text()), First: &at})
	}
}
