package partial_test

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/partial"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// Example is a shop that needs any of two lines, of which one serves six in ten at first
// and nine in ten after an hour, the other half of them until two hours.
func Example() {
	b := graph.NewBuilder(0, 0)
	b.Next()
	b.Next()
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: 0}, {Vertex: 1}}})
	b.Next()
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	serves := []partial.Serve{{Vertex: 0, Share: 0.6}, {At: time.Hour, Vertex: 0, Share: 0.9}, {Vertex: 1, Share: 0.5, For: 2 * time.Hour}}
	r, err := partial.Run(context.Background(), input(g, nil), nil, partial.Curves(serves, nil), func(v int32) bool { return v == 2 })
	if err != nil {
		panic(err)
	}
	for _, f := range r.Fates[2].Of {
		fmt.Printf("%.2f:", f.Share)
		for _, ch := range f.Changes {
			fmt.Printf(" %s at %s", ch.Level, ch.At)
		}
		fmt.Println()
	}
	// Output:
	// 0.80:
	// 0.15: down at 0s up at 1h0m0s
	// 0.05: down at 0s up at 2h0m0s
}

func input(g *graph.Graph, recovery []time.Duration) timeline.Input {
	return timeline.Input{Graph: g, Lines: func(int32) []int32 { return nil }, Service: func(int32) int32 { return -1 }, Recovery: func(v int32) time.Duration {
		if recovery == nil {
			return 0
		}
		return recovery[v]
	}}
}

func TestCurves(t *testing.T) {
	hour := func(n int) time.Duration { return time.Duration(n) * time.Hour }
	for _, test := range []struct {
		name    string
		serves  []partial.Serve
		repairs []int
		want    string
	}{
		{"the last counts", []partial.Serve{{At: hour(1), Share: 0.5}, {At: hour(1), Share: 0.7}, {At: hour(2), Share: 0.7}, {At: hour(3), Share: 1}}, nil, "[{1h0m0s 0.7} {3h0m0s 1}]"},
		{"for ends it", []partial.Serve{{At: hour(1), For: hour(2), Share: 0.5}}, nil, "[{1h0m0s 0.5} {3h0m0s 1}]"},
		{"for ends no later one", []partial.Serve{{At: hour(1), For: hour(2), Share: 0.5}, {At: hour(2), Share: 0.6}}, nil, "[{1h0m0s 0.5} {2h0m0s 0.6}]"},
		{"the next takes over as for ends", []partial.Serve{{At: 0, For: hour(2), Share: 0.5}, {At: hour(2), Share: 0.6}}, nil, "[{0s 0.5} {2h0m0s 0.6}]"},
		{"a repair ends it", []partial.Serve{{At: 0, For: hour(9), Share: 0.5}}, []int{2}, "[{0s 0.5} {2h0m0s 1}]"},
		{"a repair comes first", []partial.Serve{{At: 0, Share: 0.5}, {At: hour(2), Share: 0.6}}, []int{2}, "[{0s 0.5} {2h0m0s 0.6}]"},
		{"nothing", []partial.Serve{{At: 0, Share: 1}}, nil, ""},
	} {
		var events []timeline.Event
		for _, at := range test.repairs {
			events = append(events, timeline.Event{At: hour(at), Repair: []int32{0}})
		}
		got := ""
		if c := partial.Curves(test.serves, events); len(c) > 0 {
			got = fmt.Sprint(c[0].Steps)
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// TestBatches: groups without a curve in common share runs, those with one do not, and a
// set within another has none of its own.
func TestBatches(t *testing.T) {
	// 0 to 5 serve half; 6 needs 0, 7 needs 0 and 1, 8 needs 2 and 3, 9 needs 1 and 2, 10 needs 5.
	needs := [][]int32{6: {0}, 7: {0, 1}, 8: {2, 3}, 9: {1, 2}, 10: {5}}
	b := graph.NewBuilder(0, 0)
	for v := range needs {
		for _, x := range needs[v] {
			b.Need(x)
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	var serves []partial.Serve
	for v := range int32(6) {
		serves = append(serves, partial.Serve{Vertex: v, Share: 0.5})
	}
	r, err := partial.Run(t.Context(), input(g, nil), nil, partial.Curves(serves, nil), func(v int32) bool { return v >= 6 })
	if err != nil {
		t.Fatal(err)
	}
	for v := range int32(11) {
		down, n := 0.0, max(1, len(needs[v]))
		for _, f := range r.Fates[v].Of {
			if len(f.Changes) > 0 {
				down += f.Share
			}
		}
		if want := 1 - math.Pow(0.5, float64(n)); down != want || r.Fates[v].Rough {
			t.Errorf("vertex %d is down for %v, want %v", v, down, want)
		}
	}
}
