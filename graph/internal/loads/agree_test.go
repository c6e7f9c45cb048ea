package loads_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/loads"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestAgrees compares answers of the program on drawn models: levels now and before, what
// is offered and overloaded, and how many lose how much, where nothing is overloaded with
// nothing failed.
func TestAgrees(t *testing.T) {
	compared, cases := 0, rounds.Of(t, 150, 5000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 33))
		doc := loads.Draw(rng, loads.Everything())
		q := question(rng, doc)
		want, course := loads.WhatIf(doc, q)
		if course.Flaps >= 0 || loads.Lacks(doc) {
			continue
		}
		if len(want.Overload) > 0 {
			compared++
		}
		if kind, what := difference(t, doc, q); kind != "" {
			t.Logf("seed %d: %s", seed, what)
			small := smaller(doc, func(d loads.Doc) bool { return stillDiffers(t, d, q, kind) })
			t.Fatalf("seed %d, %v after %s: %s\nthe least model with such a difference:\n%s", seed, q.Failed, q.After, what, gen.TOML(small))
		}
	}
	if compared < cases.Least(40) {
		t.Errorf("only %d models with an overload", compared)
	}
}

// stillDiffers says whether a document is a model about which a question can be asked, and
// the answer differs in the same kind of figure.
func stillDiffers(t *testing.T, doc loads.Doc, q loads.Question, kind string) bool {
	if !valid(t, doc, q) {
		return false
	}
	_, course := loads.WhatIf(doc, q)
	now, _ := difference(t, doc, q)
	return now == kind && course.Flaps < 0
}

// valid says whether a document is a model that has what a question names.
func valid(t *testing.T, doc loads.Doc, q loads.Question) bool {
	for _, id := range q.Failed {
		if !strings.Contains(string(gen.TOML(doc)), "."+id+"]") {
			return false
		}
	}
	_, err := fixture.Try(t, gen.TOML(doc))
	return err == nil && loads.Knows(doc) == "" && !loads.Lacks(doc)
}

// question draws one or two nodes that fail, and when one looks.
func question(rng *rand.Rand, doc loads.Doc) loads.Question {
	var nodes []string
	for _, kind := range []string{"carrier", "equipment", "platform", "service"} {
		elements, _ := doc[kind].(map[string]any)
		nodes = append(nodes, slices.Sorted(maps.Keys(elements))...)
	}
	rng.Shuffle(len(nodes), func(i, j int) { nodes[i], nodes[j] = nodes[j], nodes[i] })
	after := []string{"0s", "30m", "1h", "3h", "100d"}
	return loads.Question{Failed: nodes[:1+rng.IntN(2)], After: after[rng.IntN(len(after))]}
}
