package oracle

import (
	"maps"
	"strings"
	"testing"
)

// cyclic are models with loops, each with questions.
var cyclic = []struct {
	name, doc string
	cycle     string // the vertices in a cycle, sorted
	asks      []string
	want      []string // belowUp, without redundancy
}{
	{
		name:  "power needs telecom needs power",
		doc:   "[power.p]\nneeds = [\"t\"]\n[carrier.t]\nneeds = [\"p\"]\n[service.s]\nneeds = [\"t\"]",
		cycle: "p t",
		asks:  []string{"", "p", "t", "s", "~p"},
		want:  []string{"", "p=down s=down t=down", "p=down s=down t=down", "s=down", "p=degraded s=degraded t=degraded"},
	},
	{
		name: "a loop that a generator can carry",
		doc: `[power.p]
needs = [{ any = ["t", "g"] }]
[equipment.g]
[carrier.t]
needs = ["p", "x"]
[equipment.x]`,
		cycle: "p t",
		asks:  []string{"x", "g", "x g", "x ~g"},
		want:  []string{"t=down x=down", "g=down", "g=down p=down t=down x=down", "g=degraded p=degraded t=down x=down"},
	},
	{
		name: "a soft loop holds at degraded",
		doc: `[power.p]
needs = [{ on = "t", loss = "degraded" }]
[carrier.t]
needs = ["p", "x"]
[equipment.x]`,
		cycle: "p t",
		asks:  []string{"x", "~x", "p"},
		want:  []string{"p=degraded t=down x=down", "p=degraded t=degraded x=degraded", "p=down t=down"},
	},
	{
		name: "a loop that accepts what it gets",
		doc: `[power.p]
needs = [{ on = "t", accepts = "degraded" }]
[carrier.t]
needs = ["p", "x"]
[equipment.x]`,
		cycle: "p t",
		asks:  []string{"~x", "x", "~p"},
		want:  []string{"t=degraded x=degraded", "p=down t=down x=down", "p=degraded t=degraded"},
	},
	{
		name: "two of three in a ring",
		doc: `[equipment.a]
needs = [{ at_least = 1, of = ["b", "c"], failover = "1h" }]
[equipment.b]
needs = [{ at_least = 1, of = ["c", "a"], holdup = "1h" }]
[equipment.c]
needs = [{ any = ["a", "b"] }]`,
		cycle: "a b c",
		asks:  []string{"b / 30m", "b / 1h", "b c / 1h", "a c / 30m", "a c / 1h"},
		want: []string{"a=down b=down c=down", "b=down", "a=down b=down c=down",
			"a=down c=down", "a=down b=down c=down"},
	},
	{
		name: "a loop through the parts of one population",
		doc: `[carrier.x]
[carrier.y]
[population.p]
size = 10
access = { x = 0.5, y = 0.5 }
[service.s]
population = "p"
needs = [{ any = ["t", "y"] }]
[service.t]
population = "p"
needs = ["s"]`,
		cycle: "s s@x s@y t t@x t@y",
		asks:  []string{"y", "x", "t@x", "s@x"},
		want: []string{"s=degraded s@y=down t=degraded t@y=down y=down", "s=degraded s@x=down t=degraded t@x=down x=down",
			"t=degraded t@x=down", "s=degraded s@x=down t=degraded t@x=down"},
	},
	{
		name: "a line that needs a service as a whole",
		doc: `[carrier.x]
needs = ["s"]
[carrier.y]
[population.p]
size = 10
access = { x = 0.5, y = 0.5 }
[service.s]
population = "p"`,
		cycle: "s s@x x",
		asks:  []string{"y", "s@y", "x"},
		want:  []string{"s=degraded s@x=degraded s@y=down x=degraded y=down", "s=degraded s@x=degraded s@y=down x=degraded", "s=degraded s@x=down x=down"},
	},
}

func TestCycles(t *testing.T) {
	for _, test := range cyclic {
		t.Run(test.name, func(t *testing.T) {
			doc := decode(t, test.doc)
			for i, question := range test.asks {
				answer := Apart(doc, ask(question))
				if got, want := answer.Levels, Greatest(doc, ask(question)); !maps.Equal(got, want) {
					t.Errorf("%q: %v, but the greatest fixed point is %v", question, got, want)
				}
				answer.LostRedundancy = nil
				if got := belowUp(answer); got != test.want[i] {
					t.Errorf("%q: got %q, want %q", question, got, test.want[i])
				}
			}
			// What is written of the levels serves to write the cycle, too.
			cycle := Answer{Levels: map[string]string{}}
			for vertex, in := range WhatIf(doc, Question{}).InCycle {
				if in {
					cycle.Levels[vertex] = ""
				}
			}
			if got := strings.ReplaceAll(belowUp(cycle), "=", ""); got != test.cycle {
				t.Errorf("in a cycle: %q, want %q", got, test.cycle)
			}
		})
	}
}

func TestGreatestIsForTinyModels(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("ten nodes are too many")
		}
	}()
	doc := Doc{"carrier": map[string]any{}}
	for _, id := range strings.Split("abcdefghij", "") {
		doc["carrier"].(map[string]any)[id] = map[string]any{}
	}
	Greatest(doc, Question{})
}
