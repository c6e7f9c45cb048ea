package moment_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestIsTheTimelinesMoment compares the levels of random models, at random horizons, with
// those that a timeline of the same failures has then.
func TestIsTheTimelinesMoment(t *testing.T) {
	differ, cases := 0, rounds.Of(t, 200, 8000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 11))
		size := gen.Timed(rng)
		if seed%3 == 0 {
			size = gen.Supplied(rng)
		}
		doc := gen.Doc(rng, size)
		c := fixture.Compile(t, gen.TOML(doc))
		horizon := []time.Duration{0, 10 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 5 * time.Hour, 1<<63 - 1}[rng.IntN(7)]
		run, err := moment.New(t.Context(), c.Times(), horizon)
		if err != nil {
			t.Fatal(err)
		}
		alone := cascade.New(c.Graph, horizon)
		for range 3 {
			down, degraded := strike(rng, c)
			if err := run.RunContext(t.Context(), down, degraded); err != nil {
				t.Fatal(err)
			}
			alone.Run(down, degraded)
			want := then(t, c, down, degraded, horizon)
			for v := range want {
				if got := run.Level(int32(v)); got != want[v] {
					t.Fatalf("seed %d after %v: %s is %v, in the timeline %v; failed %v, impaired %v\n%s", seed, horizon, c.Name(int32(v)), got, want[v], names(c, down), names(c, degraded), gen.TOML(doc))
				}
				if alone.Level(int32(v)) != want[v] {
					differ++
				}
			}
		}
	}
	if differ < cases.Least(200) {
		t.Errorf("only %d levels would be others if delays did not follow on each other", differ)
	}
}

// strike draws nodes that fail or are impaired.
func strike(rng *rand.Rand, c *compile.Compiled) (down, degraded []int32) {
	for v := range int32(len(c.Model.Nodes)) {
		switch rng.IntN(6) {
		case 0:
			down = append(down, c.WithParts(v)...)
		case 1:
			degraded = append(degraded, c.WithParts(v)...)
		}
	}
	return down, degraded
}

// then returns the levels of a timeline at a moment.
func then(t *testing.T, c *compile.Compiled, down, degraded []int32, after time.Duration) []graph.Level {
	t.Helper()
	r, err := timeline.Run(t.Context(), c.Times(), []timeline.Event{{Fail: down, Degrade: degraded}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]graph.Level, c.Graph.Len())
	for v := range out {
		out[v] = graph.Up
		if l, below := r.Before[int32(v)]; below {
			out[v] = l
		}
	}
	for _, x := range r.Changes {
		if x.At <= after {
			out[x.Vertex] = x.Level
		}
	}
	return out
}

func names(c *compile.Compiled, vs []int32) (out []string) {
	for _, v := range vs {
		out = append(out, c.Name(v))
	}
	return out
}
