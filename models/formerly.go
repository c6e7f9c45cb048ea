package models

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
)

// former are ids of nodes and populations that have gone, with what is in their place:
// the ids of nodes, quoted, and populations called so.
type former map[string][]string

// former returns what has gone. It costs a pass over the model.
func (m *Model) former() former {
	out := former{}
	for i := range m.Nodes {
		for _, id := range m.Nodes[i].Formerly {
			out[id] = append(out[id], quote(m.Nodes[i].ID))
		}
	}
	for i := range m.Populations {
		for _, id := range m.Populations[i].Formerly {
			out[id] = append(out[id], "population "+quote(m.Populations[i].ID))
		}
	}
	return out
}

// hint says what is in the place of an id, or "".
func (f former) hint(id string) string {
	if len(f[id]) == 0 {
		return ""
	}
	return fmt.Sprintf("in its place there is %s now", strings.Join(f[id], " and "))
}

func (k *linker) successor(id string) string {
	if k.former == nil {
		k.former = k.m.former()
	}
	return k.former.hint(id)
}

// meant is a hint for an id that no node has: what is in its place, or what is written
// nearly so; or "".
func (k *linker) meant(id string) string {
	return cmp.Or(k.successor(id), k.log.Suggest(id, k.m.ids))
}

// formerIDs finds ids of what has gone that are none, or that something has: who opens
// such a thing again in an overlay would make something new of it.
func (k *linker) formerIDs() {
	for i := range k.m.Populations {
		p := &k.m.Populations[i]
		k.formerly(p.Formerly, p.place("formerly"), func(id string) (at source.Place, is bool) {
			if same := k.populations[id]; same != nil {
				return same.at, true
			}
			return at, false
		})
	}
	for i := range k.m.Nodes {
		if k.pace.Over() {
			return
		}
		n := &k.m.Nodes[i]
		if n.Formerly == nil {
			continue
		}
		k.formerly(n.Formerly, n.place("formerly"), func(id string) (at source.Place, is bool) {
			if same := k.m.Node(id); same != nil {
				return same.at, true
			}
			return at, false
		})
	}
}

// formerly checks what one element says; at finds what has an id.
func (k *linker) formerly(ids []string, here source.Place, at func(id string) (source.Place, bool)) {
	for i, id := range ids {
		if !validID(id) {
			k.errorf(here.With(source.Index(i)), "bad-id", idHint, "%s cannot have been an id", quote(id))
		} else if place, is := at(id); is {
			k.log.Add(Problem{Code: "formerly", Message: fmt.Sprintf("%s has gone", quote(id)),
				Hint: k.successor(id) + "; what is another thing takes another id"}, place, true)
		}
	}
}
