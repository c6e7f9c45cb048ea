package loads

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

func decode(t testing.TB, text string) Doc {
	t.Helper()
	doc := Doc{}
	if _, err := toml.Decode(text, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func figures(of map[string]float64) string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(of)) {
		words = append(words, fmt.Sprintf("%s=%.6g", name, of[name]))
	}
	return strings.Join(words, " ")
}

func notUp(s State) string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(s.Level)) {
		if s.Level[name] != "up" {
			words = append(words, name+"="+s.Level[name])
		}
	}
	return strings.Join(words, " ")
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	a, isFloat := got.(float64)
	b, _ := want.(float64)
	if isFloat && math.Abs(a-b) > 1e-9 || !isFloat && got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// The rest of a service's own people cannot come, and nothing that spills onto them can.
func TestOwnCapacity(t *testing.T) {
	doc := decode(t, `
[carrier.red]
[carrier.blue]
[population.guests]
size = 2000
access = { red = 0.4, blue = 0.6 }
[service.desk]
population = "guests"
demand = 100
capacity = 100
overload = "trip"
[service.kiosk]
users = 50
demand = 30
spills_to = { desk = 1.0 }
`)
	s, _ := WhatIf(doc, Question{Failed: []string{"blue", "kiosk"}})
	same(t, "load", figures(s.Load), "desk=52")
	same(t, "levels", notUp(s), "blue=down desk=degraded desk@blue=down kiosk=down")
	same(t, "users", s.Down["desk"], 1200.0)
	same(t, "spilled", figures(s.Spilled), "desk@red=12")

	s, _ = WhatIf(doc, Question{Failed: []string{"kiosk"}})
	same(t, "with the line up", figures(s.Load), "desk=130")
	same(t, "tripped", notUp(s), "desk=down desk@blue=down desk@red=down kiosk=down")
}

const softly = `
[equipment.press]
capacity = 75
overload = "shed"
[service.print]
users = 100
demand = 100
needs = ["press"]
[service.soft]
users = 1000
needs = [{ on = "press", loss = "degraded" }]
[service.battery]
users = 1000
needs = [{ on = "press", holdup = "4h" }]
[service.fine]
users = 1000
needs = [{ on = "press", accepts = "degraded" }]
[equipment.lamp]
`

// What is shed goes as far as being down would.
func TestShedGoesOnlySoFar(t *testing.T) {
	s, c := WhatIf(decode(t, softly), Question{Failed: []string{"lamp"}})
	same(t, "before", figures(c.Before.Down), "battery=250 fine=250 print=25 soft=0")
	same(t, "now", figures(s.Down), "battery=250 fine=250 print=25 soft=0")
	same(t, "fine", s.Level["fine"], "up")
	same(t, "soft", s.Level["soft"], "degraded")
	same(t, "degraded", figures(s.Degraded), "battery=750 fine=0 print=75 soft=1000")

	// A battery holds what only begins to be lost.
	_, c = WhatIf(decode(t, strings.Replace(softly, "demand = 100", "demand = 50", 1)), Question{Demand: map[string]float64{"print": 100}, After: "5h"})
	same(t, "at first", figures(c.At(4*3600-1).Down), "battery=0 fine=250 print=25 soft=0")
	same(t, "and then", figures(c.At(4*3600).Down), "battery=250 fine=250 print=25 soft=0")
}

const ways = `
[platform.core]
[service.web]
demand = 100
needs = ["core"]
spills_to = { %s }
[service.app]
needs = ["core"]
spills_to = { phone = 1.0 }
[service.phone]
capacity = 60
overload = "trip"
`

// The same hundred come to the phone by one way as by two.
func TestSpillByTwoWays(t *testing.T) {
	for _, spills := range []string{"app = 0.5, phone = 0.5", "app = 1.0"} {
		doc := decode(t, fmt.Sprintf(ways, spills))
		s, _ := WhatIf(doc, Question{Failed: []string{"core"}})
		same(t, spills, figures(s.Load), "phone=100")
		same(t, spills, s.Level["phone"], "down")
	}
}

// What was down before breaches nothing anew, and its hold-up is used.
func TestSettledStart(t *testing.T) {
	doc := decode(t, `
[equipment.lamp]
[equipment.gate]
capacity = 50
overload = "trip"
[service.charge]
users = 10
demand = 100
needs = ["gate"]
[service.shop]
users = 1000
needs = [{ on = "gate", holdup = "4h" }]
tolerance = "1h"
`)
	c := Play(doc, Script{Events: []Event{{Fail: []string{"lamp"}, For: 60}}, End: 86400})
	same(t, "before", notUp(c.Before), "charge=down gate=down shop=down")
	for _, s := range c.States {
		same(t, fmt.Sprint(s.At), s.Level["shop"], "down")
	}
	same(t, "breaches", len(Breaches(doc, &c, 86400)), 0)
}

// Who is turned away is down for a tolerance.
func TestTurnedAwayBreaches(t *testing.T) {
	doc := decode(t, `
[equipment.gate]
capacity = 1
overload = "shed"
[service.s]
users = 1000
demand = 1
needs = ["gate"]
tolerance = "30m"
[service.t]
users = 10
demand = 99
spills_to = { s = 1.0 }
`)
	script := Script{Events: []Event{{Fail: []string{"t"}, For: 36000}}, End: Ever}
	c := Play(doc, script)
	breaches := Breaches(doc, &c, Ever)
	if len(breaches) != 1 || breaches[0].Part != "s" || math.Abs(breaches[0].Users-990) > 1e-9 {
		t.Errorf("breaches: %v", breaches)
	}
	same(t, "ends", c.Ends, true)
	script.Events[0].For = 1800
	c = Play(doc, script)
	same(t, "no longer than that", len(Breaches(doc, &c, Ever)), 0)
}

const shop = `
[equipment.lb-east]
needs = ["east"]
capacity = 6000
overload = "shed"
[equipment.lb-mid]
needs = ["mid"]
capacity = 6000
overload = "shed"
[region.east]
[region.mid]
[kind.region]
shape = "house"
[platform.gateway]
needs = [{ any = ["lb-east", "lb-mid"], balance = "even" }]
[population.people]
size = 1000
access = { fixed = 0.45, mobile = 0.55 }
[carrier.fixed]
[carrier.mobile]
[service.browse]
population = "people"
demand = 5000
needs = ["gateway"]
[service.login]
population = "people"
demand = 3000
needs = ["gateway"]
[service.checkout]
population = "people"
demand = 500
needs = ["gateway", "login"]
[service.history]
population = "people"
needs = ["login"]
`

// Of two gateways one is left: it can do for 6,000 of 8,500.
func TestOneOfTwoGateways(t *testing.T) {
	s, _ := WhatIf(decode(t, shop), Question{Failed: []string{"lb-east"}})
	same(t, "load", figures(s.Load), "lb-east=0 lb-mid=8500")
	for service, share := range s.ShareDown {
		same(t, service, share, 2500.0/8500)
	}
}
