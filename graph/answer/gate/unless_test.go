package gate_test

import (
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// grid is a main feeder, a standby that starts only once the main one is dead, and a
// siren that sounds only while there is current.
const grid = `
[power.main]
[power.spare]
[power.standby]
needs = ["spare", { unless = "main" }]
[power.bus]
needs = [{ any = ["main", "standby"] }]
[service.till]
users = 10
needs = ["bus"]
[service.siren]
users = 5
needs = [{ unless = "bus" }]
[policy.p]
protect = "service:*"
against = "kind:power"
`

func violations(p result.Policy) string {
	var out []string
	for _, v := range p.Violations {
		out = append(out, strings.Join(v.Failed, "+")+" "+v.Node)
	}
	return strings.Join(out, ", ")
}

// TestFurtherFailureHelps: what a second failure does is not what either does.
func TestFurtherFailureHelps(t *testing.T) {
	text := strings.ReplaceAll(grid, "service:*", "kind:service")
	for _, x := range []struct{ more, want string }{
		{"", "bus till"},
		{"failures = 2\n", "bus till, main+spare till, main+standby till"},
		{"failures = 2\nmax_share = 0.5\n", "bus till, main+spare till, main+standby till"},
		{"failures = 2\nmax_outage = \"1h\"\nfor = \"2h\"\nworst = \"down\"\n", "bus till, main+spare till, main+standby till"},
	} {
		p := gated(t, load(t, text+x.more)).Policies[0]
		if got := violations(p); got != x.want || strings.Join(p.Before, " ") != "siren" {
			t.Errorf("%q: %s, want %s; before: %v", x.more, got, x.want, p.Before)
		}
	}
	// A node that holds only while another is down: with both failed it is as if neither had.
	pump := `
[equipment.flood]
needs = [{ unless = "rain-gate" }]
[carrier.rain-gate]
[carrier.door]
[service.cellar]
users = 3
needs = [{ any = ["door", { unless = "rain-gate" }] }]
[policy.p]
protect = "cellar"
against = "kind:carrier"
failures = 2
`
	if got := violations(gated(t, load(t, pump)).Policies[0]); got != "door cellar" {
		t.Errorf("%s", got)
	}
}

// TestAtWorstAnUnlessSaysOtherwise: what has switched long before a failure has not at
// worst, so that what an unless says there is not what it says in the timeline.
func TestAtWorstAnUnlessSaysOtherwise(t *testing.T) {
	text := `
[carrier.a]
[carrier.q]
[carrier.z]
[equipment.dead]
needs = [{ unless = "a" }]
[equipment.m]
needs = [{ any = ["dead", "q"], failover = "10m" }]
[equipment.y]
needs = [{ unless = "m" }]
[service.s]
users = 1
needs = [{ any = ["y", "z"] }]
[policy.p]
protect = "s"
against = "z"
worst = "down"
max_outage = "1m"
for = "2h"
`
	if got := violations(gated(t, load(t, text)).Policies[0]); got != "z s" {
		t.Errorf("broken by %q", got)
	}
}
