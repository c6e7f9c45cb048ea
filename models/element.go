package models

import (
	"fmt"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/models/internal/id"
	"github.com/meoktong/meoktong/models/language"
)

// element is one keyed table of a model before its keys are understood, with
// the changes that overlays made to it.
type element struct {
	table string // "service", "population", "model", …
	id    string // "" for [model]
	at    place
	keys  map[string]rawKey
	extra map[string][]addition // what overlays append, by key
}

type rawKey struct {
	val any
	at  place
}

// addition is a list that an overlay appends to a key.
type addition struct {
	vals any
	at   place
}

// change is what an overlay or an option says of one key of one element.
type change struct {
	table, id, key string
	add            bool
	val            any
	at             place // of the value
	element        place // of the element in the overlay
	overlay        string
}

func validID(s string) bool { return id.Valid(s) }

// Tables that options may change, besides those of nodes, which are their kinds.
const (
	TablePopulation = string(language.Population)
	TableSector     = string(language.Sector)
)

// The tables of a model file that are not kinds of node.
const (
	tableModel      = string(language.Model)
	tableKind       = string(language.Kind)
	tablePopulation = TablePopulation
	tableSector     = TableSector
	tableIncident   = string(language.Incident)
	tableTerms      = string(language.Terms)
	tablePolicy     = string(language.Policy)
	tableOption     = string(language.Option)
)

func otherTables() []string { return language.Elements() }

// splitTOML turns a decoded file, or what stands at base in it, into elements,
// in alphabetical order.
func splitTOML(base place, doc map[string]any, log *problemLog) []element {
	var out []element
	for _, table := range slices.Sorted(maps.Keys(doc)) {
		at := base.with(table)
		body, ok := doc[table].(map[string]any)
		switch {
		case !ok:
			logNoTable(table, doc[table], at, log)
		case table == tableModel:
			out = append(out, newElement(table, "", body, at))
		default:
			for _, id := range slices.Sorted(maps.Keys(body)) {
				at := at.with(id)
				keys, ok := body[id].(map[string]any)
				if ok {
					out = append(out, newElement(table, id, keys, at))
				} else {
					logNoElement(table, id, body[id], at, log)
				}
			}
		}
	}
	return out
}

func logNoTable(table string, val any, at place, log *problemLog) {
	if _, array := val.([]map[string]any); array {
		log.add(Problem{Code: "array-of-tables", Message: fmt.Sprintf("%s is an array of tables", quote(table)),
			Hint: "every element is a keyed table, such as [service.ID]"}, at, true)
		return
	}
	log.add(Problem{Code: "unknown-key", Message: fmt.Sprintf("key %s stands outside any element", quote(table)),
		Hint: "a model file consists of tables such as [model], [service.ID] or [carrier.ID]"}, at, true)
}

func logNoElement(table, id string, val any, at place, log *problemLog) {
	if _, array := val.([]map[string]any); array {
		logNoTable(table+"."+id, val, at, log)
		return
	}
	log.add(Problem{Code: "not-a-table", Message: fmt.Sprintf("%s is not a table", quote(table+"."+id)),
		Hint: "an element is written [service.ID], its keys below it"}, at, true)
}

func newElement(table, id string, keys map[string]any, at place) element {
	e := element{table: table, id: id, at: at, keys: make(map[string]rawKey, len(keys))}
	for k, v := range keys {
		e.keys[k] = rawKey{v, at.with(k)}
	}
	return e
}

// changesOf reads an overlay's element as changes: `add.KEY` appends, every
// other key replaces. An option has an `add` of its own.
func changesOf(e element, overlay string, log *problemLog) []change {
	base := change{table: e.table, id: e.id, element: e.at, overlay: overlay}
	var out []change
	for _, k := range slices.Sorted(maps.Keys(e.keys)) {
		raw := e.keys[k]
		if k != "add" || e.table == tableOption {
			c := base
			c.key, c.val, c.at = k, raw.val, raw.at
			out = append(out, c)
			continue
		}
		out = append(out, additions(base, raw, log)...)
	}
	if len(out) == 0 { // an element without keys still is one
		out = append(out, base)
	}
	return out
}

const hintAdd = "add appends to a list; to replace a value, name its key without add"

func additions(base change, raw rawKey, log *problemLog) []change {
	lists, ok := raw.val.(map[string]any)
	if !ok {
		log.add(Problem{Code: "type", Message: "add takes the keys to append to", Hint: `such as add.needs = ["x"]`}, raw.at, false)
		return nil
	}
	var out []change
	for _, k := range slices.Sorted(maps.Keys(lists)) {
		c := base
		c.key, c.val, c.at, c.add = k, lists[k], raw.at.with(k), true
		if _, ok := asList(c.val); !ok {
			log.add(Problem{Code: "type", Message: quote("add."+k) + " must be a list", Hint: hintAdd}, c.at, false)
			continue
		}
		out = append(out, c)
	}
	return out
}

// apply makes the changes to the element: replacements first, then additions,
// so that the order of overlays does not matter.
func (e *element) apply(changes []change, log *problemLog) {
	for _, c := range changes {
		if c.table != e.table {
			log.add(Problem{Code: "kind-mismatch", Message: fmt.Sprintf("%s is of kind %s in the model, not %s", quote(c.id), e.table, c.table),
				Hint: fmt.Sprintf("write [%s.%s]", e.table, c.id)}, c.element, true)
			return
		}
		if !c.add && c.key != "" {
			if e.keys == nil {
				e.keys = map[string]rawKey{}
			}
			e.keys[c.key] = rawKey{c.val, c.at}
		}
	}
	for _, c := range changes {
		if c.add {
			if e.extra == nil {
				e.extra = map[string][]addition{}
			}
			e.extra[c.key] = append(e.extra[c.key], addition{c.val, c.at})
		}
	}
}

// name returns how messages call the element.
func (e *element) name() string {
	if e.id == "" {
		return "[" + e.table + "]"
	}
	return "[" + e.table + "." + e.id + "]"
}

// item returns where an item of a list stands, those that overlays append
// included.
func (e *element) item(key string, i int) place {
	raw, ok := e.keys[key]
	if n := listLen(raw.val); i < n || len(e.extra[key]) == 0 {
		if !ok {
			return e.at
		}
		return raw.at.with(index(i))
	} else {
		i -= n
	}
	for _, a := range e.extra[key] {
		n := listLen(a.vals)
		if i < n {
			return a.at.with(index(i))
		}
		i -= n
	}
	return e.at
}

// movedKeys returns the places of the keys that do not stand with the element.
func (e *element) movedKeys() map[string]place {
	var out map[string]place
	for k, raw := range e.keys {
		if !raw.at.isKeyOf(e.at) {
			if out == nil {
				out = map[string]place{}
			}
			out[k] = raw.at
		}
	}
	return out
}
