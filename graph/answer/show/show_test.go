package show_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/show"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/models"
)

// Example shows a node of the embedded Korean model.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	s, err := show.Ask(context.Background(), &compile.Compiled{Model: m}, show.Question{Node: "pos-terminals"})
	if err != nil {
		panic(err)
	}
	fmt.Println(s.Node.ID, "needs", s.Node.Said.Of("needs").Needs[0].On, "and has", len(s.Node.Parts), "parts")
	// Output:
	// pos-terminals needs card-van and has 672 parts
}

// TestWhichNode: a part stands for its service; several nodes are refused.
func TestWhichNode(t *testing.T) {
	c := fixture.Compile(t, []byte("[carrier.a]\n[carrier.b]\n[population.p]\naccess = { a = 0.5, b = 0.5 }\n[service.web]\npopulation = \"p\"\n"))
	s, err := show.Ask(t.Context(), c, show.Question{Node: "web@a"})
	if err != nil || s.Node.ID != "web" || len(s.Node.Parts) != 2 {
		t.Errorf("%+v, %v", s, err)
	}
	_, err = show.Ask(t.Context(), c, show.Question{Node: "kind:carrier"})
	if want := (question.NotOne{Field: "node", Given: "kind:carrier", Count: 2}); err != error(want) {
		t.Errorf("%v, want %v", err, want)
	}
	var no *models.NameError
	if _, err := show.Ask(t.Context(), c, show.Question{Node: "wed"}); !errors.As(err, &no) {
		t.Error(err)
	}
}
