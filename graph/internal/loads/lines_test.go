package loads

import (
	"fmt"
	"strings"
	"testing"
)

// "A segment that could not have the service even with everything up, for want of lines
// … counts in no share; `reach` is of the others."
func TestLeftOut(t *testing.T) {
	s, _ := WhatIf(decode(t, `
[population.people]
size = 1000
by.home = { kt = 0.5, skb = 0.3, none = 0.2 }
line.fixed = { home = { kt = "kt-net", skb = "skb-net" } }
line.spare = { home = { kt = "kt-net", skb = "x-net" } }
[carrier.x-net]
[carrier.kt-net]
capacity = 1000
[carrier.skb-net]
[service.tv]
population = "people"
reach = 0.5
demand = 80
needs = ["@fixed"]
[service.vault]
population = "people"
needs = [{ at_least = 2, of = ["@fixed", "@spare"] }]
[service.shop]
population = "people"
needs = ["tv"]
`), Question{Failed: []string{"kt-net", "x-net"}})
	same(t, "load", figures(s.Load), "kt-net=50")
	same(t, "share", s.ShareDown["tv"], 0.625)
	same(t, "users", s.Down["tv"], 250.0)
	same(t, "who needs it", s.Down["shop"], 500.0)
	same(t, "two lines that end on one node are one", s.Down["vault"], 300.0)
}

// The people of two lines come by those in use, and not where both are down.
func TestSeveralLines(t *testing.T) {
	const document = `
[population.people]
size = 1000
by.home = { kt = 0.6, none = 0.4 }
by.mobile = { red = 0.5, blue = 0.5 }
line.fixed = { home = { kt = "kt-net" } }
line.data = "{mobile}-data"
[carrier.kt-net]
capacity = 1000
[carrier.red-data]
capacity = 1000
[carrier.blue-data]
capacity = 1000
[platform.core]
capacity = 1000
[service.bank]
population = "people"
demand = 100
capacity = 1000
needs = ["core", { any = ["@fixed", "@data"] }]
`
	for _, test := range []struct{ failed, want string }{
		{"", "bank=100 blue-data=20 core=100 kt-net=60 red-data=20"},
		{"kt-net", "bank=100 blue-data=50 core=100 kt-net=0 red-data=50"},
		{"kt-net red-data", "bank=50 blue-data=50 core=50 kt-net=30 red-data=20"}, // offered to the first way, though it is down
		{"bank", "bank=100 blue-data=20 core=0 kt-net=60 red-data=20"},
		{"core", "bank=100 blue-data=20 core=0 kt-net=60 red-data=20"},
	} {
		s, _ := WhatIf(decode(t, document), Question{Failed: strings.Fields(test.failed)})
		same(t, test.failed, figures(s.Load), test.want)
	}
}

// "A trip holds until the load that it would get when up fits and `recovery` has passed;
// sheds and degrades follow the load."
func TestInTime(t *testing.T) {
	const document = `
[equipment.gate]
capacity = 50
overload = %q
recovery = "10m"
[service.s]
users = 100
demand = 40
needs = ["gate"]
`
	surge := []Event{{At: 60, For: 600, Demand: map[string]float64{"s": 100}}}
	c := Play(decode(t, fmt.Sprintf(document, "trip")), Script{Events: surge, End: Ever})
	for second, want := range map[int]string{0: "", 59: "", 60: "gate=down s=down", 659: "gate=down s=down", 660: "gate=down s=down", 1259: "gate=down s=down", 1260: ""} {
		same(t, fmt.Sprint("trip at ", second), notUp(c.At(second)), want)
	}
	c = Play(decode(t, fmt.Sprintf(document, "shed")), Script{Events: surge, End: Ever})
	for second, want := range map[int]float64{59: 0, 60: 0.5, 659: 0.5, 660: 0} {
		same(t, fmt.Sprint("shed at ", second), c.At(second).Lost["s"], want)
	}
	same(t, "ends", c.Ends, true)

	// A second surge while it recovers trips it again, and the wait is anew.
	surges := append(surge, Event{At: 960, For: 60, Demand: map[string]float64{"s": 51}})
	c = Play(decode(t, fmt.Sprintf(document, "trip")), Script{Events: surges, End: Ever})
	same(t, "not yet", c.At(1619).Level["gate"], "down")
	same(t, "recovered", c.At(1620).Level["gate"], "up")

	// A repair ends a trip, and needs the recovery.
	repair := []Event{{Demand: map[string]float64{"s": 100}, For: 400}, {At: 300, Repair: []string{"gate"}}}
	c = Play(decode(t, fmt.Sprintf(document, "trip")), Script{Events: repair, End: Ever})
	same(t, "before the recovery", c.At(899).Level["gate"], "down")
	same(t, "after it", c.At(900).Level["gate"], "up")

	// What it can just bear is not too much.
	c = Play(decode(t, fmt.Sprintf(document, "shed")), Script{Events: []Event{{Demand: map[string]float64{"s": 50}}}})
	same(t, "at its capacity", c.At(0).Level["gate"], "up")
}

// What holds a trip, and what does not: a fault of its own, what the gate itself needs,
// what was over in an earlier round.
func TestAtRest(t *testing.T) {
	const faulty = `
[equipment.gate]
capacity = 50
overload = "trip"
needs = ["power"]
[power.power]
[service.s]
demand = 100
needs = ["gate"]
recovery = "2h"
`
	c := Play(decode(t, faulty), Script{Events: []Event{{Fail: []string{"power"}, For: 600}}, End: Ever})
	same(t, "after the power is back", c.At(700).Level["gate"], "down")

	// Nothing comes for a while: the trip is over, and a fault is not one.
	const idle = `
[equipment.gate]
capacity = 80
overload = "trip"
[equipment.core]
[service.s]
demand = 100
needs = ["gate", "core"]
recovery = "1h"
`
	c = Play(decode(t, idle), Script{Events: []Event{{Fail: []string{"core"}, For: 600}, {Fail: []string{"gate"}, For: 9000}}, End: Ever})
	same(t, "the gate is repaired, and nothing comes yet", c.At(9000).Level["gate"], "up")
	same(t, "and then too much", c.At(12600).Level["gate"], "down")

	const behind = `
[equipment.gate]
capacity = 225
overload = "trip"
needs = ["p"]
[platform.p]
capacity = 250
[platform.other]
[service.a]
demand = 500
needs = [{ any = ["gate", "other"] }]
`
	c = Play(decode(t, behind), Script{})
	same(t, "behind what tripped there is no load", notUp(c.Before), "gate=down")

	const relieved = `
[equipment.gate]
capacity = 225
overload = "trip"
[platform.p]
capacity = 450
[service.a]
demand = 250
needs = ["p", "gate"]
[service.b]
demand = 250
needs = ["p"]
[service.c]
needs = [{ on = "p", holdup = "1h" }]
`
	c = Play(decode(t, relieved), Script{})
	same(t, "a trip relieves others", notUp(c.Before), "a=down gate=down")
	same(t, "no less later", notUp(c.At(0)), "a=down gate=down")

	// Each of two is too much for what is left by the other; one that fails has not the
	// less to bear when it is back.
	const twins = `
[equipment.left]
capacity = 48
overload = "trip"
[equipment.right]
capacity = 32
overload = "trip"
[service.one]
demand = 40
needs = ["left"]
spills_to = { two = 0.25 }
[service.two]
demand = 40
needs = ["right"]
spills_to = { one = 1.0 }
`
	c = Play(decode(t, twins), Script{Events: []Event{
		{Fail: []string{"right"}, For: 3600}, {At: 3600, Demand: map[string]float64{"two": 30}},
	}, End: Ever})
	same(t, "still tripped while it fails", c.At(1800).Overload["right"], "trip")
	same(t, "two that trip each other", notUp(c.At(7200)), "left=down one=down right=down two=down")
}

// Who has gone back to the preferred member loses what that sheds: the other is no longer
// at hand. And a part that others of its population need by two ways is down by both.
func TestAfterwards(t *testing.T) {
	const back = `
[equipment.e]
capacity = 50
overload = "shed"
[equipment.spare]
[service.s]
demand = 100
needs = [{ any = [{ on = "e", accepts = "degraded" }, "spare"], failover = "10m" }]
`
	c := Play(decode(t, back), Script{Events: []Event{{Fail: []string{"e"}, For: 3600}}, End: Ever})
	same(t, "on the spare", c.At(3599).Lost["s"], 0.0)
	same(t, "back", c.At(3600).Lost["s"], 0.5)

	const twice = `
[carrier.a]
[equipment.e]
[population.p]
access = { a = 1.0 }
[service.one]
population = "p"
needs = ["e"]
[service.two]
population = "p"
needs = ["one"]
[service.three]
population = "p"
needs = [{ any = ["one", "two"] }]
recovery = "10m"
`
	c = Play(decode(t, twice), Script{Events: []Event{{Fail: []string{"e"}, For: 600}}, End: Ever})
	same(t, "not yet", c.At(1199).Level["three"], "down")
	same(t, "recovered", c.At(1200).Level["three"], "up")
}
