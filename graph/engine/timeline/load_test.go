package timeline_test

import (
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/load"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// TestLocksOut has two breakers that one service needs, and that let each other
// go and trip each other again: the hundredth time they stay tripped.
func TestLocksOut(t *testing.T) {
	const inner, outer, service = 0, 1, 2
	b := graph.NewBuilder(0, 0)
	b.Next()
	b.Next()
	b.Need(inner)
	b.Need(outer)
	b.Next()
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	in := timeline.Input{Graph: g, Lines: noLines, Service: none, Demand: []float64{100}, Capacity: []float64{50, 50},
		Recovery: func(v int32) time.Duration {
			if v == service {
				return 0
			}
			return time.Minute
		},
		Load: &load.Network{Graph: g, Share: func(int32) float64 { return 1 }, Services: []load.Service{{Seen: []int32{service}, Population: -1}},
			Nodes: []load.Node{{Vertex: inner, Overload: load.Trip}, {Vertex: outer, Overload: load.Trip}}}}
	result, err := timeline.Run(t.Context(), in, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	locked := map[int]time.Duration{}
	for _, ch := range result.Loads {
		if _, before := locked[ch.Node]; before {
			t.Errorf("it changes after it locked out: %+v", ch)
		}
		if ch.Locked {
			locked[ch.Node] = ch.At
		}
	}
	for i := range in.Load.Nodes {
		if at, ok := locked[i]; !ok || at < 99*time.Minute || at > 200*time.Minute {
			t.Errorf("node %d locked out: %v, at %v", i, ok, at)
		}
	}
}

// TestDemandDoesNotGoRound has two routers that prefer each other to the core: what
// arrives at one goes to the core all the same.
func TestDemandDoesNotGoRound(t *testing.T) {
	const core, town = 0, 3
	b := graph.NewBuilder(0, 0)
	b.Next()
	for _, other := range []int32{2, 1} {
		b.Require(either(0, other, core))
		b.Next()
	}
	b.Require(either(0, 1, 2))
	b.Next()
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	in := timeline.Input{Graph: g, Lines: noLines, Service: none, Recovery: func(int32) time.Duration { return 0 }, Demand: []float64{60}, Capacity: []float64{50, 50, 50},
		Load: &load.Network{Graph: g, Share: func(int32) float64 { return 1 }, Services: []load.Service{{Seen: []int32{town}, Population: -1}},
			Nodes: []load.Node{{Vertex: core}, {Vertex: 1}, {Vertex: 2}}}}
	result, err := timeline.Run(t.Context(), in, []timeline.Event{{At: time.Hour, Fail: []int32{1}}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if want := []float64{60, 60, 0}; !slices.Equal(result.Start, want) {
		t.Errorf("the loads are %v, want %v", result.Start, want)
	}
	for v, want := range map[int32]graph.Level{core: graph.Degraded, 1: graph.Degraded, 2: graph.Degraded, town: graph.Degraded} {
		if got, below := result.Before[v]; !below || got != want {
			t.Errorf("before, %d is %s", v, got)
		}
	}
}
