package models

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/language"
)

// History is what an element says by date.
type History struct {
	Dated []Dated // in the order of days

	from map[string]int // of the keys whose value is a dated one: which of Dated
}

// Dated is what an element says from a day on.
type Dated struct {
	From string   // the day, "2025-12-31"; "": what it says before the first
	Keys []string // the keys that it says, in alphabetical order; of splits and lines each: "by.mobile"
	As   any      // an element of the same type, a pointer, that says these and nothing else, nor what it is called
}

// Says returns what is said from the day on, as [Says] does.
func (d *Dated) Says() []Saying {
	out := slices.DeleteFunc(Says(d.As), func(s Saying) bool {
		return !slices.ContainsFunc(d.Keys, func(key string) bool { return key == s.Key.Name || strings.HasPrefix(key, s.Key.Name+".") })
	})
	for i := range out {
		out[i].Assumed = false
	}
	return out
}

// Detach gives the value keys and an element of its own, copies of those before.
func (d *Dated) Detach() {
	d.Keys = slices.Clone(d.Keys)
	as := reflect.New(reflect.TypeOf(d.As).Elem())
	as.Elem().Set(reflect.ValueOf(d.As).Elem())
	d.As = as.Interface()
}

// groundsOf returns what the value of a key rests on: what stands beside it below its
// date, else what its element gives.
func (h *History) groundsOf(key string, element *Provenance) *Provenance {
	if h == nil {
		return element
	}
	if i, dated := h.from[key]; dated {
		return cmp.Or(provenanceOf(h.Dated[i].As), element)
	}
	return element
}

// historyOf reads what an element says by date, and returns it as it stands on the
// decoder's day. Fresh is what it is before its keys are read.
func historyOf[T any](d *decoder, e *raw.Element, place language.Place, fresh T) (now *raw.Element, h *History) {
	now, from := e.On(d.day)
	if len(e.Dates) == 0 {
		return now, nil
	}
	h = &History{from: map[string]int{}}
	first := raw.Dated{Keys: map[string]raw.Value{}, At: e.At}
	for i := range e.Dates {
		for k := range e.Dates[i].Keys {
			if v, plain := e.Keys[k]; plain && !(e.Dates[i].HasFacts() && raw.IsGround(k)) {
				first.Keys[k] = v
			}
		}
	}
	all := e.Dates
	if len(first.Keys) > 0 {
		all = append([]raw.Dated{first}, all...)
	}
	for _, x := range all {
		as := fresh
		d.fields(&raw.Element{Table: e.Table, ID: e.ID, At: x.At, Keys: x.Keys}, place, &as)
		unname(&as)
		h.Dated = append(h.Dated, Dated{From: x.From, Keys: slices.Sorted(maps.Keys(x.Keys)), As: &as})
	}
	for key, i := range from {
		if e.Dates[i].HasFacts() {
			h.from[key] = i + len(all) - len(e.Dates)
		}
	}
	return now, h
}

// unname takes away what an element is called.
func unname(element any) {
	x := reflect.ValueOf(element).Elem()
	x.FieldByName("ID").SetString("")
	if kind := x.FieldByName("Kind"); kind.IsValid() {
		kind.SetString("")
	}
}

// provenanceOf returns what an element rests on, or nil.
func provenanceOf(element any) *Provenance {
	switch x := element.(type) {
	case *Node:
		return x.Provenance
	case *Population:
		return x.Provenance
	case *Sector:
		return x.Provenance
	case *Terms:
		return x.Provenance
	case *Policy:
		return x.Provenance
	case *Option:
		return x.Provenance
	}
	return nil
}
