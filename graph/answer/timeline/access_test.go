package timeline_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestAccessAlone loses the access of parts that follow each other, alone and
// together with what they follow.
func TestAccessAlone(t *testing.T) {
	const minute = time.Minute
	c := fixture.Compile(t, []byte(`
[carrier.a]
[carrier.b]
[population.people]
access = { a = 0.5, b = 0.5 }
[service.s]
population = "people"
recovery = "5m"
[service.t]
population = "people"
recovery = "3m"
needs = ["s"]
`))
	line := models.Event{Fail: []string{"a"}, For: 10 * minute}
	for name, x := range map[string]struct {
		events []models.Event
		s, t   timeline.Spell // of the parts behind the line
	}{
		"the line":                       {[]models.Event{line}, timeline.Spell{To: 10 * minute}, timeline.Spell{To: 10 * minute}},
		"the followed":                   {[]models.Event{{Fail: []string{"s"}, For: 10 * minute}}, timeline.Spell{To: 15 * minute}, timeline.Spell{To: 18 * minute}},
		"the followed, behind the line":  {[]models.Event{line, {At: 2 * minute, Fail: []string{"s"}, For: 6 * minute}}, timeline.Spell{To: 13 * minute}, timeline.Spell{To: 16 * minute}},
		"… and back long before":         {[]models.Event{line, {At: minute, Fail: []string{"s"}, For: minute}}, timeline.Spell{To: 10 * minute}, timeline.Spell{To: 10 * minute}},
		"… but not the follower":         {[]models.Event{line, {At: minute, Fail: []string{"s"}, For: 3 * minute}}, timeline.Spell{To: 10 * minute}, timeline.Spell{To: 12 * minute}},
		"the other part of the followed": {[]models.Event{line, {Fail: []string{"s@b"}, For: 10 * minute}}, timeline.Spell{To: 10 * minute}, timeline.Spell{To: 10 * minute}},
	} {
		run, err := timeline.Simulate(t.Context(), c, timeline.Script{Incident: &models.Incident{Events: x.events}})
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[string]timeline.Spell{"s@a": x.s, "t@a": x.t} {
			if got := run.Spells(c.Vertex(id), "down"); !slices.Equal(got, []timeline.Spell{want}) {
				t.Errorf("%s: %s is down %v, want %v", name, id, got, want)
			}
		}
	}
}

// TestMissedSwitch loses a member at the very moment at which the switch to it
// would have been done, and with it the access: nothing was better then, so the
// wait for the recovery has not begun.
func TestMissedSwitch(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[carrier.a]
[carrier.c]
[population.people]
access = { a = 1.0 }
[service.s]
population = "people"
recovery = "1h"
needs = [{ any = ["c", { on = "a", holdup = "10m" }], failover = "10m" }]
`))
	run, err := timeline.Simulate(t.Context(), c, timeline.Script{Failed: []string{"a", "c"}, For: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if got := run.Spells(c.Vertex("s@a"), "down"); !slices.Equal(got, []timeline.Spell{{To: 2 * time.Hour}}) {
		t.Errorf("down %v, want for two hours", got)
	}
}

// TestAccessAloneAgreesWithOracle has access nodes fail of models in which most
// nodes have a recovery and most services parts that follow each other.
func TestAccessAloneAgreesWithOracle(t *testing.T) {
	atOnce, cases := 0, rounds.Of(t, 13, 250)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 19))
		doc := gen.Doc(rng, gen.Size{Nodes: 6 + rng.IntN(4), Populations: 1, Entries: 2, Depth: 1, Cycles: float64(rng.IntN(3)) * 0.3,
			Groups: 0.3, Holdup: 0.2, Failover: 0.5, Access: 0.2, Parts: 0.2, Recovery: 0.8})
		script := gen.Script(rng, doc)
		c := load(t, doc)
		for _, node := range accessNodes(doc) {
			if _, err := c.Model.SelectFailures(node); err != nil {
				continue // a grouping
			}
			script.Events = append(script.Events, oracle.Event{At: rng.IntN(12) * 600, Fail: []string{node}, For: (1 + rng.IntN(6)) * 600})
		}
		slices.SortStableFunc(script.Events, func(a, b oracle.Event) int { return a.At - b.At })
		s, err := timeline.Simulate(t.Context(), c, timeline.Script{Incident: fixture.Incident(script)})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		want := oracle.Timeline(doc, script)
		if diff := compareSpans(c, s, want, script.End); diff != "" {
			t.Errorf("seed %d, %+v: %s\n%s", seed, script, diff, gen.TOML(doc))
		}
		for vertex, spans := range want {
			_, access, _ := strings.Cut(vertex, "@")
			for _, span := range spans[1:] {
				if access != "" && slices.Contains(want[access], oracle.Span{Level: "up", From: span.From}) {
					atOnce++
				}
			}
		}
	}
	if atOnce < cases.Least(50) {
		t.Errorf("parts came back with their access %d times", atOnce)
	}
}

// accessNodes are those of a document's populations, in order.
func accessNodes(doc oracle.Doc) []string {
	var out []string
	populations, _ := doc["population"].(map[string]any)
	for _, keys := range populations {
		for node := range keys.(map[string]any)["access"].(map[string]any) {
			out = append(out, node)
		}
	}
	slices.Sort(out)
	return out
}
