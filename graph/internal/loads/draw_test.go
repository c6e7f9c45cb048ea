package loads

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
)

// Drawn models are valid, and what load does turns up in them.
func TestDrawn(t *testing.T) {
	found, cases := map[string]int{}, rounds.Of(t, 30, 300)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 31))
		doc := Draw(rng, Everything())
		if _, err := fixture.Try(t, gen.TOML(doc)); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, gen.TOML(doc))
		}
		if not := Knows(doc); not != "" {
			t.Fatalf("seed %d: %s\n%s", seed, not, gen.TOML(doc))
		}
		c := Play(doc, Happen(rng, doc))
		note := func(what string, is bool) {
			if is {
				found[what]++
			}
		}
		note("overloaded before", len(c.Before.Overload) > 0)
		for _, s := range c.States[1:] {
			note("later moments", true)
			note("lost changes", fmt.Sprint(s.Lost) != fmt.Sprint(c.Before.Lost))
		}
		for _, s := range c.States {
			for _, kind := range s.Overload {
				note(kind, true)
			}
			note("spilled", len(s.Spilled) > 0)
		}
		note("breaches", len(Breaches(doc, &c, Ever)) > 0)
	}
	for _, what := range []string{"overloaded before", "later moments", "lost changes", "trip", "shed", "degrade", "spilled", "breaches"} {
		if found[what] < cases.Least(30) {
			t.Errorf("%s: only %d times", what, found[what])
		}
	}
}
