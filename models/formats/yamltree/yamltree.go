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
	if marks(data) > maxMarks {
		f.flaws = append(f.flaws, format.Flaw{At: format.Span{File: index}, Code: "too-large", Message: "this file holds more values than can be read", Hint: "give it as several files"})
		return f
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

// maxMarks bounds the values of a file, each of which takes a quarter of a kilobyte.
const maxMarks = 6_000_000

// marks counts what stands between values, which is at least about as much as there are values.
func marks(data []byte) (n int) {
	for _, b := range data {
		switch b {
		case '\n', ',', ':', '[', '{':
			n++
		}
	}
	return n
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
