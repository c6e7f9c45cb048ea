package partial_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/partial"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/rounds"
)

// world is a small random graph, with what happens in it.
type world struct {
	g        *graph.Graph
	recovery []time.Duration
	parts    [][]int32 // vertex -> its parts
	service  []int32   // vertex -> the service that it is a part of; -1: none
	events   []timeline.Event
	serves   []partial.Serve
}

const (
	vertices = 9
	seconds  = 14 // in which anything happens
	until    = 60
)

func sec(n int) time.Duration { return time.Duration(n) * time.Second }

// newWorld draws one; of its nodes the last may be a service of the two before.
func newWorld(rng *rand.Rand) *world {
	w := &world{parts: make([][]int32, vertices), recovery: make([]time.Duration, vertices), service: slices.Repeat([]int32{-1}, vertices)}
	b := graph.NewBuilder(0, 0)
	loops, whole := rng.IntN(3) == 0, rng.IntN(2) == 0
	delay := func(odds int) time.Duration {
		if rng.IntN(odds) > 0 {
			return 0
		}
		return sec(1 + rng.IntN(5))
	}
	for v := range int32(vertices) {
		spec := func() graph.Spec {
			to := rng.IntN(max(1, int(v)))
			if loops && v < 6 {
				to = (int(v) + 1 + rng.IntN(5)) % 6
			}
			return graph.Spec{Vertex: int32(to), K: 1}
		}
		if v == vertices-1 && whole {
			w.parts[v] = []int32{v - 2, v - 1}
			w.service[v-2], w.service[v-1] = v, v
			b.Whole(w.parts[v])
			b.Next()
			continue
		}
		for range rng.IntN(3) {
			if v == 0 && !loops {
				break
			}
			members := []graph.Spec{spec(), spec(), {K: 1 + rng.IntN(2), Of: []graph.Spec{spec(), spec()}, Mods: graph.Mods{Loss: rng.IntN(3) == 0}}}
			members = members[:1+rng.IntN(3)]
			r := graph.Spec{K: 1 + rng.IntN(len(members)), Of: members, Mods: graph.Mods{Holdup: delay(4), Accepts: rng.IntN(5) == 0, Loss: rng.IntN(4) == 0}}
			if len(members) > r.K {
				r.Mods.Failover = delay(3)
			}
			b.Require(&r)
		}
		b.Next()
		w.recovery[v] = delay(3)
	}
	var err error
	if w.g, err = b.Graph(); err != nil {
		panic(err)
	}
	w.happen(rng)
	return w
}

func (w *world) happen(rng *rand.Rand) {
	for range rng.IntN(3) {
		e := timeline.Event{At: sec(rng.IntN(seconds)), For: sec(rng.IntN(6))}
		switch v := []int32{int32(rng.IntN(vertices))}; rng.IntN(3) {
		case 0:
			e.Fail = v
		case 1:
			e.Degrade = v
		default:
			e.For, e.Repair = 0, append(v, w.parts[v[0]]...)
		}
		w.events = append(w.events, e)
	}
	shares := []float64{0, 0.2, 0.5, 0.5, 0.9, 1}
	for range 1 + rng.IntN(5) {
		s := partial.Serve{At: sec(rng.IntN(seconds)), Vertex: int32(rng.IntN(vertices)), Share: shares[rng.IntN(len(shares))]}
		if rng.IntN(3) == 0 {
			s.For = sec(1 + rng.IntN(6))
		}
		w.serves = append(w.serves, s)
	}
}

func (w *world) input() timeline.Input {
	in := input(w.g, w.recovery)
	in.Service = func(v int32) int32 { return w.service[v] }
	return in
}

// shareAt is what a vertex serves at a second, by what its serves say, one after the other.
func (w *world) shareAt(v int32, t int) float64 {
	share, ends := 1.0, -1
	for now := range t + 1 {
		if now == ends {
			share = 1
		}
		for _, e := range w.events {
			if e.At == sec(now) && slices.Contains(e.Repair, v) {
				share, ends = 1, -1
			}
		}
		for _, s := range w.serves {
			if s.Vertex == v && s.At == sec(now) {
				if share, ends = s.Share, -1; s.For > 0 {
					ends = now + int(s.For/time.Second)
				}
			}
		}
	}
	return share
}

// cases writes all cases out: thresholds in the middles between all shares there are, for
// each vertex that serves some only at any time.
func (w *world) cases(yield func(share float64, events []timeline.Event)) {
	ends := []float64{0, 0.2, 0.5, 0.9, 1}
	var nodes []int32
	for v := range int32(vertices) {
		if slices.ContainsFunc(w.serves, func(s partial.Serve) bool { return s.Vertex == v }) {
			nodes = append(nodes, v)
		}
	}
	var write func(i int, share float64, events []timeline.Event)
	write = func(i int, share float64, events []timeline.Event) {
		if i == len(nodes) {
			yield(share, events)
			return
		}
		for k := range len(ends) - 1 {
			own, lost := slices.Clone(events), false
			for t := range until {
				if now := w.shareAt(nodes[i], t) < (ends[k]+ends[k+1])/2; now && !lost {
					own = append(own, timeline.Event{At: sec(t), Lose: nodes[i : i+1]})
				} else if lost && !now {
					own = append(own, timeline.Event{At: sec(t), Find: nodes[i : i+1]})
				}
				lost = w.shareAt(nodes[i], t) < (ends[k]+ends[k+1])/2
			}
			write(i+1, share*(ends[k+1]-ends[k]), own)
		}
	}
	write(0, 1, slices.Clone(w.events))
}

// levels returns the level at every second of each vertex.
func levels(changes []timeline.Change, of int32) (out [until]graph.Level) {
	now := graph.Up
	for t := range out {
		for _, ch := range changes {
			if ch.Vertex == of && ch.At == sec(t) {
				now = ch.Level
			}
		}
		out[t] = now
	}
	return out
}

// TestAgainstCases holds the answer against all cases written out: the shares down and
// degraded of every vertex at every second, and those of every outage.
func TestAgainstCases(t *testing.T) {
	mixed, cases := 0, rounds.Of(t, 120, 4000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 1))
		w := newWorld(rng)
		curves := partial.Curves(w.serves, w.events)
		r, err := partial.Run(t.Context(), w.input(), w.events, curves, func(v int32) bool { return w.parts[v] == nil })
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		var want [vertices]map[[until]graph.Level]float64
		for v := range want {
			want[v] = map[[until]graph.Level]float64{}
		}
		w.cases(func(share float64, events []timeline.Event) {
			run, err := timeline.Run(t.Context(), w.input(), events, 0)
			if err != nil {
				t.Fatal(err)
			}
			for v := range want {
				want[v][levels(run.Changes, int32(v))] += share
			}
		})
		for v := range int32(vertices) {
			if f := r.Fates[v]; f != nil && f.Rough && w.parts[v] != nil {
				continue // it follows from its parts
			}
			got := map[[until]graph.Level]float64{}
			if f := r.Fates[v]; f == nil {
				got[levels(r.Luckiest.Changes, v)] = 1
			} else {
				for _, x := range f.Of {
					got[levels(x.Changes, v)] += x.Share
				}
			}
			if len(got) > 1 {
				mixed++
			}
			same := len(got) == len(want[v])
			for course, share := range want[v] {
				same = same && math.Abs(got[course]-share) < 1e-9
			}
			if !same {
				t.Fatalf("seed %d: vertex %d fares %v, want %v\n%+v\n%+v", seed, v, got, want[v], w.serves, w.events)
			}
		}
	}
	if mixed < cases.Least(4000) {
		t.Errorf("only %d vertices fare differently for some", mixed)
	}
}
