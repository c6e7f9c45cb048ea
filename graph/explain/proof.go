package explain

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Proof is why a fact holds: that of its first step. Each fact has one step,
// however often it is used, and no step rests on itself.
type Proof struct {
	Steps []Step
	Size  int64 // steps written out in full, that is each at every use
}

// Step proves one fact.
type Step struct {
	Fact
	Gate    int32    // the requirement that broke; -1: the vertex failed itself
	Members []Member // of the gate: those whose loss was enough, in their order
}

// Member is one lost member of a gate: a vertex, or a group within the gate.
type Member struct {
	Slot    int32
	Step    int      // of a vertex: its step; -1 for a group
	Gate    int32    // of a group
	Members []Member // of a group, likewise
}

// Prove returns the shortest proof that some goal holds when the vertices of
// failed fail at once, or one without steps if none holds. Steps are in the order of reading:
// each right before the first ones that it rests on.
func (p *Prover) Prove(failed []int32, goals ...Fact) Proof {
	goal, ok := p.prove(failed, goals)
	if !ok {
		return Proof{}
	}
	w := writer{p: p, step: map[Fact]int{}}
	w.write(goal)
	return Proof{w.steps, p.state(key{goal.Vertex, claimOf(goal.AtMost)}).cost}
}

// writer writes out a settled proof.
type writer struct {
	p     *Prover
	steps []Step
	step  map[Fact]int
}

// write visits facts depth first, each once, without recursion: a proof may be
// as deep as the graph. Members learn their steps at the end.
func (w *writer) write(goal Fact) {
	for stack := []Fact{goal}; len(stack) > 0; {
		f := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if _, seen := w.step[f]; seen {
			continue
		}
		w.step[f] = len(w.steps)
		s := Step{Fact: f, Gate: w.p.vertex[claimOf(f.AtMost)][f.Vertex].by}
		if s.Gate >= 0 {
			var needs []Fact
			s.Members = w.members(s.Gate, f.AtMost, &needs)
			slices.Reverse(needs)
			stack = append(stack, needs...)
		}
		w.steps = append(w.steps, s)
	}
	for i := range w.steps {
		if s := &w.steps[i]; s.Gate >= 0 {
			w.number(s.Members, s.Gate, s.AtMost)
		}
	}
}

// members returns the lost members that took a gate to a level: the first that
// were proved. needs gathers the vertices among them, groups within groups
// included.
func (w *writer) members(gate int32, to graph.Level, needs *[]Fact) []Member {
	f, _ := w.p.c.Fall(gate, to)
	type lost struct {
		slot  int32
		order int32
	}
	var all []lost
	for slot := f.First; slot < f.End; slot++ {
		k := key{w.p.g.Member(slot), claimOf(f.Members)}
		if s := w.p.state(k); s.order > 0 {
			all = append(all, lost{slot, s.order})
		}
	}
	slices.SortFunc(all, func(a, b lost) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.slot, b.slot)) })
	all = all[:f.Needed]
	slices.SortFunc(all, func(a, b lost) int { return cmp.Compare(a.slot, b.slot) })
	var out []Member
	for _, l := range all {
		m := Member{Slot: l.slot, Step: -1, Gate: -1}
		if x := w.p.g.Member(l.slot); x < 0 {
			m.Gate = ^x
			m.Members = w.members(^x, f.Members, needs)
		} else {
			*needs = append(*needs, Fact{x, f.Members})
		}
		out = append(out, m)
	}
	return out
}

// number fills in the steps of a gate's members.
func (w *writer) number(members []Member, gate int32, to graph.Level) {
	f, _ := w.p.c.Fall(gate, to)
	for i := range members {
		m := &members[i]
		if m.Gate >= 0 {
			w.number(m.Members, m.Gate, f.Members)
		} else {
			m.Step = w.step[Fact{w.p.g.Member(m.Slot), f.Members}]
		}
	}
}
