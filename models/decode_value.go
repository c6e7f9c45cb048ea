package models

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/models/internal/calendar"
	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/language"
)

func (d *decoder) typeError(v any, want string) {
	hint := ""
	if s, ok := v.(string); ok && want == "a list" {
		hint = fmt.Sprintf("write [%s]", quote(s))
	}
	d.errorf("type", hint, "this is %s, but must be %s", typeName(v), want)
}

func typeName(v any) string {
	switch v.(type) {
	case string:
		return "text"
	case bool:
		return "a boolean"
	case int64, float64:
		return "a number"
	case time.Time:
		return "a date"
	case []any, []map[string]any:
		return "a list"
	case map[string]any:
		return "a table"
	}
	return "nothing"
}

// maxTextLength bounds text, in bytes.
const maxTextLength = 64 << 10

func (d *decoder) str(v any) string {
	s, ok := v.(string)
	if !ok {
		d.typeError(v, "text")
	}
	if len(s) > maxTextLength {
		d.errorf("too-long", "", "text may be %d bytes long at most", maxTextLength)
		return ""
	}
	return s
}

// attribute reads text that selectors can name: it must not be empty.
func (d *decoder) attribute(v any) string {
	s := d.str(v)
	if v == "" {
		d.errorf("empty", "leave the key out", "this is empty")
	}
	return s
}

func (d *decoder) boolean(v any) bool {
	b, ok := v.(bool)
	if !ok {
		d.typeError(v, "true or false")
	}
	return b
}

// name reads a name, as text does. A plain one is in the model's language, if that
// is said.
func (d *decoder) name(v any) Text {
	t := d.text(v)
	if plain, ok := t[""]; ok && d.lang != "" {
		return Text{d.lang: plain}
	}
	return t
}

// text reads text, or a table of texts by language.
func (d *decoder) text(v any) Text {
	if s, ok := v.(string); ok {
		return Text{"": d.str(s)}
	}
	byLanguage, ok := v.(map[string]any)
	switch {
	case !ok:
		d.typeError(v, `text, or a table such as { ko = "…", en = "…" }`)
		return nil
	case len(byLanguage) == 0:
		d.errorf("empty", `such as { ko = "…", en = "…" }`, "this table has no text")
	}
	out := Text{}
	for _, lang := range slices.Sorted(maps.Keys(byLanguage)) {
		d.in(lang, func() {
			if slices.Contains(language.Languages(), lang) {
				out[lang] = d.str(byLanguage[lang])
				return
			}
			hint := cmp.Or(didYouMean(lang, language.Languages()), "known are "+listWords(language.Languages()))
			d.keyErrorf("unknown-key", hint, "%s is not a language that is known here", quote(lang))
		})
	}
	return out
}

func (d *decoder) duration(v any) time.Duration {
	return d.parse(v, ParseDuration)
}

func (d *decoder) parse(v any, parse func(string) (time.Duration, error)) time.Duration {
	s, ok := v.(string)
	if !ok {
		d.typeError(v, `a duration in quotes, such as "90s" or "1h25m"`)
		return 0
	}
	t, err := parse(s)
	if err != nil {
		d.errorf("duration", err.Error(), "%s is not a duration", quote(s))
	}
	return t
}

// oneOf reads one of a few words.
func (d *decoder) oneOf(v any, words []string) string {
	s, ok := v.(string)
	if !ok {
		d.typeError(v, listWords(words))
		return ""
	}
	if !slices.Contains(words, s) {
		d.errorf("unknown-word", didYouMean(s, words), "%s must be %s", quote(s), listWords(words))
		return ""
	}
	return s
}

// list reads a list, item by item.
func (d *decoder) list(v any, item func(v any)) {
	l, ok := raw.AsList(v)
	if !ok {
		d.typeError(v, "a list")
		return
	}
	for i, v := range l {
		d.in(source.Index(i), func() { item(v) })
	}
}

// strings reads a list of texts. What is wrong is kept as "", so that the rest
// keep their places.
func (d *decoder) strings(v any) []string {
	var out []string
	d.list(v, func(v any) { out = append(out, d.attribute(v)) })
	return out
}

// localTime is how the TOML decoder marks a time without a date.
const localTime = "time-local"

// asof reads a date, or text such as "2023" or "2023-09".
func (d *decoder) asof(v any) string {
	switch a := v.(type) {
	case time.Time:
		if a.Location().String() != localTime {
			return a.Format(time.DateOnly)
		}
	case string:
		if calendar.Valid(a) {
			return a
		}
	}
	d.errorf("date", "", `a date is written 2023-09-30, or "2023-09", or "2023"`)
	return ""
}
