package cascade_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// sustained returns what is self-sustained, by the words of its definition.
func (x *trial) sustained() (out []int32) {
	strict := x.w
	strict.inLoops, strict.pinned, strict.unless = true, map[use]bool{}, map[int32]bool{}
	for _, at := range []graph.Level{graph.Degraded, graph.Up} {
		for _, v := range x.design(at) {
			strict.pinned[use{v, at}] = x.now[v] >= at
		}
	}
	for _, gate := range x.w.g.Unless() {
		strict.unless[gate] = !x.w.member(x.w.g.FirstSlot(gate), graph.Degraded, false, x.w.as(x.now))
	}
	after := x.w
	after.own, after.unless = slices.Clone(x.w.own), strict.unless
	for at, has := range strict.systems() {
		for v := range has {
			if at := graph.Level(at); at > graph.Down && !has[v] && x.now[v] >= at {
				after.own[v] = min(after.own[v], at-1)
			}
		}
	}
	for v, at := range after.levels() {
		if at < x.now[v] {
			out = append(out, int32(v))
		}
	}
	return out
}

// design returns the loops that cannot start from black with nothing failed, though all
// that they need outside themselves has started: so what has to be down for one of them is.
func (x *trial) design(at graph.Level) (out []int32) {
	w := x.w
	w.own, w.unless = slices.Repeat([]graph.Level{graph.Up}, w.g.Len()), map[int32]bool{}
	for _, gate := range w.g.Unless() {
		w.unless[gate] = x.hasToHold(gate) || !w.member(w.g.FirstSlot(gate), graph.Degraded, false, w.as(x.before))
	}
	before := x.before
	x.before = w.levels()
	defer func() { x.before = before }()
	exempt := map[int32]bool{}
	for {
		on := x.start(w, at, exempt)
		var stuck []int32
		for v := range on {
			if x.before[v] >= at && !on[v] {
				stuck = append(stuck, int32(v))
			}
		}
		if len(stuck) == 0 {
			return out
		}
		for _, v := range stuck {
			if x.closed(w, at, v, on) {
				exempt[v] = true
				out = append(out, v)
			}
		}
	}
}

// hasToHold says whether nothing stands in for a gate.
func (x *trial) hasToHold(gate int32) bool {
	slot := x.w.g.Parent(gate)
	if slot < 0 {
		return true
	}
	around := x.w.g.GateOf(slot)
	return !x.w.g.Mods(around).Unless && int(x.w.g.K(around)) == len(x.w.g.Members(around)) && x.hasToHold(around)
}

// start lets come on what can, from nothing.
func (x *trial) start(w world, at graph.Level, exempt map[int32]bool) []bool {
	on := make([]bool, w.g.Len())
	for again := true; again; {
		again = false
		for v := range on {
			if !on[v] && x.before[v] >= at && (exempt[int32(v)] || w.vertex(int32(v), at, x.black(w, at, on))) {
				on[v], again = true, true
			}
		}
	}
	return on
}

// black reads what is on, and of the other system and of lower strata what the answer has
// with nothing failed.
func (x *trial) black(w world, system graph.Level, on []bool) reading {
	return func(slot int32, at graph.Level, _ bool) bool {
		m := w.g.Member(slot)
		if at != system || x.inUnless(slot) {
			return x.before[m] >= at
		}
		return on[m]
	}
}

func (x *trial) inUnless(slot int32) bool {
	for ; slot >= 0; slot = x.w.g.Parent(x.w.g.GateOf(slot)) {
		if x.w.g.Mods(x.w.g.GateOf(slot)).Unless {
			return true
		}
	}
	return false
}

// closed says whether all that is stuck and that a vertex waits for, over any number of
// steps, waits for the vertex.
func (x *trial) closed(w world, at graph.Level, v int32, on []bool) bool {
	for u := range x.reach(w, at, v, on) {
		if !x.reach(w, at, u, on)[v] {
			return false
		}
	}
	return true
}

func (x *trial) reach(w world, at graph.Level, v int32, on []bool) map[int32]bool {
	seen := map[int32]bool{}
	for queue := []int32{v}; len(queue) > 0; queue = queue[1:] {
		from, to := w.g.Slots(queue[0])
		for slot := from; slot < to; slot++ {
			if m := w.g.Member(slot); m >= 0 && !on[m] && x.before[m] >= at && !seen[m] && x.waits(w, at, slot, on) {
				seen[m] = true
				queue = append(queue, m)
			}
		}
	}
	return seen
}

// waits says whether a member counts in a requirement that does not hold, with all groups
// between.
func (x *trial) waits(w world, at graph.Level, slot int32, on []bool) bool {
	for ; slot >= 0; slot = w.g.Parent(w.g.GateOf(slot)) {
		gate := w.g.GateOf(slot)
		m := w.g.Mods(gate)
		waiting := slot >= w.g.FirstSlot(gate)+w.atHand(gate)
		if waiting || m.Unless || m.Accepts && at == graph.Up || w.gate(gate, at, x.black(w, at, on)) {
			return false
		}
	}
	return true
}

// TestSustainedWithUnless compares what is self-sustained with its definition.
func TestSustainedWithUnless(t *testing.T) {
	found, beside := 0, 0
	trials(t, 600, 40_000, func(x *trial, _ *rand.Rand) {
		s, err := cascade.NewSustain(context.Background(), cascade.New(x.w.g, x.w.horizon))
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Find(context.Background(), x.c, x.down, x.degraded)
		want := x.sustained()
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v are self-sustained, not %v: %v", x.seed, got, want, err)
		}
		found += len(want)
		if len(want) > 0 && len(x.w.g.Unless()) > 0 {
			beside++
		}
	})
	if found == 0 || beside == 0 {
		t.Fatalf("%d are self-sustained, %d times beside an unless: the test tries little", found, beside)
	}
}
