package timeline_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

// TestSpansOfWhoIsTurnedAway: a service of which load turns some users away says for how many
// it is down, from when to when that share holds; whoever accepts what is degraded is up for
// the others.
func TestSpansOfWhoIsTurnedAway(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[equipment.desk]
[equipment.clerk]
capacity = 80
overload = "shed"
[service.counter]
users = 100
demand = 60
needs = ["clerk"]
[service.phone]
users = 100
demand = 40
needs = ["desk"]
spills_to = { counter = 1 }
[service.kiosk]
users = 100
needs = [{ on = "clerk", accepts = "degraded" }]
[incident.i]
events = [
  { at = "0s", fail = ["desk"], for = "2h" },
  { at = "1h", demand = { counter = 120 }, for = "30m" },
]
`))
	a, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "i"})
	if err != nil {
		t.Fatal(err)
	}
	for node, want := range map[string]string{
		"clerk":   "0s degraded, 2h up",
		"counter": "0s 0.20/0.80, 1h 0.50/0.50, 1h30m 0.20/0.80, 2h up",
		"kiosk":   "0s 0.20/0.00, 1h 0.50/0.00, 1h30m 0.20/0.00, 2h up",
		"phone":   "0s down, 2h up",
	} {
		if got := faring(a.Spans, node); got != want {
			t.Errorf("%s is %s, want %s", node, got, want)
		}
	}
	for _, sp := range a.Spans {
		if sp.Before || sp.ToS == nil || sp.Level == result.LevelUp {
			t.Errorf("%+v", sp)
		}
	}
}

// TestSpansOfWhoWasTurnedAway: what turned as many away before anything happened is so before.
func TestSpansOfWhoWasTurnedAway(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[equipment.lamp]
[equipment.clerk]
capacity = 80
overload = "shed"
[service.counter]
users = 100
demand = 100
needs = ["clerk"]
[service.kiosk]
users = 100
needs = [{ on = "clerk", accepts = "degraded" }]
[incident.i]
events = [{ at = "0s", fail = ["lamp"], for = "2h" }, { at = "1h", demand = { counter = 160 } }]
`))
	a, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "i"})
	if err != nil {
		t.Fatal(err)
	}
	for node, want := range map[string]string{"counter": "0s 0.20/0.80, 1h 0.50/0.50", "kiosk": "0s 0.20/0.00, 1h 0.50/0.00"} {
		if got := faring(a.Spans, node); got != want {
			t.Errorf("%s is %s, want %s", node, got, want)
		}
	}
	for _, sp := range a.Spans {
		if sp.ShareDown != nil && sp.Before != (*sp.ShareDown == 0.2) {
			t.Errorf("%s, %v down, before: %v", sp.Node, *sp.ShareDown, sp.Before)
		}
	}
}
