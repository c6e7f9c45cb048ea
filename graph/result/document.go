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
// field to take where there is no name: `in:"Names,ID"`. It costs a pass over the
// answer.
func Finish(d Document, h Header, lang string) {
	*d.header() = h
	l := localiser{lang: lang, holds: map[reflect.Type]bool{}}
	l.visit(reflect.ValueOf(d))
}

// localiser fills in names, and remembers which types have any.
type localiser struct {
	lang  string
	holds map[reflect.Type]bool
}

func (l *localiser) visit(v reflect.Value) {
	holds, known := l.holds[v.Type()]
	if !known {
		holds = holdsNames(v.Type())
		l.holds[v.Type()] = holds
	}
	if !holds {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			l.visit(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			l.visit(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if from := v.Type().Field(i).Tag.Get("in"); from != "" {
				l.name(v, v.Field(i), from)
			} else {
				l.visit(v.Field(i))
			}
		}
	}
}

func (l *localiser) name(v, field reflect.Value, from string) {
	from, instead, _ := strings.Cut(from, ",")
	id := ""
	if instead != "" {
		id = v.FieldByName(instead).String()
	}
	field.SetString(v.FieldByName(from).Interface().(Names).In(l.lang, id))
}

// holdsNames says whether a type, or one that it is made of, has a name to fill in.
func holdsNames(t reflect.Type) bool {
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
