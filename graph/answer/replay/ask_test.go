package replay_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/models"
)

// Example holds the embedded Korean model against the fire that took KakaoTalk
// down in 2022.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	r, err := replay.Ask(context.Background(), c, replay.Question{Incidents: []string{"kakao-2022"}})
	if err != nil {
		panic(err)
	}
	fmt.Println(r.Total.Matched, "matched,", r.Total.Missed, "missed,", r.Total.Contradicted, "contradicted")
	for _, o := range r.Incidents[0].Observations[:3] {
		fmt.Println(o.Node, o.Expected, o.When, "->", o.Predicted, o.Then, o.Basis)
	}
	// Output:
	// 46 matched, 2 missed, 4 contradicted
	// skcc-pangyo down from 0s -> down from 0s to 8h15m given
	// skcc-power down from 0s -> down from 0s to 3d13h30m given
	// skcc-power down from 0s -> down from 0s to 3d13h30m given
}

const two = `
[carrier.line]
[service.till]
needs = ["line"]
[incident.a]
events = [{ at = "0s", fail = ["line"], for = "1h" }]
[incident.b]
events = [{ at = "0s", fail = ["line"], for = "2h" }]
`

func TestWhichIncidents(t *testing.T) {
	c := fixture.Compile(t, []byte(two))
	for asked, want := range map[string][]string{"": {"a", "b"}, "b": {"b"}, "b a b": {"b", "a"}} {
		r, err := replay.Ask(t.Context(), c, replay.Question{Incidents: strings.Fields(asked)})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, in := range r.Incidents {
			got = append(got, in.ID)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("asked of %q it replays %v, want %v", asked, got, want)
		}
	}
	_, err := replay.Ask(t.Context(), c, replay.Question{Incidents: []string{"c"}})
	if want := (question.NoSuch{What: "incident", Given: "c", Has: []string{"a", "b"}}); !reflect.DeepEqual(err, want) {
		t.Errorf("the error is %v, want %v", err, want)
	}
}

func TestACancelledQuestionEnds(t *testing.T) {
	c := fixture.Compile(t, []byte(two))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := replay.Ask(ctx, c, replay.Question{}); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("%v, %v", r, err)
	}
}
