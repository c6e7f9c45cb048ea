package schema

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/meoktong/meoktong/models/language"
)

// table describes what stands at a place by its keys. What services alone have is
// left out of other nodes. Elements may append to their lists, as overlays do.
func (b builder) table(place language.Place, ofServices bool) object {
	properties := object{}
	inList := language.TableOf(place).In != ""
	out := object{{"type", "object"}, {"description", language.TableOf(place).Doc.In(b.lang)}}
	var required []string
	for _, k := range language.KeysOn(place) {
		if k.Services && !ofServices {
			continue
		}
		described := b.key(k)
		if k.Type == language.Dates {
			described = append(described, byDate(place, ofServices)...)
		}
		properties = append(properties, member{k.Name, described})
		if k.Required && inList {
			required = append(required, k.Name)
		}
	}
	if lists := b.lists(place); !inList && place != language.Option && len(lists[1].value.(object)) > 0 {
		doc := language.KeyOn(language.Overlaid, "add").Doc.In(b.lang)
		properties = append(properties, member{"add", append(lists, member{"description", doc})})
	}
	if place == language.Node {
		properties = append(properties, member{"refine", b.refined()})
	}
	if t := language.TableOf(place); t.Header != "" && !language.Single(string(place)) {
		for _, k := range language.KeysOn(language.Template) {
			properties = append(properties, member{k.Name, b.key(k)})
		}
	}
	out = append(out, member{"properties", properties}, member{"additionalProperties", false})
	if required != nil {
		out = append(out, member{"required", required})
	}
	return append(out, together(place, inList)...)
}

// refined describes what an overlay says more of requirements, by what they name.
func (b *builder) refined() object {
	byID := object{{"type", "object"}, {"additionalProperties", object{{"type", "object"}}}}
	return object{{"type", "object"}, {"properties", object{{"needs", byID}}}, {"additionalProperties", false},
		{"description", language.KeyOn(language.Overlaid, "refine").Doc.In(b.lang)}}
}

// byDate describes keys by the date from which on they hold: those of the place, but
// such a table itself, and what is no value.
func byDate(place language.Place, ofServices bool) object {
	definition := string(place)
	if place == language.Node && ofServices {
		definition = service
	}
	all := []object{reference(definition)}
	for _, k := range []string{"at", "add", "set", "refine", "each", "called"} {
		all = append(all, object{{"not", object{{"required", []string{k}}}}})
	}
	keys := object{{"minProperties", 1}, {"allOf", all}}
	return object{{"type", "object"}, {"patternProperties", object{{whole(dateOnly), keys}}}, {"additionalProperties", false}}
}

// together says which keys exclude each other, and in lists which go together: an
// element may have the other in another file.
func together(place language.Place, inList bool) object {
	var all []object
	with := object{}
	for _, k := range language.KeysOn(place) {
		for _, other := range k.Not {
			if k.Name < other { // once
				all = append(all, object{{"not", object{{"required", []string{k.Name, other}}}}})
			}
		}
		if inList && k.With != nil {
			with = append(with, member{k.Name, k.With})
		}
	}
	all = append(all, forms(place)...)
	var out object
	if all != nil {
		out = append(out, member{"allOf", all})
	}
	if len(with) > 0 {
		out = append(out, member{"dependencies", with})
	}
	return out
}

// forms says what the keys of a place must have among them.
func forms(place language.Place) []object {
	oneOf := func(keys ...string) object {
		var any []object
		for _, k := range keys {
			any = append(any, object{{"required", []string{k}}})
		}
		return object{{"anyOf", any}}
	}
	switch place {
	case language.Requirement:
		return []object{oneOf("on", "any", "all", "of", "unless")}
	case language.Event:
		return []object{oneOf("fail", "degrade", "serve", "repair", "demand", "capacity")}
	case language.Observation:
		surged := object{{"required", []string{"surged"}}, {"properties", object{{"surged", object{{"enum", []bool{true}}}}}}}
		reasoned := object{{"anyOf", []object{
			{{"properties", object{{"scored", object{{"enum", []bool{true}}}}}}},
			{{"required", []string{"reason"}}},
		}}}
		amount := func(key string) object { return object{{"required", []string{key}}} }
		return []object{oneOf("node", "what"), {{"oneOf", []object{amount("level"), surged, amount("share_down"), amount("users"), amount("owed")}}}, reasoned}
	}
	return nil
}

// requirement describes an entry of needs.
func (b builder) requirement() object {
	group := b.table(language.Requirement, true)
	one := object{{"type", "string"}, {"pattern", whole(parts)}}
	return object{{"anyOf", []object{one, group}}}
}

// text describes text, which may be given by language.
func (b builder) text() object {
	byLanguage := object{}
	for _, lang := range language.Languages() {
		byLanguage = append(byLanguage, member{lang, object{{"type", "string"}}})
	}
	return object{{"anyOf", []object{
		{{"type", "string"}},
		{{"type", "object"}, {"properties", byLanguage}, {"additionalProperties", false}, {"minProperties", 1}},
	}}}
}

// key describes a key: what it is called, what it means and what it may be.
func (b builder) key(k *language.Key) object {
	doc := k.Doc.In(b.lang)
	if unit := k.Unit.In(b.lang); unit != "" {
		doc += " [" + unit + "]"
	}
	if k.Example != "" {
		doc += "\n\n" + k.Example
	}
	out := object{{"title", k.CalledIn(b.lang)}, {"description", doc}}
	if k.Default != "" {
		out = append(out, member{"default", defaultOf(k)})
	}
	return append(out, b.value(k)...)
}

func defaultOf(k *language.Key) any {
	switch k.Type {
	case language.Bool:
		return k.Default == "true"
	case language.Number, language.Whole:
		x, _ := strconv.ParseFloat(k.Default, 64)
		return x
	}
	return k.Default
}

// marshal writes a value as it is: "<" stays "<".
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
