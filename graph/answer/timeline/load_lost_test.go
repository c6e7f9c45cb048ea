package timeline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

func toldOf(t *testing.T, model string, failed string, lasts time.Duration) *result.Timeline {
	t.Helper()
	out, err := timeline.Of(t.Context(), fixture.Compile(t, []byte(model)), timeline.Script{Failed: []string{failed}, For: lasts})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTurnedAwayTooLong breaches a promise for those whom overload turns away for longer
// than that, and for no others: a tolerance, and what a contract pays.
func TestTurnedAwayTooLong(t *testing.T) {
	out := toldOf(t, `
[equipment.stairs]
capacity = 10
overload = "shed"
[service.museum]
users = 400
demand = 8
needs = ["stairs"]
tolerance = "20m"
[service.lift]
users = 30
demand = 30
spills_to = { museum = 0.4 }
[terms.visit]
covers = ["museum"]
consecutive = "2h"
bands = [{ from = "1h", pay = 5 }]`, "lift", 90*time.Minute)
	var got []string
	for _, b := range out.Breaches {
		text := fmt.Sprintf("%s %s %ds", b.Node, b.Rule, *b.OutageS)
		if users := b.Users.Number(); users != nil {
			text += fmt.Sprintf(" users %.5g", *users)
		}
		if owed := b.Owed.Number(); owed != nil {
			text += fmt.Sprintf(" owed %.5g", *owed)
		}
		got = append(got, text)
	}
	if want := "museum terms:visit 5400s users 200 owed 1000; museum tolerance 5400s users 200"; strings.Join(got, "; ") != want {
		t.Errorf("%s, want %s", strings.Join(got, "; "), want)
	}
}

// TestWhatHasAlwaysBeenSo has overload keep a battery empty for ever, and a failure that
// has nothing to do with it: nothing falls later, and no promise is broken.
func TestWhatHasAlwaysBeenSo(t *testing.T) {
	out := toldOf(t, `
[equipment.bulb]
[equipment.main]
capacity = 20
overload = "trip"
[equipment.spare]
capacity = 20
overload = "shed"
[service.loom]
users = 10
demand = 50
needs = ["main"]
[service.dye]
users = 100
needs = [{ on = "main", holdup = "6h" }]
tolerance = "1m"
[service.press]
users = 100
demand = 40
needs = [{ any = ["main", "spare"], failover = "2h" }]
tolerance = "1m"`, "bulb", time.Minute)
	if len(out.Breaches) != 0 {
		t.Errorf("breaches: %+v", out.Breaches)
	}
	var got []string
	for _, sp := range out.Spans {
		got = append(got, fmt.Sprintf("%s %s %d %v", sp.Node, sp.Level, sp.FromS, sp.Before))
	}
	if want := "bulb down 0 false, dye down 0 true, loom down 0 true, main down 0 true, press degraded 0 true, spare degraded 0 true"; strings.Join(got, ", ") != want {
		t.Errorf("%s, want %s", strings.Join(got, ", "), want)
	}
}

// TestTurnedAwayThroughBattery has a battery last for those who are turned away, too: of
// more and more each for itself.
func TestTurnedAwayThroughBattery(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[equipment.main]
capacity = 50
overload = "shed"
[service.loom]
users = 10
demand = 40
needs = ["main"]
[service.dye]
users = 100
needs = [{ on = "main", accepts = "degraded", holdup = "4h" }]
[incident.x]
events = [
  { at = "1h", demand = { loom = 100 } },
  { at = "2h", demand = { loom = 200 } },
  { at = "7h", demand = { loom = 100 } },
]`))
	s, err := timeline.Simulate(t.Context(), c, timeline.Script{Incident: &c.Model.Incidents[0]})
	if err != nil {
		t.Fatal(err)
	}
	dye := c.Vertex("dye")
	for _, at := range []struct {
		hour float64
		want float64
	}{{0, 0}, {4.9, 0}, {5, 0.5}, {5.9, 0.5}, {6, 0.75}, {6.9, 0.75}, {7, 0.5}, {20, 0.5}} {
		moment := time.Duration(at.hour * float64(time.Hour))
		if got := s.ShareDown(dye, &moment, 0); got != at.want {
			t.Errorf("after %vh %v lose it, want %v", at.hour, got, at.want)
		}
	}
}
