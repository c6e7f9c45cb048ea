package models

import (
	"fmt"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/language"
)

// decoder turns decoded TOML or JSON values into typed ones. It knows where in
// the file it is, and logs what is wrong instead of stopping.
type decoder struct {
	log   *source.Log
	at    source.Place
	names []string // of the keys of the element in hand
	lang  string   // of plain names, or ""
	began began    // of the incident in hand
	day   string   // on which facts by date are taken; "": after all of them
}

func (d *decoder) errorf(code, hint, format string, args ...any) {
	d.report(false, code, hint, format, args)
}

// keyErrorf is errorf for what is wrong with a key rather than its value.
func (d *decoder) keyErrorf(code, hint, format string, args ...any) {
	d.report(true, code, hint, format, args)
}

func (d *decoder) report(atKey bool, code, hint, format string, args []any) {
	if d.log.Full() {
		d.log.Add(Problem{}, source.Place{}, atKey) // it is only counted
		return
	}
	d.log.Add(Problem{Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)}, d.atNow(), atKey)
}

// atNow copies the place: the decoder goes on changing its own.
func (d *decoder) atNow() source.Place {
	at := d.at
	at.Path = slices.Clone(at.Path)
	return at
}

// in runs f one step further down.
func (d *decoder) in(step string, f func()) {
	d.at.Path = append(d.at.Path, step)
	f()
	d.at.Path = d.at.Path[:len(d.at.Path)-1]
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
func (d *decoder) fields(e *raw.Element, place language.Place, into any) {
	known := bindings[place]
	d.names = d.names[:0]
	for k := range e.Keys {
		d.names = append(d.names, k)
	}
	slices.Sort(d.names)
	for _, k := range d.names {
		raw := e.Keys[k]
		d.at = raw.At
		d.key(known, k, into, raw.Val)
	}
	for _, k := range slices.Sorted(maps.Keys(e.Extra)) {
		for _, a := range e.Extra[k] {
			d.at = a.At
			d.addition(known, k, into, a.Vals)
		}
	}
	for i := range e.Refined {
		d.refinement(&e.Refined[i], into)
	}
	d.at = e.At
}

// key reads the value of one key.
func (d *decoder) key(known *bound, key string, into, v any) {
	if s := known.slot(key); s != nil {
		d.read(s, into, v)
	} else {
		d.unknownKey(key, known, into)
	}
}

// addition reads a list that an overlay appends: the readers of lists append.
func (d *decoder) addition(known *bound, key string, into, v any) {
	if s := known.slot(key); s != nil && s.Merge != language.Append {
		d.keyErrorf("type", raw.HintAdd(d.at), "nothing can be appended to %s", quote(key))
		return
	}
	d.key(known, key, into, v)
}
