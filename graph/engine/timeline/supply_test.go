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
	const end = 40
	fed, dry, held := 0, 0, 0
	for seed := range rounds.Of(t, 600, 20_000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 21))
		g, recovery := random(rng, 4)
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
	for seed := range rounds.Of(t, 1000, 20_000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 22))
		g, recovery := random(rng, 0)
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
