package cascade_test

import (
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// TestSelfSustained has the loops of which the contract of the language speaks: by
// design, through redundancy, and with what needs them.
func TestSelfSustained(t *testing.T) {
	anyOf := func(of ...int32) *graph.Spec {
		s := &graph.Spec{K: 1}
		for _, v := range of {
			s.Of = append(s.Of, graph.Spec{Vertex: v})
		}
		return s
	}
	tests := []struct {
		name  string
		needs [][]*graph.Spec // by vertex
		fails int32
		want  []int32
	}{
		{"routers that take it of each other", [][]*graph.Spec{{}, {anyOf(0, 2)}, {anyOf(0, 1)}, {anyOf(1)}}, 0, []int32{1, 2, 3}},
		{"with another source", [][]*graph.Spec{{}, {anyOf(0, 2)}, {anyOf(0, 1, 4)}, {anyOf(1)}, {}}, 0, nil},
		{"power and telecom, by design", [][]*graph.Spec{{}, {anyOf(2)}, {anyOf(1)}, {anyOf(1)}}, 0, nil},
		{"a loop by design that feeds routers", [][]*graph.Spec{{anyOf(1)}, {anyOf(0)}, {anyOf(0, 3)}, {anyOf(1, 2)}}, 0, []int32{2, 3}},
		{"nothing of it failed", [][]*graph.Spec{{}, {anyOf(0, 2)}, {anyOf(0, 1)}, {}}, 3, nil},
		{"one that has something else to live by", [][]*graph.Spec{{}, {anyOf(0, 2)}, {anyOf(0, 1)}, {anyOf(1, 4)}, {}}, 0, []int32{1, 2}},
	}
	for _, test := range tests {
		b := graph.NewBuilder(0, 0)
		for _, specs := range test.needs {
			for _, s := range specs {
				b.Require(s)
			}
			b.Next()
		}
		g, err := b.Graph()
		if err != nil {
			t.Fatal(err)
		}
		s, err := cascade.NewSustain(t.Context(), cascade.New(g, time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		c := cascade.New(g, time.Hour)
		failed := []int32{test.fails}
		c.Run(failed, nil)
		got, err := s.Find(t.Context(), c, failed, nil)
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v: %v", test.name, got, test.want, err)
		}
	}
}
