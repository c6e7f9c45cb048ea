package gen

import (
	"maps"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// drawSupplied is a document with supply, and a question about it.
func drawSupplied(seed uint64, size func(*rand.Rand) Size) (oracle.Doc, oracle.Question) {
	rng := rand.New(rand.NewPCG(seed, 4))
	doc := Doc(rng, size(rng))
	return doc, Question(rng, doc)
}

// TestSupplyByDefinition tries every answer there is.
func TestSupplyByDefinition(t *testing.T) {
	t.Parallel()
	tried := 0
	r := rounds.Of(t, 100, 3000)
	for seed := range r.Seeds() {
		doc, question := drawSupplied(seed, SuppliedTiny)
		if levels := oracle.Apart(doc, question).Levels; hopsIn(levels) <= 5 {
			tried++
			if want := oracle.Tried(doc, question); !maps.Equal(levels, want) {
				t.Fatalf("seed %d: %v, by definition %v\n%s", seed, levels, want, TOML(doc))
			}
		}
	}
	if tried < r.Least(1500) {
		t.Errorf("only %d tried", tried)
	}
}

func hopsIn(levels map[string]string) int {
	wholes := map[string]bool{}
	for vertex := range levels {
		if service := serviceOf(vertex); service != vertex {
			wholes[service] = true
		}
	}
	return len(levels) - len(wholes)
}

// TestSupplyPlayed: with one delay at most, playing a question through says what
// asking it does, unless the delay ends at the very horizon.
func TestSupplyPlayed(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 75, 3000).Seeds() {
		doc, question := drawSupplied(seed, SuppliedTimed)
		if one, ok := OneDelay(seed, doc); ok {
			doc = one
		} else {
			doc = FilterDelays(doc, func(_, _ string) bool { return false })
		}
		question.After = []string{"0s", "20m", "90m", "5h", "ever"}[seed%5] // no delay is as long
		got, want := oracle.AtHorizon(doc, question), oracle.Apart(doc, question)
		if !maps.Equal(got.Levels, want.Levels) || !maps.Equal(got.Before, want.Before) {
			t.Fatalf("seed %d, %v: %v before, %v then; asked %v before, %v then\n%s", seed, question, got.Before, got.Levels, want.Before, want.Levels, TOML(doc))
		}
		if self := oracle.SelfSustained(doc, question); !maps.Equal(self, got.SelfSustained) {
			t.Fatalf("seed %d, %v: self-sustained are %v, played %v\n%s", seed, question, self, got.SelfSustained, TOML(doc))
		}
	}
}

// TestSupplyNeverHelps: each mark leaves every level where it was, or lowers it.
// Only a group that something keeps from its preferred member even before the
// failures has switched in time.
func TestSupplyNeverHelps(t *testing.T) {
	t.Parallel()
	lower := 0
	r := rounds.Of(t, 100, 3000)
	for seed := range r.Seeds() {
		doc, question := drawSupplied(seed, Supplied)
		doc = FilterDelays(doc, func(_, key string) bool { return key != "failover" })
		more, less := remarked(doc, true), remarked(doc, false)
		all, some, none := oracle.Apart(more, question).Levels, oracle.Apart(doc, question).Levels, oracle.Apart(less, question).Levels
		for vertex := range some {
			if above(all[vertex], some[vertex]) || above(some[vertex], none[vertex]) {
				t.Fatalf("seed %d, %v: %s is %s, %s, %s\n%s", seed, question, vertex, all[vertex], some[vertex], none[vertex], TOML(doc))
			}
			if above(none[vertex], some[vertex]) {
				lower++
			}
		}
		if plain := oracle.Apart(Unsupplied(doc), question); !reflect.DeepEqual(plain, oracle.Apart(less, question)) {
			t.Fatalf("seed %d: no supply said is not none at all\n%s", seed, TOML(doc))
		}
	}
	if lower < r.Least(500) {
		t.Errorf("supply made a difference %d times", lower)
	}
}

// above says whether a level is the higher one.
func above(a, b string) bool { return b == "down" && a != b || b == "degraded" && a == "up" }

// remarked is a document in which everything is supply, or nothing.
func remarked(doc oracle.Doc, supply bool) oracle.Doc {
	doc = Unsupplied(doc)
	for _, table := range sortedKeys(doc) {
		if isKind(table) {
			for _, keys := range doc[table].(map[string]any) {
				keys.(map[string]any)["supply"] = supply
			}
		}
	}
	return doc
}
