package timeline_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/models/redact"
)

// TestTermsByDate: of terms with dates those count that were in force on the day of the
// incident, or of the question, also under pseudonyms.
func TestTermsByDate(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[platform.p]
[service.s]
needs = ["p"]
users = 10
[terms.always]
covers = ["s"]
consecutive = "1h"
at."2023-01-01".consecutive = "1d"
[terms.old]
covers = ["s"]
until = 2022-06-30
consecutive = "1h"
[terms.new]
covers = ["s"]
from = 2022-07-01
consecutive = "1h"
[incident.i-old]
start = 2022-06-30T23:30:00+09:00
events = [{ at = "0m", fail = ["p"], for = "2h" }]
[incident.j-new]
start = 2022-07-01T00:30:00+09:00
events = [{ at = "0m", fail = ["p"], for = "2h" }]
[incident.k-late]
start = 2023-07-01
events = [{ at = "0m", fail = ["p"], for = "2h" }]
[incident.l-undated]
events = [{ at = "0m", fail = ["p"], for = "2h" }]
`))
	rules := func(c *compile.Compiled, q timeline.Question) string {
		t.Helper()
		answer, err := timeline.Ask(t.Context(), c, q)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, b := range answer.Breaches {
			out = append(out, strings.TrimPrefix(b.Rule, "terms:"))
		}
		slices.Sort(out)
		return strings.Join(out, " ")
	}
	for id, want := range map[string]string{"i-old": "always old", "j-new": "always new", "k-late": "new", "l-undated": "new"} {
		if got := rules(c, timeline.Question{Incident: id}); got != want {
			t.Errorf("%s breaches %q, want %q", id, got, want)
		}
	}
	for day, want := range map[string]string{"2022-06": "always old", "2022-07": "always new", "2024": "new", "": "new"} {
		then, err := compile.At(t.Context(), c, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := rules(then, timeline.Question{Failed: []string{"p"}, For: 2 * 3600e9}); got != want {
			t.Errorf("on %q it breaches %q, want %q", day, got, want)
		}
		if got := rules(then, timeline.Question{Incident: "i-old"}); got != "always old" {
			t.Errorf("an incident goes by its own day, not by %q: %q", day, got)
		}
	}
	hidden, err := compile.Compile(redact.Model(c.Model, nil))
	if err != nil {
		t.Fatal(err)
	}
	var counts []int
	for i := range hidden.Model.Incidents {
		if !hidden.Model.Incidents[i].Start.IsZero() {
			t.Error("it tells when it was")
		}
		counts = append(counts, len(strings.Fields(rules(hidden, timeline.Question{Incident: hidden.Model.Incidents[i].ID}))))
	}
	if slices.Sort(counts); !slices.Equal(counts, []int{1, 1, 2, 2}) {
		t.Errorf("under pseudonyms other terms are breached: %v", counts)
	}
}
