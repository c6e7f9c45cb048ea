package replay_test

import (
	"math"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// TestServeByHand asks what share is cut off where that can be worked out in the head, of
// what the random models do not have.
func TestServeByHand(t *testing.T) {
	t.Parallel()
	const model = `
[carrier.n1]
[carrier.n2]
[carrier.o]
[carrier.x]
[carrier.y]
[population.p]
access = { x = 0.4, y = 0.6 }
[service.both]
needs = ["n1", "n2"]
[service.both-others]
needs = ["n2", "o"]
[service.without]
needs = [{ unless = "n1" }]
[service.softly]
needs = [{ unless = "n1", loss = "degraded" }]
[service.lines]
population = "p"
[service.follows]
population = "p"
needs = ["lines"]
[service.elsewhere]
needs = ["lines"]
[service.elsewhere-hard]
needs = [{ all = ["lines@x", "lines@y"] }]
`
	for _, test := range []struct {
		name, events, of, at string
		down                 float64
	}{
		{"a selector names each", `{ at = "0m", serve = { "n*" = 0.5 } }`, "both", "0m", 0.75},
		{"several in one event", `{ at = "0m", serve = { n1 = 0.5, n2 = 0.2 } }`, "both", "0m", 0.9},
		{"who meets others of several", `{ at = "0m", serve = { n1 = 0.5, n2 = 0.2, o = 0.7 } }`, "both", "0m", 0.9},
		{"… and they", `{ at = "0m", serve = { n1 = 0.5, n2 = 0.2, o = 0.7 } }`, "both-others", "0m", 0.86},
		{"a range is at its middle", `{ at = "0m", serve = { n1 = "0.3..0.5" } }`, "both", "0m", 0.6},
		{"or at its likeliest", `{ at = "0m", serve = { n1 = "0.2..0.3..0.5" } }`, "both", "0m", 0.7},
		{"unless", `{ at = "0m", serve = { n1 = 0.6 } }`, "without", "0m", 0.6},
		{"unless takes no life", `{ at = "0m", serve = { n1 = 0.6 } }`, "softly", "0m", 0},
		{"a line", `{ at = "0m", serve = { x = 0.6 } }`, "lines", "0m", 0.16},
		{"a part", `{ at = "0m", serve = { "lines@x" = 0.6 } }`, "lines", "0m", 0.16},
		{"a service and a part of it", `{ at = "0m", serve = { "lines@x" = 0.5, lines = 0.5 } }`, "lines", "0m", 0.4*0.75 + 0.6*0.5},
		{"repair of a service is one of its parts", `{ at = "0m", serve = { "lines@x" = 0.5 } }, { at = "10m", repair = ["lines"] }`, "lines", "10m", 0},
		{"repair of a part is none of its service", `{ at = "0m", serve = { lines = 0.5 } }, { at = "10m", repair = ["lines@x"] }`, "lines", "10m", 0.5},
		{"part follows part", `{ at = "0m", serve = { "lines@x" = 0.5, follows = 0.5 } }`, "follows", "0m", 0.4*0.75 + 0.6*0.5},
		{"who comes from elsewhere finds a part down, and not all", `{ at = "0m", serve = { x = 0.6 } }`, "elsewhere", "0m", 0},
		{"or needs all parts", `{ at = "0m", serve = { x = 0.6, y = 0.5 } }`, "elsewhere-hard", "0m", 0.7},
		{"all parts are down for those who find neither line", `{ at = "0m", serve = { x = 0.6, y = 0.5 } }`, "elsewhere", "0m", 0.2},
		{"a fault within", `{ at = "0m", serve = { n1 = 0.6 } }, { at = "10m", fail = ["n1"], for = "10m" }`, "both", "15m", 1},
		{"and after it", `{ at = "0m", serve = { n1 = 0.6 } }, { at = "10m", fail = ["n1"], for = "10m" }`, "both", "20m", 0.4},
		{"when its time is over all are served", `{ at = "0m", serve = { n1 = 0.6 } }, { at = "10m", serve = { n1 = 0.8 }, for = "10m" }`, "both", "20m", 0},
	} {
		c := fixture.Compile(t, []byte(model+`[incident.i]
events = [`+test.events+`]
observed = [{ node = "`+test.of+`", share_down = 0.5, at = "`+test.at+`", within = "0s" }]`))
		r, err := replay.Ask(t.Context(), c, replay.Question{Incidents: []string{"i"}})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := *r.Incidents[0].Observations[0].Amount.Predicted; math.Abs(got-test.down) > 1e-9 {
			t.Errorf("%s: %v of %s are down, want %v", test.name, got, test.of, test.down)
		}
	}
}
