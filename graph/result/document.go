package result

import (
	"reflect"
	"strings"
)

// Document is an answer as it is saved: a value that starts with a Header.
type Document interface{ header() *Header }

func (h *Header) header() *Header { return h }

// Finish completes an answer for those who read it: its header, and names in one
// language where it holds them in all. Answers come without either, since what is
// true does not hang on who asks. A field is such a name if it has a tag:
//
//	Name string `json:"name" in:"Names"`
//
// where Names is a field of type Names beside it; behind a comma may stand the
// field to take where there is no name: `in:"Names,ID"`. Answers within the answer
// whose header has a schema and nothing else get the rest of it. It costs a pass
// over the answer.
func Finish(d Document, h Header, lang string) {
	*d.header() = h
	f := finisher{header: h, lang: lang, open: map[reflect.Type]bool{}}
	f.visit(reflect.ValueOf(d))
}

// Schema returns what an answer to a command is saved as.
func Schema(command string) string { return "meoktong." + command + "/1" }

// finisher fills in headers and names, and remembers which types have any.
type finisher struct {
	header Header
	lang   string
	open   map[reflect.Type]bool
}

func (f *finisher) visit(v reflect.Value) {
	open, known := f.open[v.Type()]
	if !known {
		open = isOpen(v.Type())
		f.open[v.Type()] = open
	}
	if !open {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			f.visit(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			f.visit(v.Index(i))
		}
	case reflect.Struct:
		if h, ok := v.Addr().Interface().(*Header); ok {
			f.complete(h)
			return
		}
		for i := range v.NumField() {
			if from := v.Type().Field(i).Tag.Get("in"); from != "" {
				f.name(v, v.Field(i), from)
			} else {
				f.visit(v.Field(i))
			}
		}
	}
}

// complete gives the header of an answer within another what the two have in common.
func (f *finisher) complete(h *Header) {
	if h.Schema != "" && h.Tool.Version == "" {
		h.Tool, h.Model = f.header.Tool, f.header.Model
	}
}

func (f *finisher) name(v, field reflect.Value, from string) {
	from, instead, _ := strings.Cut(from, ",")
	id := ""
	if instead != "" {
		id = v.FieldByName(instead).String()
	}
	field.SetString(v.FieldByName(from).Interface().(Names).In(f.lang, id))
}

// isOpen says whether a type, or one that it is made of, has a header or a name to
// fill in.
func isOpen(t reflect.Type) bool {
	seen := map[reflect.Type]bool{}
	for next := []reflect.Type{t}; len(next) > 0; {
		t, next = next[0], next[1:]
		if seen[t] {
			continue
		}
		seen[t] = true
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice:
			next = append(next, t.Elem())
		case reflect.Struct:
			if t == reflect.TypeFor[Header]() {
				return true
			}
			for i := range t.NumField() {
				if t.Field(i).Tag.Get("in") != "" {
					return true
				}
				next = append(next, t.Field(i).Type)
			}
		}
	}
	return false
}
