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

// Shapes are the diagram shapes that a kind may have.
func Shapes() []string {
	return slices.Clone(language.KeyOn(language.Kind, "shape").Words)
}

// Shape returns the diagram shape of a kind.
func (m *Model) Shape(kind string) string { return m.kind(kind).Shape }

// KindName returns the name of a kind, by language; nil where it has none.
func (m *Model) KindName(kind string) Text { return m.kind(kind).Name }

func (m *Model) kind(id string) Kind {
	for _, k := range append(BuiltinKinds(), m.Kinds...) {
		if k.ID == id {
			return k
		}
	}
	return Kind{ID: id, Shape: "box"}
}
