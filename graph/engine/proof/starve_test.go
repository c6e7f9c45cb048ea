package proof_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/proof"
	"github.com/meoktong/meoktong/graph/rounds"
)

// supplied returns a graph with loops of supply in it.
func supplied(rng *rand.Rand) *graph.Graph {
	n := 3 + rng.IntN(8)
	most := 1 + rng.IntN(4)
	b := graph.NewBuilder(0, 0)
	mods := func() graph.Mods { return graph.Mods{Supply: rng.IntN(4) < most} }
	spec := func() graph.Spec { return graph.Spec{Vertex: int32(rng.IntN(n)), K: 1, Mods: mods()} }
	for range n {
		for range rng.IntN(3) {
			s := graph.Spec{K: 1 + rng.IntN(2), Of: []graph.Spec{spec(), spec(), {K: 1, Of: []graph.Spec{spec(), spec()}, Mods: mods()}}, Mods: mods()}
			s.Mods.Accepts, s.Mods.Loss = rng.IntN(6) == 0, rng.IntN(6) == 0
			b.Require(&s)
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g
}

// checker follows a proof of what may starve.
type checker struct {
	t      *testing.T
	g      *graph.Graph
	c      *cascade.Cascade
	steps  []proof.Step
	group  []int // step -> the first of those that it starves together with
	starve int
}

func (x *checker) find(i int) int {
	for x.group[i] != i {
		i = x.group[i]
	}
	return i
}

// members holds a step's lost members against the gate, and calls f for each leaf.
func (x *checker) members(gate int32, to graph.Level, members []proof.Member, f func(m proof.Member)) {
	fall, ok := x.c.Fall(gate, to)
	if !ok || len(members) < int(fall.Needed) {
		x.t.Errorf("gate %d does not fall by %v", gate, members)
	}
	seen := map[int32]bool{}
	for _, m := range members {
		if seen[m.Slot] || m.Slot < fall.First || m.Slot >= fall.End {
			x.t.Errorf("slot %d stands twice, or does not count", m.Slot)
		}
		seen[m.Slot] = true
		if m.Gate >= 0 {
			x.members(m.Gate, fall.Members, m.Members, f)
			continue
		}
		if s := x.steps[m.Step]; s.Vertex != x.g.Member(m.Slot) || s.AtMost > fall.Members {
			x.t.Errorf("step %d proves %v, not of %d", m.Step, s.Fact, x.g.Member(m.Slot))
		}
		if m.Loop && (!x.steps[m.Step].Starved || !x.g.Flows(x.g.GateOf(m.Slot))) {
			x.t.Errorf("slot %d does not starve", m.Slot)
		}
		f(m)
	}
}

// sound checks a proof: with those that starve together taken as one, no step rests on
// itself.
func (x *checker) sound(failed map[int32]bool) {
	x.group = make([]int, len(x.steps))
	for i := range x.group {
		x.group[i] = i
	}
	rests := map[int][]int{}
	for i := range x.steps {
		s := &x.steps[i]
		if s.Gate < 0 {
			if !failed[s.Vertex] {
				x.t.Errorf("%d has not failed", s.Vertex)
			}
			continue
		}
		x.members(s.Gate, s.AtMost, s.Members, func(m proof.Member) {
			if m.Loop {
				x.starve++
				x.group[x.find(m.Step)] = x.find(i)
			} else {
				rests[i] = append(rests[i], m.Step)
			}
		})
	}
	condensed := map[int][]int{}
	for i, on := range rests {
		for _, j := range on {
			condensed[x.find(i)] = append(condensed[x.find(i)], x.find(j))
		}
	}
	state := map[int]int{}
	var walk func(i int)
	walk = func(i int) {
		state[i] = 1
		for _, j := range condensed[i] {
			if state[j] == 1 {
				x.t.Fatalf("step %d rests on itself", j)
			}
			if state[j] == 0 {
				walk(j)
			}
		}
		state[i] = 2
	}
	for i := range x.steps {
		if j := x.find(i); state[j] == 0 {
			walk(j)
		}
	}
}

// TestStarvedProofs proves whatever is not up in graphs with loops of supply, and
// nothing else, and looks at each proof step by step.
func TestStarvedProofs(t *testing.T) {
	starved, cases := 0, rounds.Of(t, 500, 10_000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 12))
		g := supplied(rng)
		c := cascade.New(g, time.Hour)
		failed := map[int32]bool{int32(rng.IntN(g.Len())): true, int32(rng.IntN(g.Len())): true}
		var down []int32
		for v := range int32(g.Len()) {
			if failed[v] {
				down = append(down, v)
			}
		}
		c.Run(down, nil)
		prover := proof.NewProver(g, c)
		for v := range int32(g.Len()) {
			for _, at := range []graph.Level{graph.Degraded, graph.Down} {
				p, err := prover.Prove(t.Context(), down, proof.Fact{Vertex: v, AtMost: at})
				if err != nil || len(p.Steps) > 0 != (c.Level(v) <= at) {
					t.Fatalf("seed %d: %d is %s, and has a proof of %d steps: %v", seed, v, c.Level(v), len(p.Steps), err)
				}
				x := &checker{t: t, g: g, c: c, steps: p.Steps}
				x.sound(failed)
				if starved += x.starve; t.Failed() {
					t.Fatalf("seed %d: at most %s of %d: %+v", seed, at, v, p.Steps)
				}
			}
		}
	}
	if starved < cases.Least(1000) {
		t.Errorf("only %d members starved", starved)
	}
}
