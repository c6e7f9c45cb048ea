package draw_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

const shop = `
[carrier.line]
[carrier.lane]
[population.people]
access = { line = 0.5, lane = 0.5 }
[service.till]
population = "people"
`

func TestWrongQuestions(t *testing.T) {
	c := fixture.Compile(t, []byte(shop))
	tests := map[string]struct {
		q    draw.Question
		want error // of a *models.NameError the type only
	}{
		"a fold of nothing":      {draw.Question{Fold: "colour"}, question.NotAmong{Field: "fold", Given: "colour", Words: []string{"sector", "site", "operator", "kind", "none"}}},
		"a depth from nowhere":   {draw.Question{Depth: 2}, question.Needs{Field: "depth", Other: "focus"}},
		"a depth below 0":        {draw.Question{Focus: "line", Depth: -1}, question.OutOfRange{Field: "depth", Given: -1, Least: 1}},
		"a focus on several":     {draw.Question{Focus: "l*"}, question.NotOne{Field: "focus", Given: "l*", Count: 2}},
		"a focus on no node":     {draw.Question{Focus: "lime"}, &models.NameError{}},
		"a failure of no node":   {draw.Question{Failed: []string{"lime"}}, &models.NameError{}},
		"a failure of nothing":   {draw.Question{Failed: []string{""}}, &models.NameError{}},
		"a failure of a pattern": {draw.Question{Failed: []string{"x*"}}, &models.NameError{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := draw.Ask(t.Context(), c, test.q)
			var name *models.NameError
			if errors.As(test.want, &name) && errors.As(err, &name) {
				return
			}
			if !reflect.DeepEqual(err, test.want) {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
		})
	}
}

// TestCompare lets nodes fail of which the model without overlays has some only,
// and compares nothing where nothing fails.
func TestCompare(t *testing.T) {
	c, without := fixture.Compile(t, []byte(shop+"[carrier.third]\n")), fixture.Compile(t, []byte(shop))
	q := draw.Question{Failed: []string{"line", "third"}, Focus: "till@lane", Depth: 1, Fold: result.FoldKind, Overlays: []string{"third.toml"}}
	d, err := draw.Compare(t.Context(), c, without, q)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(d.Answer.Failed, []string{"line", "third"}) || !reflect.DeepEqual(d.Before.Failed, []string{"line"}) {
		t.Errorf("%v failed, and before %v", d.Answer.Failed, d.Before.Failed)
	}
	if d.Focus != "till" || d.Depth != 1 || d.Fold != result.FoldKind || len(d.Answer.Nodes) != 4 {
		t.Errorf("%+v", d)
	}
	if d, err = draw.Compare(t.Context(), c, without, draw.Question{}); err != nil || d.Before != nil {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestACancelledQuestionEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if d, err := draw.Ask(ctx, fixture.Compile(t, []byte(shop)), draw.Question{}); !errors.Is(err, context.Canceled) || d != nil {
		t.Errorf("%v, %v", d, err)
	}
}
