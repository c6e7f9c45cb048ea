package replay_test

import (
	"fmt"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// TestSeveralParts observes parts that are named together: partial where some are down,
// else the worst of them.
func TestSeveralParts(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[population.people]
size = 1_000
by.mobile = { a = 0.4, b = 0.6 }
by.home = { a = 0.5, none = 0.5 }
line.data = "{mobile}-net"
line.fixed = { home = { a = "a-home" } }
[carrier.a-net]
[carrier.b-net]
[carrier.a-home]
[service.calls]
population = "people"
needs = ["@data"]
[service.bank]
population = "people"
needs = [{ any = ["@fixed", "@data"] }]
[incident.i]
start = 2024-01-01
events = [
  { at = "0m", fail = ["a-net"], for = "1h" },
  { at = "2h", fail = ["calls@home:a"], for = "1h" },
]
observed = [
  { node = "bank@mobile:a", level = "partial" },
  { node = "bank@mobile:a", share_down = 0.5, at = "30m" },
  { node = "bank@mobile:b", level = "up" },
  { node = "bank@fixed:-", level = "partial", from = "0m", to = "1h" },
  { node = "bank@fixed:-", users = 200 },
  { node = "bank@fixed:-@mobile:a", level = "down" },
  { node = "calls@home:a", level = "down", at = "150m" },
  { node = "calls@a-net", level = "partial", at = "150m" },
  { node = "calls@mobile:a@home:none", level = "up", at = "150m" },
]
`))
	r, err := replay.Ask(t.Context(), c, replay.Question{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range r.Incidents[0].Observations {
		got = append(got, fmt.Sprint(o.Node, " ", o.Predicted, " ", o.Verdict, " ", o.Basis))
	}
	for i, want := range []string{
		"bank@mobile:a partial matched hindsight",
		"bank@mobile:a partial matched hindsight",
		"bank@mobile:b up matched no-path",
		"bank@fixed:- partial matched given",
		"bank@fixed:- partial matched hindsight",
		"bank@fixed:-@mobile:a down matched given", // its one line was named
		"calls@home:a down matched given",
		"calls@a-net partial matched given",
		"calls@mobile:a@home:none up matched given",
	} {
		if got[i] != want {
			t.Errorf("got %s, want %s", got[i], want)
		}
	}
}
