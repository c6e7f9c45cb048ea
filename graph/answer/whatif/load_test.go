package whatif_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestLoadAgreesWithOracle compares answers on random models with demand and
// capacity: levels before and after, who is overloaded, what is shed, and loads.
func TestLoadAgreesWithOracle(t *testing.T) { agree(t, rounds.Of(t, 300, 1500), 17, gen.Loaded) }

// TestLoadAgreesWithOracleInLoops does so where loops divide demand evenly, which
// takes solving, and where services spill in circles.
func TestLoadAgreesWithOracleInLoops(t *testing.T) { agree(t, rounds.Of(t, 200, 1000), 18, gen.Woven) }

func agree(t *testing.T, cases rounds.Rounds, stream uint64, size func(*rand.Rand) gen.Size) {
	overloaded := 0
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, stream))
		doc := gen.Doc(rng, size(rng))
		q := gen.Question(rng, doc)
		if chains(t, doc, q.After) { // of which nothing is said beside load
			doc = withoutDelays(doc)
		}
		want := oracle.WhatIf(doc, q)
		got := askLoaded(t, load(t, doc), q)
		diff := compare(got, want)
		if diff == "" {
			diff = compareLoads(got, want)
		}
		if diff != "" {
			t.Fatalf("seed %d, %v after %s, demand %v: %s\n%s", seed, q.Failed, q.After, q.Demand, diff, gen.TOML(doc))
		}
		overloaded += len(want.Overloaded)
	}
	if overloaded < int(cases.Seeds()/10) {
		t.Errorf("only %d nodes were overloaded in %d models", overloaded, cases.Seeds())
	}
}

// chains says whether delays may follow on each other.
func chains(t testing.TB, doc oracle.Doc, after string) bool {
	t.Helper()
	horizon, err := models.ParseHorizon(after)
	if err != nil {
		t.Fatal(err)
	}
	course, err := moment.Of(t.Context(), load(t, doc).Times(), horizon)
	if err != nil {
		t.Fatal(err)
	}
	return len(course.Chained()) > 0
}

func askLoaded(t testing.TB, c *compile.Compiled, q oracle.Question) *result.WhatIf {
	t.Helper()
	after, err := models.ParseHorizon(q.After)
	if err != nil {
		t.Fatal(err)
	}
	w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: q.Failed, After: after, Demand: q.Demand, All: true})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func compareLoads(w *result.WhatIf, want oracle.Answer) string {
	for i := range w.Nodes {
		n := &w.Nodes[i]
		if string(n.Before) != want.Before[n.ID] {
			return fmt.Sprintf("%s: %s before, want %s", n.ID, n.Before, want.Before[n.ID])
		}
		load, has := want.Loads[n.ID]
		if has != (n.Load != nil) {
			return fmt.Sprintf("%s: has load: %v, want %v", n.ID, n.Load != nil, has)
		}
		if !has {
			continue
		}
		if string(n.Load.Overload) != want.Overloaded[n.ID] {
			return fmt.Sprintf("%s: overload %q, want %q", n.ID, n.Load.Overload, want.Overloaded[n.ID])
		}
		if n.Load.Overload == "" && math.Abs(n.Load.Amount-load) > 1e-6*max(1, load) {
			return fmt.Sprintf("%s: load %v, want %v", n.ID, n.Load.Amount, load)
		}
	}
	return ""
}
