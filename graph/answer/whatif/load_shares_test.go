package whatif_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

// fares describes how nodes fare: level, the share down and that before, and the load.
func fares(w *result.WhatIf, ids ...string) string {
	var out []string
	for _, id := range ids {
		for i := range w.Nodes {
			n := &w.Nodes[i]
			if n.ID != id {
				continue
			}
			text := fmt.Sprintf("%s %s", n.ID, n.Level)
			if n.ShareDown != nil {
				text += fmt.Sprintf(" %.3g", *n.ShareDown)
			}
			if n.ShareBefore != nil {
				text += fmt.Sprintf(" before %.3g", *n.ShareBefore)
			}
			if n.Load != nil {
				text += fmt.Sprintf(" load %.4g%s", n.Load.Amount, map[bool]string{true: " " + string(n.Load.Overload)}[n.Load.Overload != ""])
			}
			out = append(out, text)
		}
	}
	return strings.Join(out, "; ")
}

// TestWhoIsTurnedAway asks small models who loses what to overload, and what load reaches what.
func TestWhoIsTurnedAway(t *testing.T) {
	gates := func(n int, group string) string {
		out := ""
		for i := range n {
			out += fmt.Sprintf("[equipment.door-%d]\ncapacity = 50\noverload = \"shed\"\n", i+1)
		}
		return out + "[service.hall]\nusers = 1000\ndemand = 100\nneeds = [" + group + "]\n[equipment.bulb]\n"
	}
	for name, tt := range map[string]struct {
		model  string
		failed []string
		demand map[string]float64
		after  time.Duration
		ids    string
		want   string
	}{
		"portions of two doors add up": {
			gates(2, `{ any = ["door-1", "door-2"], balance = "even" }`), nil, map[string]float64{"hall": 200}, time.Hour,
			"hall door-1", "hall degraded 0.5; door-1 degraded load 100 shed"},
		"four doors serve two hundred of two thousand": {
			gates(4, `{ any = ["door-1", "door-2", "door-3", "door-4"], balance = "even" }`), nil, map[string]float64{"hall": 2000}, time.Hour,
			"hall door-4", "hall degraded 0.9; door-4 degraded load 500 shed"},
		"doors in groups of doors": {
			gates(4, `{ any = [{ any = ["door-1", "door-2"], balance = "even" }, { any = ["door-3", "door-4"], balance = "even" }], balance = "even" }`), nil, map[string]float64{"hall": 400}, time.Hour,
			"hall door-4", "hall degraded 0.5; door-4 degraded load 100 shed"},
		"doors in a row: the largest counts": {
			gates(2, `"door-1", "door-2"`), nil, map[string]float64{"hall": 200}, time.Hour,
			"hall door-2", "hall degraded 0.75 before 0.5; door-2 degraded load 200 shed"},
		"another door serves": {
			gates(2, `{ any = ["door-1", "door-2"] }`), nil, map[string]float64{"hall": 200}, 0,
			"hall door-1", "hall degraded 0; door-1 degraded load 200 shed"},
		"two of three doors, each two thirds": {
			gates(3, `{ at_least = 2, of = ["door-1", "door-2", "door-3"], balance = "even" }`), nil, map[string]float64{"hall": 90}, time.Hour,
			"hall door-1", "hall degraded 0.167 before 0.25; door-1 degraded load 60 shed"},
		"who cannot come asks for nothing": {`
[carrier.bridge]
[carrier.ferry]
[population.islanders]
size = 500
access = { ferry = 0.2, bridge = 0.8 }
[service.market]
population = "islanders"
demand = 40
capacity = 45
overload = "trip"
needs = ["stalls"]
[platform.stalls]
capacity = 45
overload = "trip"
[service.auction]
users = 20
demand = 20
spills_to = { market = 0.5 }`, []string{"bridge", "auction"}, nil, time.Hour, "market stalls", "market degraded 0.8 load 10; stalls up load 10"},
		"what comes by several ways adds up": {`
[platform.mill]
[service.bread]
users = 100
demand = 40
needs = ["mill"]
spills_to = { cake = 0.5, rice = 0.5 }
[service.cake]
users = 100
needs = ["mill"]
spills_to = { rice = 0.5, bread = 0.5 }
[service.rice]
users = 100
capacity = 29
overload = "trip"`, []string{"mill"}, nil, time.Hour, "rice", "rice down 1 load 30 trip"},
		"no further than being down would go": {`
[equipment.pump]
capacity = 60
overload = "shed"
[equipment.bulb]
[service.bath]
users = 100
demand = 80
needs = ["pump"]
[service.pool]
users = 200
needs = [{ on = "pump", loss = "degraded" }]
[service.sauna]
users = 200
needs = [{ on = "pump", holdup = "3h" }]
[service.steam]
users = 200
needs = [{ on = "pump", accepts = "degraded" }]
[service.spa]
users = 200
needs = [{ any = ["pump", "well"] }]
[equipment.well]`, []string{"bulb"}, nil, time.Hour, "bath pool sauna steam spa",
			"bath degraded 0.25 before 0.25; pool degraded 0; sauna degraded 0.25 before 0.25; steam degraded 0.25 before 0.25; spa up 0"},
		"nor through a battery before it is empty": {`
[equipment.pump]
capacity = 60
overload = "shed"
[service.bath]
users = 100
demand = 50
needs = ["pump"]
[service.sauna]
users = 200
needs = [{ on = "pump", holdup = "3h" }]
[service.steam]
users = 200
needs = [{ on = "pump", accepts = "degraded", holdup = "1h" }]`, nil, map[string]float64{"bath": 80}, time.Hour, "bath sauna steam", "bath degraded 0.25; sauna up 0; steam degraded 0.25"},
	} {
		c := fixture.Compile(t, []byte(tt.model))
		failed := tt.failed
		if failed == nil && tt.demand == nil {
			t.Fatal(name)
		}
		w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, Demand: tt.demand, After: tt.after, All: true})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := fares(w, strings.Fields(tt.ids)...); got != tt.want {
			t.Errorf("%s:\n%s, want\n%s", name, got, tt.want)
		}
	}
}

// TestFlapsForEver has two breakers let each other go: for ever after, the worst of their
// round is told.
func TestFlapsForEver(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[equipment.near]
capacity = 50
overload = "trip"
recovery = "2m"
[equipment.far]
capacity = 50
overload = "trip"
recovery = "2m"
[service.light]
users = 10
demand = 30
needs = ["near", "far"]`))
	w, err := whatif.Of(t.Context(), c, whatif.Question{Demand: map[string]float64{"light": 80}, After: math.MaxInt64, All: true})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fares(w, "near", "far", "light"), "near down load 80 trip; far down load 80 trip; light down 1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
