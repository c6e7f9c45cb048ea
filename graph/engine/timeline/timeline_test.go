package timeline_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

const (
	lineA = iota
	lineB
	till
	shop
)

// none has no vertex.
func none(int32) int32 { return -1 }

// shopGraph is a shop that needs a till, which needs any of two lines and takes
// ten minutes to switch.
func shopGraph() *graph.Graph {
	b := graph.NewBuilder(0, 0)
	b.Next()
	b.Next()
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: lineA}, {Vertex: lineB}}, Mods: graph.Mods{Failover: 10 * time.Minute}})
	b.Next()
	b.Require(&graph.Spec{K: 1, Vertex: till, Mods: graph.Mods{Holdup: 5 * time.Minute}})
	b.Next()
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g
}

// input gives the shop a recovery time.
func input(recovery time.Duration) timeline.Input {
	return timeline.Input{Graph: shopGraph(), Lines: noLines, Service: none, Recovery: func(v int32) time.Duration {
		if v == shop {
			return recovery
		}
		return 0
	}}
}

// Example fails the line in use for an hour: the till switches after ten
// minutes, the shop rides through five, and comes back two after the till.
func Example() {
	names := []string{"line A", "line B", "the till", "the shop"}
	result, err := timeline.Run(context.Background(), input(2*time.Minute), []timeline.Event{{Fail: []int32{lineA}, For: time.Hour}}, 0)
	if err != nil {
		panic(err)
	}
	for _, c := range result.Changes {
		fmt.Println(c.At, names[c.Vertex], c.Level)
	}
	// Output:
	// 0s line A down
	// 0s the till down
	// 5m0s the shop down
	// 10m0s the till up
	// 12m0s the shop up
	// 1h0m0s line A up
}

// TestWaits checks what a vertex that came up is said to have waited for.
func TestWaits(t *testing.T) {
	result, err := timeline.Run(context.Background(), input(2*time.Minute), []timeline.Event{{Fail: []int32{lineA}, For: time.Hour}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := map[int32]timeline.Wait{lineA: {timeline.WaitRepair, -1}, till: {timeline.WaitFailover, lineB}, shop: {timeline.WaitRecovery, till}}
	for _, c := range result.Changes {
		if c.Level == graph.Up && c.Waited != want[c.Vertex] {
			t.Errorf("vertex %d waited for %+v, want %+v", c.Vertex, c.Waited, want[c.Vertex])
		}
	}
}

// TestEndless finds a simulation that keeps itself going, and stops it.
func TestEndless(t *testing.T) {
	b := graph.NewBuilder(0, 0)
	hold := graph.Mods{Holdup: time.Minute}
	b.Require(&graph.Spec{K: 1, Vertex: 1, Mods: hold})
	b.Next()
	b.Require(&graph.Spec{K: 1, Vertex: 0, Mods: hold})
	b.Next()
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	in := timeline.Input{Graph: g, Lines: noLines, Service: none, Recovery: func(int32) time.Duration { return time.Minute }}
	result, err := timeline.Run(t.Context(), in, []timeline.Event{{Fail: []int32{0}, For: 90 * time.Second}}, 24*time.Hour)
	if err != nil || len(result.Changes) == 0 {
		t.Fatalf("%d changes, %v", len(result.Changes), err)
	}
}

// noLines is the lines of vertices none of which is a part.
func noLines(int32) []int32 { return nil }
