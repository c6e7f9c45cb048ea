package gen

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// drawLoaded is the document with load and the question of a seed.
func drawLoaded(seed uint64) (oracle.Doc, oracle.Question) {
	rng := rand.New(rand.NewPCG(seed, 21))
	doc := Doc(rng, Loaded(rng))
	return doc, Question(rng, doc)
}

// Every feature of load must turn up, and matter.
func TestLoadedVariety(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws loaded models until all that they can say has turned up")
	}
	t.Parallel()
	found := map[string]int{}
	capacities, over, cases := 0, 0, rounds.Of(t, 80, 200)
	for seed := range cases.Seeds() {
		doc, question := drawLoaded(seed)
		if err := valid(doc); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, TOML(doc))
		}
		if !reflect.DeepEqual(decode(t, TOML(doc)), doc) {
			t.Fatalf("seed %d: another document after decoding", seed)
		}
		answer := oracle.WhatIf(doc, question)
		marks := maps.Clone(answer.Overloaded)
		maps.Copy(marks, oracle.WhatIf(doc, oracle.Question{}).Overloaded)
		capacities += len(answer.Loads)
		over += len(marks)
		for what, is := range features(doc, question, answer) {
			if is {
				found[what]++
			}
		}
	}
	for what, count := range found {
		if count < cases.Least(10) {
			t.Errorf("%s: only %d times in %d", what, count, cases.Seeds())
		}
	}
	if len(found) != 18 {
		t.Errorf("%d features, some are missing: %v", len(found), found)
	}
	if share := float64(over) / float64(capacities); share < 0.2 || share > 0.5 {
		t.Errorf("%.2f of all capacities are exceeded", share)
	}
}

// features says what of load there is in an answer.
func features(doc oracle.Doc, question oracle.Question, answer oracle.Answer) map[string]bool {
	text := string(TOML(doc))
	without := question
	without.Demand = nil
	strip := withoutLoad(doc)
	bare := oracle.WhatIf(strip, without)
	is := map[string]bool{
		"demand": strings.Contains(text, "demand = "), "capacity": strings.Contains(text, "capacity = "),
		"balance": strings.Contains(text, "balance = "), "spills": strings.Contains(text, "spills_to = "),
		"unit": strings.Contains(text, "unit = "), "no unit": !strings.Contains(text, "unit = "),
		"asked demand":        question.Demand != nil,
		"asked demand counts": !reflect.DeepEqual(oracle.WhatIf(doc, without).Levels, answer.Levels),
		"levels":              !maps.Equal(bare.Levels, answer.Levels),
		"before":              slices.Contains(slices.Collect(maps.Values(answer.Before)), "down"),
		"sector":              !reflect.DeepEqual(bare.Sectors, answer.Sectors),
		"population":          !maps.Equal(bare.Populations, answer.Populations),
		"spilt":               spilt(doc, question, answer),
	}
	for _, kind := range answer.Overloaded {
		is[kind] = true
	}
	for vertex, lost := range answer.Lost {
		is["lost"] = is["lost"] || lost > 0
		is["lost by a part"] = is["lost by a part"] || lost > 0 && strings.Contains(vertex, "@")
	}
	return is
}

// withoutLoad takes the demand and the capacity away.
func withoutLoad(doc oracle.Doc) oracle.Doc {
	doc = oracle.Plain(doc)
	for table, elements := range doc {
		for _, element := range elements.(map[string]any) {
			if keys, ok := element.(map[string]any); ok && isKind(table) {
				delete(keys, "demand")
				delete(keys, "capacity")
			}
		}
	}
	return doc
}

// spilt says whether the load would be another if nothing spilled.
func spilt(doc oracle.Doc, question oracle.Question, answer oracle.Answer) bool {
	doc = oracle.Plain(doc)
	for _, service := range having(doc, "spills_to") {
		delete(doc["service"].(map[string]any)[service].(map[string]any), "spills_to")
	}
	return !maps.Equal(oracle.WhatIf(doc, question).Loads, answer.Loads)
}

// What is drawn for load changes nothing else: without it a model is what it
// would have been, but for what groups balance.
func TestLoadIsDrawnLast(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 10, 60).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 22))
		size := Timed(rng)
		plain := Doc(rng, size)
		rng = rand.New(rand.NewPCG(seed, 22))
		size = Timed(rng)
		size.Demand, size.Capacity, size.Spills = 1, 1, 1
		loaded := Doc(rng, size)
		for _, key := range []string{"demand", "capacity", "spills_to", "unit", "overload"} {
			for _, elements := range loaded {
				for _, element := range elements.(map[string]any) {
					if keys, ok := element.(map[string]any); ok {
						delete(keys, key)
					}
				}
			}
		}
		if !reflect.DeepEqual(plain, loaded) {
			t.Fatalf("seed %d: load changes more than itself", seed)
		}
	}
}

func TestRenamedLoadAnswersAlike(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 10, 200).Seeds() {
		doc, question := drawLoaded(seed)
		renamed, names := Rename(rand.New(rand.NewPCG(seed, 5)), doc)
		want := oracle.WhatIf(doc, question)
		for i, name := range question.Failed {
			question.Failed[i] = Renamed(names, name)
		}
		question.Demand = rename(question.Demand, names)
		got := oracle.WhatIf(renamed, question)
		if !alike(got, renameAnswer(want, names)) || !maps.Equal(got.Overloaded, rename(want.Overloaded, names)) ||
			!maps.EqualFunc(got.Loads, rename(want.Loads, names), near) || !maps.Equal(got.Before, rename(want.Before, names)) {
			t.Fatalf("seed %d: got\n%+v\nwant\n%+v\n%s\n%s", seed, got, want, TOML(doc), TOML(renamed))
		}
	}
}

func TestShuffledLoadAnswersAlike(t *testing.T) {
	t.Parallel()
	changed, cases := 0, rounds.Of(t, 10, 200)
	for seed := range cases.Seeds() {
		doc, question := drawLoaded(seed)
		shuffled := Shuffle(rand.New(rand.NewPCG(seed, 6)), doc)
		if !reflect.DeepEqual(doc, shuffled) {
			changed++
		}
		got, want := oracle.WhatIf(shuffled, question), oracle.WhatIf(doc, question)
		if !alike(got, want) || !maps.EqualFunc(got.Loads, want.Loads, near) || !maps.Equal(got.Overloaded, want.Overloaded) {
			t.Fatalf("seed %d: another answer\n%s\n%s", seed, TOML(doc), TOML(shuffled))
		}
	}
	if changed < cases.Least(66) {
		t.Errorf("only %d models were changed", changed)
	}
}

// Where no capacity is exceeded, demand changes nothing. With load the oracle compares each
// delay with the horizon by itself, so it does here without load as well.
func TestLoadThatFitsChangesNothing(t *testing.T) {
	t.Parallel()
	fitted, cases := 0, rounds.Of(t, 20, 400)
	for seed := range cases.Seeds() {
		doc, question := drawLoaded(seed)
		answer := oracle.WhatIf(doc, question)
		if len(answer.Overloaded) > 0 {
			continue
		}
		fitted++
		question.Demand = nil
		if levels := oracle.Apart(withoutLoad(doc), question).Levels; !maps.Equal(levels, answer.Levels) {
			t.Fatalf("seed %d: %v\n%s", seed, question, TOML(doc))
		}
	}
	if fitted < cases.Least(50) {
		t.Errorf("only %d loads fitted", fitted)
	}
}

// drawLoadedScript is the document with load and the script of a seed.
func drawLoadedScript(seed uint64) (oracle.Doc, oracle.Script) {
	rng := rand.New(rand.NewPCG(seed, 23))
	doc := Doc(rng, LoadedTimed(rng))
	return doc, Script(rng, doc)
}

// What scripts do with load must turn up, and matter.
func TestLoadedScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws loaded models until all that they can say has turned up")
	}
	t.Parallel()
	found, cases := map[string]int{}, rounds.Of(t, 50, 100)
	for seed := range cases.Seeds() {
		doc, script := drawLoadedScript(seed)
		if err := valid(doc); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, TOML(doc))
		}
		set := map[string]bool{}
		for i, e := range script.Events {
			if e.At%600 != 0 || e.At > 3*hour || i > 0 && e.At < script.Events[i-1].At {
				t.Fatalf("seed %d: times of %v", seed, script)
			}
			for key, amounts := range map[string]map[string]float64{"demand": e.Demand, "capacity": e.Capacity} {
				for node := range amounts {
					again := fmt.Sprint(key, node, e.At)
					if set[again] {
						t.Fatalf("seed %d: %s twice at one moment", seed, node)
					}
					set[again] = true
					found[key]++
					if e.For > 0 {
						found[key+" for a time"]++
					}
					if keys := keysOf(doc, node); keys[key] == nil {
						found[key+" where there was none"]++
					}
				}
			}
		}
		doc, script = oracle.Faster(doc, script, 600) // with load every second counts
		script.End = 50
		course := oracle.Play(doc, script)
		bare := oracle.Timeline(withoutLoad(doc), withoutAmounts(script))
		if !reflect.DeepEqual(bare, course.Levels) {
			found["levels"]++
		}
		for _, steps := range course.Lost {
			if len(steps) > 1 {
				found["shed"]++
			}
		}
		for node := range course.Loads {
			if len(course.Levels[node]) > 3 && len(bare[node]) == 1 {
				found["relapse"]++
			}
		}
	}
	for what, count := range found {
		if count < cases.Least(5) {
			t.Errorf("%s: only %d times", what, count)
		}
	}
	if len(found) != 9 {
		t.Errorf("%d features, some are missing: %v", len(found), found)
	}
}

// keysOf are the keys of a node.
func keysOf(doc oracle.Doc, node string) map[string]any {
	for table, elements := range doc {
		if keys, ok := elements.(map[string]any)[node].(map[string]any); ok && isKind(table) {
			return keys
		}
	}
	return nil
}

func withoutAmounts(script oracle.Script) oracle.Script {
	script.Events = slices.Clone(script.Events)
	for i := range script.Events {
		script.Events[i].Demand, script.Events[i].Capacity = nil, nil
	}
	return script
}

func TestSameSeedSameLoad(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 2, 5).Seeds() {
		doc, script := drawLoadedScript(seed)
		again, scriptAgain := drawLoadedScript(seed)
		if !reflect.DeepEqual(doc, again) || !reflect.DeepEqual(script, scriptAgain) {
			t.Fatalf("seed %d: not the same a second time", seed)
		}
		if !reflect.DeepEqual(oracle.Play(oracle.Faster(doc, script, 600)), oracle.Play(oracle.Faster(again, scriptAgain, 600))) {
			t.Fatalf("seed %d: another course a second time", seed)
		}
	}
}

// Where what is overloaded has no way back, and nothing lasts for a time, a
// single moment is a whatif.
func TestOneMomentIsWhatIf(t *testing.T) {
	t.Parallel()
	overloaded, cases := 0, rounds.Of(t, 30, 400)
	for seed := range cases.Seeds() {
		doc, question := drawLoaded(seed)
		doc = FilterDelays(doc, func(string, string) bool { return false })
		if len(oracle.WhatIf(doc, oracle.Question{}).Overloaded) > 0 {
			continue // which the first moment remembers, and a whatif does not
		}
		answer := oracle.WhatIf(doc, question)
		course := oracle.Play(doc, oracle.Script{Events: []oracle.Event{{Fail: question.Failed, Demand: question.Demand}}})
		if diff := differ(course.Levels, 0, answer.Levels); diff != "" {
			t.Fatalf("seed %d, %v: %s\n%s", seed, question, diff, TOML(doc))
		}
		for node, load := range answer.Loads {
			if !near(course.Loads[node].At(0), load) {
				t.Fatalf("seed %d, %v: load of %s\n%s", seed, question, node, TOML(doc))
			}
		}
		for vertex, lost := range answer.Lost {
			if !near(course.Lost[vertex].At(0), lost) {
				t.Fatalf("seed %d, %v: loss of %s\n%s", seed, question, vertex, TOML(doc))
			}
		}
		overloaded += min(len(answer.Overloaded), 1)
	}
	if overloaded < cases.Least(10) {
		t.Errorf("only %d models were overloaded", overloaded)
	}
}
