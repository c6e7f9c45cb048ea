package replay_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

// dayModel has shops on two lines, a tenth of which a third line serves as well. A
// line is cut for four hours, and in that time the other for three minutes.
const dayModel = `
[model]
asof = "2020"
[carrier.line-a]
[carrier.line-b]
[carrier.spare]
[population.shops]
size = 1000
access = { line-a = 0.4, line-b = 0.6 }
[service.till]
population = "shops"
[service.safe]
population = "shops"
needs = [{ any = ["@access", "spare"] }]
[service.slow]
population = "shops"
reach = 0.5
needs = [{ on = "@access", loss = "degraded" }]
[service.idle]
users = 7
[terms.t]
covers = ["till"]
bands = [{ from = "2m", pay = 1 }, { from = "3h", pay = 10 }]
[terms.u]
covers = ["slow"]
bands = [{ from = "2m", pay = 1 }]
[incident.i]
start = 2021-10-25T11:20:00+09:00
events = [
  { at = "0m", fail = ["line-a"], for = "4h" },
  { at = "1h", fail = ["line-b"], for = "3m" },
]
observed = [
`

// TestAmounts observes how much, in every way.
func TestAmounts(t *testing.T) {
	const model = dayModel
	for observed, want := range map[string]string{
		`node = "till", share_down = 0.4`:                                 "matched 0.4 predicted",
		`node = "till", share_down = 0.5`:                                 "matched 0.4 predicted", // just within a tenth
		`node = "till", share_down = 0.51`:                                "contradicted 0.4 predicted",
		`node = "till", share_down = 0.3`:                                 "matched 0.4 predicted",
		`node = "till", share_down = 0.45, within_share = 0.01`:           "contradicted 0.4 predicted",
		`node = "till", share_down = 1.0, within = "3m"`:                  "matched 1 predicted",
		`node = "till", share_down = 1.0, at = "61m", within = "3m"`:      "matched 1 predicted",
		`node = "till", share_down = 0.4, at = "61m"`:                     "matched 0.4 predicted", // three minutes do not count
		`node = "till", share_down = 0.4, at = "1h"`:                      "matched 0.4 given",
		`node = "till", share_down = 0.4, at = "4h"`:                      "missed 0 given", // over by then
		`node = "till", share_down = 0, at = "5h"`:                        "matched 0 predicted",
		`node = "till", share_down = 0, at = "3h"`:                        "contradicted 0.4 predicted",
		`node = "till@line-a", share_down = 1`:                            "matched 1 given",
		`node = "till@line-b", share_down = 0`:                            "matched 0 given",
		`node = "till@line-b", share_down = 1, within = "0s"`:             "matched 1 given",
		`node = "till", users = 600`:                                      "matched 400 predicted",
		`node = "till", users = 601`:                                      "contradicted 400 predicted",
		`node = "till", users = 267`:                                      "matched 400 predicted",
		`node = "till", users = 266`:                                      "contradicted 400 predicted",
		`node = "till", users = 200, factor = 2`:                          "matched 400 predicted",
		`node = "till", users = 400, factor = 1`:                          "matched 400 predicted",
		`node = "till", users = 1000, factor = 1, within = "1m"`:          "matched 1000 predicted",
		`node = "till", users = 0`:                                        "contradicted 400 predicted",
		`node = "till@line-b", users = 600, within = "1m", factor = 1`:    "matched 600 given",
		`node = "safe", users = 300`:                                      "missed 0 predicted",
		`node = "safe", users = 0`:                                        "matched 0 predicted",
		`node = "slow", users = 200`:                                      "contradicted 0 predicted", // degraded, and nobody down
		`node = "slow", share_down = 0.05`:                                "matched 0 predicted",
		`node = "idle", users = 3`:                                        "missed 0 no-path",
		`node = "idle", share_down = 0`:                                   "matched 0 no-path",
		`node = "till", owed = 4000`:                                      "matched 4000 predicted",
		`node = "till", owed = 4600, factor = 1, within = "1m"`:           "matched 4600 predicted", // and those out for three minutes
		`node = "till", owed = 4600, factor = 1, within = "4m"`:           "contradicted 4000 predicted",
		`node = "till@line-b", owed = 600, within = "1m"`:                 "matched 600 given",
		`node = "slow", owed = 600`:                                       "contradicted 0 predicted",
		`node = "slow", owed = 0`:                                         "matched 0 predicted",
		`node = "till", users = 500, fitted = true`:                       "matched 400 fitted",
		`node = "till", share_down = 0.4, what = "how many tills"`:        "matched 0.4 predicted",
		`node = "till", share_down = 0.4, at = 2021-10-25T14:00:00+09:00`: "matched 0.4 predicted",
	} {
		got := observe(t, model+"{ "+observed+" },\n]\n")[0]
		amount, _ := json.Marshal(got.Amount.Predicted)
		if said := string(got.Verdict) + " " + string(amount) + " " + string(got.Basis); said != want {
			t.Errorf("%s: %s, want %s", observed, said, want)
		}
	}
}

// TestAmountsNotCovered asks of amounts for which the model has no figures: the users of
// a service, on the day of the incident, and terms under which something can be owed.
func TestAmountsNotCovered(t *testing.T) {
	const model = `
[model]
asof = "2020"
[carrier.a]
[population.ps]
access = { a = 1.0 }
at."2022".size = 100
[service.till]
population = "ps"
[service.shop]
users = 10
[terms.t]
covers = ["shop"]
consecutive = "1h"
[terms.late]
covers = ["till"]
bands = [{ from = "1h", pay = 1 }]
[incident.i]
start = %s
events = [{ at = "0m", fail = ["a", "shop"], for = "4h" }]
observed = [
  { node = "till", users = 100 },
  { node = "till", share_down = 1.0 },
  { node = "till", owed = 100 },
  { node = "shop", users = 40 },
  { node = "shop", owed = 10 },
  { what = "the port", users = 10 },
]
`
	for start, want := range map[string][]string{
		"2021-10-25": {"not-in-model users", "matched ", "not-in-model users", "contradicted  0.25", "not-in-model terms", "not-in-model "},
		"2023-10-25": {"matched  1", "matched  1", "matched  1", "contradicted  0.25", "not-in-model terms", "not-in-model "},
	} {
		r, err := replay.Ask(t.Context(), fixture.Compile(t, fmt.Appendf(nil, model, start)), replay.Question{})
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range r.Incidents[0].Observations {
			got := string(o.Verdict) + " " + string(o.Lacks)
			if o.Amount.Factor != nil {
				got += " " + fmt.Sprint(*o.Amount.Factor)
			}
			if !strings.HasPrefix(got, want[i]) {
				t.Errorf("from %s, observation %d: %s, want %s", start, i+1, got, want[i])
			}
		}
		told := map[string]map[result.Sighting]result.Told{
			"2021-10-25": {"users": {Of: 3, Modelled: 1}, "share_down": {Of: 1, Modelled: 1, Right: 1}, "owed": {Of: 2}},
			"2023-10-25": {"users": {Of: 3, Modelled: 2, Right: 1}, "share_down": {Of: 1, Modelled: 1, Right: 1}, "owed": {Of: 2, Modelled: 1, Right: 1}},
		}[start]
		if !maps.Equal(r.Total.Amounts, told) {
			t.Errorf("from %s: %v, want %v", start, r.Total.Amounts, told)
		}
	}
}

// TestDecides tells observations on which the naive model has another verdict.
func TestDecides(t *testing.T) {
	const model = dayModel
	for observed, want := range map[string]string{
		`node = "safe", level = "up"`:                         "matched contradicted true",
		`node = "safe", level = "down"`:                       "missed matched true",
		`node = "safe", level = "up", at = "2h"`:              "matched contradicted true",
		`node = "till@line-a", level = "up", at = "5h"`:       "matched contradicted false", // for it was down: a matter of time
		`node = "till@line-a", level = "down", to = "6h"`:     "contradicted matched false",
		`node = "till@line-a", level = "down", at = "6h"`:     "missed matched false",
		`node = "till@line-a", level = "degraded", at = "1h"`: "contradicted matched true",
		`node = "slow", level = "degraded"`:                   "matched matched false",
		`node = "slow", level = "down"`:                       "contradicted matched true",
		`node = "idle", level = "up"`:                         "matched matched false",
		`node = "idle", level = "down"`:                       "missed missed false",
		`node = "till", share_down = 0.9`:                     "contradicted matched false", // how much never decides
		`node = "safe", share_down = 0.5`:                     "missed matched true",
		`node = "safe", users = 0`:                            "matched contradicted true",
		`node = "till", users = 0`:                            "contradicted contradicted false",
	} {
		got := observe(t, model+"{ "+observed+" },\n]\n")[0]
		said := string(got.Verdict) + " " + string(got.Naive) + " " + map[bool]string{true: "true", false: "false"}[got.Decides]
		if said != want {
			t.Errorf("%s: %s, want %s", observed, said, want)
		}
	}
}

// TestCoverage scores what the model has and what it has not.
func TestCoverage(t *testing.T) {
	c := fixture.Compile(t, []byte(dayModel+`
  { node = "safe", level = "up" },
  { node = "safe", level = "down" },
  { node = "safe", level = "down", fitted = true },
  { node = "till", level = "down" },
  { what = "the airport", level = "down" },
  { what = "the harbour", users = 300, scored = false, reason = "hearsay" },
]
`))
	r, err := replay.Ask(t.Context(), c, replay.Question{})
	if err != nil {
		t.Fatal(err)
	}
	s := r.Total
	if s.Coverage.Of != 5 || s.Coverage.Modelled != 4 || s.NotInModel != 1 || s.Matched+s.Missed+s.Contradicted != 4 {
		t.Errorf("covered %+v, %d not in the model", s.Coverage, s.NotInModel)
	}
	if s.Decided.Of != 3 || s.Decided.Right != 1 || s.ByBasis["fitted"].Missed != 1 || s.ByBasis[""].Missed != 0 {
		t.Errorf("decided %+v, by basis %v", s.Decided, s.ByBasis)
	}
	for i, want := range []string{`"what":"the airport","expected":"down","verdict":"not-in-model","basis":null,"decides":false,"scored":true`,
		`"what":"the harbour","expected":"users","amount":{"expected":300,"predicted":null,"least":200,"most":450},"verdict":"not-in-model","basis":null,"decides":false,"scored":false,"reason":"hearsay"`} {
		if got, err := json.Marshal(r.Incidents[0].Observations[4+i]); err != nil || string(got) != "{"+want+"}" {
			t.Errorf("%s, want %s (%v)", got, want, err)
		}
	}
}
