package cutsets_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/answer/faults"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// drawInhibited returns a small model of a seed, with unless.
func drawInhibited(seed uint64) (doc oracle.Doc, after string) {
	rng := rand.New(rand.NewPCG(seed, 75))
	size := gen.RandomSize(rng)
	if seed%3 == 0 {
		size = gen.Supplied(rng)
	}
	size.Nodes = 2 + rng.IntN(6)
	doc = gen.Inhibited(rng, size)
	// With seed%4 == 0 each hold-up is compared with the horizon; of fail-overs with nothing
	// failed there are two readings.
	doc = gen.FilterDelays(doc, func(_, key string) bool { return seed%4 == 0 && key == "holdup" })
	return doc, []string{"0s", "20m", "90m", "5h", "ever"}[rng.IntN(5)]
}

func horizon(t *testing.T, after string) time.Duration {
	t.Helper()
	d, err := models.ParseHorizon(after)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestUnlessAgreesWithOracle compares the cut sets of every node and part with those
// found by failing everything there is to fail, and no proper subset of which fails it.
func TestUnlessAgreesWithOracle(t *testing.T) {
	t.Parallel()
	incoherent, found, cases := 0, 0, rounds.Of(t, 20, 1500)
	for seed := range cases.Seeds() {
		doc, after := drawInhibited(seed)
		c := fixture.Compile(t, gen.TOML(doc))
		for v := range int32(c.Graph.Len()) {
			q := cutsets.Question{Node: c.Name(v), Level: faults.Levels()[(seed+uint64(v))%2], After: horizon(t, after)}
			got, err := cutsets.Ask(t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			want := oracle.CutSets(doc, q.Node, below(q.Level), after)
			if fmt.Sprint(got.Sets) != fmt.Sprint(want) || got.Truncated || got.Count != fmt.Sprint(len(want)) {
				t.Fatalf("seed %d: %s %s after %s: %v, want %v\n%s", seed, q.Node, q.Level, after, got.Sets, want, gen.TOML(doc))
			}
			found += len(want)
			text, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			var said struct {
				Coherent *bool `json:"coherent"`
			}
			if err := json.Unmarshal(text, &said); err != nil {
				t.Fatal(err)
			}
			switch reaches := oracle.ReachesUnless(doc, q.Node); {
			case said.Coherent == nil, !*said.Coherent && !reaches: // it may be coherent all the same: of one that no failure ends
				t.Fatalf("seed %d: %s is coherent: %s, an unless can be reached: %v\n%s", seed, q.Node, text, reaches, gen.TOML(doc))
			case !*said.Coherent:
				incoherent++
			}
		}
	}
	if incoherent < cases.Least(1500) || found < cases.Least(3000) {
		t.Errorf("%d nodes reach an unless, %d sets", incoherent, found)
	}
}

// below is the level that the oracle takes, of one that counts as failed.
func below(level string) string {
	if level == "down" {
		return "degraded"
	}
	return "up"
}
