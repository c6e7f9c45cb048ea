package timeline_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// pair has two vertices that need each other, and ride through a second.
func pair(t *testing.T) timeline.Input {
	t.Helper()
	b := graph.NewBuilder(2, 4)
	for v := range int32(2) {
		b.Require(&graph.Spec{Of: []graph.Spec{{Vertex: 1 - v}}, Mods: graph.Mods{Holdup: time.Second}})
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	none := func(int32) int32 { return -1 }
	return timeline.Input{Graph: g, Recovery: func(int32) time.Duration { return 0 }, Lines: noLines, Service: none}
}

// TestACancelledRunEnds cancels a run that would go on for long.
func TestACancelledRunEnds(t *testing.T) {
	var events []timeline.Event
	for at := range 200_000 {
		events = append(events, timeline.Event{At: time.Duration(at) * 2 * time.Second, Fail: []int32{0}, For: time.Second})
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := timeline.Run(ctx, pair(t), events, 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
}
