package gen

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// drawScript is the document and the script of a seed. A change to the size
// comes before the document is made.
func drawScript(seed uint64, change func(*Size)) (oracle.Doc, oracle.Script) {
	rng := rand.New(rand.NewPCG(seed, 9))
	size := Timed(rng)
	change(&size)
	doc := Doc(rng, size)
	return doc, Script(rng, doc)
}

func asDrawn(*Size) {}

func noCycles(size *Size) { size.Cycles = 0 }

// overAndOver draws what loops and delays make of each other.
func overAndOver(size *Size) {
	size.Cycles, size.Failover, size.Recovery, size.Groups = 0.5, 0.6, 0.4, 0.5
	size.Nodes = min(size.Nodes, 7)
}

func TestScriptIsValid(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws scripts until all that they can say has turned up")
	}
	t.Parallel()
	found, cases := map[string]int{}, rounds.Of(t, 400, 400)
	for seed := range cases.Seeds() {
		doc, script := drawScript(seed, asDrawn)
		if err := valid(doc); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, TOML(doc))
		}
		canFail := canFail(doc)
		var hit []string
		for i, e := range script.Events {
			if e.At%600 != 0 || e.At > 3*hour || e.For%600 != 0 || i > 0 && e.At < script.Events[i-1].At {
				t.Fatalf("seed %d: times of %v", seed, script)
			}
			for _, name := range slices.Concat(e.Fail, e.Degrade) {
				if !slices.Contains(canFail, name) {
					t.Fatalf("seed %d: %s cannot fail", seed, name)
				}
			}
			for _, name := range e.Repair {
				if !slices.Contains(hit, name) {
					t.Fatalf("seed %d: %s is not broken", seed, name)
				}
			}
			hit = slices.Concat(hit, e.Fail, e.Degrade)
			count(found, e, i > 0 && e.At == script.Events[i-1].At)
		}
		if len(hit) == 0 || len(script.Events) > 4 {
			t.Fatalf("seed %d: %v", seed, script)
		}
		found[fmt.Sprint(len(script.Events), " events")]++
	}
	for what, times := range found {
		if times < cases.Least(50) {
			t.Errorf("%s: only %d times", what, times)
		}
	}
	if len(found) != 4+5+4 {
		t.Errorf("%d features, some are missing: %v", len(found), found)
	}
}

func count(found map[string]int, e oracle.Event, sameTime bool) {
	for what, is := range map[string]bool{
		"fail": len(e.Fail) > 0, "degrade": len(e.Degrade) > 0, "repair": len(e.Repair) > 0, "for": e.For > 0,
		"a part":          strings.Contains(strings.Join(slices.Concat(e.Fail, e.Degrade, e.Repair), " "), "@"),
		"a repaired part": strings.Contains(strings.Join(e.Repair, " "), "@"),
		"at one time":     sameTime,
		"repair and fail": len(e.Repair) > 0 && len(e.Fail) > 0,
		"several":         len(e.Fail) > 1,
	} {
		if is {
			found[what]++
		}
	}
}

// Where no node is to have a recovery, nothing is drawn for it.
func TestRecoveryIsDrawnLast(t *testing.T) {
	t.Parallel()
	slow, cases := 0, rounds.Of(t, 8, 200)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 1))
		size := RandomSize(rng)
		plain := Doc(rng, size)
		rng = rand.New(rand.NewPCG(seed, 1))
		size = RandomSize(rng)
		size.Recovery = 0.5
		timed := Doc(rng, size)
		stripped := FilterDelays(timed, func(_, key string) bool { return key != "recovery" })
		if !reflect.DeepEqual(plain, stripped) {
			t.Fatalf("seed %d: recovery changes more than itself", seed)
		}
		if !reflect.DeepEqual(plain, timed) {
			slow++
		}
		if !reflect.DeepEqual(decode(t, TOML(timed)), timed) {
			t.Fatalf("seed %d: another document after decoding", seed)
		}
	}
	if slow < cases.Least(40) {
		t.Errorf("only %d models have a recovery", slow)
	}
}

func TestSameSeedSameTimeline(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 10, 50).Seeds() {
		doc, script := drawScript(seed, asDrawn)
		again, scriptAgain := drawScript(seed, asDrawn)
		if !reflect.DeepEqual(doc, again) || !reflect.DeepEqual(script, scriptAgain) {
			t.Fatalf("seed %d: not the same a second time", seed)
		}
		spans := oracle.Timeline(doc, script)
		slices.Reverse(script.Events)
		if !reflect.DeepEqual(spans, oracle.Timeline(again, scriptAgain)) || !reflect.DeepEqual(spans, oracle.Timeline(doc, script)) {
			t.Fatalf("seed %d: another course a second time", seed)
		}
	}
}

// With no delay and no repair, what has failed at the end is all that matters.
func TestWithoutDelaysTheEndIsWhatIf(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 15, 400).Seeds() {
		doc, script := drawScript(seed, asDrawn)
		doc = FilterDelays(doc, func(string, string) bool { return false })
		var question oracle.Question
		for i := range script.Events {
			e := &script.Events[i]
			e.For, e.Repair = 0, nil
			question.Failed = append(question.Failed, e.Fail...)
			question.Impaired = append(question.Impaired, e.Degrade...)
		}
		spans := oracle.Timeline(doc, script)
		if diff := differ(spans, script.End, oracle.WhatIf(doc, question).Levels); diff != "" {
			t.Fatalf("seed %d, %v: %s\n%s", seed, script, diff, TOML(doc))
		}
	}
}

// differ names a vertex that has not the level at a moment that it should have.
func differ(spans oracle.Spans, moment int, levels map[string]string) string {
	for _, vertex := range slices.Sorted(maps.Keys(levels)) {
		if spans.At(vertex, moment) != levels[vertex] {
			return vertex
		}
	}
	if len(spans) != len(levels) {
		return "the number of vertices"
	}
	return ""
}

// A single delay, of one node, has nothing to add up with. A failover must not
// wait for what waits for it either: those are tried without cycles.
func TestASingleDelayIsWhatIf(t *testing.T) {
	t.Parallel()
	tried, mattered, cases := 0, 0, rounds.Of(t, 30, 800)
	for seed := range cases.Seeds() {
		change := asDrawn
		if seed%2 == 0 {
			change = noCycles
		}
		doc, _ := drawScript(seed, change)
		doc, ok := OneDelay(seed, doc)
		if !ok {
			continue
		}
		tried++
		question := Question(rand.New(rand.NewPCG(seed, 10)), doc)
		half := len(question.Failed) / 2
		question.Failed, question.Impaired = question.Failed[half:], question.Failed[:half]
		spans := oracle.Timeline(doc, oracle.Script{End: 11 * hour, Events: []oracle.Event{{Fail: question.Failed, Degrade: question.Impaired}}})
		for after, moment := range map[string]int{"0s": 0, "20m": 20 * minute, "59m": 59 * minute, "61m": 61 * minute, "5h": 5 * hour, "11h": 11 * hour} {
			question.After = after
			if diff := differ(spans, moment, oracle.WhatIf(doc, question).Levels); diff != "" {
				t.Fatalf("seed %d, %v: %s\n%s", seed, question, diff, TOML(doc))
			}
		}
		for _, list := range spans {
			if len(list) > 1 {
				mattered++
				break
			}
		}
	}
	if tried < cases.Least(200) || mattered < cases.Least(40) {
		t.Errorf("%d models with one delay, which mattered in %d", tried, mattered)
	}
}

// Between the moments at which something is due, nothing happens: a finer grid
// shows nothing more. In loops that is not quite so, and they are left out.
func TestAFinerTickShowsNothingMore(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 8, 100).Seeds() {
		doc, script := drawScript(seed, func(size *Size) {
			overAndOver(size)
			noCycles(size)
		})
		spans := oracle.Timeline(doc, script)
		script.Events = append(script.Events, oracle.Event{At: 200}) // of which nothing comes
		if !reflect.DeepEqual(spans, oracle.Timeline(doc, script)) {
			t.Fatalf("seed %d, %v: not on a finer grid\n%s", seed, script, TOML(doc))
		}
	}
}

// The clock may be set as one likes.
func TestLaterIsTheSameLater(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 8, 100).Seeds() {
		doc, script := drawScript(seed, overAndOver)
		spans := oracle.Timeline(doc, script)
		script.End += 40 * minute
		for i := range script.Events {
			script.Events[i].At += 40 * minute
		}
		for vertex, later := range oracle.Timeline(doc, script) {
			want := []oracle.Span{{Level: "up", From: 0}}
			for i, span := range spans[vertex] {
				if i > 0 || span.Level != "up" {
					want = append(want, oracle.Span{Level: span.Level, From: span.From + 40*minute})
				}
			}
			if !slices.Equal(later, want) {
				t.Fatalf("seed %d: %s is %v, later %v\n%s", seed, vertex, spans[vertex], later, TOML(doc))
			}
		}
	}
}

// Whoever is down waits for nobody once all faults are over: everything comes
// up again, in loops too.
func TestEverythingComesUpAgain(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 8, 100).Seeds() {
		doc, script := drawScript(seed, overAndOver)
		for i := range script.Events {
			script.Events[i].For = max(script.Events[i].For, 20*minute)
		}
		script.End = 4 * scripted
		for vertex, list := range oracle.Timeline(doc, script) {
			if list[len(list)-1].Level != "up" {
				t.Fatalf("seed %d, %v: %s is %v\n%s", seed, script, vertex, list, TOML(doc))
			}
		}
	}
}

// User-hours are the area under the curve of users down.
func TestUserHoursAreTheAreaUnderTheCurve(t *testing.T) {
	t.Parallel()
	lost, cases := 0, rounds.Of(t, 8, 100)
	for seed := range cases.Seeds() {
		doc, script := drawScript(seed, asDrawn)
		spans := oracle.Timeline(doc, script)
		area, flat := map[string]float64{}, withoutNeeds(oracle.Plain(doc))
		for moment := 0; moment < script.End; moment += 10 * minute {
			var question oracle.Question // whose answer counts the users of these levels
			for vertex := range spans {
				if spans.At(vertex, moment) == "down" {
					question.Failed = append(question.Failed, vertex)
				}
			}
			for service, users := range oracle.WhatIf(flat, question).UsersDown {
				area[service] += users / 6
			}
		}
		for service, hours := range oracle.UserHours(doc, spans, script.End) {
			if math.Abs(hours-area[service]) > 1e-6*(1+hours) {
				t.Fatalf("seed %d: %s lost %v user-hours, the area is %v", seed, service, hours, area[service])
			}
			if hours > 0 {
				lost++
			}
		}
	}
	if lost < cases.Least(50) {
		t.Errorf("only %d services lost anything", lost)
	}
}

// withoutNeeds leaves each node on its own; parts do without their access.
func withoutNeeds(doc oracle.Doc) oracle.Doc {
	for table, elements := range doc {
		for _, element := range elements.(map[string]any) {
			keys, ok := element.(map[string]any)
			if !ok || !isKind(table) {
				continue
			}
			delete(keys, "needs")
			if keys["population"] != nil {
				keys["needs"] = []any{map[string]any{"on": "@access", "loss": "degraded"}}
			}
		}
	}
	return doc
}
