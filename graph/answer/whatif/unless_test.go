package whatif_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/persons"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// drawInhibited returns the model and question of a seed, with unless, and in one of
// three with loops round which a supply goes; of two in four without delays.
func drawInhibited(seed uint64) (oracle.Doc, oracle.Question) {
	rng := rand.New(rand.NewPCG(seed, 75))
	size := gen.RandomSize(rng)
	if seed%3 == 0 {
		size = gen.Supplied(rng)
	}
	doc := gen.Inhibited(rng, size)
	q := gen.Relieving(rng, doc)
	if seed%4 < 2 {
		return gen.Still(doc, q), q
	}
	return withoutDelays(doc), q
}

func withoutDelays(doc oracle.Doc) oracle.Doc {
	return gen.FilterDelays(doc, func(_, _ string) bool { return false })
}

// TestUnlessAgreesWithOracle compares the whole way from file to answer with levels
// that are found stratum by stratum.
func TestUnlessAgreesWithOracle(t *testing.T) {
	t.Parallel()
	better, cases := 0, rounds.Of(t, 10, 1000)
	for seed := range cases.Seeds() {
		doc, q := drawInhibited(seed)
		want := oracle.WhatIf(doc, q)
		got := ask(t, load(t, doc), q)
		if oracle.Soft(doc) { // who keeps down what is never up is not agreed upon
			want.Because = map[string][]string{}
			for i := range got.Nodes {
				want.Because[got.Nodes[i].ID] = got.Nodes[i].Because
			}
		}
		if diff := compareInhibited(got, want); diff != "" {
			t.Fatalf("seed %d, %v after %s: %s\n%s", seed, q.Failed, q.After, diff, gen.TOML(doc))
		}
		for vertex, level := range want.Levels {
			if level != "down" && want.Before[vertex] == "down" {
				better++
			}
		}
	}
	if better < cases.Least(100) {
		t.Errorf("only %d nodes and parts live by what failed", better)
	}
}

// compareInhibited is compare, with the levels of before, and without what was so then.
func compareInhibited(w *result.WhatIf, want oracle.Answer) string {
	for i := range w.Nodes {
		if n := &w.Nodes[i]; string(n.Before) != want.Before[n.ID] {
			return fmt.Sprintf("%s was %s, want %s", n.ID, n.Before, want.Before[n.ID])
		}
	}
	down := 0
	for i := range w.Nodes {
		if id := w.Nodes[i].ID; want.Levels[id] == "down" && want.Before[id] != "down" {
			down++
		}
	}
	if w.Totals.NodesDown != down {
		return fmt.Sprintf("%d nodes down, want %d", w.Totals.NodesDown, down)
	}
	return compare(w, want)
}

// TestSplitUnlessAgreesWithOracle does so with splits and lines.
func TestSplitUnlessAgreesWithOracle(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 4, 400).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 76))
		doc := gen.InhibitedSplit(rng)
		q := gen.SplitRelieving(rng, doc)
		got, want := askSplit(t, doc, q.Failed), persons.WhatIf(doc, q)
		for i := range got.Nodes {
			if n := &got.Nodes[i]; oracle.Soft(doc) {
				want.Because[n.ID] = services(n.Because)
			}
		}
		if diff := compareSplit(got, want); diff != "" {
			t.Fatalf("seed %d, %v: %s\n%s", seed, q.Failed, diff, gen.TOML(doc))
		}
	}
}

// TestSelfSustainedWithUnless: what goes round in a circle is asked with every unless as
// it is in the answer.
func TestSelfSustainedWithUnless(t *testing.T) {
	t.Parallel()
	circles, cases := 0, rounds.Of(t, 10, 1000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 77))
		size := gen.Supplied(rng)
		size.Nodes = 2 + rng.IntN(7)
		if seed%2 == 0 {
			size.Supply, size.Groups = 0, 0.7
		}
		doc := gen.Doc(rng, size)
		if len(oracle.Unsupplied(doc)) > 0 { // what lives by nothing with nothing failed is not agreed upon
			continue
		}
		gen.Inhibit(rng, doc, 0.2, gen.Standing)
		doc = withoutDelays(doc)
		q := gen.Relieving(rng, doc)
		if !oracle.Inhibited(doc) || !maps.Equal(oracle.SelfSustained(doc, q), oracle.SustainedOtherwise(doc, q)) {
			continue
		}
		want, got := []string{}, []string{}
		for vertex := range oracle.SelfSustained(doc, q) {
			if !strings.Contains(vertex, "@") {
				want = append(want, vertex)
			}
		}
		slices.Sort(want)
		for _, n := range ask(t, load(t, doc), q).Nodes {
			if n.SelfSustained {
				got = append(got, n.ID)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d, %v: self-sustained are %v, want %v\n%s", seed, q.Failed, got, want, gen.TOML(doc))
		}
		circles += len(want)
	}
	if circles < cases.Least(15) {
		t.Errorf("only %d self-sustain", circles)
	}
}

// TestCirclesThroughUnlessAreRefused, with an error that names the circle, also one
// between parts; models that have one only if parts are not told apart are not.
func TestCirclesThroughUnlessAreRefused(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 8, 400).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 78))
		doc := gen.Circular(rng, gen.Doc(rng, gen.RandomSize(rng)))
		if doc == nil {
			continue
		}
		_, err := compiledOf(doc)
		if err == nil {
			t.Fatalf("seed %d: %v is taken\n%s", seed, oracle.Circle(doc), gen.TOML(doc))
		}
		named := 0
		for _, vertex := range oracle.Circle(doc) {
			if strings.Contains(err.Error(), vertex) {
				named++
			}
		}
		if named == 0 || !strings.Contains(err.Error(), "unless") {
			t.Fatalf("seed %d: %v does not name %v\n%s", seed, err, oracle.Circle(doc), gen.TOML(doc))
		}
	}
}

// TestUnlessSaidOtherwise writes what a model says in other words: an unless of any as
// one of each and the other way round, what is needed as what must not be down.
func TestUnlessSaidOtherwise(t *testing.T) {
	t.Parallel()
	changed, cases := 0, rounds.Of(t, 8, 400)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 79))
		doc := withoutDelays(gen.Inhibited(rng, gen.RandomSize(rng)))
		q := gen.Relieving(rng, doc)
		other := oracle.Plain(doc)
		count := 0
		onRequirements(func(keys map[string]any) { count += reword(rng, keys) })(other)
		a, b := ask(t, load(t, doc), q), ask(t, load(t, other), q)
		for i := range a.Nodes {
			if x, y := &a.Nodes[i], &b.Nodes[i]; x.Level != y.Level || x.Before != y.Before || fmt.Sprint(x.Because) != fmt.Sprint(y.Because) {
				t.Fatalf("seed %d, %v: %s was %s, %s because %v, became %s, %s because %v\n%s\n%s", seed, q.Failed, x.ID,
					x.Before, x.Level, x.Because, y.Before, y.Level, y.Because, gen.TOML(doc), gen.TOML(other))
			}
		}
		changed += count
	}
	if changed < cases.Least(200) {
		t.Errorf("only %d were reworded", changed)
	}
}

// reword says how many requirements it has put in other words.
func reword(rng *rand.Rand, keys map[string]any) int {
	group, ok := keys["unless"].(map[string]any)
	if !ok || len(group) > 1 || rng.IntN(3) == 0 {
		return 0
	}
	for form, dual := range map[string]string{"any": "all", "all": "any"} {
		if members, ok := group[form].([]any); ok {
			var each []any
			for _, member := range members {
				each = append(each, map[string]any{"unless": member})
			}
			delete(keys, "unless")
			keys[dual] = each
			return 1
		}
	}
	return 0
}
