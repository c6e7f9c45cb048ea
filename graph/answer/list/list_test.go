package list_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/list"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/models"
)

// Example lists carriers of the embedded Korean model.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	l, err := list.Ask(context.Background(), &compile.Compiled{Model: m}, list.Question{Selectors: []string{"kt-*", "!kind:service"}})
	if err != nil {
		panic(err)
	}
	for _, n := range l.Nodes[:2] {
		fmt.Println(n.ID, n.Names.In("en", ""), n.Kind)
	}
	// Output:
	// kt-3g KT 3G voice equipment
	// kt-backbone KT backbone carrier
}

func TestAsk(t *testing.T) {
	const text = "[kind.rail]\n[rail.r]\n[carrier.a]\n[carrier.b]\n[population.p]\naccess = { a = 0.5, b = 0.5 }\n[service.web]\npopulation = \"p\"\n"
	for _, tt := range []struct{ name, text, selectors, want string }{
		{"all", text, "", "a b r web+"},
		{"nothing there", "[sector.s]\n", "", ""},
		{"parts stand for their service", text, "web@a web@b", "web+"},
		{"joined", text, "kind:carrier !b", "a"},
	} {
		l, err := list.Ask(t.Context(), fixture.Compile(t, []byte(tt.text)), list.Question{Selectors: strings.Fields(tt.selectors)})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range l.Nodes {
			id := n.ID
			if n.Top && n.Kind == "service" {
				id += "+"
			}
			got = append(got, id)
		}
		if strings.Join(got, " ") != tt.want || l.Kinds["rail"] != nil {
			t.Errorf("%s: %q, want %q; kinds %v", tt.name, got, tt.want, l.Kinds)
		}
	}
	var no *models.NameError
	if _, err := list.Ask(t.Context(), fixture.Compile(t, []byte(text)), list.Question{Selectors: []string{"wed"}}); !errors.As(err, &no) {
		t.Error(err)
	}
}
