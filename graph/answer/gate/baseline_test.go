package gate

import (
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// TestAccept compares an answer with earlier ones: what is as it was or milder is
// known, what breaks more or by more is new, and what is no more is gone.
func TestAccept(t *testing.T) {
	answer := func(level result.Level, share float64, outage int64, breaks ...result.Break) *result.Gate {
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
		accept(tt.now, before(), func(string) bool { return true })
		if tt.now.New() != tt.new || len(tt.now.Gone) != 0 {
			t.Errorf("%s: %d new, want %d; gone %v", name, tt.now.New(), tt.new, tt.now.Gone)
		}
	}
	none := &result.Gate{Policies: []result.Policy{{ID: "p", Holds: true}}}
	accept(none, before(), func(string) bool { return true })
	other := &result.Gate{Policies: []result.Policy{{ID: "q", Holds: true}}}
	accept(other, before(), func(id string) bool { return id == "p" || id == "q" }) // p was not asked about
	removed := &result.Gate{Policies: []result.Policy{{ID: "q", Holds: true}}}
	accept(removed, before(), func(id string) bool { return id == "q" })
	if len(none.Gone) != 1 || len(other.Gone) != 0 || len(removed.Gone) != 1 {
		t.Errorf("gone: %v, %v, %v", none.Gone, other.Gone, removed.Gone)
	}
}
