package models_test

import (
	"testing"
	"time"
)

// TestTimesOfDay reads events and observations that are told by the clock.
func TestTimesOfDay(t *testing.T) {
	const model = `
[power.a]
[incident.timed]
start = 2021-10-25T11:20:00+09:00
events = [{ at = 2021-10-25T11:25:00+09:00, fail = ["a"] }, { at = "2021-10-25T03:00:00Z", repair = ["a"] }]
observed = [
  { node = "a", level = "down", from = 2021-10-25T11:20:00+09:00, to = "1h" },
  { node = "a", level = "down", at = 2021-10-26T02:20:00Z },
]
[incident.day]
start = 2021-10-25
events = [{ at = "9h", fail = ["a"] }]
observed = [{ node = "a", level = "down", from = 2021-10-25T09:00:00+09:00, to = 2021-10-26T00:00:01+09:00 }]
`
	m := load(t, model)
	day, timed := m.Incidents[0], m.Incidents[1]
	if e := timed.Events; e[0].At != 5*time.Minute || e[1].At != 40*time.Minute {
		t.Errorf("events at %s and %s", e[0].At, e[1].At)
	}
	if o := timed.Observed; *o[0].From != 0 || *o[0].To != time.Hour || *o[1].At != 24*time.Hour {
		t.Errorf("seen from %s to %s, and at %s", *o[0].From, *o[0].To, *o[1].At)
	}
	if o := day.Observed[0]; *o.From != day.Events[0].At || *o.To != 24*time.Hour+time.Second {
		t.Errorf("on a day: from %s to %s", *o.From, *o.To)
	}
}
