package timeline_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/models"
)

// Example asks the embedded Korean model how long card tills behind KT were out
// when its routing failed in 2021, and in what order the last to come back had to
// wait for each other.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	t, err := timeline.Ask(context.Background(), c, timeline.Question{Incident: "kt-2021"})
	if err != nil {
		panic(err)
	}
	for _, s := range t.Spans {
		if s.Node == "kt-internet" {
			fmt.Println(s.Level, "for", time.Duration(*s.ToS-s.FromS)*time.Second)
		}
	}
	for _, r := range t.CriticalPath[1:] {
		fmt.Println(r.Node, r.Waited, r.On)
	}
	// Output:
	// down for 1h25m0s
	// kt-backbone member kt-routing
	// kt-mobile member kt-backbone
	// trading-systems@data:kt-mobile@radio:kt-radio-busan member kt-mobile
	// hts-mts@data:kt-mobile@radio:kt-radio-busan member trading-systems@data:kt-mobile@radio:kt-radio-busan
	// hts-mts@kt-mobile member hts-mts@data:kt-mobile@radio:kt-radio-busan
}

const shop = `
[carrier.line]
[service.till]
needs = ["line"]
[incident.cut]
events = [{ at = "0s", fail = ["line"], for = "1h" }]
`

func TestWrongQuestions(t *testing.T) {
	c := fixture.Compile(t, []byte(shop))
	fields := func(f ...question.Field) []question.Field { return f }
	tests := map[string]struct {
		q    timeline.Question
		want error // of a *models.NameError the type only
	}{
		"nothing":                     {timeline.Question{For: time.Hour}, question.Missing{OneOf: fields("incident", "if")}},
		"an incident and failures":    {timeline.Question{Incident: "cut", Failed: []string{"line"}}, question.Conflict{Fields: fields("incident", "if")}},
		"an incident for an hour":     {timeline.Question{Incident: "cut", For: time.Hour}, question.Conflict{Fields: fields("incident", "for")}},
		"no incident":                 {timeline.Question{Incident: "cat"}, question.NoSuch{What: "incident", Given: "cat", Has: []string{"cut"}}},
		"no node":                     {timeline.Question{Failed: []string{"lime"}}, &models.NameError{}},
		"a failure for no time":       {timeline.Question{Failed: []string{"line"}, For: time.Millisecond}, question.OutOfRange{Field: "for", Given: 0.001, Least: 1}},
		"a failure for less than one": {timeline.Question{Failed: []string{"line"}, For: -time.Hour}, question.OutOfRange{Field: "for", Given: -3600, Least: 1}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := timeline.Ask(t.Context(), c, test.q)
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

// TestCompare says what there was without an overlay.
func TestCompare(t *testing.T) {
	c, without := fixture.Compile(t, []byte(shop+"[service.shop]\n")), fixture.Compile(t, []byte(shop))
	x, err := timeline.Compare(t.Context(), c, without, timeline.Question{Incident: "cut"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{"line": 3600, "till": 3600}
	if !reflect.DeepEqual(x.Out(), want) || !reflect.DeepEqual(x.Without.Out(), want) {
		t.Errorf("out: %v, and without %v", x.Out(), x.Without.Out())
	}
}

func TestACancelledQuestionEnds(t *testing.T) {
	c := fixture.Compile(t, []byte(shop))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if x, err := timeline.Ask(ctx, c, timeline.Question{Incident: "cut"}); !errors.Is(err, context.Canceled) || x != nil {
		t.Errorf("%v, %v", x, err)
	}
}
