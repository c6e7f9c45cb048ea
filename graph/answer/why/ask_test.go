package why_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/models"
)

const shop = `
[carrier.line]
[carrier.lane]
[platform.both]
fails = false
needs = ["line", "lane"]
[service.till]
needs = ["both"]
`

func TestWrongQuestions(t *testing.T) {
	c := fixture.Compile(t, []byte(shop))
	tests := map[string]struct {
		q    why.Question
		want error // of a *models.NameError the type only
	}{
		"nothing fails":  {why.Question{Node: "till"}, question.Missing{OneOf: []question.Field{"if"}}},
		"several nodes":  {why.Question{Node: "kind:carrier", Failed: []string{"line"}}, question.NotOne{Field: "node", Given: "kind:carrier", Count: 2}},
		"no node":        {why.Question{Node: "tell", Failed: []string{"line"}}, &models.NameError{}},
		"no failure":     {why.Question{Node: "till", Failed: []string{"lime"}}, &models.NameError{}},
		"a grouping":     {why.Question{Node: "till", Failed: []string{"both"}}, &models.NameError{}},
		"no node at all": {why.Question{Failed: []string{"line"}}, &models.NameError{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := why.Ask(t.Context(), c, test.q)
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

func TestACancelledQuestionEnds(t *testing.T) {
	c := fixture.Compile(t, []byte(shop))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, node := range []string{"till", "lane"} { // one that falls, one that does not
		if w, err := why.Ask(ctx, c, why.Question{Node: node, Failed: []string{"line"}}); !errors.Is(err, context.Canceled) || w != nil {
			t.Errorf("%s: %v, %v", node, w, err)
		}
	}
}
