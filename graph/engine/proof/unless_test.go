package proof_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/proof"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/naive"
	"github.com/meoktong/meoktong/graph/rounds"
)

// drawUnless returns a random scenario in which something holds while something is down:
// of lower strata only. Nodes are n0 and so on.
func drawUnless(t testing.TB, seed uint64, most int) scenario {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 67))
	stratum := make([]int, 3+rng.IntN(most-2))
	for i := range stratum[1:] {
		stratum[i+1] = rng.IntN(4)
	}
	var b strings.Builder
	for i, at := range stratum {
		fmt.Fprintf(&b, "[carrier.n%d]\nneeds = [", i)
		for range min(i, 1+rng.IntN(2)) { // the first needs nothing
			fmt.Fprintf(&b, "%s, ", needUnless(rng, stratum, i, at, 2))
		}
		b.WriteString("]\n")
	}
	c := fixture.Compile(t, []byte(b.String()))
	s := scenario{c: c, g: c.Graph, text: b.String(), horizon: time.Hour}
	for v := range int32(s.g.Len()) {
		if rng.IntN(4) == 0 {
			s.failed = append(s.failed, v)
		}
	}
	return s
}

// needUnless writes a requirement of a node that names nothing above a stratum.
func needUnless(rng *rand.Rand, stratum []int, node, most, levels int) string {
	mods := [...]string{"", "", "", "", "", "", "", `, loss = "degraded"`, `, accepts = "degraded"`, `, holdup = "2h"`}[rng.IntN(10)]
	kind := rng.IntN(8)
	if levels > 0 && most > 0 && kind < 4 {
		return "{ unless = " + needUnless(rng, stratum, node, most-1, levels-1) + mods + " }"
	}
	var refs []string
	for i, at := range stratum {
		if at <= most && i != node {
			refs = append(refs, fmt.Sprintf("%q", fmt.Sprint("n", i)))
		}
	}
	rng.Shuffle(len(refs), func(i, j int) { refs[i], refs[j] = refs[j], refs[i] })
	if levels == 0 || kind < 6 || len(refs) < 2 {
		return "{ on = " + refs[0] + mods + " }"
	}
	of := refs[:1+rng.IntN(min(3, len(refs)))]
	if most > 0 && rng.IntN(2) == 0 {
		of = append(of, needUnless(rng, stratum, node, most, levels-1))
		if strings.Contains(of[len(of)-1], "on = ") {
			of = of[:len(of)-1]
		}
	}
	if rng.IntN(3) == 0 && !strings.Contains(mods, "accepts") {
		mods += `, failover = "2h"`
	}
	return fmt.Sprintf("{ at_least = %d, of = [%s]%s }", 1+rng.IntN(len(of)), strings.Join(of, ", "), mods)
}

// TestProofsWithUnless proves everything that is not up in random models, and checks each
// step by itself: what it proves follows from what its members say, whatever all others do.
func TestProofsWithUnless(t *testing.T) {
	proofs, standing, rising, cases := 0, 0, 0, rounds.Of(t, 800, 20_000)
	for seed := range cases.Seeds() {
		s := drawUnless(t, seed, 10)
		p := proof.NewProver(s.g, cascade.New(s.g, s.horizon))
		levels, before := s.levels(nil, nil), naive.World{Graph: s.g, Horizon: s.horizon}.Levels()
		for v, l := range levels {
			for _, claim := range claims {
				full, err := p.Prove(t.Context(), s.failed, proof.Fact{Vertex: int32(v), AtMost: claim})
				if err != nil || (len(full.Steps) > 0) != (l <= claim) {
					t.Fatalf("seed %d: %s is %s; that it is %s has %d steps: %v\n%s", seed, s.c.Name(int32(v)), l, claim, len(full.Steps), err, s.text)
				}
				for i := range full.Steps {
					s.checkUnless(t, full, i, levels, before)
					standing += len(proof.Standing(s.g, full.Steps[i:i+1]))
					if full.Steps[i].Stands {
						rising++
					}
				}
				proofs += min(1, len(full.Steps))
			}
		}
	}
	if standing < cases.Least(10_000) || rising < cases.Least(200) {
		t.Errorf("%d proofs, of which steps rest on %d that stand, %d of these risen: the models are too easy", proofs, standing, rising)
	}
}

// checkUnless checks one step.
func (s scenario) checkUnless(t *testing.T, full proof.Proof, i int, levels, before []graph.Level) {
	t.Helper()
	step := full.Steps[i]
	leaves := leavesOf(step.Members)
	for _, m := range leaves {
		v := s.g.Member(m.Slot)
		switch {
		case m.Lost == m.Stands, m.Stands && levels[v] == graph.Down:
			t.Fatalf("step %d: member %+v is %s\n%s", i, m, levels[v], s.text)
		case m.Stands && (m.Step >= 0) != (before[v] == graph.Down):
			t.Fatalf("step %d: member %+v was %s before\n%s", i, m, before[v], s.text)
		case m.Step >= 0 && (full.Steps[m.Step].Vertex != v || m.Stands != full.Steps[m.Step].Stands || !m.Loop && m.Step <= i && i < full.Main && full.Steps[m.Step].Fact == step.Fact):
			t.Fatalf("step %d: member %+v has step %+v\n%s", i, m, full.Steps[m.Step], s.text)
		}
	}
	switch {
	case step.Stands:
		s.checkRisen(t, full, step, leaves, levels, before)
	case step.Gate < 0:
		s.follows(t, full.Steps, i)
	default:
		got := s.worstFor(full, step, leaves)
		if got > step.AtMost || levels[step.Vertex] > step.AtMost {
			t.Fatalf("step %d does not follow: %+v, at best %s\n%s", i, full.Steps, got, s.text)
		}
	}
}

// worstFor returns the best level that a step's gate can have with its members as the
// proof has them.
func (s scenario) worstFor(full proof.Proof, step proof.Step, leaves []proof.Member) graph.Level {
	w := naive.World{Graph: s.g, Horizon: s.horizon, Failed: s.failed}
	return w.Value(step.Gate, func(slot int32) graph.Level {
		for _, m := range leaves {
			switch {
			case m.Slot != slot:
			case m.Stands:
				return graph.Degraded
			default:
				return full.Steps[m.Step].AtMost
			}
		}
		if s.g.Inverted(slot) {
			return graph.Down
		}
		return graph.Up
	})
}

// checkRisen checks that a vertex stands since its members are not what they were.
func (s scenario) checkRisen(t *testing.T, full proof.Proof, step proof.Step, leaves []proof.Member, levels, before []graph.Level) {
	t.Helper()
	if levels[step.Vertex] == graph.Down || before[step.Vertex] > graph.Down || len(leaves) == 0 {
		t.Fatalf("%s is %s, and was %s: it has not risen\n%s", s.c.Name(step.Vertex), levels[step.Vertex], before[step.Vertex], s.text)
	}
	w := naive.World{Graph: s.g, Horizon: s.horizon}
	from, to := s.g.Gates(step.Vertex)
	for gate := from; gate < to; gate++ {
		if s.g.Parent(gate) >= 0 || w.Value(gate, func(slot int32) graph.Level { return before[s.g.Member(slot)] }) > graph.Down {
			continue
		}
		now := w.Value(gate, func(slot int32) graph.Level {
			told := slices.ContainsFunc(leaves, func(m proof.Member) bool { return m.Slot == slot })
			if told || s.g.Component(s.g.Member(slot)) == s.g.Component(step.Vertex) { // what fell after it is no reason
				return levels[s.g.Member(slot)]
			}
			return before[s.g.Member(slot)]
		})
		if now == graph.Down {
			t.Fatalf("%s does not rise by %+v alone\n%s", s.c.Name(step.Vertex), leaves, s.text)
		}
	}
	for _, m := range leaves {
		if m.Stands == (before[s.g.Member(m.Slot)] > graph.Down) {
			t.Fatalf("%+v is as before\n%s", m, s.text)
		}
	}
}

// TestSaveWithUnless compares what would have saved a node with all subsets of nodes.
func TestSaveWithUnless(t *testing.T) {
	sets, undone, cases := 0, 0, rounds.Of(t, 150, 4000)
	for seed := range cases.Seeds() {
		s := drawUnless(t, seed, 7)
		levels := s.levels(nil, nil)
		p := proof.NewProver(s.g, cascade.New(s.g, s.horizon))
		for v, l := range levels {
			if l == graph.Up {
				continue
			}
			got, err := p.Save(t.Context(), s.failed, int32(v), s.nodeRemedy(int32(v)), proof.Limits{Size: 3, Sets: 1000, Work: 1 << 30})
			if err != nil {
				t.Fatal(err)
			}
			want, _ := s.saving(int32(v), 3)
			if fmt.Sprint(got.Sets) != fmt.Sprint(want) || got.Truncated {
				t.Fatalf("seed %d: %s is saved by %v, want %v; %v failed\n%s", seed, s.c.Name(int32(v)), got.Sets, want, s.failed, s.text)
			}
			sets += len(want)
			for _, set := range want {
				if slices.ContainsFunc(set, func(n int32) bool { return !s.g.Below([]int32{int32(v)})[n] }) {
					undone++
				}
			}
		}
	}
	if sets < cases.Least(3000) {
		t.Errorf("only %d sets", sets)
	}
}

// TestCarryWithUnless tells of what stands since something is down, and only where that
// changed anything.
func TestCarryWithUnless(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[power.main]
[power.standby]
needs = [{ unless = "main" }]
[power.bus]
needs = [{ any = ["main", "standby"] }]
[power.other]
needs = [{ any = ["bus", { unless = "main" }] }]
[service.shop]
needs = ["bus"]
`))
	run := cascade.New(c.Graph, time.Hour)
	tests := []struct{ failed, node, want string }{
		{"main", "shop", "bus: 0 lost main, holding standby; standby: 3 down main; "},
		{"standby", "shop", ""}, // which was down before
		{"main", "standby", "standby: 3 down main; "},
		{"main", "other", "bus: 0 lost main, holding standby; standby: 3 down main; "}, // its own requirement has held all the time
	}
	for _, test := range tests {
		run.Run([]int32{c.Vertex(test.failed)}, nil)
		carried, _, err := proof.Carry(t.Context(), c.Graph, run, []int32{c.Vertex(test.node)}, 10)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, x := range carried {
			var says []string
			for _, of := range []struct {
				word  string
				slots []int32
			}{{"lost", x.Lost}, {"holding", x.Holding}, {"down", x.Down}} {
				if len(of.slots) > 0 {
					says = append(says, of.word+" "+c.MemberName(of.slots[0]))
				}
			}
			got += fmt.Sprint(c.Name(c.Graph.Owner(x.Gate)), ": ", x.By, " ", strings.Join(says, ", "), "; ")
		}
		if got != test.want {
			t.Errorf("%s if %s: %q, want %q", test.node, test.failed, got, test.want)
		}
	}
}
