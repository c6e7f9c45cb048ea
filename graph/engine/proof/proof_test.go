package proof_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/proof"
	"github.com/meoktong/meoktong/graph/internal/naive"
	"github.com/meoktong/meoktong/graph/rounds"
)

// Example proves why a shop falls: it needs one of two sites, and both stand on
// one power line.
func Example() {
	b := graph.NewBuilder(0, 0)
	b.Next() // 0: the power line
	b.Need(0)
	b.Next() // 1: a site
	b.Need(0)
	b.Next() // 2: another
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: 1}, {Vertex: 2}}})
	b.Next() // 3: the shop
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	p := proof.NewProver(g, cascade.New(g, time.Hour))
	x, err := p.Prove(context.Background(), []int32{0}, proof.Fact{Vertex: 3, AtMost: graph.Down})
	if err != nil {
		panic(err)
	}
	for i, s := range x.Steps {
		fmt.Print(i, ": vertex ", s.Vertex, " is ", s.AtMost, ", by steps")
		for _, m := range s.Members {
			fmt.Print(" ", m.Step)
		}
		fmt.Println()
	}
	// Output:
	// 0: vertex 3 is down, by steps 1 3
	// 1: vertex 1 is down, by steps 2
	// 2: vertex 0 is down, by steps
	// 3: vertex 2 is down, by steps 2
}

var claims = [2]graph.Level{graph.Degraded, graph.Down}

// TestProofs proves everything that fell in thousands of random models, checks
// each proof step by step with rules of its own, and its size against the
// smallest there is.
func TestProofs(t *testing.T) {
	proofs, shared, grouped, others, cases := 0, 0, 0, 0, rounds.Of(t, 300, 3000)
	dir := t.TempDir()
	for seed := range cases.Seeds() {
		s := draw(t, dir, seed)
		levels, sizes := s.levels(nil, nil), s.sizes()
		p := proof.NewProver(s.g, cascade.New(s.g, s.horizon))
		for v := range int32(s.g.Len()) {
			for i, claim := range claims {
				full, err := p.Prove(t.Context(), s.failed, proof.Fact{Vertex: v, AtMost: claim})
				if err != nil {
					t.Fatal(err)
				}
				steps := full.Steps[:full.Main]
				if (steps != nil) != (levels[v] <= claim) {
					t.Fatalf("seed %d: %s is %s, a proof that it is %s: %v\n%s", seed, s.c.Name(v), levels[v], claim, steps, s.text)
				}
				if steps == nil {
					continue
				}
				size := s.check(t, steps, proof.Fact{Vertex: v, AtMost: claim})
				if size != sizes[i][v] || size != float64(full.Size) {
					t.Fatalf("seed %d: %s is %s: %v steps, want %v\n%s", seed, s.c.Name(v), claim, size, sizes[i][v], s.text)
				}
				others += s.beside(t, full, levels)
				proofs++
				if size > float64(len(steps)) {
					shared++
				}
				if slices.ContainsFunc(steps, func(x proof.Step) bool { return len(x.Members) > 1 }) {
					grouped++
				}
			}
		}
	}
	if proofs < cases.Least(20000) || shared < cases.Least(500) || grouped < cases.Least(800) || others < cases.Least(1000) {
		t.Errorf("%d proofs, %d with a step used twice, %d with a group, %d members beside: the models are too easy", proofs, shared, grouped, others)
	}
}

// check re-checks a proof: every step follows from its members alone, all of
// which it needs, and rests on what failed without going round in a circle. It
// returns the number of steps written out in full.
func (s scenario) check(t *testing.T, steps []proof.Step, goal proof.Fact) float64 {
	t.Helper()
	if steps[0].Fact != goal {
		t.Fatalf("it proves %v, not %v", steps[0].Fact, goal)
	}
	size := s.sizesOf(t, steps, 0)
	seen := map[proof.Fact]bool{}
	for i := range steps {
		if math.IsNaN(size[i]) || seen[steps[i].Fact] {
			t.Fatalf("step %d is of no use, or stands twice: %v", i, steps)
		}
		seen[steps[i].Fact] = true
	}
	return size[0]
}

// sizesOf checks the steps that one rests on, and returns how many steps each has
// written out in full.
func (s scenario) sizesOf(t *testing.T, steps []proof.Step, from int) []float64 {
	t.Helper()
	size := slices.Repeat([]float64{math.NaN()}, len(steps))
	var visit func(i int) float64
	visit = func(i int) float64 {
		if math.IsInf(size[i], 1) {
			t.Fatalf("a step rests on itself: %v\n%s", steps, s.text)
		}
		if !math.IsNaN(size[i]) {
			return size[i]
		}
		size[i] = math.Inf(1)
		sum := 1.0
		for _, j := range s.follows(t, steps, i) {
			sum += visit(j)
		}
		size[i] = sum
		return sum
	}
	visit(from)
	return size
}

// beside checks what is told of members that a proof does not need: of a group
// every member is named once, what is lost has a proof of its own, and what is
// not said to be lost is not down. It returns how many members these are.
func (s scenario) beside(t *testing.T, full proof.Proof, levels []graph.Level) int {
	t.Helper()
	n := 0
	var visit func(gate int32, members, others []proof.Member)
	visit = func(gate int32, members, others []proof.Member) {
		if !s.g.Mods(gate).Whole && int(s.g.K(gate)) < len(s.g.Members(gate)) && len(members)+len(others) != len(s.g.Members(gate)) {
			t.Fatalf("gate %d has %d members, told are %v and %v\n%s", gate, len(s.g.Members(gate)), members, others, s.text)
		}
		for _, m := range slices.Concat(members, others) {
			x := s.g.Member(m.Slot)
			switch {
			case m.Gate >= 0:
				visit(m.Gate, m.Members, m.Others)
			case m.Lost && (full.Steps[m.Step].Vertex != x || levels[x] > full.Steps[m.Step].AtMost):
				t.Fatalf("member %v is %s, and its step %v\n%s", m, levels[x], full.Steps[m.Step], s.text)
			case !m.Lost && (m.Step >= 0 || levels[x] == graph.Down):
				t.Fatalf("member %v is %s\n%s", m, levels[x], s.text)
			}
		}
		n += len(others)
	}
	for i, step := range full.Steps {
		if step.Gate >= 0 {
			visit(step.Gate, step.Members, step.Others)
		}
		if i >= full.Main {
			s.sizesOf(t, full.Steps, i)
		}
	}
	return n
}

// follows checks one step by itself and returns the steps that it rests on.
func (s scenario) follows(t *testing.T, steps []proof.Step, i int) []int {
	t.Helper()
	step := steps[i]
	if step.Gate < 0 {
		if !slices.Contains(s.failed, step.Vertex) {
			t.Fatalf("%d did not fail itself", step.Vertex)
		}
		return nil
	}
	if s.g.Owner(step.Gate) != step.Vertex || s.g.Parent(step.Gate) >= 0 {
		t.Fatalf("gate %d is none of vertex %d", step.Gate, step.Vertex)
	}
	leaves := leavesOf(step.Members)
	without := func(left int) graph.Level {
		return naive.World{Graph: s.g, Horizon: s.horizon}.Value(step.Gate, func(slot int32) graph.Level {
			for k, m := range leaves {
				if m.Slot == slot && k != left {
					return steps[m.Step].AtMost
				}
			}
			return graph.Up
		})
	}
	if without(-1) > step.AtMost {
		t.Fatalf("step %d does not follow: %v\n%s", i, steps, s.text)
	}
	var out []int
	for k, m := range leaves {
		if steps[m.Step].Vertex != s.g.Member(m.Slot) {
			t.Fatalf("slot %d is not of vertex %d", m.Slot, steps[m.Step].Vertex)
		}
		if without(k) <= step.AtMost {
			t.Fatalf("step %d does not need its member %d: %v\n%s", i, k, steps, s.text)
		}
		out = append(out, m.Step)
	}
	return out
}

func leavesOf(members []proof.Member) []proof.Member {
	var out []proof.Member
	for _, m := range members {
		if m.Gate >= 0 {
			out = append(out, leavesOf(m.Members)...)
		} else {
			out = append(out, m)
		}
	}
	return out
}

// nodeRemedy spares whole nodes: all but one, and none that cannot fail.
func (s scenario) nodeRemedy(but int32) proof.Remedy {
	return proof.Remedy{
		Of: func(step *proof.Step) []int32 {
			if n := s.c.NodeOf(step.Vertex); n != s.c.NodeOf(but) && s.c.Model.Nodes[n].Fails {
				return []int32{n}
			}
			return nil
		},
		Spare: func(n int32) (vertices, gates []int32) {
			vertices = []int32{n}
			for p := range s.c.Parts(n).All() {
				vertices = append(vertices, p)
			}
			return vertices, nil
		},
	}
}

// TestSave compares the sets that would have saved a node with those that brute
// force over all subsets of nodes finds.
func TestSave(t *testing.T) {
	sets, pairs, cases := 0, 0, rounds.Of(t, 40, 500)
	dir := t.TempDir()
	for seed := range cases.Seeds() {
		s := draw(t, dir, seed)
		levels := s.levels(nil, nil)
		c := cascade.New(s.g, s.horizon)
		p := proof.NewProver(s.g, c)
		for v := range int32(s.g.Len()) {
			if levels[v] == graph.Up {
				continue
			}
			got, err := p.Save(t.Context(), s.failed, v, s.nodeRemedy(v), proof.Limits{Size: 3, Sets: 1000, Work: 1 << 30})
			if err != nil {
				t.Fatal(err)
			}
			want, larger := s.saving(v, 3)
			if fmt.Sprint(got.Sets) != fmt.Sprint(want) || got.Truncated {
				t.Fatalf("seed %d: %s is saved by %v, want %v\n%s", seed, s.c.Name(v), got.Sets, want, s.text)
			}
			if larger && !got.Larger {
				t.Fatalf("seed %d: %s: a larger set was not announced\n%s", seed, s.c.Name(v), s.text)
			}
			for _, set := range want {
				sets++
				if len(set) > 1 {
					pairs++
				}
			}
		}
	}
	if sets < cases.Least(500) || pairs < cases.Least(100) {
		t.Errorf("%d sets, %d of more than one: the models are too easy", sets, pairs)
	}
}

// saving tries all sets of nodes by size; larger says whether there are minimal
// ones beyond the size.
func (s scenario) saving(v int32, size int) (out [][]int32, larger bool) {
	r := s.nodeRemedy(v)
	var nodes []int32
	for n := range s.c.Model.Nodes {
		if of := r.Of(&proof.Step{Fact: proof.Fact{Vertex: int32(n)}}); of != nil {
			nodes = append(nodes, int32(n))
		}
	}
	for k := 0; k <= len(nodes); k++ {
		if k > size && (len(out) > 0 || k > 4) {
			break
		}
		combinations(nodes, k, func(set []int32) {
			for _, found := range out {
				if subset(found, set) {
					return
				}
			}
			var vertices []int32
			for _, n := range set {
				more, _ := r.Spare(n)
				vertices = append(vertices, more...)
			}
			if s.levels(vertices, nil)[v] != graph.Up {
				return
			}
			if k > size {
				larger = true
			} else {
				out = append(out, slices.Clone(set))
			}
		})
	}
	return out, larger
}

func subset(small, large []int32) bool {
	return !slices.ContainsFunc(small, func(x int32) bool { return !slices.Contains(large, x) })
}

func combinations(of []int32, k int, visit func([]int32)) {
	var pick func(from int, set []int32)
	pick = func(from int, set []int32) {
		if len(set) == k {
			visit(set)
			return
		}
		for i := from; i < len(of); i++ {
			pick(i+1, append(set, of[i]))
		}
	}
	pick(0, nil)
}

// TestCarry checks that the failure ends at the gates named, and only there: with
// all of them lost besides, the node would not be up.
func TestCarry(t *testing.T) {
	carried, cases := 0, rounds.Of(t, 80, 1200)
	dir := t.TempDir()
	for seed := range cases.Seeds() {
		s := draw(t, dir, seed)
		levels := s.levels(nil, nil)
		c := cascade.New(s.g, s.horizon)
		c.Run(s.failed, nil)
		for v := range int32(s.g.Len()) {
			if levels[v] != graph.Up {
				continue
			}
			got, more, err := proof.Carry(t.Context(), s.g, c, []int32{v}, 1000)
			if more || err != nil {
				t.Fatal("there are not that many", err)
			}
			for _, x := range got {
				carried++
				if levels[s.g.Owner(x.Gate)] != graph.Up || len(x.Lost) == 0 {
					t.Fatalf("seed %d: gate %d carries nothing", seed, x.Gate)
				}
				for _, slot := range x.Lost {
					if levels[s.g.Member(slot)] == graph.Up {
						t.Fatalf("seed %d: slot %d is not lost", seed, slot)
					}
				}
			}
			if want := s.reached(v, levels); want != len(got) {
				t.Fatalf("seed %d: %s: %d gates carry it, want %d\n%s", seed, s.c.Name(v), len(got), want, s.text)
			}
		}
	}
	if carried < cases.Least(500) {
		t.Errorf("only %d: the models are too easy", carried)
	}
}

// reached counts the requirements with something lost in them, of all that v
// needs over what is up.
func (s scenario) reached(v int32, levels []graph.Level) int {
	needed := map[int32]bool{v: true}
	hit := map[int32]bool{}
	for again := true; again; {
		again = false
		for slot := range int32(s.g.NumSlots()) {
			gate := s.g.GateOf(slot)
			m := s.g.Member(slot)
			if m < 0 || !needed[s.g.Owner(gate)] {
				continue
			}
			for s.g.Parent(gate) >= 0 {
				gate = s.g.GateOf(s.g.Parent(gate))
			}
			if levels[m] != graph.Up {
				hit[gate] = true
			} else if !needed[m] {
				needed[m], again = true, true
			}
		}
	}
	return len(hit)
}

// TestDeepProof proves that the end of a chain of 300,000 vertices falls.
func TestDeepProof(t *testing.T) {
	if testing.Short() {
		t.Skip("it proves what is very deep")
	}
	const n = 300_000
	b := graph.NewBuilder(n, n)
	b.Next()
	for v := int32(1); v < n; v++ {
		b.Need(v - 1)
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	p := proof.NewProver(g, cascade.New(g, time.Hour))
	goal := proof.Fact{Vertex: n - 1, AtMost: graph.Down}
	if x, err := p.Prove(t.Context(), []int32{0}, goal); err != nil || len(x.Steps) != n {
		t.Errorf("%d steps, %v", len(x.Steps), err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Prove(gone, []int32{0}, goal); !errors.Is(err, context.Canceled) {
		t.Errorf("a proof that nobody waits for: %v", err)
	}
	if x, err := p.Prove(t.Context(), []int32{0}, goal); err != nil || len(x.Steps) != n {
		t.Errorf("after one that was given up %d steps, %v", len(x.Steps), err)
	}
}
