package gate_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestWatchIsCertain holds what is said without a timeline against the timelines:
// levels and shares are told exactly, and no outage is called too long that is
// not.
func TestWatchIsCertain(t *testing.T) {
	broken, certain, cases := 0, 0, rounds.Of(t, 60, 600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 32))
		doc := gen.Doc(rng, gen.Timed(rng))
		outages := seed%3 > 0
		draw(rng, doc, outages)
		c := load(t, string(gen.TOML(doc)))
		p := &c.Model.Policies[0]
		if outages {
			p.Worst = "down" // what is broken is so for its time alone
		}
		v, err := gate.Evaluate(t.Context(), c, p, c.Model.Horizon, 0)
		if err != nil {
			t.Fatal(err)
		}
		protect, err := c.Model.Select(p.Protect)
		if err != nil {
			t.Fatal(err)
		}
		against, err := c.Model.SelectFailures(p.Against)
		if err != nil {
			t.Fatal(err)
		}
		w, err := gate.NewWatch(t.Context(), c, p, c.Model.Horizon, protect, against)
		if err != nil {
			t.Fatal(err)
		}
		got, err := w.Broken(t.Context(), nil, nil, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		course, err := moment.Of(t.Context(), c.Times(), c.Model.Horizon)
		if err != nil {
			t.Fatal(err)
		}
		if !outages && len(course.Chained()) == 0 && !slices.Equal(got, v.Broken) {
			t.Fatalf("seed %d: %v broken, want %v\n%s", seed, got, v.Broken, gen.TOML(doc))
		}
		for _, x := range got {
			if !slices.Contains(v.Broken, x) {
				t.Fatalf("seed %d: %s is not broken; these are: %v\n%s", seed, c.Name(x), v.Broken, gen.TOML(doc))
			}
		}
		if outages && p.MaxShare == nil {
			certain += len(got)
			broken += len(v.Broken)
		}
	}
	t.Logf("of %d outages %d were found without a timeline", broken, certain)
	if certain < cases.Least(60) || broken-certain < cases.Least(20) {
		t.Error("the draw is too easy")
	}
}
