package models_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/models"
)

// ranged is a model in which every key that may be a range is one.
const ranged = `[population.people]
size = 1_000
access = { kt = "0.3..0.45", lgu = 0.4, skt = 0.2 }
[population.shops]
by.mobile = { kt = "0.3..0.35..0.5", skt = 0.4, lgu = 0.4 }
line.data = "{mobile}"
[carrier.kt]
mtbf = "200d..300d..600d"
mttr = "2h..10h"
[carrier.lgu]
recovery = "0s..0s..3h"
[carrier.skt]
[power.mains]
at."2030".recovery = "1h..2h"
[service.web]
population = "people"
recovery = "2h..10h"
needs = [{ on = "mains", holdup = "1h..5h" }, { any = ["kt", "lgu"], failover = "5m..10m..30m" }]
[incident.x]
events = [{ at = "0s..10m", fail = ["mains"], for = "2h..3h..10h" }]
`

// TestRanges keeps what ranges are taken for where nothing is drawn: of three figures
// the second, of two the middle; the shares beside a range are scaled.
func TestRanges(t *testing.T) {
	m := load(t, ranged)
	web, people := m.Node("web"), m.Population("people")
	for _, x := range []struct{ got, want time.Duration }{
		{web.Time.Recovery, 6 * time.Hour},
		{m.Node("lgu").Time.Recovery, 0},
		{m.Node("kt").Chance.MTBF, 300 * 24 * time.Hour},
		{m.Node("kt").Chance.MTTR, 6 * time.Hour},
		{web.Needs[0].Mods.Holdup, 3 * time.Hour},
		{web.Needs[1].Mods.Failover, 10 * time.Minute},
		{m.Incidents[0].Events[0].At, 5 * time.Minute},
		{m.Incidents[0].Events[0].For, 3 * time.Hour},
	} {
		if x.got != x.want {
			t.Errorf("%s, not %s", x.got, x.want)
		}
	}
	want := []float64{0.375, 0.625 * 2 / 3, 0.625 / 3}
	for i, a := range people.Access {
		if d := a.Share - want[i]; d > 1e-12 || d < -1e-12 {
			t.Errorf("%s has %g, not %g", a.Node, a.Share, want[i])
		}
	}
	mobile := m.Population("shops").By[0]
	for i, want := range []float64{0.35, 0.325, 0.325} {
		if d := mobile.Share(i) - want; d > 1e-12 || d < -1e-12 {
			t.Errorf("%s has %g, not %g", mobile.Values[i].ID, mobile.Share(i), want)
		}
	}
	if facts := m.Facts(); len(facts) != 11 {
		t.Errorf("%d facts: %v", len(facts), facts)
	}
}

// TestRangesAreSaidAsWritten writes every element as the file has it.
func TestRangesAreSaidAsWritten(t *testing.T) {
	m := load(t, ranged)
	var all strings.Builder
	say := func(element any) {
		for _, s := range models.Says(element) {
			all.WriteString(s.Key.Name + " = " + s.TOML() + "\n")
		}
	}
	for i := range m.Nodes {
		say(&m.Nodes[i])
	}
	say(&m.Populations[0])
	say(&m.Populations[1])
	say(&m.Incidents[0])
	for _, line := range []string{`mtbf = "200d..300d..600d"`, `by = { mobile = { kt = "0.3..0.35..0.5", lgu = 0.4, skt = 0.4 } }`, `mttr = "2h..10h"`, `recovery = "0s..0s..3h"`, `recovery = "2h..10h"`, `access = { kt = "0.3..0.45", lgu = 0.4, skt = 0.2 }`,
		`needs = [{ on = "mains", holdup = "1h..5h" }, { any = ["kt", "lgu"], failover = "5m..10m..30m" }]`,
		`at = { "2030-12-31" = { recovery = "1h..2h" } }`, `events = [{ at = "0s..10m", fail = ["mains"], for = "2h..3h..10h" }]`} {
		if !slices.Contains(strings.Split(all.String(), "\n"), line) {
			t.Errorf("nothing says %s:\n%s", line, all.String())
		}
	}
}

// TestRangesRefused says where no range may stand, and what is wrong with one.
func TestRangesRefused(t *testing.T) {
	const people = "[carrier.a]\n[carrier.b]\n[population.p]\n"
	for _, x := range []struct{ text, code, says string }{
		{"[service.a]\ntolerance = \"1h..2h\"", "no-range", "tolerance takes no range: a promise is exact"},
		{"[service.a]\ntolerance_degraded = \"1h..2h\"", "no-range", "a promise is exact"},
		{"[service.a]\n[terms.t]\ncovers = [\"a\"]\nconsecutive = \"1h..2h\"", "no-range", "the terms of a contract are exact"},
		{"[service.a]\n[terms.t]\ncovers = [\"a\"]\nmonthly = \"1h..2h\"", "no-range", "the terms of a contract are exact"},
		{"[service.a]\n[terms.t]\ncovers = [\"a\"]\nbands = [{ from = \"1h..2h\", pay = 1 }]", "no-range", "the terms of a contract are exact"},
		{"[service.a]\n[policy.p]\nprotect = \"a\"\nagainst = \"a\"\nmax_outage = \"1h..2h\"\nfor = \"1h\"", "no-range", "what a policy promises is exact"},
		{"[service.a]\n[policy.p]\nprotect = \"a\"\nagainst = \"a\"\nmax_outage = \"1h\"\nfor = \"1h..2h\"", "no-range", "what a policy promises is exact"},
		{"[model]\nhorizon = \"1h..2h\"", "no-range", "a question looks at one moment"},
		{"[service.a]\n[incident.x]\nevents = [{ at = \"0s\", fail = [\"a\"] }]\nobserved = [{ node = \"a\", level = \"down\", from = \"1h\", within = \"1m..2m\" }]", "no-range", "it says itself how far"},
		{"[service.a]\n[incident.x]\nevents = [{ at = \"0s\", fail = [\"a\"] }]\nobserved = [{ node = \"a\", level = \"down\", from = \"1h..2h\" }]", "no-range", "what was seen is exact"},
		{"[service.a]\nusers = \"1..2\"", "no-range", "only durations, the shares of a population, and those that nodes serve, may be ranges"},
		{"[service.a]\n[service.b]\nspills_to = { a = \"0.1..0.2\" }", "no-range", "only durations"},
		{"[service.a]\nrecovery = \"2h..1h\"", "duration", "is not a range of durations"},
		{"[service.a]\nrecovery = \"2h..4h..3h\"", "duration", "is not a range of durations"},
		{"[service.a]\nrecovery = \"1h..2h..3h..4h\"", "duration", "is not a range of durations"},
		{"[service.a]\nrecovery = \"1h..\"", "duration", "is not a range of durations"},
		{"[service.a]\nmtbf = \"0s..2h\"\nmttr = \"1h\"", "range", "at the least end too"},
		{people + "access = { a = \"0..0.4\", b = 0.6 }", "range", "both ends of this range must be more than 0 and at most 1"},
		{people + "access = { a = \"0.4..0.3\", b = 0.6 }", "share", "is not a range of shares"},
		{people + "access = { a = \"0x1..0.3\", b = 0.6 }", "share", "is not a range of shares"},
		{people + "access = { a = \"0.6..0.7\", b = \"0.5..0.7\" }", "shares", "the least ends of these ranges sum to 1.1, which is more than 1"},
		{people + "line.l = \"{s}\"\nby.s = { a = \"0.6..0.7\", b = \"0.5..0.7\" }", "shares", "the least ends of these ranges sum to 1.1"},
		{people + "line.l = \"{s}\"\nby.s = { a = \"0.6..1.7\", b = 0.1 }", "range", "both ends of this range must be from 0 to 1"},
		{people + "line.l = \"{s}\"\nby.s = { a = \"0.4..0.6\", b = 0.5 }\njoint = [{ s = \"a\", share = 0.5 }, { s = \"b\", share = 0.5 }]", "no-range", "joint fixes the shares of split"},
		{people + "access = { a = \"0.1..0.2\", b = \"0.3..0.4\" }", "shares", "their most ends sum to 0.6, not to 1"},
	} {
		problems := problemsOf(t, "m.toml", x.text+"\n")
		if len(problems) != 1 || problems[0].Code != x.code || !strings.Contains(problems[0].Message, x.says) {
			t.Errorf("%s\nis %+v, not %s: %s", x.text, problems, x.code, x.says)
		}
	}
}

// TestOverlaysAndRanges replaces a range by a figure, and a figure by a range.
func TestOverlaysAndRanges(t *testing.T) {
	m := load(t, ranged+"[option.o]\ncost = 1\nset.service.web.recovery = \"1h\"\nset.power.mains.recovery = \"1h..3h\"\n")
	with, err := m.WithOptions("o")
	if err != nil {
		t.Fatal(err)
	}
	if web := with.Node("web"); len(web.Ranges) != 0 || web.Time.Recovery != time.Hour {
		t.Errorf("%+v %v", web.Ranges, web.Time)
	}
	if mains := with.Node("mains"); len(mains.Ranges) != 1 || mains.Time.Recovery != 2*time.Hour {
		t.Errorf("%+v %v", mains.Ranges, mains.Time)
	}
}
