package oracle

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// supplied are models of what flows, each with questions.
var supplied = []struct {
	name, doc string
	asks      []string
	want      []string // belowUp, without redundancy
	self      []string // the self-sustained nodes and parts
}{
	{
		name: "two routers without the mark live off each other",
		doc: `[equipment.core]
[equipment.r1]
needs = [{ any = ["core", "r2"] }]
[equipment.r2]
needs = [{ any = ["core", "r1"] }]
[service.s]
needs = ["r2"]
[service.t]
needs = [{ any = ["r2", "core2"] }]
[equipment.core2]`,
		asks: []string{"", "core", "core r1", "core core2"},
		want: []string{"", "core=down", "core=down r1=down r2=down s=down", "core=down core2=down"},
		self: []string{"", "r1 r2 s", "", "r1 r2 s t"},
	},
	{
		name: "two routers with it do not",
		doc: `[kind.router]
supply = true
[equipment.core]
[router.r1]
needs = [{ any = ["core", "r2"] }]
[router.r2]
needs = [{ any = ["core", "r1"] }]`,
		asks: []string{"", "core", "r1", "~core"},
		want: []string{"", "core=down r1=down r2=down", "r1=down", "core=degraded r1=degraded r2=degraded"},
		self: []string{"", "", "", ""},
	},
	{
		name: "one hop that is not supply keeps the loop alive",
		doc: `[equipment.core]
[equipment.r1]
supply = true
needs = [{ any = ["core", "r2"] }]
[equipment.r2]
supply = true
needs = [{ any = ["core", { on = "r1", supply = false }] }]`,
		asks: []string{"", "core"},
		want: []string{"", "core=down"},
		self: []string{"", "r1 r2"},
	},
	{
		name: "nested groups inherit, and override",
		doc: `[equipment.core]
[equipment.l]
[equipment.r1]
needs = [{ any = [{ all = ["l", "r2"] }, "core"], supply = true }]
[equipment.r2]
needs = [{ any = [{ all = ["l", "r1"] }, { any = ["core"], supply = false }], supply = true }]`,
		asks: []string{"", "core", "l"},
		want: []string{"", "core=down r1=down r2=down", "l=down"},
		self: []string{"", "", ""},
	},
	{
		name: "a loop by all has no source",
		doc: `[equipment.a]
supply = true
needs = ["b", "x"]
[equipment.b]
supply = true
needs = ["a"]
[equipment.x]
[service.s]
needs = [{ on = "a", loss = "degraded" }, { any = ["x", "b"] }]`,
		asks: []string{"", "x"},
		want: []string{"a=down b=down s=degraded", "a=down b=down s=down x=down"},
		self: []string{"", ""},
	},
	{
		name: "a soft loop starts degraded",
		doc: `[equipment.a]
supply = true
needs = [{ on = "b", loss = "degraded" }]
[equipment.b]
supply = true
needs = ["a"]`,
		asks: []string{"", "b"},
		want: []string{"a=degraded b=degraded", "a=degraded b=down"},
		self: []string{"", ""},
	},
	{
		name: "accepts reads the answer to the first question",
		doc: `[equipment.a]
supply = true
needs = [{ on = "b", accepts = "degraded" }, { any = ["x", "b"] }]
[equipment.b]
supply = true
needs = [{ on = "a", loss = "degraded", accepts = "degraded" }]
[equipment.x]`,
		asks: []string{"", "x"},
		want: []string{"", "x=down"},
		self: []string{"", ""},
	},
	{
		name: "power and telecom need each other, and that is all right",
		doc: `[power.p]
needs = ["t", { any = ["grid", "diesel"] }]
[carrier.t]
needs = ["p"]
[power.grid]
[power.diesel]
needs = ["t"]`,
		asks: []string{"", "grid", "t"},
		want: []string{"", "grid=down", "diesel=down p=down t=down"},
		self: []string{"", "", ""},
	},
	{
		name: "a whole is no hop",
		doc: `[carrier.x]
[carrier.y]
[power.core]
[population.p]
size = 10
access = { x = 0.5, y = 0.5 }
[service.s]
population = "p"
supply = true
needs = [{ any = ["t", "core"] }]
[service.t]
population = "p"
supply = true
needs = ["m"]
[equipment.m]
supply = true
needs = ["s"]`,
		asks: []string{"", "core", "x"},
		want: []string{"", "core=down m=down s=down s@x=down s@y=down t=down t@x=down t@y=down",
			"m=degraded s=degraded s@x=down t=degraded t@x=down t@y=degraded x=down"},
		self: []string{"", "", ""},
	},
	{
		name: "a battery is a source while it lasts",
		doc: `[equipment.core]
[equipment.r1]
supply = true
needs = [{ any = ["core", "r2"], holdup = "1h" }]
[equipment.r2]
supply = true
needs = ["r1"]`,
		asks: []string{"core / 59m", "core / 1h"},
		want: []string{"core=down", "core=down r1=down r2=down"},
		self: []string{"", ""},
	},
}

func TestSupply(t *testing.T) {
	for _, test := range supplied {
		t.Run(test.name, func(t *testing.T) {
			doc := decode(t, test.doc)
			for i, question := range test.asks {
				answer := WhatIf(doc, ask(question))
				if hops := newModel(doc); len(hops.hops(hops.vertices())) <= tinyHops {
					if got := Tried(doc, ask(question)); !maps.Equal(got, answer.Levels) {
						t.Errorf("%q: %v, but by trying everything it is %v", question, answer.Levels, got)
					}
				}
				answer.LostRedundancy = nil
				if got := belowUp(answer); got != test.want[i] {
					t.Errorf("%q: got %q, want %q", question, got, test.want[i])
				}
				if got := marked(SelfSustained(doc, ask(question))); got != test.self[i] {
					t.Errorf("%q: self-sustained are %q, want %q", question, got, test.self[i])
				}
			}
		})
	}
}

func marked(of map[string]bool) string {
	return strings.Join(slices.Sorted(maps.Keys(of)), " ")
}
