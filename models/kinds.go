package models

import (
	"slices"

	"github.com/meoktong/meoktong/models/language"
)

// BuiltinKinds are the kinds of node that every model has, each with its
// diagram shape.
func BuiltinKinds() []Kind {
	var out []Kind
	for _, k := range language.BuiltinKinds() {
		out = append(out, Kind{ID: k.ID, Name: Text{"en": k.Called.EN, "ko": k.Called.KO}, Shape: k.Shape})
	}
	return out
}

// KindService is the kind of what people use. Only services have users.
const KindService = language.Service

// Shape returns the diagram shape of a kind.
func (m *Model) Shape(kind string) string { return m.kind(kind).Shape }

// KindName returns the name of a kind, by language; nil where it has none.
func (m *Model) KindName(kind string) Text { return m.kind(kind).Name }

// Supplied says whether what a node requires does not arise in a loop, where the
// requirement itself says nothing of it: as the node says, or else its kind.
func (m *Model) Supplied(n *Node) bool {
	if n.Supply != nil {
		return *n.Supply
	}
	for i := range m.Kinds {
		if m.Kinds[i].ID == n.Kind {
			return m.Kinds[i].Supply
		}
	}
	return false
}

// AllKinds returns the kinds of node that the model knows: those built in, as it
// re-opens them, then those that it declares.
func (m *Model) AllKinds() []Kind {
	out := BuiltinKinds()
	for _, k := range m.Kinds {
		if i := slices.IndexFunc(out, func(b Kind) bool { return b.ID == k.ID }); i >= 0 {
			out[i].Supply = k.Supply
		} else {
			out = append(out, k)
		}
	}
	return out
}

func (m *Model) kind(id string) Kind {
	for _, k := range m.AllKinds() {
		if k.ID == id {
			return k
		}
	}
	return Kind{ID: id, Shape: "box"}
}
