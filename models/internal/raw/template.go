package raw

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/internal/words"
)

// Each is the key that makes an element a template: it gives names their values.
const Each = "each"

// IsTemplate says whether the element stands for several.
func (e *Element) IsTemplate() bool {
	_, ok := e.Keys[Each]
	return ok && e.ID != ""
}

// IsWritten says whether the element is what a template stands for.
func (e *Element) IsWritten() bool { return e.At.Stands != nil }

// Size returns about how many bytes the element takes.
func (e *Element) Size() int {
	n := 0
	for k, v := range e.Keys {
		if k != Each && k != CalledKey {
			n += len(k) + size(v.Val)
		}
	}
	return n
}

const perValue = 16

func size(v any) int {
	n := perValue
	switch x := v.(type) {
	case string:
		n += len(x)
	case []any:
		for _, y := range x {
			n += size(y)
		}
	case []map[string]any:
		for _, y := range x {
			n += size(y)
		}
	case map[string]any:
		for k, y := range x {
			n += len(k) + size(y)
		}
	}
	return n
}

// WriteOut returns what a template stands for where its names have some values: the
// element in whose texts and keys "{name}" is the value, or in texts for people what it is
// called. What stands twice then is logged.
func (e *Element) WriteOut(names, values []string, called Called, log *source.Log) Element {
	w := writer{kind: e.Table, names: names, values: values, called: called, stands: &source.Stands{}, at: e.At, log: log}
	pairs := make([]string, len(names))
	for i := range names {
		pairs[i] = names[i] + " = " + values[i]
	}
	w.stands.Values = strings.Join(pairs, ", ")
	w.at.Path = slices.Clone(w.at.Path) // which it goes on changing
	at := e.At
	at.Stands = w.stands
	out := Element{Table: e.Table, ID: w.text(e.ID), At: at, Keys: make(map[string]Value, len(e.Keys))}
	for _, k := range slices.Sorted(maps.Keys(e.Keys)) {
		if k == Each || k == CalledKey {
			continue
		}
		key := w.key(k)
		if _, twice := out.Keys[key]; twice {
			w.twice(key, k)
		}
		v := e.Keys[k]
		v.At.Stands, v.At.Path = w.stands, slices.Clone(v.At.Path)
		for i := len(e.At.Path); i < len(v.At.Path); i++ { // the name of a split or a line
			v.At.Path[i] = w.key(v.At.Path[i])
		}
		w.below(k, func() { out.Keys[key] = Value{w.valueOf(k, v.Val), v.At} })
	}
	return out
}

// writer writes an element out.
type writer struct {
	kind          string // the table of the element
	names, values []string
	called        Called
	deeper        bool // keys of elements stand in the tables of this one
	stands        *source.Stands
	at            source.Place // of what is written
	log           *source.Log
}

// text puts values in place of names, of which values have none.
func (w *writer) text(s string) string {
	return w.put(s, func(k int) string { return w.values[k] })
}

// put puts something in place of each name.
func (w *writer) put(s string, of func(name int) string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			return b.String() + s
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := 1 + strings.IndexAny(s[1:], "{}")
		if end == 0 {
			return b.String() + s
		}
		if k := slices.Index(w.names, s[1:end]); k >= 0 && s[end] == '}' {
			b.WriteString(of(k))
			s = s[end+1:]
			continue
		}
		b.WriteString(s[:end]) // a brace that is meant
		s = s[end:]
	}
}

// key is text that remembers what the key was.
func (w *writer) key(k string) string {
	written := w.text(k)
	if written != k {
		if w.stands.Keys == nil {
			w.stands.Keys = map[string]string{}
		}
		w.stands.Keys[written] = k
	}
	return written
}

// below writes what stands one step further down.
func (w *writer) below(step string, write func()) {
	w.at.Path = append(w.at.Path, step)
	write()
	w.at.Path = w.at.Path[:len(w.at.Path)-1]
}

// twice says that a key stands twice in a table once it is written.
func (w *writer) twice(key, template string) {
	at := w.at
	at.Path = append(slices.Clone(at.Path), template)
	at.Stands = w.stands
	w.log.Add(source.Problem{Code: "duplicate", Message: words.Quote(key) + " stands here twice"}, at, true)
}

// valueOf writes the value of a key of the element out. Keys of elements stand below a
// date, too, and in what an option changes.
func (w *writer) valueOf(key string, v any) any {
	w.deeper = key == dates || key == "set" || key == "add"
	if isForPeople(w.kind, key) {
		return w.forPeople(v)
	}
	return w.value(v)
}

// value writes a value out.
func (w *writer) value(v any) any {
	switch x := v.(type) {
	case string:
		return w.text(x)
	case []any:
		out := make([]any, len(x))
		for i := range x {
			if s, ok := x[i].(string); ok { // the common case, kept cheap
				out[i] = w.text(s)
				continue
			}
			w.below(source.Index(i), func() { out[i] = w.value(x[i]) })
		}
		return out
	case []map[string]any:
		out := make([]map[string]any, len(x))
		for i := range x {
			w.below(source.Index(i), func() { out[i] = w.table(x[i]) })
		}
		return out
	case map[string]any:
		return w.table(x)
	}
	return v
}

func (w *writer) table(t map[string]any) map[string]any {
	out := make(map[string]any, len(t))
	for _, k := range slices.Sorted(maps.Keys(t)) {
		key := w.key(k)
		if _, has := out[key]; has {
			w.twice(key, k)
		}
		w.below(k, func() {
			if w.deeper && isForPeople(w.kind, k) {
				out[key] = w.forPeople(t[k])
			} else {
				out[key] = w.value(t[k])
			}
		})
	}
	return out
}

// ReadEach returns the names of a template and their values, in alphabetical order of
// names. What a text in place of a list stands for is asked of splits, which says itself
// what is wrong with it. ok is false where anything is wrong, which is logged.
func (e *Element) ReadEach(splits func(text string, at source.Place) []string, log *source.Log) (names []string, values [][]string, ok bool) {
	each := e.Keys[Each]
	table, isTable := each.Val.(map[string]any)
	if !isTable || len(table) == 0 {
		log.Add(source.Problem{Code: "type", Message: "each takes names with their values", Hint: `such as each.region = ["seoul", "busan"]`}, each.At, false)
		return nil, nil, false
	}
	ok = true
	for _, name := range slices.Sorted(maps.Keys(table)) {
		at := each.At.With(name)
		var list []string
		if text, isText := table[name].(string); isText {
			list = splits(text, at)
		} else {
			list = readValues(table[name], at, log)
		}
		if !strings.Contains(e.ID, "{"+name+"}") {
			log.Add(source.Problem{Code: "template", Message: fmt.Sprintf("%s does not stand in the id %s, so that all of these would be one", words.Quote("{"+name+"}"), words.Quote(e.ID)),
				Hint: fmt.Sprintf("write [%s.%q]", e.Table, e.ID+"-{"+name+"}")}, at, true)
			ok = false
		}
		names, values, ok = append(names, name), append(values, list), ok && len(list) > 0
	}
	return names, values, ok
}

// readValues reads a list of texts, none of them empty and none twice.
func readValues(v any, at source.Place, log *source.Log) []string {
	list, isList := AsList(v)
	if !isList || len(list) == 0 {
		log.Add(source.Problem{Code: "type", Message: "a name of a template takes a list of texts that is not empty, or the values of a split",
			Hint: `such as ["seoul", "busan"], or "population:people/region"`}, at, false)
		return nil
	}
	var out []string
	stands := map[string]bool{}
	for i, x := range list {
		s, isText := x.(string)
		switch {
		case !isText || s == "":
			log.Add(source.Problem{Code: "type", Message: "a value of a template is a text that is not empty"}, at.With(source.Index(i)), false)
			return nil
		case stands[s]:
			log.Add(source.Problem{Code: "duplicate", Message: words.Quote(s) + " stands here twice"}, at.With(source.Index(i)), false)
			return nil
		}
		out, stands[s] = append(out, s), true
	}
	return out
}
