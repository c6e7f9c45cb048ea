package oracle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// burden writes the loads, and what is overloaded, as "a=500 b=20!trip".
func burden(a Answer) string {
	var words []string
	for _, node := range slices.Sorted(maps.Keys(a.Loads)) {
		word := fmt.Sprintf("%s=%.6g", node, a.Loads[node])
		if kind := a.Overloaded[node]; kind != "" {
			word += "!" + kind
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// A breaker for 250 sessions takes down what comes by it at 500.
func TestTrip(t *testing.T) {
	const breaker = `
[service.charge]
demand = 200
needs = ["ips"]
[equipment.ips]
capacity = 250
overload = "trip"
`
	for _, test := range []struct {
		demand float64
		levels string
		loads  string
	}{
		{200, "", "ips=200"},
		{250, "", "ips=250"}, // strictly over
		{250 * (1 + 1e-10), "", "ips=250"},
		{250.001, "charge=down ips=down", "ips=0!trip"}, // behind a service that is down there is no demand
		{500, "charge=down ips=down", "ips=0!trip"},
	} {
		a := WhatIf(decode(t, breaker), Question{Demand: map[string]float64{"charge": test.demand}})
		if belowUp(a) != test.levels || burden(a) != test.loads || a.Before["ips"] != "up" || a.Before["charge"] != "up" {
			t.Errorf("%v: %q, %q, before %v", test.demand, belowUp(a), burden(a), a.Before)
		}
		if a.ShareDown["charge"] != float64(len(test.levels)/len("charge=down ips=down")) {
			t.Errorf("%v: %v of it is down", test.demand, a.ShareDown["charge"])
		}
	}
	a := WhatIf(decode(t, strings.Replace(breaker, "200", "500", 1)), Question{Demand: map[string]float64{"charge": 200}})
	if belowUp(a) != "" || a.Before["ips"] != "down" || a.Before["charge"] != "down" || burden(a) != "ips=200" {
		t.Errorf("tripped before: %q, %v, before %v", belowUp(a), burden(a), a.Before)
	}
}

func TestOverloadKinds(t *testing.T) {
	const one = "[service.s]\ndemand = 500\nusers = 1000\nneeds = [%s]\n[equipment.e]\ncapacity = 400\n%s\n" + leaves
	for _, test := range []struct {
		needs, overload, want, loads string
		down, degraded               float64
	}{
		{`"e"`, `overload = "trip"`, "e=down s=down", "e=0!trip", 1000, 0},
		{`{ on = "e", loss = "degraded" }`, `overload = "trip"`, "e=down s=degraded", "e=500!trip", 0, 1000}, // offered all the same
		{`"e"`, `overload = "shed"`, "e=degraded s=degraded", "e=500!shed", 200, 800},
		{`{ on = "e", accepts = "degraded" }`, `overload = "shed"`, "e=degraded", "e=500!shed", 200, 0},
		{`{ any = ["e", "a"], balance = "even" }`, `overload = "shed"`, "", "e=250", 0, 0},
		{`{ any = ["e", "a"] }`, `overload = "shed"`, "e=degraded s+r", "e=0!shed", 0, 0}, // b is better, and takes over
		{`"e"`, `overload = "degrade"`, "e=degraded s=degraded", "e=500!degrade", 0, 1000},
		{`"e"`, ``, "e=degraded s=degraded", "e=500!degrade", 0, 1000},
		{`"a"`, ``, "", "e=0", 0, 0},
	} {
		a := WhatIf(decode(t, fmt.Sprintf(one, test.needs, test.overload)), Question{})
		if belowUp(a) != test.want || burden(a) != test.loads {
			t.Errorf("%s %s: %q, %q", test.needs, test.overload, belowUp(a), burden(a))
		}
		check(t, test.needs+test.overload+" down", a.UsersDown["s"], test.down)
		check(t, test.needs+test.overload+" degraded", a.UsersDegraded["s"], test.degraded)
	}
}

// Of several nodes that shed, the one that loses most counts; what it loses is
// of the share that reaches it.
func TestShedPartially(t *testing.T) {
	a := WhatIf(decode(t, `
[sector.shops]
fails_at = 0.5
[population.p]
size = 1000
access = { x = 0.4, y = 0.6 }
[carrier.x]
capacity = 100
overload = "shed"
[carrier.y]
[equipment.e]
capacity = 225
overload = "shed"
[equipment.f]
capacity = 200
overload = "shed"
[service.s]
sector = "shops"
population = "p"
reach = 0.5
demand = 500
needs = [{ any = ["e", "f"], balance = "even" }]
`), Question{})
	if got := belowUp(a); got != "e=degraded f=degraded s=degraded s@x=degraded s@y=degraded x=degraded" {
		t.Error(got)
	}
	if got := burden(a); got != "e=250!shed f=250!shed x=200!shed" {
		t.Error(got)
	}
	check(t, "s@x", a.Lost["s@x"], 0.5) // of x a half, of e a twentieth, of f a tenth
	check(t, "s@y", a.Lost["s@y"], 0.1)
	check(t, "share", a.ShareDown["s"], 0.4*0.5+0.6*0.1)
	check(t, "users down", a.UsersDown["s"], 130)
	check(t, "users degraded", a.UsersDegraded["s"], 370)
	check(t, "population", a.Populations["p"].Most, 0) // it was so before
	check(t, "sector", a.Sectors["shops"].ShareDown, 0.26)
	if sector := a.Sectors["shops"]; sector.Partial != 1 || sector.Level != "degraded" {
		t.Errorf("%+v", sector)
	}
}

// A breaker behind four servers that share: what is left bears the more.
func TestBalance(t *testing.T) {
	doc := decode(t, `
[service.charge]
demand = 1000
needs = [{ any = ["s1", "s2", "s3", "s4"], balance = "even" }]
[equipment.s1]
capacity = 500
overload = "trip"
[equipment.s2]
capacity = 500
overload = "trip"
[equipment.s3]
capacity = 500
overload = "trip"
[equipment.s4]
capacity = 500
overload = "trip"
`)
	for _, test := range []struct {
		ask    string
		demand float64
		levels string
		loads  string
	}{
		{"", 1000, "", "s1=250 s2=250 s3=250 s4=250"},
		{"~s1", 1000, "s1=degraded", "s1=0 s2=333.333 s3=333.333 s4=333.333"}, // to those that are up
		{"~s1 ~s2 ~s3 ~s4", 1000, "charge=degraded s1=degraded s2=degraded s3=degraded s4=degraded", "s1=250 s2=250 s3=250 s4=250"},
		{"s2 s3", 1000, "s2=down s3=down", "s1=500 s2=0 s3=0 s4=500"},
		{"s2 s3", 1001, "charge=down s1=down s2=down s3=down s4=down", "s1=0!trip s2=0 s3=0 s4=0!trip"},
		{"~s1", 1600, "charge=down s1=down s2=down s3=down s4=down", "s1=0!trip s2=0!trip s3=0!trip s4=0!trip"}, // one after the other
	} {
		q := ask(test.ask)
		q.Demand = map[string]float64{"charge": test.demand}
		a := WhatIf(doc, q)
		if belowUp(a) != test.levels || burden(a) != test.loads {
			t.Errorf("%s %v: %q, %q", test.ask, test.demand, belowUp(a), burden(a))
		}
	}
}

// What reaches a, b and z of the demand of 100 of a service that n stands for,
// the leaves and z having room enough.
func TestFlow(t *testing.T) {
	const document = `
[carrier.a]
capacity = 1e9
[carrier.b]
capacity = 1e9
[carrier.c]
[carrier.d]
[carrier.z]
capacity = 1e9
[platform.az]
needs = ["a", "z"]
[platform.bz]
needs = [{ on = "b", loss = "degraded" }, "z"]
`
	for _, test := range []struct{ name, needs, ask, want string }{
		{"every need", `"a", "b"`, "", "a=100 b=100 z=0"},
		{"all", `{ all = ["a", "b"] }`, "", "a=100 b=100 z=0"},
		{"once, of several ways", `"az", "bz"`, "", "a=100 b=100 z=100"},
		{"the largest of several ways", `"z", { any = ["az", "b"], balance = "even" }`, "", "a=50 b=50 z=100"},
		{"the first of any", `{ any = ["a", "b"] }`, "", "a=100 b=0 z=0"},
		{"the best of any", `{ any = ["a", "b"] }`, "~a", "a=0 b=100 z=0"},
		{"of equals the first", `{ any = ["a", "b"] }`, "~a ~b", "a=100 b=0 z=0"},
		{"the best two", `{ at_least = 2, of = ["c", "a", "b"] }`, "~a", "a=0 b=100 z=0"},
		{"the first two", `{ at_least = 2, of = ["c", "a", "b"] }`, "", "a=100 b=0 z=0"},
		{"the first, where all are down", `{ any = ["a", "b"], loss = "degraded" }`, "a b", "a=100 b=0 z=0"},
		{"not what lies behind", `{ on = "az", loss = "degraded" }`, "az", "a=0 b=0 z=0"},
		{"what lies behind what is degraded", `"bz"`, "b", "a=0 b=100 z=100"},
		{"nothing of what is down", `"a", "b"`, "a", "a=0 b=0 z=0"},
		{"portions add up", `{ any = ["az", "bz", "c"], balance = "even" }`, "", "a=33.3333 b=33.3333 z=66.6667"},
		{"shared by those that are up", `{ any = ["az", "bz", "c"], balance = "even" }`, "b", "a=50 b=0 z=50"},
		{"at_least, all share", `{ at_least = 2, of = ["az", "bz", "c", "d"], balance = "even" }`, "", "a=25 b=25 z=50"},
		{"balance asks nothing of failover", `{ any = ["a", "b", "c"], balance = "even", failover = "2h" }`, "c / 1h", "a=50 b=50 z=0"},
		{"balance, where all are down", `{ any = ["a", "b"], balance = "even", loss = "degraded" }`, "a b", "a=100 b=0 z=0"},
		{"an even group as a member", `{ any = [{ any = ["a", "b"], balance = "even" }, "z"] }`, "", "a=50 b=50 z=0"},
		{"members of an even group", `{ any = [{ all = ["a", "z"] }, "b"], balance = "even" }`, "", "a=50 b=50 z=50"},
		{"not switched", `{ any = ["a", "b"], failover = "2h", loss = "degraded" }`, "a / 1h", "a=100 b=0 z=0"},
		{"switched", `{ any = ["a", "b"], failover = "2h", loss = "degraded" }`, "a / 2h", "a=0 b=100 z=0"},
		{"a member that is held up", `{ any = [{ on = "a", holdup = "2h" }, "b"] }`, "a", "a=100 b=0 z=0"},
		{"a soft member", `{ any = [{ on = "a", loss = "degraded" }, "b"] }`, "a ~b", "a=100 b=0 z=0"},
	} {
		doc := decode(t, document+"[service.n]\ndemand = 100\nneeds = ["+test.needs+"]")
		if got := burden(WhatIf(doc, ask(test.ask))); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestFlowInLoops(t *testing.T) {
	for _, test := range []struct{ t, want string }{
		{`"p"`, "p=90 t=90 x=0 y=0"},
		{`"p", "x"`, "p=90 t=90 x=90 y=0"},
		{`{ any = ["p", "x"], balance = "even" }`, "p=45 t=90 x=90 y=0"},            // x = (x + 1) / 2
		{`{ any = ["p", "x", "y"], balance = "even" }`, "p=30 t=90 x=45 y=45"},      // x = (x + 1 + 0) / 3
		{`{ any = ["p", "x", "y"], balance = "even" }, "y"`, "p=30 t=90 x=45 y=90"}, // what goes round adds to x alone
	} {
		a := WhatIf(decode(t, `
[service.s]
demand = 90
needs = ["t"]
[power.p]
capacity = 1e9
needs = ["t"]
[carrier.t]
capacity = 1e9
needs = [`+test.t+`]
[carrier.x]
capacity = 1e9
[carrier.y]
capacity = 1e9
`), Question{})
		if got := burden(a); got != test.want {
			t.Errorf("%s: got %q, want %q", test.t, got, test.want)
		}
	}
}

// talkers come in by x and y; others by u and v.
const talkers = `
[population.talkers]
size = 100
access = { x = 0.4, y = 0.6 }
[population.others]
size = 100
access = { u = 0.25, v = 0.75 }
[carrier.x]
[carrier.y]
capacity = 1e9
[carrier.u]
capacity = 1e9
[carrier.v]
[platform.hub]
[service.talk]
population = "talkers"
demand = 1000
needs = ["hub"]
spills_to = { line = 0.5, desk = 0.25, other = 0.125 }
[service.line]
population = "talkers"
capacity = 1e9
[service.desk]
capacity = 1e9
[service.other]
population = "others"
capacity = 1e9
`

func TestSpill(t *testing.T) {
	for _, test := range []struct{ ask, want string }{
		{"", "desk=0 line=0 other=0 u=0 y=600"},
		{"~hub", "desk=0 line=0 other=0 u=0 y=600"},
		{"hub", "desk=250 line=500 other=125 u=31.25 y=300"}, // y carries what line@y has
		{"hub x", "desk=150 line=300 other=75 u=18.75 y=300"},
		{"x", "desk=0 line=0 other=0 u=0 y=600"},
		{"talk@x", "desk=100 line=200 other=50 u=12.5 y=600"},
		{"talk", "desk=250 line=500 other=125 u=31.25 y=300"},
		{"talk line", "desk=250 line=500 other=125 u=31.25 y=0"}, // offered to line all the same, which has nowhere to spill
		{"talk u", "desk=250 line=500 other=125 u=0 y=300"},      // other@u is down, and nothing lies behind
	} {
		if got := burden(WhatIf(decode(t, talkers), ask(test.ask))); got != test.want {
			t.Errorf("%s: got %q, want %q", test.ask, got, test.want)
		}
	}
}

func TestSpillOn(t *testing.T) {
	const document = `
[population.p]
access = { x = 0.5, y = 0.5 }
[carrier.x]
[carrier.y]
[service.a]
demand = 100
capacity = 1e9
spills_to = { %s }
[service.b]
capacity = 1e9
spills_to = { c = 1.0, a = 1.0 }
[service.c]
capacity = 1e9
spills_to = { d = 0.5, b = 1.0 }
[service.d]
demand = 10
capacity = 1e9
population = "p"
spills_to = { b = 0.25, e = 0.75 }
[service.e]
capacity = 1e9
population = "p"
`
	for _, test := range []struct{ spills, ask, want string }{
		{"b = 1.0", "b", "a=100 b=0 c=0 d=10 e=0"},
		{"b = 1.0", "a", "a=100 b=100 c=0 d=10 e=0"},
		{"b = 1.0", "a b", "a=100 b=100 c=100 d=10 e=0"}, // not to a again
		{"b = 1.0", "a b c", "a=100 b=100 c=100 d=60 e=0"},
		{"b = 1.0", "a b c x", "a=100 b=100 c=100 d=60 e=0"},
		{"b = 1.0", "a b c d", "a=102.5 b=102.5 c=102.5 d=60 e=45"},        // of d's own 10 and of the 50 from a; b has seen the 50
		{"b = 1.0", "a b c d x", "a=101.25 b=101.25 c=101.25 d=60 e=22.5"}, // the parts at x spill nothing
		{"b = 1.0", "a b c d@x", "a=101.25 b=101.25 c=101.25 d=60 e=22.5"},
		{"b = 0.5, c = 0.5", "a b c", "a=100 b=50 c=50 d=35 e=0"}, // both in one step, and neither to the other
		{"b = 0.5, c = 0.25, d = 0.25", "a b c", "a=100 b=50 c=25 d=35 e=0"},
	} {
		doc := decode(t, fmt.Sprintf(document, test.spills))
		if got := burden(WhatIf(doc, ask(test.ask))); got != test.want {
			t.Errorf("%s, %s: got %q, want %q", test.spills, test.ask, got, test.want)
		}
	}
}

// What one failure takes from a breaker may be what others need.
func TestAFailureRelieves(t *testing.T) {
	doc := decode(t, `
[equipment.gate]
capacity = 500
overload = "trip"
[carrier.l]
[service.one]
demand = 300
needs = ["l", "gate"]
[service.two]
demand = 300
needs = ["gate"]
`)
	for _, test := range []struct{ ask, levels, loads string }{
		{"", "gate=down one=down two=down", "gate=0!trip"},
		{"l", "l=down one=down", "gate=300"},
	} {
		if a := WhatIf(doc, ask(test.ask)); belowUp(a) != test.levels || burden(a) != test.loads || a.Before["two"] != "down" {
			t.Errorf("%s: %q, %q, before %v", test.ask, belowUp(a), burden(a), a.Before)
		}
	}
}

// Services that spill to each other and trip one after the other: every round
// marks one more, and then it ends.
func TestRoundsEnd(t *testing.T) {
	text := ""
	for i := range 20 {
		text += fmt.Sprintf("[service.s%02d]\ndemand = 10\ncapacity = 15\noverload = \"trip\"\n"+
			"spills_to = { s%02d = 0.5, s%02d = 0.5 }\n", i, (i+1)%20, (i+19)%20)
	}
	a := WhatIf(decode(t, text), ask("s10"))
	if len(a.Overloaded) != 0 {
		t.Errorf("at 15, %v", a.Overloaded)
	}
	a = WhatIf(decode(t, text), Question{Failed: []string{"s10"}, Demand: map[string]float64{"s05": 15.5}})
	if len(a.Overloaded) != 19 || a.Overloaded["s10"] != "" {
		t.Errorf("%v", a.Overloaded)
	}
}

func TestDemandIsOfServices(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	WhatIf(decode(t, leaves), Question{Demand: map[string]float64{"a": 1}})
}
