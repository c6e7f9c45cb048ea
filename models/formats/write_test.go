package formats_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/formats/format"
)

// TestWritten writes every form of value in every format that can be written, and
// reads the model again.
func TestWritten(t *testing.T) {
	elements := []format.Element{
		{Table: "model", Keys: map[string]any{"title": "Values"}},
		{Table: "power", ID: "a", Keys: map[string]any{"name": map[string]any{"en": "\"\\\u202e\U000e0001\n", "ko": ""}, "tags": []any{}, "fails": true}},
		{Table: "service", ID: "b", Keys: map[string]any{"users": int64(12), "criticality": 0.5, "weight": 1e-9, "needs": []any{"a",
			map[string]any{"at_least": int64(1), "of": []any{"a"}}}}},
	}
	for _, f := range formats.Writable() {
		var b bytes.Buffer
		lost, err := f.Write(&b, elements)
		if err != nil || len(lost) > 1 {
			t.Fatalf("%s: lost %v, %v", f.Name, lost, err)
		}
		if i := bytes.IndexAny(b.Bytes(), "\u202e\U000e0001"); i >= 0 {
			t.Errorf("%s has a character that commands a terminal", f.Name)
		}
		name := "m" + f.Endings[0]
		m, err := models.LoadFS(fstest.MapFS{name: {Data: b.Bytes()}}, name)
		if err != nil {
			t.Fatalf("%s: %v\n%s", f.Name, err, b.String())
		}
		a, s := m.Node("a"), m.Node("b")
		if a.Name["en"] != "\"\\\u202e\U000e0001\n" || !a.Fails || *s.Use.Users != 12 || s.Criticality != 0.5 || *s.Use.Weight != 1e-9 ||
			len(s.Needs) != 2 || s.Needs[1].String() != `{ at_least = 1, of = ["a"] }` {
			t.Errorf("%s: %+v %+v\n%s", f.Name, a, s, b.String())
		}
		if lost == nil != (m.Title[""] == "Values") {
			t.Errorf("%s: title %v, lost %v", f.Name, m.Title, lost)
		}
	}
}
