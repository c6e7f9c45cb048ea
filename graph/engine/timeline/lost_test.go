package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/load"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/internal/planted"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestLostIsTheSlowAnswer compares runs in which vertices are not found for a while, with
// and without faults of their own, with what is found anew at every second.
func TestLostIsTheSlowAnswer(t *testing.T) {
	const end = 40
	for seed := range rounds.Of(t, 600, 20_000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 22))
		g, recovery := random(rng, shape{times: 4, failovers: true})
		events, faults := script(rng, g.Len(), end)
		missing := make([][]bool, end+1)
		for at := range missing {
			missing[at] = make([]bool, g.Len())
		}
		for v := range int32(g.Len()) {
			if rng.IntN(2) == 0 {
				continue
			}
			from, to := rng.IntN(8), 8+rng.IntN(8)
			events = append(events, timeline.Event{At: time.Duration(from) * time.Second, Lose: []int32{v}}, timeline.Event{At: time.Duration(to) * time.Second, Find: []int32{v}})
			for at := from; at < to; at++ {
				missing[at][v] = true
			}
		}
		got := play(t, g, recovery, events, end)
		b := newBrute(g, func(v int32) time.Duration { return recovery[v] })
		for at := range got {
			b.missing = missing[at]
			if want := b.tick(at, faults[at]); !slices.Equal(got[at], want) {
				t.Fatalf("seed %d, %+v: after %d s %v, want %v\n%s", seed, events, at, got[at], want, written(g, recovery))
			}
		}
	}
}

// TestNoRecoveryAfterNotFound: who did not find a node finds it at once, and waits for what
// was down by it.
func TestNoRecoveryAfterNotFound(t *testing.T) {
	in := input(2 * time.Minute)
	recovery := in.Recovery
	in.Recovery = func(v int32) time.Duration { return max(recovery(v), map[int32]time.Duration{till: time.Hour}[v]) }
	r, err := timeline.Run(t.Context(), in, []timeline.Event{{Lose: []int32{till}}, {At: 10 * time.Minute, Find: []int32{till}}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := []timeline.Change{
		{At: 0, Vertex: till, Level: graph.Down, Waited: timeline.Wait{Vertex: -1}},
		{At: 5 * time.Minute, Vertex: shop, Level: graph.Down, Waited: timeline.Wait{Vertex: -1}},
		{At: 10 * time.Minute, Vertex: till, Level: graph.Up, Waited: timeline.Wait{Kind: timeline.WaitServe, Vertex: -1}},
		{At: 12 * time.Minute, Vertex: shop, Level: graph.Up, Waited: timeline.Wait{Kind: timeline.WaitRecovery, Vertex: till}},
	}
	if !slices.Equal(r.Changes, want) {
		t.Errorf("changes are %+v, want %+v", r.Changes, want)
	}
}

// TestTogetherShareALoad: of 1,000 that come to a till of 700 over a line, those seven in
// ten arrive that find the line; when all do, it is over its capacity, for all of them.
func TestTogetherShareALoad(t *testing.T) {
	b := graph.NewBuilder(0, 0)
	b.Next() // the line
	b.Next() // the till
	b.Need(0)
	b.Need(1)
	b.Next() // the shop
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	in := timeline.Input{Graph: g, Lines: noLines, Service: none, Recovery: func(int32) time.Duration { return 0 },
		Load:   &load.Network{Graph: g, Share: func(int32) float64 { return 1 }, Services: []load.Service{{Seen: []int32{2}, Population: -1}}, Nodes: []load.Node{{Vertex: 1, Overload: load.Trip}}},
		Demand: []float64{500}, Capacity: []float64{700}}
	of := func(share float64) func(int32) float64 { return func(int32) float64 { return share } }
	lose, find := timeline.Event{Lose: []int32{0}}, timeline.Event{At: 2 * time.Hour, Find: []int32{0}}
	runs, err := timeline.RunTogether(t.Context(), in, []timeline.Event{{At: time.Hour, Demand: []timeline.Setting{{Value: 1000}}}},
		[]timeline.Case{{Share: of(0.7)}, {Share: of(0.3), Events: []timeline.Event{lose, find}}})
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []string{"up 1h up 2h down", "down 1h down 2h down"} {
		got := ""
		for i, at := range []time.Duration{0, time.Hour, 2 * time.Hour} {
			level := graph.Up
			for _, ch := range runs[k].Changes {
				if ch.Vertex == 2 && ch.At <= at {
					level = ch.Level
				}
			}
			got += []string{"", " 1h ", " 2h "}[i] + level.String()
		}
		if got != want {
			t.Errorf("case %d: %s, want %s", k, got, want)
		}
	}
	var loads []float64
	for _, l := range runs[0].Loads {
		loads = append(loads, l.Load)
	}
	if !slices.Equal(loads, []float64{350, 700, 1000}) {
		t.Errorf("the loads are %v", loads)
	}
}

// TestLostService: who does not find a service finds none of its parts, and all of them
// again when he finds it, but one that is lost besides.
func TestLostService(t *testing.T) {
	b := graph.NewBuilder(0, 0)
	b.Whole([]int32{1, 2})
	b.Next()
	b.Next()
	b.Next()
	b.Need(1)
	b.Next() // what needs a part
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	in := timeline.Input{Graph: g, Lines: noLines, Recovery: func(v int32) time.Duration { return map[int32]time.Duration{1: time.Hour}[v] }, Service: func(v int32) int32 {
		if v == 1 || v == 2 {
			return 0
		}
		return -1
	}}
	r, err := timeline.Run(t.Context(), in, []timeline.Event{{Lose: []int32{0, 2}}, {At: time.Minute, Find: []int32{0}}, {At: time.Hour, Find: []int32{2}}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, ch := range r.Changes {
		got += fmt.Sprintf("%s %d %s; ", ch.At, ch.Vertex, ch.Level)
	}
	if want := "0s 0 down; 0s 1 down; 0s 2 down; 0s 3 down; 1m0s 0 degraded; 1m0s 1 up; 1m0s 3 up; 1h0m0s 0 up; 1h0m0s 2 up; "; got != want {
		t.Errorf("it goes %s, want %s", got, want)
	}
}

// TestLostSeesMistakes plants mistakes where those of whom a run tells find vertices.
func TestLostSeesMistakes(t *testing.T) {
	planted.Seen(t, "TestLostIs|TestLostService|TestNoRecovery|TestTogether", []planted.Mistake{
		{What: "a recovery follows where a node was not found", File: "lost.go", Old: "s.excused = map[int32]bool{v: true, s.in.Service(v): true}", New: "s.excused = nil"},
		{What: "a part is found where its service is not", File: "faults.go", Old: "l = min(l, s.own(service))", New: "l = min(l, s.load.own(service))"},
		{What: "whoever finds a node again is not looked at", File: "lost.go", Old: "s.over(v, kind)", New: "s.ended[v] = kind"},
		{What: "parts of what is lost are not looked at", File: "lost.go", Old: "for _, part := range s.parts(v) {", New: "for _, part := range s.parts(v)[:0] {"},
		{What: "what is found again stays lost", File: "lost.go", Old: "delete(s.lost, v)", New: "_ = v"},
		{What: "a vertex that is lost is excused for all", File: "faults.go", Old: "if s.lost[v] && !s.excused[v] {", New: "if s.lost[v] && s.excused == nil {"},
		{What: "runs that go together each bear what all ask", File: "load_report.go", Old: "if s.share != nil {", New: "if false {"},
	})
}
