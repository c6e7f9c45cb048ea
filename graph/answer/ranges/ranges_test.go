package ranges_test

import (
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/ranges"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

const text = `[carrier.kt]
mtbf = "200d..300d"
mttr = "1h"
at."2030".recovery = "1h..3h"
[service.web]
users = 5
needs = [{ on = "kt", holdup = "1h..1h" }]
[incident.before]
start = 2020-01-01
events = [{ at = "0s", fail = ["kt"] }]
[incident.after]
start = 2040-01-01
events = [{ at = "0s", fail = ["kt"] }, { at = "1h..2h", repair = ["kt"] }]
`

// TestOf names what an answer rests on, as of its incidents' days, and nothing whose
// ends are the same.
func TestOf(t *testing.T) {
	c := fixture.Compile(t, []byte(text))
	for incident, want := range map[string]int{"before": 0, "after": 2} {
		x, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: incident})
		if err != nil {
			t.Fatal(err)
		}
		if got := count(t, x, c); got != want {
			t.Errorf("%s rests on %d ranges, not %d", incident, got, want)
		}
	}
	x, err := timeline.Ask(t.Context(), c, timeline.Question{Failed: []string{"kt"}, For: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	for d, want := range map[result.Document]int{x: 1, &result.WhatIf{}: 0, &result.Availability{}: 1, &result.Review{}: 2, &result.List{}: 0} {
		if got := count(t, d, c); got != want {
			t.Errorf("%T rests on %d ranges, not %d", d, got, want)
		}
	}
}

func count(t *testing.T, d result.Document, c *compile.Compiled) int {
	t.Helper()
	x, err := ranges.Of(t.Context(), d, c.Model)
	if err != nil {
		t.Fatal(err)
	}
	if x == nil {
		return 0
	}
	return x.Count
}
