package gate_test

import (
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/result"
)

const loaded = `
[datacentre.site-1]
[datacentre.site-2]
[equipment.gateway]
capacity = 10
overload = "trip"
needs = [{ any = ["site-1", "site-2"] }]
[service.web]
users = 100
demand = 20
needs = ["gateway"]
[policy.p]
protect = "web"
against = "kind:datacentre"
worst = "up"
max_outage = "0s"
for = "1h"
`

// TestLoadIsLeftOut asks about a model in which overload alone keeps everything
// down, at the horizon and in time.
func TestLoadIsLeftOut(t *testing.T) {
	g := gated(t, load(t, loaded))
	if p := g.Policies[0]; !p.Holds || !g.LoadIgnored || *p.Worst.OutageS != 0 {
		t.Errorf("%+v", p)
	}
}

// TestFingerprints wants the same fingerprints after lines, names and figures
// have moved, and others for another policy, node or failure.
func TestFingerprints(t *testing.T) {
	broken := strings.Replace(loaded, `any = ["site-1", "site-2"]`, `all = ["site-1", "site-2"]`, 1)
	prints := func(text string) string {
		var out []string
		for _, v := range gated(t, load(t, text)).Policies[0].Violations {
			out = append(out, v.Fingerprint)
		}
		return strings.Join(out, " ")
	}
	before := prints(broken)
	if len(strings.Fields(before)) != 2 {
		t.Fatalf("two violations are wanted: %s", before)
	}
	for _, same := range []string{"# a line more\n\n" + broken, strings.Replace(broken, "users = 100", "users = 200", 1), "[service.other]\nneeds = [\"site-1\"]\n" + broken} {
		if got := prints(same); got != before {
			t.Errorf("%s became %s in\n%s", before, got, same)
		}
	}
	for _, other := range []string{strings.Replace(broken, "policy.p", "policy.q", 1), strings.ReplaceAll(broken, "site-2", "site-3")} {
		if prints(other) == before {
			t.Errorf("the same fingerprints in\n%s", other)
		}
	}
}

// TestAccept compares an answer with earlier ones: what is as it was or milder is
// known, what breaks more or by more is new, and what is no more is gone.
func TestAccept(t *testing.T) {
	answer := func(level string, share float64, outage int64, breaks ...string) *result.Gate {
		v := result.Violation{Policy: "p", Fingerprint: "f", Breaks: breaks, Outcome: result.Outcome{Level: level, ShareDown: &share, OutageS: &outage}}
		return &result.Gate{Policies: []result.Policy{{ID: "p", Violated: 1, Violations: []result.Violation{v}}}}
	}
	endless := answer("down", 0.5, 0, "worst")
	endless.Policies[0].Violations[0].Endless = true
	before := func() *result.Gate { return answer("degraded", 0.5, 60, "worst", "max_share") }
	for name, tt := range map[string]struct {
		now *result.Gate
		new int
	}{
		"the same":          {before(), 0},
		"milder":            {answer("up", 0.1, 10, "worst"), 0},
		"a lower level":     {answer("down", 0.5, 60, "worst"), 1},
		"a larger share":    {answer("degraded", 0.6, 60, "worst"), 1},
		"a longer outage":   {answer("degraded", 0.5, 61, "worst"), 1},
		"without an end":    {endless, 1},
		"breaks more rules": {answer("degraded", 0.5, 60, "worst", "max_outage"), 1},
	} {
		gate.Accept(tt.now, before(), func(string) bool { return true })
		if tt.now.New() != tt.new || len(tt.now.Gone) != 0 {
			t.Errorf("%s: %d new, want %d; gone %v", name, tt.now.New(), tt.new, tt.now.Gone)
		}
	}
	none := &result.Gate{Policies: []result.Policy{{ID: "p", Holds: true}}}
	gate.Accept(none, before(), func(string) bool { return true })
	other := &result.Gate{Policies: []result.Policy{{ID: "q", Holds: true}}}
	gate.Accept(other, before(), func(id string) bool { return id == "p" || id == "q" }) // p was not asked about
	removed := &result.Gate{Policies: []result.Policy{{ID: "q", Holds: true}}}
	gate.Accept(removed, before(), func(id string) bool { return id == "q" })
	if len(none.Gone) != 1 || len(other.Gone) != 0 || len(removed.Gone) != 1 {
		t.Errorf("gone: %v, %v, %v", none.Gone, other.Gone, removed.Gone)
	}
}
