package persons

import (
	"strings"
	"testing"
)

func TestUnlessByHand(t *testing.T) {
	tests := []struct{ name, services, failed, want string }{
		{"another network once one's own has gone", `needs = [{ any = ["@data", { all = ["@fixed", { unless = "@data" }] }] }]`, "kt-net",
			"kt/kt=down kt/skt=up skb/kt=up skb/skt=up"},
		{"a line alone", `needs = [{ unless = "@data" }, "@fixed"]`, "kt-net", "kt/kt=down kt/skt=down skb/kt=up skb/skt=down"},
		{"who has no such line has it down", `needs = [{ unless = "@spare" }, "@data"]`, "x", "kt/kt=down kt/skt=down skb/kt=up skb/skt=up"},
		{"for want of a line, not of its being down", `needs = ["@spare", { unless = "x" }]`, "x", "kt/kt=up kt/skt=up"},
		{"nobody has what is down twice over", `needs = ["@data", { unless = { unless = "@spare" } }]`, "x", "kt/kt=up kt/skt=up"},
		{"unless of a group", `needs = ["@fixed", { unless = { all = ["@data", "x"] } }]`, "kt-net", "kt/kt=down kt/skt=down skb/kt=up skb/skt=down"},
		{"lines on one node count once", `needs = ["x", { unless = { at_least = 2, of = ["@data", "@fixed"] } }]`, "skb-net", "kt/kt=up kt/skt=down skb/kt=up skb/skt=up"},
		{"a service of the population, class by class", "needs = [\"@data\", { unless = \"t\" }]\n[service.t]\npopulation = \"people\"\nneeds = [\"@fixed\"]", "skb-net",
			"kt/kt=down kt/skt=down skb/kt=up skb/skt=up"},
		{"who does not have the other has it down", "needs = [\"@data\", { unless = \"t\" }]\n[service.t]\npopulation = \"people\"\nneeds = [\"@spare\"]", "x",
			"kt/kt=down kt/skt=down skb/kt=up skb/skt=up"},
		{"a part that is named", "needs = [\"@data\", { unless = \"t@home:skb\" }]\n[service.t]\npopulation = \"people\"\nneeds = [\"@fixed\"]", "skb-net",
			"kt/kt=up kt/skt=up skb/kt=up skb/skt=up"},
		{"several that are named: some down is degraded", "needs = [\"@data\", { unless = \"t@mobile:kt\" }]\n[service.t]\npopulation = \"people\"\nneeds = [\"@fixed\"]", "skb-net",
			"kt/kt=down kt/skt=down skb/kt=down skb/skt=down"},
		{"softly", `needs = ["@data", { unless = "@spare", loss = "degraded" }]`, "spare-kt", "kt/kt=up kt/skt=degraded skb/kt=up skb/skt=up"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := decode(t, people+"[service.s]\npopulation = \"people\"\n"+test.services)
			if got := classes(WhatIf(doc, Question{Failed: []string{test.failed}}), "s"); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if Circle(doc) {
				t.Error("no circle leads through an unless")
			}
		})
	}
}

// TestUnlessSaysWhy: what is up keeps it down; before as well.
func TestUnlessSaysWhy(t *testing.T) {
	doc := decode(t, people+"[service.s]\npopulation = \"people\"\nneeds = [\"@fixed\", { unless = { any = [\"@data\", \"x\"] } }]\n")
	for failed, want := range map[string]string{"spare-kt": "kt-net skt-net x", "x": "kt-net skt-net", "kt-net": "kt-net skt-net x"} {
		a := WhatIf(doc, Question{Failed: []string{failed}})
		if got := strings.Join(a.Because["s"], " "); got != want || a.Before["s"] != "down" {
			t.Errorf("%s: because %s, want %s", failed, got, want)
		}
	}
	// Who was down before and is not now is in no total.
	if a := WhatIf(doc, Question{Failed: []string{"x", "kt-net"}}); a.NodesDown != 2 || a.NodesDegraded != 0 || a.ServicesHit != 0 {
		t.Errorf("%d down, %d degraded, %d hit", a.NodesDown, a.NodesDegraded, a.ServicesHit)
	}
}

// TestCirclesOfParts: a circle is one between parts.
func TestCirclesOfParts(t *testing.T) {
	for needs, want := range map[string]bool{`"s@data:kt-net"`: true, `"s@data:skt-net"`: false, `"s"`: true, `{ unless = "s@home:kt" }`: true} {
		doc := decode(t, people+"[carrier.way]\nneeds = ["+needs+"]\n[service.s]\npopulation = \"people\"\nneeds = [\"@fixed\", { unless = \"@data\" }]\n")
		doc["carrier"].(map[string]any)["kt-net"].(map[string]any)["needs"] = []any{"way"}
		if got := Circle(doc); got != want {
			t.Errorf("%s: a circle %v, want %v", needs, got, want)
		}
	}
}
