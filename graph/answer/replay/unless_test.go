package replay_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// TestReplayFollowsUnless has what failed reach a node by an unless, with the facts on the
// way; the naive model does not follow it.
func TestReplayFollowsUnless(t *testing.T) {
	const model = `
[model]
asof = "2020"
[carrier.main]
[carrier.far]
[equipment.roaming]
needs = [{ unless = { all = ["main", "far"] }, asof = %s }]
[service.call]
needs = [{ any = ["main", "roaming"] }]
[service.quiet]
needs = [{ unless = "far" }]
[incident.x]
start = 2022-01-01
events = [{ at = "0m", fail = ["main"], for = "85m" }]
observed = [
  { node = "roaming", level = "up", at = "30m" },
  { node = "roaming", level = "up" },
  { node = "call", level = "up" },
  { node = "quiet", level = "down" },
  { node = "far", level = "up" },
]
`
	for date, want := range map[string]string{
		`"2021"`: "matched naive matched predicted decides false; contradicted naive matched predicted decides true; matched naive contradicted predicted decides true; matched naive missed no-path decides true; matched naive matched no-path decides false",
		`"2023"`: "matched naive matched hindsight decides false; contradicted naive matched hindsight decides true; matched naive contradicted hindsight decides true; matched naive missed no-path decides true; matched naive matched no-path decides false",
	} {
		c := fixture.Compile(t, fmt.Appendf(nil, model, date))
		answer, err := replay.Ask(t.Context(), c, replay.Question{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range answer.Incidents[0].Observations {
			got = append(got, fmt.Sprintf("%s naive %s %s decides %v", o.Verdict, o.Naive, o.Basis, o.Decides))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s:\n%s\nwant\n%s", date, strings.Join(got, "; "), want)
		}
	}
}
