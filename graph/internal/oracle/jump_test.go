package oracle_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestJumpsChangeNothing plays every tick beside what passes over those at which nothing
// is due: with delays, supply, unless, and what is unserved for a time.
func TestJumpsChangeNothing(t *testing.T) {
	t.Parallel()
	changes, cases := 0, rounds.Of(t, 10, 250)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 81))
		size := gen.Timed(rng)
		if seed%3 == 0 {
			size = gen.SuppliedTimed(rng)
		}
		doc := gen.Doc(rng, size)
		if seed%2 == 0 {
			gen.Inhibit(rng, doc, 0.2, gen.Standing)
		}
		script := gen.Script(rng, doc)
		if seed%5 == 0 {
			script.Unserved = map[string][]oracle.Stretch{}
			for _, id := range gen.CanFail(doc) {
				if rng.IntN(4) == 0 {
					from := 600 * rng.IntN(60)
					script.Unserved[id] = []oracle.Stretch{{From: from, To: from + 600*(1+rng.IntN(30))}}
				}
			}
		}
		got, want := oracle.Play(doc, script), oracle.EveryTick(doc, script)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %v\nevery tick: %v\n%s", seed, got.Levels, want.Levels, gen.TOML(doc))
		}
		for _, spans := range want.Levels {
			changes += len(spans) - 1
		}
	}
	if changes < cases.Least(1500) {
		t.Errorf("only %d changes", changes)
	}
}
