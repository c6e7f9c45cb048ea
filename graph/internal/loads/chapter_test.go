package loads

import (
	"fmt"
	"strings"
	"testing"
)

// gateways are some that share a demand evenly.
func gateways(capacities ...float64) string {
	text, names := "", ""
	for i, capacity := range capacities {
		text += fmt.Sprintf("[equipment.gw-%d]\ncapacity = %g\noverload = \"shed\"\n", i+1, capacity)
		names += fmt.Sprintf(", \"gw-%d\"", i+1)
	}
	return text + "[service.shop]\nusers = 1000\ndemand = 2000\nneeds = [{ any = [" + names[2:] + "], balance = \"even\" }]\n"
}

// The examples of the chapter.
func TestPortionByPortion(t *testing.T) {
	for _, test := range []struct {
		text string
		lost float64
	}{
		{gateways(50, 50, 50, 50), 0.9},          // "four gateways of 50 under 2,000 serve 200"
		{gateways(800, 800), 0.2},                // "two of which each loses a fifth of its half lose a fifth together"
		{gateways(1000, 500), 0.25},              // half of a half
		{gateways(5000, 5000), 0},                // there is room
		{gateways(1000, 0), 0.5},                 // one serves nobody
		{nested(gateways(800, 800, 1000)), 0.05}, // a quarter and a quarter beside a half: at 500 and 500 and 1000 all fit but the gateways of 400
	} {
		s, _ := WhatIf(decode(t, test.text), Question{})
		same(t, test.text, s.Lost["shop"], test.lost)
		same(t, test.text, s.Down["shop"], 1000*test.lost)
	}
}

// nested puts the first two gateways into a balanced group within the group, and gives
// them 400 each, so that each of these loses a fifth of its quarter.
func nested(text string) string {
	text = strings.Replace(text, `"gw-1", "gw-2"`, `{ any = ["gw-1", "gw-2"], balance = "even" }`, 1)
	return strings.ReplaceAll(text, "capacity = 800", "capacity = 450")
}

// behind asks 100 of several nodes; what reaches a, b and z.
func TestWhereDemandGoes(t *testing.T) {
	const document = `
[carrier.a]
capacity = 1000
[carrier.b]
capacity = 1000
[carrier.z]
capacity = 1000
[carrier.c]
[platform.az]
needs = ["a", "z"]
[platform.bz]
needs = [{ on = "b", loss = "degraded" }, "z"]
[service.n]
demand = 100
needs = [%s]
`
	for _, test := range []struct{ needs, failed, degraded, want string }{
		{`"a", "b"`, "", "", "a=100 b=100 z=0"},
		{`{ all = ["az", "bz"] }`, "", "", "a=100 b=100 z=100"},
		{`"az", "bz"`, "", "", "a=100 b=100 z=100"},                                                // "of several all-of paths the largest counts"
		{`{ any = ["az", "bz", "c"], balance = "even" }`, "", "", "a=33.3333 b=33.3333 z=66.6667"}, // "portions of a balanced group add up"
		{`{ at_least = 2, of = ["az", "bz"], balance = "even" }`, "", "", "a=100 b=100 z=100"},     // "reaches a node once"
		{`{ at_least = 2, of = ["az", "bz", "c"], balance = "even" }`, "", "", "a=66.6667 b=66.6667 z=100"},
		{`{ any = ["a", "b"], balance = "even" }`, "", "a", "a=0 b=100 z=0"}, // "that are up"
		{`{ any = ["a", "b"] }`, "", "", "a=100 b=0 z=0"},
		{`{ any = ["a", "b"] }`, "", "a", "a=0 b=100 z=0"},
		{`{ at_least = 2, of = ["a", "c", "b"] }`, "", "a c", "a=100 b=0 z=0"}, // "the first k at least at the level that the group has"
		{`{ at_least = 2, of = ["a", "c", "b"] }`, "", "a", "a=0 b=100 z=0"},
		{`{ any = ["a", "b"], loss = "degraded" }`, "a b", "", "a=100 b=0 z=0"}, // "the first k where none is", and offered though it is down
		{`{ on = "az", loss = "degraded" }`, "az", "", "a=0 b=0 z=0"},           // "not to what lies behind that"
		{`{ on = "az", loss = "degraded" }`, "a", "", "a=0 b=0 z=0"},
		{`"bz"`, "b", "", "a=0 b=100 z=100"},
	} {
		c := Play(decode(t, fmt.Sprintf(document, test.needs)), Script{Events: []Event{{Fail: strings.Fields(test.failed), Degrade: strings.Fields(test.degraded)}}})
		same(t, test.needs+" "+test.failed+" ~"+test.degraded, figures(c.At(0).Load), test.want)
	}
}

// "Onto a service with parts it divides by share (within one population part follows
// part). A part whose line is down spills nothing, and receives nothing."
func TestSpillOverParts(t *testing.T) {
	const document = `
[population.people]
access = { x = 0.4, y = 0.6 }
[population.others]
access = { u = 0.25, v = 0.75 }
[carrier.x]
[carrier.y]
[carrier.u]
[carrier.v]
[platform.hub]
[service.talk]
population = "people"
demand = 1000
needs = ["hub"]
spills_to = { write = 0.5, post = 0.25, desk = 0.125 }
[service.write]
population = "people"
capacity = 5000
[service.post]
population = "others"
capacity = 5000
[service.desk]
capacity = 5000
`
	for _, test := range []struct{ failed, want string }{
		{"", ""},
		{"hub", "desk=125 post@u=62.5 post@v=187.5 write@x=200 write@y=300"},
		{"hub x", "desk=75 post@u=37.5 post@v=112.5 write@y=300"},
		{"hub u", "desk=125 post@v=187.5 write@x=200 write@y=300"},
		{"x", ""},
		{"talk@x", "desk=50 post@u=25 post@v=75 write@x=200"},
	} {
		s, _ := WhatIf(decode(t, document), Question{Failed: strings.Fields(test.failed)})
		same(t, test.failed, figures(s.Spilled), test.want)
	}
}

// What is shed goes through what a service needs as far as being down would.
func TestWhereLossGoes(t *testing.T) {
	const document = `
[equipment.e]
capacity = 80
overload = "shed"
[equipment.f]
capacity = 50
overload = "shed"
[equipment.g]
[service.busy]
demand = 100
needs = ["e", "f"]
[service.n]
needs = [%s]
[service.m]
needs = ["n"]
`
	for _, test := range []struct {
		needs string
		want  float64
	}{
		{`"e"`, 0.2},
		{`"e", "f"`, 0.5}, // "of several requirements in a row the largest counts"
		{`{ all = ["e", "f"] }`, 0.5},
		{`{ any = ["e", "f"] }`, 0.2}, // "not where another member serves"
		{`{ any = ["e", "g"] }`, 0},
		{`{ at_least = 2, of = ["e", "f", "g"] }`, 0.2},
		{`{ at_least = 2, of = ["e", "f"] }`, 0.5},
		{`{ any = ["e", "f"], failover = "2h" }`, 0.2}, // the other does not serve yet
		{`{ any = ["f", "e"], failover = "2h" }`, 0.5},
		{`{ any = ["f", "e"], failover = "30m" }`, 0.5}, // no better one is there to switch to
		{`{ any = ["f", "g"], failover = "30m" }`, 0},
		{`{ any = ["e", "g"], balance = "even" }`, 0.1}, // "portion by portion"
		{`{ any = [{ any = ["e", "f"], balance = "even" }, { all = ["g"] }], balance = "even" }`, 0.175},
		{`{ at_least = 2, of = ["e", "f"], balance = "even" }`, 0.5},
		{`{ on = "e", loss = "degraded" }`, 0},
		{`{ any = [{ on = "e", loss = "degraded" }] }`, 0},
		{`{ on = "e", accepts = "degraded" }`, 0.2},
		{`{ on = "e", accepts = "degraded", holdup = "2h" }`, 0.2}, // used before anything failed
	} {
		s, _ := WhatIf(decode(t, fmt.Sprintf(document, test.needs)), Question{})
		same(t, test.needs, s.Lost["n"], test.want)
		same(t, test.needs+", one further", s.Lost["m"], test.want)
	}
}
