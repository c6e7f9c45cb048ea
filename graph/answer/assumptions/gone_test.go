package assumptions_test

import (
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/assumptions"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// TestObservedPartThatGoes: without the line over which a part is told apart there is no such
// part, and what was seen of it is in the model no more.
func TestObservedPartThatGoes(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[carrier.a]
[carrier.b]
[carrier.home-a]
[carrier.home-b]
[population.people]
size = 100
by.net = { a = 0.5, b = 0.5 }
line.mobile = "{net}"
line.fixed = "home-{net}"
[service.shop]
population = "people"
needs = [
  { any = ["@mobile", "@fixed"], confidence = "assumed", source = "assumed: so it seems" },
  { on = "@mobile", loss = "degraded" },
]
[incident.i]
start = 2020-01-01T00:00:00+09:00
events = [{ at = "0m", fail = ["a", "home-a"], for = "1h" }]
observed = [{ node = "shop@home-a", level = "down" }, { node = "shop@home-a", users = 50 }]
`))
	a, err := assumptions.Ask(t.Context(), c, assumptions.Question{About: "shop", After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	verdicts := 0
	for _, change := range a.Facts[0].Changes {
		verdicts += change.Verdicts
	}
	if verdicts != 4 { // two observations, without @fixed and without the group
		t.Errorf("%d verdicts flip: %+v", verdicts, a.Facts[0].Changes)
	}
}
