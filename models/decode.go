package models

import (
	"fmt"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/models/language"
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

// table reads a table by the keys of a place into an element, and says whether it is
// one; unknown keys are errors.
func (d *decoder) table(v any, place language.Place, element any) bool {
	t, ok := v.(map[string]any)
	if !ok {
		d.typeError(v, "a table")
		return false
	}
	known := bindings[place]
	for _, k := range slices.Sorted(maps.Keys(t)) {
		d.in(k, func() { d.key(known, k, element, t[k]) })
	}
	return true
}

// fields reads an element by the keys of a place, those that overlays append to
// included.
func (d *decoder) fields(e *element, place language.Place, into any) {
	known := bindings[place]
	d.names = d.names[:0]
	for k := range e.keys {
		d.names = append(d.names, k)
	}
	slices.Sort(d.names)
	for _, k := range d.names {
		raw := e.keys[k]
		d.at = raw.at
		d.key(known, k, into, raw.val)
	}
	for _, k := range slices.Sorted(maps.Keys(e.extra)) {
		for _, a := range e.extra[k] {
			d.at = a.at
			d.addition(known, k, into, a.vals)
		}
	}
	d.at = e.at
}

// key reads the value of one key.
func (d *decoder) key(known *bound, key string, into, v any) {
	if s := known.named[key]; s != nil {
		d.read(s, into, v)
	} else {
		d.unknownKey(key, known, into)
	}
}

// addition reads a list that an overlay appends: the readers of lists append.
func (d *decoder) addition(known *bound, key string, into, v any) {
	if s := known.named[key]; s != nil && s.Merge != language.Append {
		d.keyErrorf("type", hintAdd, "nothing can be appended to %s", quote(key))
		return
	}
	d.key(known, key, into, v)
}
