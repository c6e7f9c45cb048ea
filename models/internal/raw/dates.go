package raw

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/calendar"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/internal/words"
	"github.com/meoktong/meoktong/models/language"
)

// Dated is what an element says from a day on.
type Dated struct {
	From string // "2025-12-31"
	Keys map[string]Value
	At   source.Place
}

// HasFacts says whether a key says more than what the others rest on.
func (d *Dated) HasFacts() bool {
	for k := range d.Keys {
		if !IsGround(k) {
			return true
		}
	}
	return false
}

// IsGround says whether a key says what facts rest on.
func IsGround(key string) bool {
	k := language.KeyOn(language.Node, key)
	return k != nil && k.IsGround()
}

// MaxDates is on how many days the keys of one element may change.
const MaxDates = 1000

// PlaceOf returns where the keys of the elements of a table stand.
func PlaceOf(table string) language.Place {
	if slices.Contains(language.Elements(), table) {
		return language.Place(table)
	}
	return language.Node
}

// dates is the key under which an element says what holds from a day on.
const dates = "at"

// takeDates takes what the element says by date out of its keys.
func (e *Element) takeDates(log *source.Log) {
	v, ok := e.Keys[dates]
	if !ok || language.KeyOn(PlaceOf(e.Table), dates) == nil {
		return
	}
	delete(e.Keys, dates)
	e.Dates = readDates(v, log)
	for i := range e.Dates {
		spread(e.Table, e.Dates[i].Keys)
	}
}

// HintDates says how keys are given by date.
const HintDates = `such as at."2025-12-31".name = "…"`

// readDates reads tables of keys by date, in the order of their days.
func readDates(v Value, log *source.Log) []Dated {
	byDate, ok := v.Val.(map[string]any)
	if !ok {
		log.Add(source.Problem{Code: "type", Message: "at takes dates, and below each the keys that hold from it on", Hint: HintDates}, v.At, false)
		return nil
	}
	if len(byDate) > MaxDates {
		log.Add(source.Problem{Code: "too-large", Message: fmt.Sprintf("an element may change on %d days at most, and this one does on %d", MaxDates, len(byDate))}, v.At, true)
		return nil
	}
	var out []Dated
	for _, date := range slices.Sorted(maps.Keys(byDate)) {
		at := v.At.With(date)
		keys, ok := byDate[date].(map[string]any)
		switch {
		case !calendar.Valid(date):
			log.Add(source.Problem{Code: "date", Message: words.Quote(date) + " is no date", Hint: `a date is written "2023-09-30", or "2023-09", or "2023"`}, at, true)
		case !ok || len(keys) == 0:
			log.Add(source.Problem{Code: "type", Message: "nothing is said to hold from " + date + " on", Hint: HintDates}, at, true)
		case slices.ContainsFunc(out, func(d Dated) bool { return d.From == calendar.Last(date) }):
			log.Add(source.Problem{Code: "duplicate", Message: calendar.Last(date) + " stands here twice", Hint: "a partial date is its last day"}, at, true)
		default:
			out = append(out, newDated(calendar.Last(date), keys, at, log))
		}
	}
	slices.SortFunc(out, func(a, b Dated) int { return strings.Compare(a.From, b.From) })
	return out
}

func newDated(from string, keys map[string]any, at source.Place, log *source.Log) Dated {
	out := Dated{From: from, Keys: make(map[string]Value, len(keys)), At: at}
	for k, v := range keys {
		if k == dates || k == Each || k == CalledKey || k == "add" || k == "set" || k == refine {
			log.Add(source.Problem{Code: "misplaced-key", Message: words.Quote(k) + " does not stand below a date",
				Hint: "below a date stand keys that it replaces"}, at.With(k), true)
			continue
		}
		out.Keys[k] = Value{v, at.With(k)}
	}
	return out
}

// forget lets go of what is said of a key by date. What stood beside it goes as well,
// where nothing is left that it is said of.
func (e *Element) forget(key string) {
	e.Dates = slices.DeleteFunc(e.Dates, func(d Dated) bool {
		if _, has := d.Keys[key]; !has || IsGround(key) && d.HasFacts() {
			return false
		}
		delete(d.Keys, key)
		return !d.HasFacts()
	})
}

// replaceFrom says a key from a day on.
func (e *Element) replaceFrom(c *Change) {
	i, found := slices.BinarySearchFunc(e.Dates, c.From, func(d Dated, from string) int { return strings.Compare(d.From, from) })
	if !found {
		at := c.At
		at.Path = at.Path[:len(at.Path)-1]
		e.Dates = slices.Insert(e.Dates, i, Dated{From: c.From, Keys: map[string]Value{}, At: at})
	}
	e.Dates[i].Keys[c.Key] = Value{c.Val, c.At}
}

// On returns the element as it stands on a day, "" being after all others, and which of
// Dates the keys are from whose value is a dated one. What stands beside other keys
// below a date is said of these, and not of the element.
func (e *Element) On(day string) (now *Element, from map[string]int) {
	if len(e.Dates) == 0 {
		return e, nil
	}
	out := *e
	out.Keys, from = maps.Clone(e.Keys), map[string]int{}
	if out.Keys == nil {
		out.Keys = map[string]Value{}
	}
	for i := range e.Era(day) {
		d := &e.Dates[i]
		facts := d.HasFacts()
		for k, v := range d.Keys {
			if !facts || !IsGround(k) {
				out.Keys[k], from[k] = v, i
			}
		}
	}
	return &out, from
}

// Clone returns a copy of the element that can be changed without it.
func (e *Element) Clone() *Element {
	out := *e
	out.Keys, out.Extra = maps.Clone(e.Keys), map[string][]Addition{}
	for k, more := range e.Extra {
		out.Extra[k] = slices.Clone(more)
	}
	out.Refined = slices.Clone(e.Refined)
	out.Dates = slices.Clone(e.Dates)
	for i := range out.Dates {
		out.Dates[i].Keys = maps.Clone(out.Dates[i].Keys)
	}
	return &out
}

// Era returns how many of the element's dates have come on a day, "" being after all.
func (e *Element) Era(day string) int {
	if day == "" {
		return len(e.Dates)
	}
	n := 0
	for n < len(e.Dates) && e.Dates[n].From <= day {
		n++
	}
	return n
}
