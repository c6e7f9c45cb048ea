package diff

import (
	"slices"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/work/pace"
)

// element is an element with its fields, in the order in which they are listed.
type element struct {
	result.Element
	fields []result.Field // New is the value
	lists  []list
}

// list is a key that has a list of which each item can come and go.
type list struct {
	name  string
	items []item
}

// item is one of a list: without what it rests on, and with it.
type item struct{ text, whole string }

// compare sorts elements, both by id, into those added, removed and changed; not
// all of them, once it is over.
func compare(over *pace.Pace, old, new []element) result.Changes {
	out := result.Changes{Added: []result.Element{}, Removed: []result.Element{}, Changed: []result.Changed{}}
	for i, j := 0, 0; !over.Over() && (i < len(old) || j < len(new)); {
		switch {
		case j == len(new) || i < len(old) && old[i].ID < new[j].ID:
			out.Removed = append(out.Removed, old[i].Element)
			i++
		case i == len(old) || new[j].ID < old[i].ID:
			out.Added = append(out.Added, new[j].Element)
			j++
		default:
			if fields := fieldsChanged(&old[i], &new[j]); len(fields) > 0 {
				out.Changed = append(out.Changed, result.Changed{Element: new[j].Element, Fields: fields})
			}
			i, j = i+1, j+1
		}
	}
	return out
}

// fieldsChanged returns the fields of which two elements differ, those that only
// one has included.
func fieldsChanged(old, new *element) []result.Field {
	var out []result.Field
	was := map[string]string{}
	for _, f := range old.fields {
		was[f.Name] = f.New
	}
	for _, f := range new.fields {
		if was[f.Name] != f.New {
			out = append(out, result.Field{Name: f.Name, Old: was[f.Name], New: f.New})
		}
		delete(was, f.Name)
	}
	for _, f := range old.fields {
		if x, left := was[f.Name]; left && x != "" {
			out = append(out, result.Field{Name: f.Name, Old: x})
		}
	}
	for _, l := range new.lists {
		out = append(out, itemsChanged(l.name, old.items(l.name), l.items)...)
	}
	for _, l := range old.lists {
		if new.items(l.name) == nil {
			out = append(out, itemsChanged(l.name, l.items, nil)...)
		}
	}
	return out
}

func (e *element) items(name string) []item {
	for _, l := range e.lists {
		if l.name == name {
			return l.items
		}
	}
	return nil
}

// itemsChanged lists what went from a list, and what came, each as often as it did.
// What stands in both and says that it rests on something else is one change.
func itemsChanged(name string, old, new []item) []result.Field {
	var out []result.Field
	rest := slices.Clone(new)
	for _, was := range old {
		i := slices.Index(rest, was)
		if i < 0 {
			i = slices.IndexFunc(rest, func(x item) bool { return x.text == was.text })
		}
		if i < 0 {
			out = append(out, result.Field{Name: name, Old: was.text})
			continue
		}
		if rest[i] != was {
			out = append(out, result.Field{Name: name, Old: was.whole, New: rest[i].whole})
		}
		rest = slices.Delete(rest, i, i+1)
	}
	for _, x := range rest {
		out = append(out, result.Field{Name: name, New: x.text})
	}
	return out
}
