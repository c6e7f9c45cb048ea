package raw

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/internal/words"
	"github.com/meoktong/meoktong/models/language"
)

// CalledKey is the key of a template that says what people call the values of its names.
const CalledKey = "called"

// Called is what people call the values of the names of templates, by name and value.
type Called map[string]map[string]text

// text is text for people: by language, or under "" in none that is said.
type text map[string]string

// in returns the text in a language, or else a plain one.
func (t text) in(lang string) (string, bool) {
	if s, ok := t[lang]; ok {
		return s, true
	}
	s, ok := t[""]
	return s, ok
}

// Read takes what a template says of values. It is said once a model.
func (c Called) Read(e *Element, log *source.Log) {
	v, said := e.Keys[CalledKey]
	if !said || !e.IsTemplate() {
		return
	}
	const hint = `such as called.region = { seoul = { ko = "서울", en = "Seoul" } }`
	names, ok := v.Val.(map[string]any)
	if !ok || len(names) == 0 {
		log.Add(source.Problem{Code: "type", Message: "called takes names with what their values are called", Hint: hint}, v.At, false)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		values, ok := names[name].(map[string]any)
		if !ok {
			log.Add(source.Problem{Code: "type", Message: "called takes, of each name, a table of texts by value", Hint: hint}, v.At.With(name), false)
		}
		for _, value := range slices.Sorted(maps.Keys(values)) {
			c.read(name, value, values[value], v.At.With(name, value), log)
		}
	}
}

// read takes what one value is called.
func (c Called) read(name, value string, x any, at source.Place, log *source.Log) {
	t := textOf(x)
	switch _, twice := c[name][value]; {
	case t == nil:
		log.Add(source.Problem{Code: "type", Message: fmt.Sprintf("%s is called by a text that is not empty, or one for each language", words.Quote(value)),
			Hint: `such as { ko = "서울", en = "Seoul" }`}, at, false)
	case twice:
		log.Add(source.Problem{Code: "duplicate", Message: fmt.Sprintf("what %s is called where it stands for %s is said twice", words.Quote(value), words.Quote("{"+name+"}")),
			Hint: "once holds for all templates with this name"}, at, true)
	case c[name] == nil:
		c[name] = map[string]text{value: t}
	default:
		c[name][value] = t
	}
}

// textOf reads a text for people; nil where it is none.
func textOf(x any) text {
	switch x := x.(type) {
	case string:
		if x != "" {
			return text{"": x}
		}
	case map[string]any:
		out := text{}
		for lang, s := range x {
			s, ok := s.(string)
			if !ok || s == "" || !slices.Contains(language.Languages(), lang) {
				return nil
			}
			out[lang] = s
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// CheckCalled finds what a template says of values that it does not have.
func (e *Element) CheckCalled(names []string, values [][]string, log *source.Log) {
	v := e.Keys[CalledKey]
	said, _ := v.Val.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(said)) {
		k := slices.Index(names, name)
		if k < 0 {
			log.Add(source.Problem{Code: "template", Message: fmt.Sprintf("%s is no name of this template", words.Quote(name)), Hint: words.DidYouMean(name, names)}, v.At.With(name), true)
			continue
		}
		of, _ := said[name].(map[string]any)
		for _, value := range slices.Sorted(maps.Keys(of)) {
			if !slices.Contains(values[k], value) {
				log.Add(source.Problem{Code: "template", Message: fmt.Sprintf("%s has no value %s", words.Quote(name), words.Quote(value)), Hint: words.DidYouMean(value, values[k])}, v.At.With(name, value), true)
			}
		}
	}
}

// forPeople writes a text for people out: of a plain one there is a text for each
// language in which its values are called.
func (w *writer) forPeople(v any) any {
	switch x := v.(type) {
	case string:
		langs := w.languages(x)
		if len(langs) == 0 {
			return w.textIn(x, "")
		}
		out := map[string]any{}
		for _, lang := range langs {
			out[lang] = w.textIn(x, lang)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for lang, s := range x {
			if s, ok := s.(string); ok {
				out[lang] = w.textIn(s, lang)
			} else {
				out[lang] = x[lang] // which is wrong, and is said to be
			}
		}
		return out
	}
	return v
}

// languages returns those in which the values that a text has are called.
func (w *writer) languages(s string) []string {
	var out []string
	for i, name := range w.names {
		if !strings.Contains(s, "{"+name+"}") {
			continue
		}
		for lang := range w.called[name][w.values[i]] {
			if lang != "" && !slices.Contains(out, lang) {
				out = append(out, lang)
			}
		}
	}
	return out
}

// textIn puts what values are called in place of names; the value where that is not said.
func (w *writer) textIn(s, lang string) string {
	return w.put(s, func(k int) string {
		if t, ok := w.called[w.names[k]][w.values[k]].in(lang); ok {
			return t
		}
		return w.values[k]
	})
}

// isForPeople says whether the text of a key is for people to read.
func isForPeople(table, key string) bool {
	k := language.KeyOn(PlaceOf(table), key)
	return k != nil && (k.Type == language.Name || k.Type == language.Prose)
}
