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

// Change is what an overlay or an option says of one key of one element.
type Change struct {
	Table, ID, Key string
	From           string // of a dated key: the day; "" for one that holds at all times
	Add            bool
	Refines        bool // what one requirement says besides its member; Refined has its id
	Val            any
	At             source.Place // of the value
	Element        source.Place // of the element in the overlay
	Overlay        string
}

// Changes reads an overlay's element as changes: `add.KEY` appends, `refine.needs.ID`
// says more of one requirement, every other key replaces, below a date from then on. An
// option has an `add` of its own, and refines nothing.
func (e *Element) Changes(overlay string, log *source.Log) []Change {
	base := Change{Table: e.Table, ID: e.ID, Element: e.At, Overlay: overlay}
	var out []Change
	byDate := &Element{Table: e.Table, Keys: maps.Clone(e.Keys)}
	byDate.takeDates(log)
	for _, k := range slices.Sorted(maps.Keys(byDate.Keys)) {
		switch v := e.Keys[k]; {
		case k == "add" && e.Table != string(language.Option):
			out = append(out, additions(base, v, log)...)
		case k == refine && !strings.HasPrefix(overlay, "option:"):
			out = append(out, refinements(base, v, log)...)
		default:
			c := base
			c.Key, c.Val, c.At = k, v.Val, v.At
			out = append(out, c)
		}
	}
	for _, d := range byDate.Dates {
		for _, k := range slices.Sorted(maps.Keys(d.Keys)) {
			c := base
			c.Key, c.Val, c.At, c.From = k, d.Keys[k].Val, d.Keys[k].At, d.From
			out = append(out, c)
		}
	}
	if len(out) == 0 { // an element without keys still is one
		out = append(out, base)
	}
	return out
}

// OptionChanges reads what stands under an option's add (KIND.ID.KEY = [...]) or set
// (KIND.ID.KEY = VALUE).
func OptionChanges(at source.Place, tables map[string]any, option string, add bool, log *source.Log) []Change {
	var out []Change
	for _, e := range Split(at, tables, log) {
		if !add {
			out = append(out, e.Changes(option, log)...)
			continue
		}
		lists := map[string]any{}
		for k, v := range e.Keys {
			lists[k] = v.Val
		}
		out = append(out, additions(Change{Table: e.Table, ID: e.ID, Element: e.At, Overlay: option}, Value{lists, e.At}, log)...)
	}
	return out
}

// HintAdd says what add is for, at a place below one: within an option its
// counterpart is set.
func HintAdd(at source.Place) string {
	path := at.Path
	if len(path) > 3 && path[0] == string(language.Option) && path[2] == "add" {
		return "add appends to a list; to replace a value, write set." + strings.Join(path[3:], ".")
	}
	return "add appends to a list; to replace a value, name its key without add"
}

// additions reads the lists that are appended to keys.
func additions(base Change, lists Value, log *source.Log) []Change {
	byKey, ok := lists.Val.(map[string]any)
	if !ok {
		log.Add(source.Problem{Code: "type", Message: "add takes the keys to append to", Hint: `such as add.needs = ["x"]`}, lists.At, false)
		return nil
	}
	var out []Change
	for _, k := range slices.Sorted(maps.Keys(byKey)) {
		c := base
		c.Key, c.Val, c.At, c.Add = k, byKey[k], lists.At.With(k), true
		if _, ok := AsList(c.Val); !ok {
			log.Add(source.Problem{Code: "type", Message: words.Quote("add."+k) + " must be a list", Hint: HintAdd(c.At)}, c.At, false)
			continue
		}
		out = append(out, c)
	}
	return out
}

// refine is the key under which an overlay says more of a requirement.
const refine = "refine"

// refinements reads what is said of requirements: needs.ID = { ... }.
func refinements(base Change, of Value, log *source.Log) []Change {
	const such = `such as refine.needs.db.loss = "degraded"`
	tables, ok := of.Val.(map[string]any)
	if !ok {
		log.Add(source.Problem{Code: "type", Message: "refine takes requirements by what they name", Hint: such}, of.At, false)
		return nil
	}
	var out []Change
	for _, k := range slices.Sorted(maps.Keys(tables)) {
		at := of.At.With(k)
		byID, isTable := tables[k].(map[string]any)
		if k != "needs" || !isTable {
			log.Add(source.Problem{Code: "type", Message: "refine takes needs alone, by what they name", Hint: such}, at, k != "needs")
			continue
		}
		for _, id := range slices.Sorted(maps.Keys(byID)) {
			c := base
			c.Key, c.Val, c.At, c.Refines = refine+".needs."+id, byID[id], at.With(id), true
			out = append(out, c)
		}
	}
	return out
}

// Refined is the id of the node that the refined requirement names.
func (c *Change) Refined() string { return strings.TrimPrefix(c.Key, refine+".needs.") }

// Apply makes the changes to the element: replacements first, a key with all its dates
// before one from a day on, then additions, then refinements, so that the order of overlays
// does not matter.
func (e *Element) Apply(changes []Change, log *source.Log) {
	e.takeDates(log)
	for _, c := range changes {
		if c.Table != e.Table && !c.Refines { // what is refined may have become of another kind
			log.Add(source.Problem{Code: "kind-mismatch", Message: fmt.Sprintf("%s is of kind %s in the model, not %s", words.Quote(c.ID), e.Table, c.Table),
				Hint: fmt.Sprintf("write [%s.%s]", e.Table, c.ID)}, c.Element, true)
			return
		}
		if !c.Add && !c.Refines && c.Key != "" && c.From == "" {
			e.replace(&c)
		}
	}
	for _, c := range changes {
		if c.From != "" {
			e.replaceFrom(&c)
		}
	}
	for _, c := range changes {
		if c.Add {
			if e.Extra == nil {
				e.Extra = map[string][]Addition{}
			}
			e.Extra[c.Key] = append(e.Extra[c.Key], Addition{c.Val, c.At})
		}
		if c.Refines {
			e.Refined = append(e.Refined, Refinement{c.Refined(), Value{c.Val, c.At}})
		}
	}
}

// replace says a key at all times.
func (e *Element) replace(c *Change) {
	if e.Keys == nil {
		e.Keys = map[string]Value{}
	}
	e.Keys[c.Key] = Value{c.Val, c.At}
	e.forget(c.Key)
}
