package cutsets_test

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/answer/faults"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/models"
)

const shops = `
[carrier.line-a]
[carrier.line-b]
[equipment.wiring]
fails = false
needs = [{ any = ["line-a", "line-b"] }]
[population.people]
access = { line-a = 0.5, line-b = 0.5 }
[service.shop]
population = "people"
needs = ["wiring"]
`

// TestRefuses puts questions that cannot be.
func TestRefuses(t *testing.T) {
	c := fixture.Compile(t, []byte(shops))
	for _, tt := range []struct {
		q    cutsets.Question
		want error
	}{
		{cutsets.Question{Node: "shop"}, question.NotAmong{Field: "level", Words: faults.Levels()}},
		{cutsets.Question{Node: "shop", Level: "out"}, question.NotAmong{Field: "level", Given: "out", Words: faults.Levels()}},
		{cutsets.Question{Node: "shop", Level: "down", Order: -1}, question.OutOfRange{Field: "order", Given: -1, Least: 1}},
		{cutsets.Question{Node: "line-*", Level: "down"}, question.NotOne{Field: "node", Given: "line-*", Count: 2}},
		{cutsets.Question{Node: "shop", Level: "down", Against: []string{"shop@line-a"}}, question.WrongKind{Field: "against", Given: "shop@line-a", Kind: "part", Wants: "node"}},
	} {
		if _, err := cutsets.Ask(t.Context(), c, tt.q); !reflect.DeepEqual(err, tt.want) {
			t.Errorf("%+v: %#v, want %#v", tt.q, err, tt.want)
		}
	}
	for _, q := range []cutsets.Question{{Node: "shp", Level: "down"}, {Node: "shop", Level: "down", Against: []string{"wiring"}}} {
		if _, err := cutsets.Ask(t.Context(), c, q); !errors.As(err, new(*models.NameError)) {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

// TestAgainstIsSeveral unites selectors, as on the command line.
func TestAgainstIsSeveral(t *testing.T) {
	c := fixture.Compile(t, []byte(shops))
	x, err := cutsets.Ask(t.Context(), c, cutsets.Question{Node: "shop@line-a", Level: "down", Against: []string{"line-a", "line-b"}, After: time.Hour})
	if err != nil || !reflect.DeepEqual(x.Sets, [][]string{{"line-a"}}) {
		t.Errorf("%v: %v", x, err)
	}
}

// TestStops says so where the context has ended.
func TestStops(t *testing.T) {
	c := fixture.Compile(t, []byte(shops))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := cutsets.Ask(ctx, c, cutsets.Question{Node: "shop", Level: "down"}); !errors.Is(err, context.Canceled) {
		t.Errorf("it went on to the end: %v", err)
	}
}

// TestUnfound has a budget that no diagram of prime implicants fits.
func TestUnfound(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[carrier.a]
[carrier.b]
[carrier.c]
[service.s]
needs = [{ any = ["a", { unless = "b" }] }, { any = ["b", "c"] }]
`))
	_, err := cutsets.Ask(t.Context(), c, cutsets.Question{Node: "s", Level: "down", Prime: true, Budget: 4})
	if !reflect.DeepEqual(err, question.Unfound{What: "prime implicants", Narrow: []question.Field{"against", "order"}}) {
		t.Errorf("%#v", err)
	}
	got, err := cutsets.Ask(t.Context(), c, cutsets.Question{Node: "s", Level: "down", Order: 1, Budget: 4})
	if err != nil || *got.Coherent || got.Truncated || !reflect.DeepEqual(got.Sets, [][]string{{"a"}}) {
		t.Errorf("%+v: %v", got, err)
	}
}
