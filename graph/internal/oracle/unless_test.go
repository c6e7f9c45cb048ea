package oracle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

const (
	radios = `[carrier.r1]
[carrier.r2]
[service.emergency]
needs = [{ any = ["r1", { all = ["r2", { unless = "r1" }] }] }]`

	standby = `[power.fuel]
[platform.main]
[platform.standby]
needs = [{ unless = "main" }, "fuel"]
[service.s]
needs = [{ any = ["main", "standby"] }]`

	backups = `[carrier.x]
[carrier.y]
[carrier.spare]
[population.p]
size = 10
access = { x = 0.4, y = 0.6 }
[service.backup]
population = "p"
needs = ["spare", { unless = "@access" }]
[service.s]
population = "p"
needs = [{ any = ["@access", "backup"] }]`
)

// byStrata are models with unless, each with questions, answered by hand.
var byStrata = []struct {
	name, doc string
	asks      []string
	want      []string // belowUp
}{
	{
		name: "a phone looks for another network once its own has gone",
		doc:  radios,
		asks: []string{"", "r1", "r2", "r1 r2", "~r1", "~r1 r2"},
		want: []string{"", "r1=down", "r2=down", "emergency=down r1=down r2=down", "emergency=degraded r1=degraded", "emergency=degraded r1=degraded r2=down"},
	},
	{
		name: "a standby at rest is down",
		doc:  standby,
		asks: []string{"", "~main", "main", "main fuel", "standby", "main standby", "main ~fuel"},
		want: []string{"standby=down", "main=degraded s=degraded standby=down", "main=down", "fuel=down main=down s=down standby=down",
			"standby=down", "main=down s=down standby=down", "fuel=degraded main=down s=degraded standby=degraded"},
	},
	{
		name: "lines, part by part",
		doc:  backups,
		asks: []string{"", "x", "x spare", "s@x", "x backup@x", "~x", "x y"},
		want: []string{"backup=down backup@x=down backup@y=down", "backup=degraded backup@y=down x=down",
			"backup=down backup@x=down backup@y=down s=degraded s@x=down spare=down x=down",
			"backup=down backup@x=down backup@y=down s=degraded s@x=down",
			"backup=down backup@x=down backup@y=down s=degraded s@x=down x=down",
			"backup=down backup@x=down backup@y=down s=degraded s@x=degraded x=degraded",
			"x=down y=down"},
	},
	{
		name: "its other keys act on its value",
		doc: leaves + `[service.soft]
needs = [{ unless = "a", loss = "degraded" }]
[service.accepts]
needs = [{ unless = "a", accepts = "degraded" }]
[service.battery]
needs = [{ unless = "a", holdup = "4h" }]`,
		asks: []string{"", "~a", "a", "b / 1h"},
		want: []string{"accepts=down battery=down soft=degraded", "a=degraded accepts=down battery=down soft=degraded", "a=down",
			"accepts=down b=down battery=down soft=degraded"},
	},
	{
		name: "groups",
		doc: leaves + `[service.any]
needs = [{ unless = { any = ["a", "b"] } }]
[service.all]
needs = [{ unless = { all = ["a", "b"] } }]
[service.two]
needs = [{ unless = { at_least = 2, of = ["a", "b", "c"] } }]
[service.soft]
needs = [{ unless = { on = "a", loss = "degraded" } }]
[service.twice]
needs = [{ unless = { unless = "a" } }]`,
		asks: []string{"", "a", "a b", "~a b", "a b c"},
		want: []string{"all=down any=down soft=down two=down", "a=down any=down soft=down twice=down two=down", "a=down b=down soft=down twice=down",
			"a=degraded any=down b=down soft=down two=down", "a=down b=down c=down soft=down twice=down"},
	},
	{
		name: "in groups",
		doc: leaves + `[service.n]
needs = [{ at_least = 2, of = ["a", { unless = "b" }, { all = ["c", { unless = { any = ["d", "b"] } }], loss = "degraded" }] }]`,
		asks: []string{"", "b", "b d", "a b", "a b d", "a b c d"},
		want: []string{"n=degraded", "b=down", "b=down d=down", "a=down b=down n=degraded", "a=down b=down d=down", "a=down b=down c=down d=down n=degraded"},
	},
	{
		name: "three strata",
		doc: `[platform.first]
[platform.second]
needs = [{ unless = "first" }]
[platform.third]
needs = [{ unless = { any = ["first", "second"] } }]
[platform.fourth]
needs = [{ unless = "second" }]`,
		asks: []string{"", "first", "first second", "first second third", "~first"},
		want: []string{"second=down third=down", "first=down fourth=down third=down", "first=down second=down",
			"first=down second=down third=down", "first=degraded second=down third=down"},
	},
	{
		name: "a loop lives until what it must not have is there",
		doc: `[equipment.jammer]
needs = ["mains"]
[power.mains]
[equipment.p]
needs = ["q", { unless = "jammer" }]
[equipment.q]
needs = ["p"]
[service.s]
needs = [{ any = ["q", { unless = "q" }] }]`,
		asks: []string{"", "mains", "jammer", "mains p"},
		want: []string{"p=down q=down", "jammer=down mains=down", "jammer=down", "jammer=down mains=down p=down q=down"},
	},
	{
		name: "a supply starts when the main one is dead",
		doc: `[power.mains]
[power.diesel]
supply = true
needs = [{ unless = "mains" }]
[equipment.a]
supply = true
needs = [{ any = ["mains", "diesel", "b"] }]
[equipment.b]
supply = true
needs = [{ any = ["a"] }]`,
		asks: []string{"", "mains", "mains diesel"},
		want: []string{"diesel=down", "mains=down", "a=down b=down diesel=down mains=down"},
	},
}

func TestByStrata(t *testing.T) {
	for _, test := range byStrata {
		t.Run(test.name, func(t *testing.T) {
			doc := decode(t, test.doc)
			for i, question := range test.asks {
				answer := WhatIf(doc, ask(question))
				answer.LostRedundancy = nil
				if got := belowUp(answer); got != test.want[i] {
					t.Errorf("%q: got %q, want %q", question, got, test.want[i])
				}
				if want := triedByStrata(doc, ask(question)); !newModel(doc).supplied && !maps.Equal(answer.Levels, want) {
					t.Errorf("%q: got %v, by trying everything %v", question, answer.Levels, want)
				}
				if exact := AtHorizon(doc, ask(question)); question == "" && !maps.Equal(exact.Before, answer.Levels) || !maps.Equal(exact.Levels, answer.Levels) {
					t.Errorf("%q: played through it is %v, at the horizon %v", question, exact.Levels, answer.Levels)
				}
			}
		})
	}
}

// triedByStrata tries every assignment of levels to what stands in one stratum, those
// before it being settled, and takes the greatest that is consistent.
func triedByStrata(doc Doc, q Question) map[string]string {
	m := newModel(doc)
	w := newWorld(m, q)
	w.stood = m.calm().settled(nil)
	settled := map[string]string{}
	for _, stratum := range m.strata {
		var greatest map[string]string
		everyAssignment(stratum, func(some map[string]string) {
			levels := maps.Clone(settled)
			maps.Copy(levels, some)
			for _, vertex := range stratum {
				if w.level(vertex, levels) != some[vertex] {
					return
				}
			}
			for vertex, level := range some {
				if greatest == nil {
					greatest = map[string]string{}
				}
				if rank(level) > rank(greatest[vertex]) {
					greatest[vertex] = level
				}
			}
		})
		maps.Copy(settled, greatest)
	}
	return settled
}

func TestUnlessSaysWhy(t *testing.T) {
	tests := []struct{ needs, ask, want string }{
		{`{ unless = "a" }`, "", "a"},
		{`{ unless = "a" }`, "~a", "a"},
		{`{ unless = "a" }`, "a", ""},
		{`{ unless = "a", loss = "degraded" }`, "", "a"},
		{`{ unless = { any = ["a", "b"] } }`, "a", "b"},
		{`{ unless = { any = ["a", "b"] } }`, "~a", "a b"},
		{`{ unless = { all = ["a", "b"] } }`, "", "a b"},
		{`{ unless = { at_least = 2, of = ["a", "b", "c"] } }`, "a", "b c"},
		{`{ any = ["a", { unless = "b" }] }`, "a", "a b"},
		{`{ all = ["a", { unless = "b" }] }`, "a", "a b"},
		{`{ all = ["a", { unless = "b" }] }`, "", "b"},
		{`{ unless = { unless = "a" } }`, "a", "a"},
		{`"a", { unless = "b" }`, "a", "a b"},
		{`{ on = "a", loss = "degraded" }, { unless = "b" }`, "a", "b"},
	}
	for _, test := range tests {
		doc := decode(t, leaves+"[service.n]\nneeds = ["+test.needs+"]")
		if got := strings.Join(WhatIf(doc, ask(test.ask)).Because["n"], " "); got != test.want {
			t.Errorf("%s, %q: because %q, want %q", test.needs, test.ask, got, test.want)
		}
	}
	doc := decode(t, backups)
	if got := fmt.Sprint(WhatIf(doc, ask("x")).Because["backup"]); got != "[y]" {
		t.Errorf("a line by its name: %s", got)
	}
}

func TestUnlessInTime(t *testing.T) {
	const hour = 3600
	tests := []struct {
		name, doc string
		script    Script
		node      string
		before    string
		want      []Span
	}{
		{
			name:   "a standby that takes its time to start, and goes when the main one is back",
			doc:    strings.Replace(standby, "[platform.standby]\n", "[platform.standby]\nrecovery = \"10m\"\n", 1),
			script: Script{Events: []Event{{At: 600, Fail: []string{"main"}, For: hour}}, End: 2 * hour},
			node:   "standby", before: "down",
			want: []Span{{"down", 0}, {"up", 1200}, {"down", 600 + hour}},
		},
		{
			name:   "and what lives by it",
			doc:    strings.Replace(standby, "[platform.standby]\n", "[platform.standby]\nrecovery = \"10m\"\n", 1),
			script: Script{Events: []Event{{At: 600, Fail: []string{"main"}, For: hour}}, End: 2 * hour},
			node:   "s", before: "up",
			want: []Span{{"up", 0}, {"down", 600}, {"up", 1200}},
		},
		{
			name:   "a hold-up on an unless: the standby runs on for a while",
			doc:    "[platform.main]\n[platform.standby]\nneeds = [{ unless = \"main\", holdup = \"30m\" }]",
			script: Script{Events: []Event{{At: 600, Fail: []string{"main"}, For: hour}}, End: 3 * hour},
			node:   "standby", before: "down",
			want: []Span{{"down", 0}, {"up", 600}, {"down", 600 + hour + 1800}},
		},
		{
			name:   "a hold-up of what is inhibited on delays the start",
			doc:    "[power.mains]\n[platform.main]\nneeds = [{ on = \"mains\", holdup = \"30m\" }]\n[platform.standby]\nneeds = [{ unless = \"main\" }]",
			script: Script{Events: []Event{{At: 600, Fail: []string{"mains"}, For: hour}}, End: 3 * hour},
			node:   "standby", before: "down",
			want: []Span{{"down", 0}, {"up", 2400}, {"down", 600 + hour}},
		},
		{
			name:   "a switch to a standby that was dead begins when it lives",
			doc:    strings.Replace(strings.Replace(standby, `"standby"] }`, `"standby"], failover = "20m" }`, 1), "[platform.standby]\n", "[platform.standby]\nrecovery = \"10m\"\n", 1),
			script: Script{Events: []Event{{Fail: []string{"main"}}}, End: 2 * hour},
			node:   "s", before: "up",
			want: []Span{{"down", 0}, {"up", 1800}},
		},
		{
			name:   "degraded holds it down",
			doc:    standby,
			script: Script{Events: []Event{{At: 600, Degrade: []string{"main"}, For: 600}, {At: 1200, Fail: []string{"main"}, For: 600}}, End: hour},
			node:   "standby", before: "down",
			want: []Span{{"down", 0}, {"up", 1200}, {"down", 1800}},
		},
		{
			name:   "the loss of its access alone needs no recovery, nor does what starts by it",
			doc:    strings.Replace(backups, "[service.backup]\n", "[service.backup]\nrecovery = \"10m\"\n", 1),
			script: Script{Events: []Event{{At: 600, Fail: []string{"x"}, For: hour}}, End: 2 * hour},
			node:   "backup@x", before: "down",
			want: []Span{{"down", 0}, {"up", 1200}, {"down", 600 + hour}},
		},
	}
	for _, test := range tests {
		course := Play(decode(t, test.doc), test.script)
		if got := course.Levels[test.node]; !slices.Equal(got, test.want) || course.Before[test.node] != test.before {
			t.Errorf("%s: %s, then %v, want %s, %v", test.name, course.Before[test.node], got, test.before, test.want)
		}
	}
}

func TestUnlessAndRedundancy(t *testing.T) {
	tests := []struct{ needs, ask, want string }{
		{`{ unless = "a" }`, "a", "a=down"},
		{`{ any = ["a", { unless = "a" }] }`, "a", "a=down"},
		{`{ any = ["a", { all = ["b", { unless = "a" }] }] }`, "b", "b=down n+r"},
		{`{ any = ["a", { all = ["b", { unless = "a" }] }] }`, "a", "a=down n+r"},
		{`{ any = ["a", { all = ["b", { unless = "a" }] }] }`, "a b", "a=down b=down n=down"},
		{`{ any = ["a", "b", { unless = "c" }] }`, "a", "a=down n+r"},
		{`{ any = ["a", "b", { unless = "c" }] }`, "a c", "a=down c=down"},
	}
	for _, test := range tests {
		doc := decode(t, leaves+"[service.n]\nneeds = ["+test.needs+"]")
		if got := belowUp(WhatIf(doc, ask(test.ask))); got != test.want {
			t.Errorf("%s, %q: got %q, want %q", test.needs, test.ask, got, test.want)
		}
	}
}

func TestUnlessAndCircles(t *testing.T) {
	// The standby is kept as it is in the answer: that what keeps it from starting goes
	// round in a circle itself is no proof that it would start.
	doc := decode(t, `[equipment.core]
[platform.main]
needs = [{ any = ["core", "twin"] }]
[platform.twin]
needs = ["main"]
[platform.standby]
needs = [{ unless = "main" }]
[service.s]
needs = [{ any = ["main", "standby"] }]
[equipment.p]
needs = [{ any = ["q", "standby"] }, { unless = "core" }]
[equipment.q]
needs = ["p"]`)
	for _, test := range []struct{ ask, levels, self string }{
		{"", "p=down q=down standby=down", ""},
		{"core", "core=down standby=down", "main p q s twin"},
		{"core main", "core=down main=down twin=down", ""},
		{"core main standby", "core=down main=down s=down standby=down twin=down", "p q"},
	} {
		answer := WhatIf(doc, ask(test.ask))
		answer.LostRedundancy = nil
		if got := belowUp(answer); got != test.levels {
			t.Errorf("%q: %q, want %q", test.ask, got, test.levels)
		}
		if got := marked(SelfSustained(doc, ask(test.ask))); got != test.self {
			t.Errorf("%q: self-sustained are %q, want %q", test.ask, got, test.self)
		}
		if got := marked(AtHorizon(doc, ask(test.ask)).SelfSustained); got != test.self {
			t.Errorf("%q: at the horizon self-sustained are %q, want %q", test.ask, got, test.self)
		}
	}
}

func TestCutSetsWithUnless(t *testing.T) {
	tests := []struct{ name, doc, node, level, cuts, primes string }{
		{"a standby", standby, "s", "degraded", "[[fuel main] [main standby]]", "[{[fuel main] []} {[main standby] []}]"},
		{"at rest", standby, "standby", "degraded", "[[]]", "[{[] [main]} {[fuel] []}]"},
		{"a failure that helps", leaves + "[service.n]\nneeds = [\"a\", { any = [\"b\", { unless = \"c\" }] }]", "n", "degraded",
			"[[a] [b]]", "[{[a] []} {[b] [c]}]"},
		{"a failure that hurts as well", leaves + "[service.n]\nneeds = [{ any = [\"a\", { unless = \"a\" }] }, { any = [\"b\", { unless = \"a\" }] }, { any = [\"c\", \"a\"] }]", "n", "degraded",
			"[[b] [a c]]", "[{[a c] []} {[b] [a]} {[b c] []}]"},
		{"out of up", leaves + "[service.n]\nneeds = [{ any = [\"a\", { unless = \"b\", loss = \"degraded\" }] }]", "n", "up", "[[a]]", "[{[a] [b]}]"},
		{"never", radios, "r1", "degraded", "[]", "[]"},
	}
	for _, test := range tests {
		doc := decode(t, test.doc)
		if got := fmt.Sprint(CutSets(doc, test.node, test.level, "1h")); got != test.cuts {
			t.Errorf("%s: cut sets %s, want %s", test.name, got, test.cuts)
		}
		if got := fmt.Sprint(Primes(doc, test.node, test.level, "1h")); got != test.primes {
			t.Errorf("%s: prime implicants %s, want %s", test.name, got, test.primes)
		}
	}
}

func TestChanceWithUnless(t *testing.T) {
	doc := decode(t, strings.NewReplacer("[power.fuel]", "[power.fuel]\navailability = 0.9", "[platform.main]", "[platform.main]\nunavailability = 0.2",
		"[platform.standby]", "[platform.standby]\nmtbf = \"3h\"\nmttr = \"1h\"").Replace(standby))
	for vertex, want := range map[string]float64{"standby": 0.2 * 0.9 * 0.75, "s": 0.8 + 0.2*0.9*0.75, "main": 0.8, "fuel": 0.9} {
		if got := Chance(doc, "degraded", "1h")[vertex]; got < want-1e-12 || got > want+1e-12 {
			t.Errorf("%s is not down with %v, want %v", vertex, got, want)
		}
	}
	shares := decode(t, strings.NewReplacer("[carrier.x]", "[carrier.x]\navailability = 0.9").Replace(backups))
	for vertex, want := range map[string]float64{"backup": 0.4 * 0.1, "backup@x": 0.1, "backup@y": 0, "s": 1} {
		if got := Chance(shares, "degraded", "1h")[vertex]; got < want-1e-12 || got > want+1e-12 {
			t.Errorf("%s is not down with %v, want %v", vertex, got, want)
		}
	}
}

func TestCirclesThroughUnless(t *testing.T) {
	tests := []struct{ doc, want string }{
		{standby, ""},
		{"[platform.a]\nneeds = [{ unless = \"b\" }]\n[platform.b]\nneeds = [{ unless = \"a\" }]\n[platform.c]\nneeds = [\"a\"]", "a b"},
		{"[platform.a]\nneeds = [{ any = [\"c\", { unless = { any = [\"c\", \"b\"] } }] }]\n[platform.b]\nneeds = [\"d\"]\n[platform.c]\n[platform.d]\nneeds = [\"a\"]", "a b d"},
		{"[platform.a]\nneeds = [{ unless = \"a\" }]", "a"},
		{"[platform.a]\nneeds = [\"b\"]\n[platform.b]\nneeds = [\"a\", { unless = \"c\" }]\n[platform.c]", ""},
		{`[carrier.x]
needs = ["s@y"]
[carrier.y]
[population.p]
size = 10
access = { x = 0.4, y = 0.6 }
[service.s]
population = "p"
needs = [{ unless = "@access" }]`, ""}, // between ids it would be one
		{`[carrier.x]
needs = ["s@x"]
[carrier.y]
[population.p]
size = 10
access = { x = 0.4, y = 0.6 }
[service.s]
population = "p"
needs = [{ unless = "@access" }]`, "s@x x"},
		{`[carrier.x]
needs = ["s"]
[carrier.y]
[population.p]
size = 10
access = { x = 0.4, y = 0.6 }
[service.s]
population = "p"
needs = [{ unless = "@access" }]`, "s s@x x"},
	}
	for _, test := range tests {
		if got := strings.Join(slices.Sorted(slices.Values(Circle(decode(t, test.doc)))), " "); got != test.want {
			t.Errorf("got %q, want %q:\n%s", got, test.want, test.doc)
		}
	}
}
