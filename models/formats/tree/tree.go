// Package tree reads JSON and YAML as trees whose every value knows where it stands, so
// that what a file of others says can be quoted by its line, and what is wrong with it
// marked. It keeps no more of a file than its reader asks for.
package tree

import (
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/models/formats/format"
)

// Kind is what a value is.
type Kind uint8

// The kinds of value.
const (
	Null Kind = iota
	Bool
	Number
	Text
	List
	Table
)

func (k Kind) String() string {
	return [...]string{"nothing", "true or false", "a number", "text", "a list", "a table"}[k]
}

// The bounds of what is kept of a file.
const (
	MaxDepth  = 100       // of lists and tables in each other
	MaxValues = 2_000_000 // in all
)

// Value is one value of a file. All methods take nil for a value that is not there.
type Value struct {
	Kind  Kind
	Text  string   // of a text; of numbers and truth values as the file writes them
	Items []*Value // of a list; of a table the values of its Keys
	Keys  []string
	At    format.Span // of a list or table where it begins
}

// Get returns the value of a key of a table, or nil. It costs the keys.
func (v *Value) Get(key string) *Value {
	if v == nil {
		return nil
	}
	if i := slices.Index(v.Keys, key); i >= 0 {
		return v.Items[i]
	}
	return nil
}

// Is says whether a value is there and of a kind.
func (v *Value) Is(k Kind) bool { return v != nil && v.Kind == k }

// String is a text, or a number or truth value as written; else "".
func (v *Value) String() string {
	if v == nil {
		return ""
	}
	return v.Text
}

// Reader reads what it expects of tables, and says where something else stands. What is
// not there or null is nothing, and never wrong.
type Reader struct {
	Wrong func(format.Flaw)
}

// Text returns the text of a key, or a number or truth value as it is written.
func (r Reader) Text(v *Value, key string) string {
	x := v.Get(key)
	if x.Is(List) || x.Is(Table) {
		r.wrong(x, key, Text)
	}
	return x.String()
}

// List returns what the list of a key holds.
func (r Reader) List(v *Value, key string) []*Value { return r.want(v, key, List).items() }

// Table returns the table of a key, or nil.
func (r Reader) Table(v *Value, key string) *Value { return r.want(v, key, Table) }

// Tables returns the tables in the list of a key; all else in it is wrong.
func (r Reader) Tables(v *Value, key string) []*Value { return r.only(r.List(v, key), key, Table) }

// Texts returns the texts in the list of a key; all else in it is wrong.
func (r Reader) Texts(v *Value, key string) []*Value { return r.only(r.List(v, key), key, Text) }

func (r Reader) only(list []*Value, key string, k Kind) []*Value {
	out := make([]*Value, 0, len(list))
	for _, x := range list {
		if x.Kind == k {
			out = append(out, x)
		} else {
			r.wrong(x, "what "+key+" holds", k)
		}
	}
	return out
}

func (r Reader) want(v *Value, key string, k Kind) *Value {
	x := v.Get(key)
	switch {
	case x == nil || x.Kind == Null:
		return nil
	case x.Kind != k:
		r.wrong(x, key, k)
		return nil
	}
	return x
}

func (r Reader) wrong(x *Value, what string, want Kind) {
	r.Wrong(format.Flaw{At: x.At, Code: "type", Message: fmt.Sprintf("%s must be %s, and is %s", what, want, x.Kind)})
}

func (v *Value) items() []*Value {
	if v == nil {
		return nil
	}
	return v.Items
}

// budget bounds what is kept.
type budget struct{ left int }

// take says whether there is room for one more value at a depth, and the flaw if not.
func (b *budget) take(depth int, at format.Span) *format.Flaw {
	if b.left--; b.left < 0 {
		return &format.Flaw{At: at, Code: "large", Message: fmt.Sprintf("the file has more than %d values", MaxValues)}
	}
	if depth > MaxDepth {
		return &format.Flaw{At: at, Code: "deep", Message: fmt.Sprintf("lists and tables in each other go deeper than %d levels", MaxDepth)}
	}
	return nil
}
