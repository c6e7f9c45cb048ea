package models

// BuiltinKinds are the kinds of node that every model has, each with its
// diagram shape.
func BuiltinKinds() []Kind {
	return []Kind{
		{ID: "carrier", Name: Text{"en": "carrier", "ko": "통신망"}, Shape: "hexagon"},
		{ID: "datacentre", Name: Text{"en": "data centre", "ko": "데이터센터"}, Shape: "cylinder"},
		{ID: "power", Name: Text{"en": "power", "ko": "전원"}, Shape: "trapezium"},
		{ID: "equipment", Name: Text{"en": "equipment", "ko": "장비"}, Shape: "octagon"},
		{ID: "platform", Name: Text{"en": "platform", "ko": "플랫폼"}, Shape: "box"},
		{ID: KindService, Name: Text{"en": "service", "ko": "서비스"}, Shape: "rounded"},
	}
}

// KindService is the kind of what people use. Only services have users.
const KindService = "service"

// Shapes are the diagram shapes that a kind may have.
func Shapes() []string {
	return []string{"box", "cylinder", "diamond", "ellipse", "hexagon", "house", "octagon", "parallelogram", "rounded", "trapezium"}
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
