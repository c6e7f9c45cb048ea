package cascade_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/rounds"
)

// trial is a random graph in which something fails, and what the slow side says of it.
type trial struct {
	seed           uint64
	w              world
	c              *cascade.Cascade
	down, degraded []int32
	before, now    []graph.Level
}

// trials runs a check on random graphs with requirements that hold while something is down.
func trials(t *testing.T, normal, long int, check func(x *trial, rng *rand.Rand)) {
	t.Helper()
	for seed := range rounds.Of(t, normal, long).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 83))
		g, stratum := draw(rng)
		w := world{g: g, stratum: stratum, horizon: []time.Duration{time.Hour, time.Hour, 0, cascade.AtWorst, 3 * time.Hour}[rng.IntN(5)]}
		x := &trial{seed: seed, w: w, c: cascade.New(g, w.horizon)}
		x.before = x.w.nothingFails()
		for range 3 {
			x.fail(rng)
			check(x, rng)
		}
	}
}

func (x *trial) fail(rng *rand.Rand) {
	x.down, x.degraded, x.w.own = nil, nil, slices.Repeat([]graph.Level{graph.Up}, x.w.g.Len())
	for v := range x.w.own {
		switch rng.IntN(8) {
		case 0:
			x.w.own[v], x.down = graph.Down, append(x.down, int32(v))
		case 1:
			x.w.own[v], x.degraded = graph.Degraded, append(x.degraded, int32(v))
		}
	}
	x.now = x.w.levels()
	x.c.Run(x.down, x.degraded)
}

// TestUnlessByStrata compares levels, before and after, with strata solved one after
// another, also with some of it spared.
func TestUnlessByStrata(t *testing.T) {
	risen, held, deep, spared, seen := 0, 0, 0, 0, 0
	trials(t, 1500, 100_000, func(x *trial, rng *rand.Rand) {
		for v, want := range x.now {
			if got, before := x.c.Level(int32(v)), x.c.Before(int32(v)); got != want || before != x.before[v] {
				t.Fatalf("seed %d: vertex %d is %s, before %s; not %s, before %s", x.seed, v, got, before, want, x.before[v])
			}
			seen++
			if want > x.before[v] {
				risen++
				if x.w.stratum[v] > 1 {
					deep++
				}
			}
			if x.before[v] < graph.Up {
				held++
			}
		}
		w := x.w
		w.spared, w.standing = map[int32]bool{int32(rng.IntN(w.g.Len())): true}, map[int32]bool{}
		var gates []int32
		for gate := range int32(w.g.NumGates()) {
			if w.g.Parent(gate) < 0 && rng.IntN(8) == 0 {
				w.standing[gate], gates = true, append(gates, gate)
			}
		}
		for v := range w.spared {
			x.c.Spare([]int32{v}, gates)
		}
		x.c.Run(x.down, x.degraded)
		for v, want := range w.levels() {
			if got := x.c.Level(int32(v)); got != want {
				t.Fatalf("seed %d: with %v and gates %v spared vertex %d is %s, not %s", x.seed, w.spared, gates, v, got, want)
			}
			if want != x.now[v] {
				spared++
			}
		}
		x.c.Spare(nil, nil)
	})
	if risen < seen/100 || held < seen/50 || deep == 0 || spared == 0 {
		t.Fatalf("of %d levels %d rose, %d of them in high strata, %d were low before, %d changed by sparing: the test tries little", seen, risen, deep, held, spared)
	}
}

// TestLostRedundancyWithUnless tries the loss of everything that a requirement names.
func TestLostRedundancyWithUnless(t *testing.T) {
	found := 0
	trials(t, 1500, 100_000, func(x *trial, _ *rand.Rand) {
		var want []int32
		for gate := range int32(x.w.g.NumGates()) {
			at := x.w.value(gate, x.w.as(x.before))
			if x.w.g.Parent(gate) < 0 && at > graph.Down && x.w.redundant(gate, at, x.before) &&
				x.w.gate(gate, at, x.w.as(x.now)) && !x.w.redundant(gate, at, x.now) {
				want = append(want, x.w.g.Owner(gate))
			}
		}
		want = slices.Compact(want)
		if got, _ := x.c.LostRedundancy(context.Background()); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v have lost their redundancy, not %v", x.seed, got, want)
		}
		found += len(want)
	})
	if found == 0 {
		t.Fatal("nothing lost its redundancy")
	}
}

// TestBecauseWithUnless has reasons be true, enough, and founded. They are enough if a
// vertex is at most at its level although all members that they do not name are as good
// for it as can be.
func TestBecauseWithUnless(t *testing.T) {
	inhibiting := 0
	trials(t, 1500, 100_000, func(x *trial, _ *rand.Rand) {
		for v, level := range x.now {
			if level == graph.Up || x.w.own[v] <= level {
				continue
			}
			because := x.c.Because(int32(v))
			for _, slot := range because {
				m := x.w.g.Member(slot)
				if x.inverted(slot) {
					inhibiting++
				} else if x.now[m] == graph.Up {
					t.Fatalf("seed %d: %d, which is up, is a reason of %d", x.seed, m, v)
				}
			}
			best := func(slot int32, at graph.Level, _ bool) bool {
				if slices.Contains(because, slot) {
					return x.now[x.w.g.Member(slot)] >= at
				}
				return !x.inverted(slot)
			}
			if !x.fed(int32(v)) && x.w.vertex(int32(v), level+1, best) {
				t.Fatalf("seed %d: %d is %s because of slots %v, which are not enough", x.seed, v, level, because)
			}
		}
		x.founded(t)
	})
	if inhibiting == 0 {
		t.Fatal("no reason is that something is up")
	}
}

// inverted says whether a slot stands in an odd number of requirements that hold while
// what they name is down.
func (x *trial) inverted(slot int32) (odd bool) {
	for ; slot >= 0; slot = x.w.g.Parent(x.w.g.GateOf(slot)) {
		odd = odd != x.w.g.Mods(x.w.g.GateOf(slot)).Unless
	}
	return odd
}

func (x *trial) fed(v int32) bool { return x.w.g.Fed(x.w.g.Component(v)) }

// founded follows reasons of whatever is not up: they go round in no circle.
func (x *trial) founded(t *testing.T) {
	t.Helper()
	open, done := map[int32]bool{}, map[int32]bool{}
	var follow func(v int32)
	follow = func(v int32) {
		if open[v] {
			t.Fatalf("seed %d: the reasons of %d lead back to it", x.seed, v)
		}
		if done[v] {
			return
		}
		open[v] = true
		for _, slot := range x.c.Because(v) {
			follow(x.w.g.Member(slot))
		}
		open[v], done[v] = false, true
	}
	for v := range x.now {
		follow(int32(v))
	}
}
