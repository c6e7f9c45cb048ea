package persons

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

const people = `
[population.people]
size = 1_000
by.mobile = { kt = 0.3, skt = 0.7 }
by.home = { kt = 0.4, skb = 0.6 }
line.data = "{mobile}-net"
line.fixed = "{home}-net"
line.spare = { home = { kt = "spare-{mobile}" } }
[carrier.kt-net]
[carrier.skt-net]
[carrier.skb-net]
[carrier.spare-kt]
[carrier.spare-skt]
[power.x]
`

// classes writes the level of a service for every class that has it, as
// "kt/skb=down", by home and mobile.
func classes(a Answer, service string) string {
	var out []string
	for _, c := range a.Classes[service] {
		out = append(out, fmt.Sprintf("%s/%s=%s", c.Values["home"], c.Values["mobile"], c.Level))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestByHand(t *testing.T) {
	tests := []struct{ name, services, failed, want string }{
		{"own line", `needs = ["@data"]`, "kt-net", "kt/kt=down kt/skt=up skb/kt=down skb/skt=up"},
		{"either line", `needs = [{ any = ["@data", "@fixed"] }]`, "kt-net", "kt/kt=down kt/skt=up skb/kt=up skb/skt=up"},
		{"who has no line has no part", `needs = ["@spare"]`, "x", "kt/kt=up kt/skt=up"},
		{"a spare helps who has one", `needs = [{ any = ["@spare", "x"] }]`, "x", "kt/kt=up kt/skt=up skb/kt=down skb/skt=down"},
		{"a spare that is missed is not taken away", `needs = ["@data", { on = "@spare", loss = "degraded" }]`, "spare-kt", "kt/kt=degraded kt/skt=up skb/kt=up skb/skt=up"},
		{"two lines on one node count once", `needs = [{ at_least = 2, of = ["@data", "@fixed", "x"] }]`, "x", "kt/kt=down kt/skt=up skb/kt=up skb/skt=up"},
		{"so many nodes nobody has", `needs = [{ at_least = 2, of = ["@data", "@fixed"] }]`, "x", "kt/skt=up skb/kt=up skb/skt=up"},
		{"others of the population, class by class", "needs = [\"t\"]\n[service.t]\npopulation = \"people\"\nneeds = [\"@fixed\"]", "skb-net", "kt/kt=up kt/skt=up skb/kt=down skb/skt=down"},
		{"who does not have the other has no part", "needs = [\"t\"]\n[service.t]\npopulation = \"people\"\nneeds = [\"@spare\"]", "x", "kt/kt=up kt/skt=up"},
		{"a part that is named", "needs = [\"@data\", { on = \"t@fixed:skb-net\", loss = \"degraded\" }]\n[service.t]\npopulation = \"people\"\nneeds = [\"@fixed\"]", "skb-net",
			"kt/kt=degraded kt/skt=degraded skb/kt=degraded skb/skt=degraded"},
		{"several that are named", "needs = [\"@data\", \"t@mobile:kt\"]\n[service.t]\npopulation = \"people\"\nneeds = [\"@fixed\"]", "skb-net",
			"kt/kt=degraded kt/skt=degraded skb/kt=degraded skb/skt=degraded"},
		{"a part fails", `needs = ["@data", { on = "@spare", loss = "degraded" }]`, "s@data:skt-net@spare:-", "kt/kt=up kt/skt=up skb/kt=up skb/skt=down"},
		{"those with a value fail", `needs = ["@data"]`, "s@home:skb", "kt/kt=up kt/skt=up skb/kt=down skb/skt=down"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := decode(t, people+"[service.s]\npopulation = \"people\"\n"+test.services)
			if got := classes(WhatIf(doc, Question{Failed: []string{test.failed}}), "s"); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func decode(t *testing.T, text string) oracle.Doc {
	t.Helper()
	doc := oracle.Doc{}
	if _, err := toml.Decode(text, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestUsersByHand counts the reaches of two services and those who are some of the
// people.
func TestUsersByHand(t *testing.T) {
	doc := decode(t, people+`
[service.s]
population = "people"
reach = 0.5
needs = ["@data"]
[service.t]
population = "people"
reach = 0.2
needs = ["@spare"]
[population.merchants]
size = 100
of = "people"
access = { kt-net = 0.5, skb-net = 0.5 }
[service.tills]
population = "merchants"
`)
	a := WhatIf(doc, Question{Failed: []string{"kt-net", "spare-skt"}})
	// kt on the move: 300, half of whom lose s; at kt on skt: 280, a fifth of whom lose t.
	if got, want := a.Populations["people"], (Interval{206, 256, 3, 0}); !near(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := a.Populations["merchants"], (Interval{50, 50, 1, 0}); !near(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	// Of t there are 400 who have it, and a fifth of them use it: 56 of 80 lose it.
	if math.Abs(a.ShareDown["t"]-0.7) > 1e-9 || math.Abs(a.UsersDown["t"]-56) > 1e-9 {
		t.Errorf("t: %v, %v", a.ShareDown["t"], a.UsersDown["t"])
	}
	if got := slices.Sorted(maps.Keys(a.Things)); !slices.Equal(got, []string{"people"}) {
		t.Errorf("things %v", got)
	}
}

func near(a, b Interval) bool {
	return math.Abs(a.Least-b.Least) < 1e-6 && math.Abs(a.Most-b.Most) < 1e-6 && a.Hit == b.Hit && a.Uncounted == b.Uncounted
}

// TestJointByHand gives who has which pair of values.
func TestJointByHand(t *testing.T) {
	doc := decode(t, strings.Replace(people, "line.data", "joint = [{ mobile = \"kt\", home = \"kt\", share = 0.25 }, { mobile = \"kt\", home = \"skb\", share = 0.05 }, { mobile = \"skt\", home = \"kt\", share = 0.15 }, { mobile = \"skt\", home = \"skb\", share = 0.55 }]\nline.data", 1)+
		"[service.s]\npopulation = \"people\"\nneeds = [{ any = [\"@data\", \"@fixed\"] }]\n")
	if got := WhatIf(doc, Question{Failed: []string{"kt-net"}}).ShareDown["s"]; math.Abs(got-0.25) > 1e-9 {
		t.Errorf("share down %v, want 0.25", got)
	}
	if void := Void(decode(t, people+"[service.s]\npopulation = \"people\"\nneeds = [\"@data\", { on = \"t@home:skb\", loss = \"degraded\" }]\n[service.t]\npopulation = \"people\"\nneeds = [\"@spare\"]\n")); void != "t@home:skb" {
		t.Errorf("void: %q", void)
	}
}
