package whatif_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/models"
)

// shop is a model of which questions are put wrongly.
const shop = `
[carrier.line]
[carrier.lane]
[platform.both]
fails = false
needs = ["line", "lane"]
[population.people]
access = { line = 0.5, lane = 0.5 }
[service.till]
population = "people"
`

func TestWrongQuestions(t *testing.T) {
	c := fixture.Compile(t, []byte(shop))
	demand := func(id string, x float64) whatif.Question {
		return whatif.Question{Demand: map[string]float64{id: x}}
	}
	failed := func(selectors ...string) whatif.Question { return whatif.Question{Failed: selectors} }
	tests := map[string]struct {
		q    whatif.Question
		want error // of this type, and this value but for a *models.NameError
	}{
		"nothing":            {whatif.Question{}, question.Missing{OneOf: []question.Field{"selector", "demand"}}},
		"no node":            {failed("lime"), &models.NameError{}},
		"a grouping":         {failed("line", "both"), &models.NameError{}},
		"demand of nothing":  {demand("tell", 1), &models.NameError{}},
		"demand of a line":   {demand("line", 1), question.WrongKind{Field: "demand", Given: "line", Kind: "carrier", Wants: "service"}},
		"demand of a part":   {demand("till@line", 1), question.WrongKind{Field: "demand", Given: "till@line", Kind: "part", Wants: "service"}},
		"demand of several":  {demand("l*", 1), question.NotOne{Field: "demand", Given: "l*", Count: 2}},
		"demand below 0":     {demand("till", -1), question.OutOfRange{Field: "demand", Given: -1, Most: models.MaxNumber}},
		"demand without end": {demand("till", math.Inf(1)), question.OutOfRange{Field: "demand", Given: math.Inf(1), Most: models.MaxNumber}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := whatif.Ask(t.Context(), c, test.q)
			var name *models.NameError
			if errors.As(test.want, &name) && errors.As(err, &name) {
				return
			}
			if err == nil || err.Error() != test.want.Error() {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
		})
	}
}

// TestACancelledQuestionEnds has no answer of what is half done, with load and
// without.
func TestACancelledQuestionEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := fixture.Compile(t, []byte(shop+"demand = 3\n[carrier.old]\ncapacity = 1\noverload = \"trip\"\n"))
	for _, q := range []whatif.Question{{Failed: []string{"lane"}}, {Demand: map[string]float64{"till": 5}}} {
		if w, err := whatif.Ask(ctx, c, q); !errors.Is(err, context.Canceled) || w != nil {
			t.Errorf("%v: %v, %v", q, w, err)
		}
	}
}
