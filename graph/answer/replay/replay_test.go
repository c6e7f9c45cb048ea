package replay_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// observe replays the incidents of a model, and returns the observations of the
// first.
func observe(t *testing.T, model string) []result.Observed {
	t.Helper()
	c := fixture.Compile(t, []byte(model))
	r, err := replay.Of(t.Context(), c, []*models.Incident{&c.Model.Incidents[0]})
	if err != nil {
		t.Fatal(err)
	}
	return r.Incidents[0].Observations
}

// TestSpellsOfEveryLevel observes when spells of each level start and end. The
// platform is down, then a line alone is: so that the till is partial.
func TestSpellsOfEveryLevel(t *testing.T) {
	const model = `
[carrier.line-a]
[carrier.line-b]
[population.shops]
access = { line-a = 0.4, line-b = 0.6 }
[platform.p]
[platform.idle]
[service.till]
population = "shops"
needs = ["p"]
[incident.i]
events = [
  { at = "0m", fail = ["p"], for = "30m" },
  { at = "1h", fail = ["p"], for = "10m" },
  { at = "2h", fail = ["line-a"], for = "20m" },
  { at = "3h", degrade = ["p"] },
]
observed = [
`
	for observed, want := range map[string]string{
		`node = "p", level = "up", from = "30m"`:                           "matched",
		`node = "p", level = "up", from = "30m", to = "60m"`:               "matched",
		`node = "p", level = "up", from = "70m"`:                           "matched",
		`node = "p", level = "up", to = "1h"`:                              "matched",
		`node = "p", level = "up", from = "35m", to = "65m"`:               "matched",
		`node = "p", level = "up", from = "36m", to = "60m"`:               "contradicted",
		`node = "p", level = "up", from = "30m", to = "70m"`:               "contradicted",
		`node = "p", level = "up", from = "0m"`:                            "contradicted",
		`node = "idle", level = "up", from = "30m"`:                        "contradicted",
		`node = "idle", level = "up", to = "30m"`:                          "contradicted",
		`node = "idle", level = "up", from = "0m"`:                         "matched",
		`node = "idle", level = "up"`:                                      "matched",
		`node = "idle", level = "down", from = "0m"`:                       "missed",
		`node = "p", level = "up"`:                                         "contradicted",
		`node = "till", level = "partial", from = "2h"`:                    "matched",
		`node = "till", level = "partial", from = "2h", to = "140m"`:       "matched",
		`node = "till", level = "partial", from = "0m"`:                    "contradicted",
		`node = "till", level = "degraded", from = "2h", to = "140m"`:      "matched",
		`node = "till", level = "degraded", from = "3h"`:                   "matched",
		`node = "till", level = "degraded", to = "3h"`:                     "contradicted",
		`node = "till", level = "partial", from = "3h"`:                    "contradicted",
		`node = "till", level = "up", from = "140m", to = "3h"`:            "matched",
		`node = "till@line-b", level = "up", from = "70m", to = "3h"`:      "matched",
		`node = "till@line-b", level = "partial", from = "2h", to = "3h"`:  "contradicted",
		`node = "till@line-b", level = "degraded", from = "3h"`:            "matched",
		`node = "till@line-a", level = "down", from = "2h", to = "140m"`:   "matched",
		`node = "till@line-a", level = "degraded", from = "2h", to = "3h"`: "contradicted",
	} {
		got := observe(t, model+"{ "+observed+" },\n]\n")[0]
		if string(got.Verdict) != want {
			t.Errorf("%s: %s (%s %s), want %s", observed, got.Verdict, got.Predicted, got.Then, want)
		}
	}
}

// TestBases observes one model, in which a carrier and a part fail.
func TestBases(t *testing.T) {
	const model = `
[model]
asof = "2020"
[carrier.line-a]
[carrier.line-b]
[carrier.line-c]
[population.shops]
access = { line-a = 0.4, line-b = 0.6 }
[platform.p]
needs = [{ on = "line-c", source = "report" }]
[service.till]
population = "shops"
[service.shop]
population = "shops"
needs = ["p"]
[population.people]
access = { line-b = 0.4, line-c = 0.6 }
[service.pay]
population = "people"
[service.desk]
population = "people"
needs = ["p"]
[service.help]
population = "people"
needs = [{ on = "@access", loss = "degraded" }]
[service.spare]
population = "people"
needs = [{ any = ["@access", "line-a"] }]
[incident.i]
start = 2021-10-25T11:20:00+09:00
events = [
  { at = "10m", fail = ["line-c"], for = "30m" },
  { at = "2h", fail = ["till"], for = "30m" },
  { at = "3h", fail = ["shop@line-a"], for = "30m" },
]
observed = [
`
	for observed, want := range map[string]string{
		`node = "line-c", level = "down"`:                         "given",
		`node = "p", level = "down"`:                              "predicted",
		`node = "p", level = "down", from = "10m"`:                "given",
		`node = "p", level = "down", from = "10m", to = "40m"`:    "given",
		`node = "p", level = "down", from = "10m", to = "41m"`:    "predicted",
		`node = "p", level = "down", at = "10m"`:                  "given",
		`node = "p", level = "up", at = "40m"`:                    "given",
		`node = "p", level = "down", at = "20m"`:                  "predicted",
		`node = "line-a", level = "up", at = "20m"`:               "no-path",
		`node = "till@line-b", level = "down"`:                    "given",
		`node = "shop", level = "partial"`:                        "given",
		`node = "shop@line-a", level = "down"`:                    "given",
		`node = "shop@line-b", level = "down"`:                    "predicted",
		`node = "pay@line-c", level = "down"`:                     "given", // by its line alone
		`node = "pay", level = "partial"`:                         "predicted",
		`node = "desk@line-c", level = "down"`:                    "predicted", // by what it needs, too
		`node = "help@line-c", level = "degraded"`:                "given",
		`node = "spare@line-c", level = "down"`:                   "predicted", // it did not fall
		`node = "pay@line-c", level = "up"`:                       "given",
		`node = "line-c", level = "down", fitted = true`:          "given",
		`node = "p", level = "down", from = "10m", fitted = true`: "given",
		`node = "p", level = "down", to = "45m", fitted = true`:   "fitted",
		`node = "line-b", level = "up", fitted = true`:            "fitted",
		`node = "line-b", level = "up", source = "report"`:        "no-path",
		`node = "p", level = "down", source = "report"`:           "hindsight",
	} {
		if got := observe(t, model+"{ "+observed+" },\n]\n")[0]; string(got.Basis) != want {
			t.Errorf("%s: %s, want %s", observed, got.Basis, want)
		}
	}
}

// TestHindsightBySource wants the sources of what broke, and of nothing else: groups
// within a requirement have sources of their own, and one that stands is no part
// of the proof.
func TestHindsightBySource(t *testing.T) {
	const model = `
[model]
asof = "2020"
[platform.a]
[platform.b]
[platform.c]
[platform.q]
needs = [{ any = [{ on = "a", source = "N1" }, { all = ["c", "a"], source = "N2" }, { all = ["a", "c"], source = "N3" }] }]
[platform.t]
needs = [{ on = "b", source = "S5" }, { on = "q", source = "S6" }]
[platform.u]
needs = [{ any = ["a", "b"], source = "S3" }, { on = "a", loss = "degraded", source = "S4" }]
[platform.w]
needs = [{ any = ["a", "b"], failover = "10m", source = "S7" }]
[platform.x]
needs = [{ any = ["a", "b"], source = "S8" }]
[incident.i]
start = 2021-10-25T11:20:00+09:00
events = [{ at = "0m", fail = ["a"], for = "30m" }]
observed = [
`
	for observed, want := range map[string]string{
		`node = "q", level = "down", source = "N1"`:     "hindsight",
		`node = "q", level = "down", source = "N2"`:     "hindsight",
		`node = "t", level = "down", source = "N2"`:     "hindsight",
		`node = "t", level = "down", source = "S5"`:     "predicted",
		`node = "t", level = "down", source = "S6"`:     "hindsight",
		`node = "u", level = "degraded", source = "S3"`: "predicted",
		`node = "u", level = "degraded", source = "S4"`: "hindsight",
		`node = "w", level = "down", source = "S7"`:     "hindsight", // until it has switched
		`node = "x", level = "up", source = "S8"`:       "hindsight", // what keeps it up
	} {
		if got := observe(t, model+"{ "+observed+" },\n]\n")[0]; string(got.Basis) != want {
			t.Errorf("%s: %s, want %s", observed, got.Basis, want)
		}
	}
}

// TestPathsOfLoad fails a chat, whose demand spills to others, and a line, from
// which a shop switches: what they ask of others is no longer without a path,
// nor is what falls because others are asked too much.
func TestPathsOfLoad(t *testing.T) {
	const model = `
[model]
asof = "2020"
[platform.chat-host]
[service.chat]
demand = 100
needs = ["chat-host"]
spills_to = { rival = 0.5, board = 0.1 }
[platform.gateway]
capacity = 20
overload = "trip"
[platform.cache]
[service.rival]
demand = 1
needs = ["gateway"]
[service.board]
needs = ["cache"]
[service.news]
demand = 1
needs = ["gateway"]
spills_to = { paper = 1.0 }
[platform.press]
[service.paper]
needs = ["press"]
[carrier.line-a]
[carrier.line-b]
[service.shop]
demand = 10
needs = [{ any = ["line-a", "line-b"] }]
[carrier.line-c]
[platform.portal]
[service.tickets]
needs = ["portal"]
[platform.till]
[service.tills]
needs = ["till"]
demand = 1
[service.cash]
needs = ["tills", "line-c"]
[incident.i]
start = 2021-10-25T11:20:00+09:00
events = [
  { at = "1h", fail = ["chat-host"], for = "1h" },
  { at = "3h", fail = ["line-a"], for = "1h" },
  { at = "5h", demand = { tickets = 100 }, for = "1h" },
  { at = "7h", capacity = { till = 0 }, for = "1h" },
]
observed = [
`
	for observed, want := range map[string]string{
		`node = "rival", surged = true`:        "matched predicted",
		`node = "gateway", surged = true`:      "matched predicted",
		`node = "cache", surged = true`:        "matched predicted",
		`node = "news", level = "down"`:        "matched predicted",
		`node = "paper", surged = true`:        "matched predicted",
		`node = "press", surged = true`:        "matched predicted",
		`node = "line-b", surged = true`:       "matched predicted",
		`node = "portal", surged = true`:       "matched predicted",
		`node = "cash", level = "degraded"`:    "matched predicted",
		`node = "line-c", surged = true`:       "missed no-path",
		`node = "line-c", level = "up"`:        "matched no-path",
		`node = "cache", level = "up"`:         "matched no-path",
		`node = "line-b", level = "up"`:        "matched no-path",
		`node = "paper", level = "up"`:         "matched no-path",
		`node = "gateway", level = "degraded"`: "contradicted predicted",
	} {
		if got := observe(t, model+"{ "+observed+" },\n]\n")[0]; string(got.Verdict)+" "+string(got.Basis) != want {
			t.Errorf("%s: %s %s (predicted %s), want %s", observed, got.Verdict, got.Basis, got.Predicted, want)
		}
	}
}

// TestHindsightByDate wants every fact on the way dated before the day on which the
// incident began: its own date, else its source's, else the model's.
func TestHindsightByDate(t *testing.T) {
	const model = `
[source.old]
asof = "2021-09"
[source.new]
asof = "2021-10"
[platform.a]
asof = "2020"
[platform.by-date]
asof = 2021-10-24
needs = ["a"]
[platform.by-day]
asof = 2021-10-25
needs = ["a"]
[platform.by-month]
asof = "2021-10"
needs = ["a"]
[platform.by-year]
asof = "2021"
needs = ["a"]
[platform.by-old]
source = "old"
needs = ["a"]
[platform.by-new]
source = "new"
needs = ["a"]
[platform.by-own]
source = "new"
asof = "2019"
needs = ["a"]
[platform.needs-new]
asof = "2019"
needs = [{ on = "a", source = "new" }]
[platform.needs-old]
asof = "2019"
needs = [{ any = ["a", { all = ["a", "by-date"], asof = "2021-08" }], source = "old" }]
[platform.within-new]
asof = "2019"
needs = [{ any = ["a", { all = ["a", "by-date"], asof = "2022" }], source = "old" }]
[platform.behind]
asof = "2019"
needs = ["by-month"]
[platform.silent]
needs = ["a"]
[platform.undated]
source = "in words"
needs = ["a"]
[population.ps]
access = { a = 0.5, b = 0.5 }
[platform.b]
[service.s]
asof = "2019"
population = "ps"
needs = ["by-date"]
`
	const incident = `
events = [{ at = "0m", fail = ["a"] }]
observed = [
`
	for _, c := range []struct{ node, dated, undated string }{
		{"by-date", "predicted", "predicted"},
		{"by-day", "hindsight", "hindsight"},
		{"by-month", "hindsight", "hindsight"},
		{"by-year", "hindsight", "hindsight"},
		{"by-old", "predicted", "predicted"},
		{"by-new", "hindsight", "hindsight"},
		{"by-own", "predicted", "predicted"},
		{"needs-new", "hindsight", "hindsight"},
		{"needs-old", "predicted", "predicted"},
		{"within-new", "hindsight", "hindsight"},
		{"behind", "hindsight", "hindsight"},
		{"silent", "predicted", "hindsight"},
		{"undated", "predicted", "hindsight"},
		{"s@a", "predicted", "hindsight"}, // its population says that it needs a
		{"s@b", "predicted", "predicted"},
	} {
		seen := "{ node = '" + c.node + "', level = 'down' },\n]\n"
		for _, x := range []struct{ head, start, want string }{
			{"[model]\nasof = 2021-10-24\n", "start = 2021-10-25T00:20:00+09:00", c.dated},
			{"[model]\nasof = 2021-10-24\n", "start = 2021-10-25", c.dated},
			{"[model]\nasof = 2021-10-25\n", "start = 2021-10-25T00:20:00+09:00", c.undated},
			{"", "start = 2021-10-25T00:20:00+09:00", c.undated},
			{"[model]\nasof = 2021-10-24\n", "", "hindsight"}, // which began nobody knows when
		} {
			if got := observe(t, x.head+model+"[incident.i]\n"+x.start+incident+seen)[0]; string(got.Basis) != x.want {
				t.Errorf("%s, %s %s: %s, want %s", c.node, x.head, x.start, got.Basis, x.want)
			}
		}
	}
}
