package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/rounds"
)

// play runs events and returns the levels at every second.
func play(t *testing.T, g *graph.Graph, recovery []time.Duration, events []timeline.Event, end int) [][]graph.Level {
	t.Helper()
	in := timeline.Input{Graph: g, Lines: noLines, Service: none, Recovery: func(v int32) time.Duration { return recovery[v] }}
	r, err := timeline.Run(t.Context(), in, events, time.Duration(end)*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	now := slices.Repeat([]graph.Level{graph.Up}, g.Len())
	for v, l := range r.Before {
		now[v] = l
	}
	var out [][]graph.Level
	changes := r.Changes
	for at := range end + 1 {
		for ; len(changes) > 0 && changes[0].At == time.Duration(at)*time.Second; changes = changes[1:] {
			now[changes[0].Vertex] = changes[0].Level
		}
		out = append(out, slices.Clone(now))
	}
	return out
}

// TestEverySecondIsTheSlowAnswer compares all levels at every second with those found
// anew by their definition.
func TestEverySecondIsTheSlowAnswer(t *testing.T) {
	compareEverySecond(t, shape{times: 4, failovers: true}, 600)
}

// TestEverySecondWithUnless is the same where requirements hold while something is down.
func TestEverySecondWithUnless(t *testing.T) {
	for _, strata := range []int{2, 3} {
		compareEverySecond(t, shape{times: 4, failovers: true, strata: strata}, 400)
	}
}

func compareEverySecond(t *testing.T, of shape, often int) {
	t.Helper()
	const end = 40
	fed, dry, held := 0, 0, 0
	for seed := range rounds.Of(t, often, 20_000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 21))
		g, recovery := random(rng, of)
		events, faults := script(rng, g.Len(), end)
		got := play(t, g, recovery, events, end)
		b := newBrute(g, func(v int32) time.Duration { return recovery[v] })
		for at := range got {
			want := b.tick(at, faults[at])
			if !slices.Equal(got[at], want) {
				t.Fatalf("seed %d, %+v: after %d s %v, want %v\n%s", seed, events, at, got[at], want, written(g, recovery))
			}
		}
		if g.HasFed() {
			fed++
		}
		if slices.Contains(got[0], graph.Down) {
			dry++
		}
		if !slices.Equal(got[0], got[8]) {
			held++
		}
	}
	if fed == 0 || dry == 0 || held == 0 {
		t.Errorf("%d fed, %d dry, %d with delays", fed, dry, held)
	}
}

// written is a graph for who has to find out.
func written(g *graph.Graph, recovery []time.Duration) (out string) {
	var gateOf func(gate int32) string
	gateOf = func(gate int32) string {
		s := fmt.Sprintf("%d of", g.K(gate))
		for _, m := range g.Members(gate) {
			if m < 0 {
				s += " (" + gateOf(^m) + ")"
			} else {
				s += fmt.Sprintf(" %d", m)
			}
		}
		return fmt.Sprintf("%s %+v", s, g.Mods(gate))
	}
	for v := range int32(g.Len()) {
		out += fmt.Sprintf("%d (component %d, recovery %v)\n", v, g.Component(v), recovery[v])
		for gate, to := g.Gates(v); gate < to; gate++ {
			if g.Parent(gate) < 0 {
				out += "  " + gateOf(gate) + "\n"
			}
		}
	}
	return out
}

// TestWithoutDelaysIsTheCascade compares the last state of timelines without any
// duration, in which nothing is repaired, with the cascade.
func TestWithoutDelaysIsTheCascade(t *testing.T) {
	for _, strata := range []int{0, 2, 3} {
		compareWithCascade(t, shape{strata: strata})
	}
}

func compareWithCascade(t *testing.T, of shape) {
	t.Helper()
	for seed := range rounds.Of(t, 350, 20_000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 22))
		g, recovery := random(rng, of)
		events, _ := script(rng, g.Len(), 10)
		var down, degraded []int32
		for i := range events {
			events[i].For = 0
			down, degraded = append(down, events[i].Fail...), append(degraded, events[i].Degrade...)
		}
		got := play(t, g, recovery, events, 10)[10]
		c := cascade.New(g, time.Hour)
		c.Run(down, degraded)
		for v, l := range got {
			if want := c.Level(int32(v)); l != want {
				t.Fatalf("seed %d, %+v: %d is %s, the cascade has %s\n%s", seed, events, v, l, want, written(g, recovery))
			}
		}
	}
}

// TestMoreSupplyNeverHelps compares timelines of graphs of which one marks more as
// supply, and the cascades of the same faults: where nothing takes time to switch,
// nothing is ever better.
func TestMoreSupplyNeverHelps(t *testing.T) {
	const end = 30
	worse := 0
	for seed := range rounds.Of(t, 500, 30_000).Seeds() {
		var levels [2][][]graph.Level
		for i, supply := range []float64{0.3, 0.7} {
			rng := rand.New(rand.NewPCG(seed, 23))
			g, recovery := random(rng, shape{times: 4, supply: supply})
			events, faults := script(rng, g.Len(), end)
			levels[i] = play(t, g, recovery, events, end)
			levels[i] = append(levels[i], fallen(g, faults[3]))
		}
		for at := range levels[0] {
			for v, less := range levels[0][at] {
				if more := levels[1][at][v]; more > less {
					t.Fatalf("seed %d: after %d s %d is %s, and with less supply %s", seed, at, v, more, less)
				} else if more < less {
					worse++
				}
			}
		}
	}
	if worse == 0 {
		t.Error("supply never matters")
	}
}

// fallen is the cascade of faults.
func fallen(g *graph.Graph, faults []graph.Level) (out []graph.Level) {
	var down, degraded []int32
	for v, l := range faults {
		switch l {
		case graph.Down:
			down = append(down, int32(v))
		case graph.Degraded:
			degraded = append(degraded, int32(v))
		}
	}
	c := cascade.New(g, time.Second)
	c.Run(down, degraded)
	for v := range int32(g.Len()) {
		out = append(out, c.Level(v))
	}
	return out
}

// need is a requirement of supply of a vertex.
func need(v int32, holdup time.Duration) *graph.Spec {
	return &graph.Spec{Vertex: v, Mods: graph.Mods{Supply: true, Holdup: holdup}}
}

// either is a requirement of supply of any of some vertices.
func either(failover time.Duration, of ...int32) *graph.Spec {
	s := &graph.Spec{K: 1, Mods: graph.Mods{Supply: true, Failover: failover}}
	for _, v := range of {
		s.Of = append(s.Of, graph.Spec{Vertex: v, Mods: graph.Mods{Supply: true}})
	}
	return s
}

// held is a requirement with a hold-up.
func held(s *graph.Spec, holdup time.Duration) *graph.Spec {
	s.Mods.Holdup = holdup
	return s
}

// built returns a graph of vertices, each with its requirements.
func built(t *testing.T, vertices ...[]*graph.Spec) *graph.Graph {
	t.Helper()
	b := graph.NewBuilder(0, 0)
	for _, requirements := range vertices {
		for _, r := range requirements {
			b.Require(r)
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// history runs the failure of some vertices for good and writes down the levels of
// one before anything happens and whenever they change.
func history(t *testing.T, g *graph.Graph, recovery time.Duration, v int32, events ...timeline.Event) string {
	t.Helper()
	r, err := timeline.Run(t.Context(), timeline.Input{Graph: g, Lines: func(int32) []int32 { return nil }, Service: none, Recovery: func(int32) time.Duration { return recovery }}, events, 3*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	out := "up"
	if l, ok := r.Before[v]; ok {
		out = l.String()
	}
	for _, c := range r.Changes {
		if c.Vertex == v {
			out += fmt.Sprintf(" %v %s", c.At, c.Level)
		}
	}
	return out
}

// TestSupplyInTime tells what becomes of single loops.
func TestSupplyInTime(t *testing.T) {
	type vertices = [][]*graph.Spec
	const source, a, b = 0, 1, 2
	fails := timeline.Event{Fail: []int32{source}}
	for _, c := range []struct {
		name     string
		vertices vertices
		recovery time.Duration
		of       int32
		events   []timeline.Event
		want     string
	}{
		{"what nothing supplies has been down for ever, and what hung on its battery",
			vertices{nil, {need(2, 0)}, {need(1, 0)}, {need(2, time.Hour)}}, time.Minute, 3, []timeline.Event{fails}, "down"},
		{"a battery does not charge itself by what it feeds",
			vertices{nil, {either(0, source, b)}, {need(a, time.Hour)}}, 0, b, []timeline.Event{fails}, "up 1h0m0s down"},
		{"nor do two that feed each other",
			vertices{nil, {held(either(0, source, b), 2*time.Hour)}, {need(a, time.Hour)}}, 0, b, []timeline.Event{fails}, "up 2h0m0s down"},
		{"a loop without a source comes back a recovery after that, not two",
			vertices{nil, {either(0, b, source)}, {either(0, a, source)}}, time.Minute, b,
			[]timeline.Event{{Fail: []int32{source}, For: time.Hour}}, "up 0s down 1h2m0s up"},
		{"a group that switched does not go back to what it feeds itself",
			vertices{nil, {either(0, source, b)}, {either(10*time.Minute, a, 3)}, nil}, 0, b, []timeline.Event{fails}, "up 0s down 10m0s up"},
		{"and goes back as soon as that has something else",
			vertices{nil, {either(0, source, b)}, {either(10*time.Minute, a, 3)}, nil}, 0, b,
			[]timeline.Event{{Fail: []int32{source}, For: time.Hour}, {At: 2 * time.Hour, Fail: []int32{3}}}, "up 0s down 10m0s up"},
		{"two that prefer each other have their source from the start",
			vertices{nil, {either(time.Minute, b, source)}, {either(time.Minute, a, source)}}, 0, b, []timeline.Event{{At: time.Hour, Fail: []int32{source}}}, "up 1h0m0s down"},
	} {
		g := built(t, c.vertices...)
		if got := history(t, g, c.recovery, c.of, c.events...); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
