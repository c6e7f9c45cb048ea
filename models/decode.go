package models

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"time"
)

// decoder turns decoded TOML or JSON values into typed ones. It knows where in
// the file it is, and logs what is wrong instead of stopping.
type decoder struct {
	log   *problemLog
	at    place
	names []string // of the keys of the element in hand
	lang  string   // of plain names, or ""
}

func (d *decoder) errorf(code, hint, format string, args ...any) {
	d.report(false, code, hint, format, args)
}

// keyErrorf is errorf for what is wrong with a key rather than its value.
func (d *decoder) keyErrorf(code, hint, format string, args ...any) {
	d.report(true, code, hint, format, args)
}

func (d *decoder) report(atKey bool, code, hint, format string, args []any) {
	if d.log.full() {
		d.log.add(Problem{}, place{}, atKey) // it is only counted
		return
	}
	d.log.add(Problem{Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)}, d.atNow(), atKey)
}

// atNow copies the place: the decoder goes on changing its own.
func (d *decoder) atNow() place {
	at := d.at
	at.path = slices.Clone(at.path)
	return at
}

// in runs f one step further down.
func (d *decoder) in(step string, f func()) {
	d.at.path = append(d.at.path, step)
	f()
	d.at.path = d.at.path[:len(d.at.path)-1]
}

// keySet says which keys a table may have, and what reads each.
type keySet map[string]func(v any)

// table reads a table by its keys; unknown ones are errors.
func (d *decoder) table(v any, keys keySet) bool {
	t, ok := v.(map[string]any)
	if !ok {
		d.typeError(v, "a table")
		return false
	}
	for _, k := range slices.Sorted(maps.Keys(t)) {
		d.in(k, func() {
			if read, known := keys[k]; known {
				read(t[k])
			} else {
				d.unknownKey(k, keys)
			}
		})
	}
	return true
}

func (d *decoder) unknownKey(key string, keys keySet) {
	if d.log.full() {
		d.log.add(Problem{}, place{}, true)
		return
	}
	known := slices.Sorted(maps.Keys(keys))
	hint := didYouMean(key, known)
	const readable = 12
	if hint == "" && len(known) <= readable {
		hint = "known are " + listWords(known)
	}
	d.keyErrorf("unknown-key", hint, "unknown key %s", quote(key))
}

// fields reads an element by its keys.
func (d *decoder) fields(e *element, keys keySet) {
	d.names = d.names[:0]
	for k := range e.keys {
		d.names = append(d.names, k)
	}
	slices.Sort(d.names)
	for _, k := range d.names {
		raw := e.keys[k]
		d.at = raw.at
		if read, known := keys[k]; known {
			read(raw.val)
		} else {
			d.unknownKey(k, keys)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(e.extra)) {
		for _, a := range e.extra[k] {
			d.at = a.at
			if read, known := keys[k]; known { // readers of lists append
				read(a.vals)
			} else {
				d.unknownKey(k, keys)
			}
		}
	}
	d.at = e.at
}

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

// languages are those that a model can give texts in.
func languages() []string { return []string{"en", "ko"} }

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
			if slices.Contains(languages(), lang) {
				out[lang] = d.str(byLanguage[lang])
				return
			}
			hint := cmp.Or(didYouMean(lang, languages()), "known are "+listWords(languages()))
			d.keyErrorf("unknown-key", hint, "%s is not a language that is known here", quote(lang))
		})
	}
	return out
}

// number reads a number that ok accepts; want says in words what that is.
func (d *decoder) number(v any, want string, ok func(x float64) bool) float64 {
	var x float64
	switch n := v.(type) {
	case int64:
		x = float64(n)
	case float64:
		x = n
	default:
		d.typeError(v, "a number")
		return 0
	}
	if math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) > MaxNumber || !ok(x) {
		d.errorf("range", "", "this number must be %s", want)
		return 0
	}
	return x
}

// MaxNumber bounds what a file may say, so that sums stay exact enough.
const MaxNumber = 1e15

func (d *decoder) share(v any) float64 {
	return d.number(v, "more than 0 and at most 1", func(x float64) bool { return x > 0 && x <= 1 })
}

func (d *decoder) probability(v any) float64 {
	return d.number(v, "from 0 to 1", func(x float64) bool { return x >= 0 && x <= 1 })
}

func (d *decoder) amount(v any) float64 {
	return d.number(v, "0 or more (and at most 1e15)", func(x float64) bool { return x >= 0 })
}

func (d *decoder) whole(v any, want string, ok func(n int64) bool) int {
	n, isInt := v.(int64)
	if f, isFloat := v.(float64); isFloat && f == math.Trunc(f) && math.Abs(f) < MaxNumber {
		n, isInt = int64(f), true
	}
	if !isInt {
		d.typeError(v, "a whole number")
		return 0
	}
	if !ok(n) {
		d.errorf("range", "", "this number must be %s", want)
		return 0
	}
	return int(n)
}

func (d *decoder) duration(v any) time.Duration {
	return d.parse(v, ParseDuration)
}

// positive reads a duration of more than nothing.
func (d *decoder) positive(v any) time.Duration {
	t := d.duration(v)
	if s, ok := v.(string); ok && t == 0 {
		if _, err := ParseDuration(s); err == nil {
			d.errorf("range", "", "this duration must be longer than 0s")
		}
	}
	return t
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
func (d *decoder) oneOf(v any, words ...string) string {
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

func asList(v any) ([]any, bool) {
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

func listLen(v any) int {
	switch l := v.(type) {
	case []any:
		return len(l)
	case []map[string]any:
		return len(l)
	}
	return 0
}

// list reads a list, item by item.
func (d *decoder) list(v any, item func(v any)) {
	l, ok := asList(v)
	if !ok {
		d.typeError(v, "a list")
		return
	}
	for i, v := range l {
		d.in(index(i), func() { item(v) })
	}
}

// strings reads a list of texts. What is wrong is kept as "", so that the rest
// keep their places.
func (d *decoder) strings(v any) []string {
	var out []string
	d.list(v, func(v any) { out = append(out, d.attribute(v)) })
	return out
}

// numbers reads a table of numbers by id, in order of ids.
func (d *decoder) numbers(v any, number func(v any) float64, each func(id string, x float64)) {
	t, ok := v.(map[string]any)
	if !ok {
		d.typeError(v, "a table of numbers by id")
		return
	}
	for _, id := range slices.Sorted(maps.Keys(t)) {
		d.in(id, func() { each(id, number(t[id])) })
	}
}

var asofPattern = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

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
		_, err := time.Parse(time.DateOnly, a)
		if asofPattern.MatchString(a) && (err == nil || len(a) < len(time.DateOnly)) {
			return a
		}
	}
	d.errorf("date", "", `a date is written 2023-09-30, or "2023-09", or "2023"`)
	return ""
}

// provenance returns the keys that say where a fact comes from.
// What they fill in is asked for at each value.
func (d *decoder) provenance(of func() **Provenance) keySet {
	get := func() *Provenance {
		p := of()
		if *p == nil {
			*p = &Provenance{}
		}
		return *p
	}
	return keySet{
		"source":     func(v any) { get().Source = d.attribute(v) },
		"asof":       func(v any) { get().Asof = d.asof(v) },
		"confidence": func(v any) { get().Confidence = d.oneOf(v, "stated", "reported", "assumed") },
	}
}

// with returns the keys of both sets.
func (k keySet) with(more keySet) keySet {
	maps.Copy(k, more)
	return k
}
