package promises

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// slow asks a timeline of every node that is no service, and lists "service rule: failed".
func slow(t *testing.T, c *compile.Compiled) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		if n.Kind == models.KindService || !n.Fails {
			continue
		}
		x, err := timeline.Of(t.Context(), c, timeline.Script{Failed: []string{n.ID}, For: c.Model.Outage})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range x.Breaches {
			key := c.Model.Nodes[c.NodeOf(c.Vertex(b.Node))].ID + " " + b.Rule
			if !slices.Contains(out[key], n.ID) {
				out[key] = append(out[key], n.ID)
			}
		}
	}
	return out
}

// TestAgreesWithTimelines compares with a timeline of every failure, in models with
// delays, with loads, and with what holds only while something is down.
func TestAgreesWithTimelines(t *testing.T) {
	t.Parallel()
	broken, cases := 0, rounds.Of(t, 60, 600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 83))
		doc := drawn(rng, seed)
		c := fixture.CompileDoc(t, doc)
		got, err := Of(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		want := slow(t, c)
		for _, x := range got.Breached {
			key := fmt.Sprint(x.Node, " ", x.Rule)
			if len(want[key]) != x.Breaks || !slices.Contains(want[key], x.Failed[0]) {
				t.Fatalf("seed %d: %s: %d break it, %v first; want %v\n%s", seed, key, x.Breaks, x.Failed, want[key], gen.TOML(doc))
			}
			delete(want, key)
			broken++
		}
		if len(want) > 0 {
			t.Fatalf("seed %d: also broken: %v\n%s", seed, want, gen.TOML(doc))
		}
	}
	if broken < cases.Least(600) {
		t.Errorf("only %d promises were broken", broken)
	}
}

func drawn(rng *rand.Rand, seed uint64) (doc oracle.Doc) {
	switch seed % 3 {
	case 0:
		doc = gen.Doc(rng, gen.Timed(rng))
	case 1:
		doc = fixture.Inhibited(rng, gen.Timed(rng))
	default:
		doc = gen.Doc(rng, gen.LoadedTimed(rng))
	}
	services, _ := doc["service"].(map[string]any)
	for i, id := range slices.Sorted(maps.Keys(services)) {
		if i%3 < 2 {
			services[id].(map[string]any)["tolerance"] = []string{"20m", "1h", "5h"}[rng.IntN(3)]
		}
		if i%3 > 0 {
			services[id].(map[string]any)["tolerance_degraded"] = []string{"20m", "1h", "5h"}[rng.IntN(3)]
		}
	}
	if doc["model"] == nil {
		doc["model"] = map[string]any{}
	}
	doc["model"].(map[string]any)["outage"] = []string{"2h", "8h"}[rng.IntN(2)]
	return doc
}

const shop = `
[power.grid]
[datacentre.east]
needs = ["grid"]
[datacentre.west]
[service.shop]
users = 10
needs = ["east", { on = "west", holdup = "30h" }]
tolerance = "1h"
`

// TestBounded wants an answer that is cut off to say so.
func TestBounded(t *testing.T) {
	c := fixture.Compile(t, []byte(shop))
	all, err := Of(t.Context(), c)
	if err != nil || all.Truncated() || all.Able != 3 || all.Breached[0].Breaks != 2 {
		t.Errorf("%+v, %v", all, err)
	}
	some, err := within(t.Context(), c, 0)
	if err != nil || !some.Truncated() || some.Failures != 1 || some.Able != 3 {
		t.Errorf("%+v, %v", some, err)
	}
}

// TestNothingPromised costs nothing.
func TestNothingPromised(t *testing.T) {
	got, err := Of(t.Context(), fixture.Compile(t, []byte("[power.grid]\n[service.shop]\nneeds = [\"grid\"]\n")))
	if err != nil || got.Services != 0 || got.Able != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Of(ctx, fixture.Compile(t, []byte(shop))); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
