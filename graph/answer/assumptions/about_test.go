package assumptions_test

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/assumptions"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestAboutAgainstEditedDocuments asks about one node and one policy, and compares
// with changes that are made by hand, of all facts.
func TestAboutAgainstEditedDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("it asks about every fact of whole models")
	}
	flips, unrelated, cases := map[string]int{}, 0, rounds.Of(t, 4, 40)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 67))
		h := draw(t, rng, seed%3 == 0)
		c := load(t, gen.TOML(h.doc))
		for _, only := range worthAsking(t, c) {
			h.only, h.met, h.chosen, h.marked = only, nil, nil, []string{only}
			a, err := assumptions.Ask(t.Context(), c, assumptions.Question{After: h.horizon, About: only})
			if err != nil {
				t.Fatal(err)
			}
			h.chosen, h.exact = a.Chosen, !slices.Contains(a.LeftOut, "mitigate")
			m, err := mitigate.Ask(t.Context(), c, mitigate.Question{After: h.horizon, Policies: []string{only}})
			if err == nil && len(m.Policies) > 0 && m.Policies[0].Choice.Found {
				h.met = []string{only}
			}
			h.compare(t, seed, &a.Assumed, flips)
			unrelated += a.Unrelated
		}
	}
	for what, least := range map[string]int{"policy": 1, "options": 1, "node": 10, "start": 1, "redundancy": 1, "verdict": 1} {
		if flips[what] < cases.Least(least) {
			t.Errorf("%s: %d, the models are too easy: %v", what, flips[what], flips)
		}
	}
	if flips["sector"]+flips["rank"] > 0 || unrelated < cases.Least(20) {
		t.Errorf("%d facts were left out: %v", unrelated, flips)
	}
}

// worthAsking returns a node or a policy for each sort of answer that flips.
func worthAsking(t *testing.T, c *compile.Compiled) []string {
	t.Helper()
	a, err := assumptions.Ask(t.Context(), c, assumptions.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	first := map[result.FlipOf]string{}
	for _, f := range a.Facts {
		for _, x := range f.Changes {
			for _, y := range x.Flips {
				if id, _, _ := strings.Cut(y.ID, "@"); first[y.Of] == "" && id != "" && y.Of != result.FlipSector && y.Of != result.FlipRank {
					first[y.Of] = id
				}
			}
		}
	}
	return slices.Compact(slices.Sorted(maps.Values(first)))
}

const town = `
[carrier.line]
needs = [{ on = "mains", confidence = "assumed" }]
[carrier.other]
[power.mains]
[population.people]
size = 100
access = { line = 0.5, other = 0.5 }
[service.web]
population = "people"
[service.till]
needs = [{ on = "box", confidence = "assumed" }]
[equipment.box]
[equipment.till-up]
[policy.till-up]
protect = "till"
against = "kind:equipment"
[policy.web]
protect = "web"
against = "mains"
max_share = 0.4
`

// TestAbout finds what a word stands for: a node, a policy, or both.
func TestAbout(t *testing.T) {
	c := load(t, []byte(town))
	for _, tt := range []struct{ about, node, policy, facts string }{
		{"", "", "", "till/1 line/1"},
		{"till", "till", "", "till/1"},
		{"box", "box", "", ""},
		{"web@line", "web", "", "line/1"},
		{"till-up", "till-up", "till-up", "till/1"},
		{"web", "web", "web", "line/1"},
	} {
		a, err := assumptions.Ask(t.Context(), c, assumptions.Question{After: time.Hour, About: tt.about})
		if err != nil {
			t.Fatal(err)
		}
		var facts []string
		for _, f := range a.Facts {
			name, _, _ := strings.Cut(nameOf(&f, &f.Changes[0]), " ")
			facts = append(facts, name)
		}
		slices.SortFunc(facts, func(x, y string) int { return strings.Compare(y, x) })
		if a.Node != tt.node || a.Policy != tt.policy || strings.Join(facts, " ") != tt.facts {
			t.Errorf("about %q: node %q, policy %q, facts %q, want %+v", tt.about, a.Node, a.Policy, facts, tt)
		}
	}
}

func TestWrongQuestions(t *testing.T) {
	c := load(t, []byte(town))
	ask := func(q assumptions.Question) error { _, err := assumptions.Ask(t.Context(), c, q); return err }
	if err, want := ask(assumptions.Question{UnverifiedBefore: "May"}), (question.NoDate{Field: "unverified-before", Given: "May"}); err != error(want) {
		t.Errorf("%v, want %v", err, want)
	}
	if err, want := ask(assumptions.Question{About: "kind:carrier"}), (question.NotOne{Field: "node", Given: "kind:carrier", Count: 2}); err != error(want) {
		t.Errorf("%v, want %v", err, want)
	}
	var none *models.NameError
	if err := ask(assumptions.Question{About: "nobody"}); !errors.As(err, &none) || !strings.Contains(none.Hint, "policies are till-up, web") {
		t.Errorf("%v, %+v", err, none)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := assumptions.Ask(ctx, c, assumptions.Question{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
