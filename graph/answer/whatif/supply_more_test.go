package whatif_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// saved is what of an answer's document supply touches.
type saved struct {
	Nodes []struct {
		ID            string `json:"id"`
		Before        string `json:"before"`
		SelfSustained bool   `json:"self_sustained"`
	} `json:"nodes"`
	Totals struct {
		SelfSustained *int `json:"self_sustained"`
	} `json:"totals"`
}

func document(t *testing.T, w *result.WhatIf) saved {
	t.Helper()
	text, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	var s saved
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestBeforeAgreesWithOracle: what nothing supplies is down from the start, with all
// hold-ups used up, and a hold-up does not lift it over that. Redundancy is left aside: what
// a requirement that still rides through had of it is not agreed upon.
func TestBeforeAgreesWithOracle(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 60, 3000).Seeds() {
		doc, q := drawSupplied(seed)
		doc = gen.FilterDelays(doc, func(_, key string) bool { return key == "holdup" })
		q.After = []string{"0s", "20m", "90m", "5h", "ever"}[seed%5] // no delay is as long
		want := oracle.WhatIf(doc, q)
		got := ask(t, load(t, doc), q)
		for i := range got.Nodes {
			n := &got.Nodes[i]
			n.LostRedundancy = want.LostRedundancy[n.ID]
			if want.Before[n.ID] != "up" { // the same of its reasons
				n.Because = want.Because[n.ID]
			}
			for j := range n.Parts {
				n.Parts[j].LostRedundancy = want.LostRedundancy[n.ID+"@"+n.Parts[j].Access]
			}
		}
		if diff := compareSupplied(got, want, nil); diff != "" {
			t.Fatalf("seed %d, %v after %s: %s\n%s", seed, q.Failed, q.After, diff, gen.TOML(doc))
		}
		for _, n := range document(t, got).Nodes {
			if n.Before != want.Before[n.ID] {
				t.Fatalf("seed %d, %v after %s: %s was %s, want %s\n%s", seed, q.Failed, q.After, n.ID, n.Before, want.Before[n.ID], gen.TOML(doc))
			}
		}
	}
}

// TestRedundancyOfWhatIsDegraded: a requirement that is no worse than with nothing
// failed still holds, whatever its level.
func TestRedundancyOfWhatIsDegraded(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 60, 6000).Seeds() {
		doc, q := drawSupplied(seed)
		doc = gen.FilterDelays(doc, func(_, _ string) bool { return false })
		want := oracle.WhatIf(doc, q)
		for _, n := range ask(t, load(t, doc), q).Nodes {
			if n.LostRedundancy != want.LostRedundancy[n.ID] {
				t.Fatalf("seed %d, %v: %s, which was %s, lost redundancy: %v\n%s", seed, q.Failed, n.ID, want.Before[n.ID], n.LostRedundancy, gen.TOML(doc))
			}
		}
	}
}

// TestSelfSustainedAgreesWithOracle asks who lives by going round in a circle, in
// models with supply and in such without.
func TestSelfSustainedAgreesWithOracle(t *testing.T) {
	t.Parallel()
	circles, cases := 0, rounds.Of(t, 200, 4000) // in 4015 it hangs on what else is of a loop by design, which the language leaves open
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 18))
		size := gen.Supplied(rng)
		size.Nodes = 2 + rng.IntN(7)
		if seed%3 == 0 {
			size.Supply, size.Groups = 0, 0.7
		}
		doc := gen.FilterDelays(gen.Doc(rng, size), func(_, _ string) bool { return false })
		if len(oracle.Unsupplied(doc)) > 0 { // what lives by nothing with nothing failed is not agreed upon
			continue
		}
		q := gen.Question(rng, doc)
		want := []string{}
		for vertex := range oracle.SelfSustained(doc, q) {
			if !strings.Contains(vertex, "@") {
				want = append(want, vertex)
			}
		}
		slices.Sort(want)
		got := []string{}
		answer := document(t, ask(t, load(t, doc), q))
		for _, n := range answer.Nodes {
			if n.SelfSustained {
				got = append(got, n.ID)
			}
		}
		if total := answer.Totals.SelfSustained; total == nil || *total != len(got) || !slices.Equal(got, want) {
			t.Fatalf("seed %d, %v: self-sustained are %v, want %v\n%s", seed, q.Failed, got, want, gen.TOML(doc))
		}
		if len(want) > 0 {
			circles++
		}
	}
	if circles < cases.Least(80) {
		t.Errorf("only %d self-sustain", circles)
	}
}
