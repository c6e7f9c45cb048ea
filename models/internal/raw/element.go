package raw

import (
	"fmt"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/internal/words"
	"github.com/meoktong/meoktong/models/language"
)

// Element is one keyed table of a model before its keys are understood, with
// the changes that overlays made to it.
type Element struct {
	Table   string // "service", "population", "model", …
	ID      string // "" for [model] and [overlay]
	At      source.Place
	Keys    map[string]Value
	Extra   map[string][]Addition // what overlays append, by key
	Refined []Refinement          // what overlays say more of its requirements
	Dates   []Dated               // what it says by date, once changes were applied, in the order of days
}

// Value is what a file says under a key, as a TOML decoder gives it.
type Value struct {
	Val any
	At  source.Place
}

// Addition is a list that an overlay appends to a key.
type Addition struct {
	Vals any
	At   source.Place
}

// Refinement is what an overlay says more of the requirement on one node.
type Refinement struct {
	On string
	Value
}

// Read turns a file of TOML into elements, or files in a format of others that are read
// together. What is wrong with them is logged; ok is false if something had to be left out.
func Read(files []*source.File, log *source.Log) (out []Element, ok bool) {
	if file := files[0]; !file.Foreign() {
		doc, whole := file.DecodeTOML(log)
		return Split(source.Place{File: file}, doc, log), whole
	}
	elements, ok := source.ReadForeign(files, log)
	out = make([]Element, len(elements))
	for i, e := range elements {
		at := source.Place{File: files[e.At.File], Path: []string{e.Table, e.ID}}
		if e.ID == "" {
			at.Path = at.Path[:1]
		}
		out[i] = newElement(e.Table, e.ID, e.Keys, at)
	}
	return out, ok
}

// Split turns decoded tables, what stands at base, into elements, in
// alphabetical order.
func Split(base source.Place, doc map[string]any, log *source.Log) []Element {
	var out []Element
	for _, table := range slices.Sorted(maps.Keys(doc)) {
		at := base.With(table)
		body, ok := doc[table].(map[string]any)
		switch {
		case !ok:
			logNoTable(table, doc[table], at, log)
		case language.Single(table):
			out = append(out, newElement(table, "", body, at))
		default:
			for _, id := range slices.Sorted(maps.Keys(body)) {
				if keys, ok := body[id].(map[string]any); ok {
					out = append(out, newElement(table, id, keys, at.With(id)))
				} else {
					logNoElement(table, id, body[id], at.With(id), log)
				}
			}
		}
	}
	return out
}

func logNoTable(table string, val any, at source.Place, log *source.Log) {
	if _, array := val.([]map[string]any); array {
		log.Add(source.Problem{Code: "array-of-tables", Message: fmt.Sprintf("%s is an array of tables", words.Quote(table)),
			Hint: "every element is a keyed table, such as [service.ID]"}, at, true)
		return
	}
	log.Add(source.Problem{Code: "unknown-key", Message: fmt.Sprintf("key %s stands outside any element", words.Quote(table)),
		Hint: "a model file consists of tables such as [model], [service.ID] or [carrier.ID]"}, at, true)
}

func logNoElement(table, id string, val any, at source.Place, log *source.Log) {
	if _, array := val.([]map[string]any); array {
		logNoTable(table+"."+id, val, at, log)
		return
	}
	log.Add(source.Problem{Code: "not-a-table", Message: fmt.Sprintf("%s is not a table", words.Quote(table+"."+id)),
		Hint: "an element is written [service.ID], its keys below it"}, at, true)
}

func newElement(table, id string, keys map[string]any, at source.Place) Element {
	e := Element{Table: table, ID: id, At: at, Keys: make(map[string]Value, len(keys))}
	for k, v := range keys {
		e.Keys[k] = Value{v, at.With(k)}
	}
	e.spread()
	return e
}

// spread makes a key of each entry of a table whose entries are replaced one by one:
// "by.mobile" of by.
func (e *Element) spread() { spread(e.Table, e.Keys) }

func spread(table string, keys map[string]Value) {
	for _, key := range language.KeysOn(language.Place(table)) {
		v, said := keys[key.Name]
		if !said || !key.ByName() {
			continue
		}
		entries, _ := v.Val.(map[string]any)
		for name, x := range entries {
			keys[key.Name+"."+name] = Value{x, v.At.With(name)}
		}
		if len(entries) > 0 {
			delete(keys, key.Name)
		}
	}
}

// Name returns how messages call the element.
func (e *Element) Name() string {
	if e.ID == "" {
		return "[" + e.Table + "]"
	}
	return "[" + e.Table + "." + e.ID + "]"
}

// Item returns where an item of a list stands, those that overlays append
// included.
func (e *Element) Item(key string, i int) source.Place {
	v, ok := e.Keys[key]
	if n := listLen(v.Val); i < n || len(e.Extra[key]) == 0 {
		if !ok {
			return e.At
		}
		return v.At.With(source.Index(i))
	} else {
		i -= n
	}
	for _, a := range e.Extra[key] {
		n := listLen(a.Vals)
		if i < n {
			return a.At.With(source.Index(i))
		}
		i -= n
	}
	return e.At
}

// MovedKeys returns the places of the keys that do not stand with the element.
func (e *Element) MovedKeys() map[string]source.Place {
	var out map[string]source.Place
	for k, v := range e.Keys {
		if !v.At.IsKeyOf(e.At) {
			if out == nil {
				out = map[string]source.Place{}
			}
			out[k] = v.At
		}
	}
	return out
}

// AsList returns what a value lists, if it is a list.
func AsList(v any) ([]any, bool) {
	switch l := v.(type) {
	case []any:
		return l, true
	case []map[string]any:
		out := make([]any, len(l))
		for i, t := range l {
			out[i] = t
		}
		return out, true
	}
	return nil, false
}

// listLen returns how many items a value lists; 0 for what is no list.
func listLen(v any) int {
	switch l := v.(type) {
	case []any:
		return len(l)
	case []map[string]any:
		return len(l)
	}
	return 0
}
