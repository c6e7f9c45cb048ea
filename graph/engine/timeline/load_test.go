package timeline_test

import (
	"fmt"
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

// TestComesToRest has a breaker that would bear its load with all that needs it back, and
// trips until that is: it stays tripped, and nothing is looked at for ever.
func TestComesToRest(t *testing.T) {
	const breaker, heater, stove = 0, 1, 2
	b := graph.NewBuilder(0, 0)
	b.Next()
	b.Need(breaker)
	b.Next()
	b.Need(breaker)
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: heater}}, Mods: graph.Mods{Unless: true}})
	b.Next()
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	in := timeline.Input{Graph: g, Lines: noLines, Service: none, Demand: []float64{100}, Capacity: []float64{50},
		Recovery: func(v int32) time.Duration { return map[int32]time.Duration{heater: time.Minute}[v] },
		Load: &load.Network{Graph: g, Share: func(int32) float64 { return 1 }, Services: []load.Service{{Seen: []int32{stove}, Population: -1}},
			Nodes: []load.Node{{Vertex: breaker, Overload: load.Trip}}}}
	result, err := timeline.Run(t.Context(), in, []timeline.Event{{Fail: []int32{heater}, For: 10 * time.Second}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if result.Before[stove] != graph.Down || len(result.Before) != 1 {
		t.Errorf("before, %v", result.Before)
	}
	var got []string
	for _, ch := range result.Changes {
		got = append(got, fmt.Sprint(ch.At, ch.Vertex, ch.Level))
	}
	if want := []string{"0s 0 down", "0s 1 down"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
