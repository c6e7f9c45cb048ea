package gen

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/persons"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestSplitModelsHaveEverything wants every feature in enough random models, and
// classes of persons that differ in what they get.
func TestSplitModelsHaveEverything(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws models until all that they can say has turned up")
	}
	t.Parallel()
	seen, cases := map[string]int{}, rounds.Of(t, 75, 1000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 20))
		doc := Split(rng)
		q := SplitQuestion(rng, doc)
		text := string(TOML(doc))
		for _, feature := range []string{"joint = ", "by = { home", "access = ", "at_least", "loss = ", "accepts = ", "of = \"people", "counts = ", "measure = ", "\"@voice\"", "@home:", "@data:"} {
			if strings.Contains(text, feature) {
				seen[feature]++
			}
		}
		if strings.Contains(strings.Join(q.Failed, " "), "@") {
			seen["a part fails"]++
		}
		a := persons.WhatIf(doc, q)
		for id, classes := range a.Classes {
			levels, all := map[string]bool{}, len(doc["population"].(map[string]any))
			for _, c := range classes {
				levels[c.Level] = true
			}
			if len(levels) == 2 {
				seen["partly"]++
			}
			if len(levels) == 3 {
				seen["every level"]++
			}
			if all > 0 && a.UsersDown[id] > 0 {
				seen["users"]++
			}
		}
		for _, x := range a.Populations {
			if x.Least < x.Most-1 {
				seen["an interval"]++
			}
		}
	}
	for _, feature := range []string{"joint = ", "access = ", "at_least", "loss = ", "accepts = ", "of = \"people", "counts = ", "measure = ",
		"\"@voice\"", "@home:", "@data:", "a part fails", "partly", "every level", "users", "an interval"} {
		least := cases.Least(50)
		if feature == "every level" { // of a service at once, in one model
			least = cases.Least(15)
		}
		if seen[feature] < least {
			t.Errorf("%s: only %d times", feature, seen[feature])
		}
	}
	t.Log(seen)
}
