// Package schema describes model files to editors: as a JSON Schema of Draft 4, which
// taplo and what is built on it (Even Better TOML) read, so that they complete keys,
// show what each means and mark what is wrong while a file is typed.
//
// It follows from the table of keys. What it cannot say is left to loading a model:
// whether what is named is there, sums of shares, and what must be given, since one
// schema serves for files and overlays.
package schema

import (
	"encoding/json"
	"io"

	"github.com/meoktong/meoktong/models/language"
)

// Write writes the schema, with documentation in "ko" or else English. The same
// language gives the same bytes.
func Write(w io.Writer, lang string) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(builder{lang}.file())
}

// builder makes the schema's objects.
type builder struct{ lang string }

// service and options are definitions beside those that are called like places.
const (
	service = "service"
	changes = "changes" // what an option replaces
	adds    = "adds"    // what it appends to
)

// file describes a whole file.
func (b builder) file() object {
	definitions := object{
		{"text", b.text()},
		{string(language.Requirement), b.requirement()},
	}
	for _, t := range language.Tables() {
		switch t.Place {
		case language.Requirement, language.Overlaid, language.Template, language.Line:
		case language.Node:
			definitions = append(definitions, member{string(t.Place), b.table(t.Place, false)}, member{service, b.table(t.Place, true)})
		default:
			definitions = append(definitions, member{string(t.Place), b.table(t.Place, false)})
		}
	}
	definitions = append(definitions, member{changes, b.elements(true, nil, reference)}, member{adds, b.elements(true, nil, b.additions)})
	return append(object{
		{"$schema", "http://json-schema.org/draft-04/schema#"},
		{"title", b.in("Models of meoktong", "meoktong 모델")},
		{"description", b.in("A model file, or an overlay on a model.", "모델 파일, 또는 모델에 적용하는 변경안.")},
	}, append(b.elements(false, object{{string(language.Model), reference(string(language.Model))}, {string(language.Overlay), reference(string(language.Overlay))}}, reference), member{"definitions", definitions})...)
}

func (b builder) in(en, ko string) string { return language.Text{EN: en, KO: ko}.In(b.lang) }

func reference(definition string) object {
	return object{{"$ref", "#/definitions/" + definition}}
}

// elements describes a table of elements: by the names of their tables, and below
// those by their ids. Tables with other names hold the nodes of kinds that are
// declared. Options change nodes, populations and sectors alone.
func (b builder) elements(inOption bool, properties object, of func(definition string) object) object {
	for _, k := range language.BuiltinKinds() {
		definition := string(language.Node)
		if k.ID == language.Service {
			definition = service
		}
		properties = append(properties, member{k.ID, b.byID(of(definition), k.Doc.In(b.lang))})
	}
	for _, name := range language.Elements() {
		switch place := language.Place(name); {
		case place == language.Population, place == language.Sector, !inOption && !language.Single(name):
			properties = append(properties, member{name, b.byID(of(name), language.TableOf(place).Doc.In(b.lang))})
		case inOption:
			properties = append(properties, member{name, never()})
		}
	}
	return object{
		{"type", "object"},
		{"properties", properties},
		{"patternProperties", object{{`^[^a-z0-9]|[^a-z0-9-]|^.{201}`, never()}}},
		{"additionalProperties", b.byID(of(string(language.Node)), b.in("nodes of a kind that [kind.ID] declares", "[kind.ID]로 선언한 종류의 노드"))},
	}
}

// never describes what nothing is.
func never() object { return object{{"not", object{}}} }

// byID describes the elements of one table.
func (b builder) byID(element object, doc string) object {
	return object{
		{"type", "object"},
		{"description", doc},
		{"patternProperties", object{{whole(ids), element}}},
		{"additionalProperties", false},
	}
}

// additions describes what may be appended to an element: its lists.
func (b builder) additions(definition string) object {
	place := language.Place(definition)
	if definition == service {
		place = language.Node
	}
	return b.lists(place)
}

func (b builder) lists(place language.Place) object {
	properties := object{}
	for _, k := range language.KeysOn(place) {
		if k.Merge == language.Append && k.Type != language.Changes {
			properties = append(properties, member{k.Name, b.key(k)})
		}
	}
	return object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
}

// Patterns of ids, and of what is named by them.
const (
	ids   = `([a-z0-9]|\{[^{}]+\})([a-z0-9-]|\{[^{}]+\})*` // a template's have names in braces
	parts = `(@` + ids + `|` + ids + `(@(` + ids + `:)?(` + ids + `|-))*)`
)

func whole(pattern string) string { return "^" + pattern + "$" }

// object is an object whose members stay in their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, name...), ':'), value...)
	}
	return append(out, '}'), nil
}
