package proof

import (
	"cmp"
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Proof is why a fact holds: that of its first step. Each fact has one step,
// however often it is used, and no step rests on itself.
//
// The first Main steps are the proof. Those after them are beside it: why members
// of a group were lost of which the proof needs no more.
type Proof struct {
	Steps []Step
	Main  int
	Size  int64 // steps of the proof written out in full, that is each at every use
}

// Step proves one fact.
type Step struct {
	Fact
	Starved bool     // it lives only in a loop of supply, with those members that say so
	Gate    int32    // the requirement that broke; -1: the vertex failed itself
	Members []Member // of the gate: those whose loss was enough, in their order
	Others  []Member // of a group of which not all are needed: the rest, in their order
}

// Member is one member of a gate: a vertex, or a group within the gate.
type Member struct {
	Slot    int32
	Step    int      // of a lost vertex: its step; -1 for a group, and for what is not lost
	Gate    int32    // of a group, else -1
	Members []Member // of a lost group: those whose loss was enough
	Others  []Member // of a group, the rest
	Lost    bool
	Loop    bool // a vertex that starves together with the one of the step: neither has it of anything else
	Waiting bool // at the horizon the group has not switched to it
}

// Prove returns the shortest proof that some goal holds when the vertices of
// failed fail at once, or one without steps if none holds. Steps are in the order of reading:
// each right before the first ones that it rests on. The error is the context's.
func (p *Prover) Prove(ctx context.Context, failed []int32, goals ...Fact) (Proof, error) {
	goal, ok, err := p.prove(ctx, failed, goals)
	if !ok || err != nil {
		return Proof{}, err
	}
	if _, _, err := p.settle(ctx, nil); err != nil { // what else is lost is told as well
		return Proof{}, err
	}
	w := writer{p: p, step: map[Fact]int{}}
	w.write(p.starvedAs(goal))
	main := len(w.steps)
	w.complete()
	w.numberAll()
	return Proof{w.steps, main, p.state(key{goal.Vertex, claimOf(goal.AtMost)}).cost}, nil
}

// steps returns those of the shortest proof of a fact alone, of which members are
// not numbered.
func (p *Prover) steps(ctx context.Context, failed []int32, goal Fact) ([]Step, error) {
	if _, ok, err := p.prove(ctx, failed, []Fact{goal}); !ok || err != nil {
		return nil, err
	}
	w := writer{p: p, step: map[Fact]int{}}
	w.write(p.starvedAs(goal))
	return w.steps, nil
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
		x := w.p.state(key{f.Vertex, claimOf(f.AtMost)})
		s := Step{Fact: f, Gate: x.by, Starved: x.batch > 0}
		if s.Gate >= 0 {
			var needs []Fact
			s.Members = w.members(s.Gate, f.AtMost, &needs)
			slices.Reverse(needs)
			stack = append(stack, needs...)
		}
		w.steps = append(w.steps, s)
	}
}

// complete adds the other members of groups, and steps for those that are lost.
func (w *writer) complete() {
	for i := 0; i < len(w.steps); i++ {
		if s := &w.steps[i]; s.Gate >= 0 && !w.p.g.Mods(s.Gate).Whole {
			var needs []Fact
			s.Others = w.beside(s.Gate, s.AtMost, s.Members, &needs)
			for _, f := range needs {
				w.write(f)
			}
		}
	}
}

// beside returns the members of a gate that are not among those whose loss was
// enough, and adds such to the groups within these. Of a gate that needs all of
// its members there are none.
func (w *writer) beside(gate int32, to graph.Level, enough []Member, needs *[]Fact) []Member {
	f, _ := w.p.c.Fall(gate, to)
	named := map[int32]bool{}
	for i := range enough {
		m := &enough[i]
		named[m.Slot] = true
		if m.Gate >= 0 {
			m.Others = w.beside(m.Gate, f.Members, m.Members, needs)
		}
	}
	members, first := w.p.g.Members(gate), w.p.g.FirstSlot(gate)
	if int(w.p.g.K(gate)) == len(members) {
		return nil
	}
	var out []Member
	for i := range members {
		if slot := first + int32(i); !named[slot] {
			out = append(out, w.other(slot, f.Members, slot < f.First || slot >= f.End, needs))
		}
	}
	return out
}

// other returns a member that the proof does not need. Of a group that stands
// all members are told, of one that is lost those that were enough and the rest.
func (w *writer) other(slot int32, claim graph.Level, waiting bool, needs *[]Fact) Member {
	x := w.p.g.Member(slot)
	m := Member{Slot: slot, Step: -1, Gate: -1, Lost: w.p.state(key{x, claimOf(claim)}).order > 0, Waiting: waiting}
	switch {
	case x >= 0 && m.Lost:
		*needs = append(*needs, w.strongest(Fact{x, claim}))
	case x < 0 && m.Lost:
		m.Gate = ^x
		m.Members = w.members(^x, claim, needs)
		m.Others = w.beside(^x, claim, m.Members, needs)
	case x < 0:
		m.Gate = ^x
		within, ok := w.p.c.Fall(^x, claim)
		for i := range w.p.g.Members(^x) {
			slot := w.p.g.FirstSlot(^x) + int32(i)
			m.Others = append(m.Others, w.other(slot, within.Members, ok && (slot < within.First || slot >= within.End), needs))
		}
	}
	return m
}

func (w *writer) numberAll() {
	for i := range w.steps {
		if s := &w.steps[i]; s.Gate >= 0 {
			w.number(s.Fact, s.Members, s.Gate, s.AtMost)
			w.number(s.Fact, s.Others, s.Gate, s.AtMost)
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
		m := Member{Slot: l.slot, Step: -1, Gate: -1, Lost: true}
		if x := w.p.g.Member(l.slot); x < 0 {
			m.Gate = ^x
			m.Members = w.members(^x, f.Members, needs)
		} else {
			*needs = append(*needs, w.strongest(Fact{x, f.Members}))
		}
		out = append(out, m)
	}
	return out
}

// strongest returns that a vertex is down, where that takes no more steps to prove
// than that it is not up. A step costs more than what it rests on, so that no
// proof goes round in a circle by it.
func (w *writer) strongest(f Fact) Fact {
	if f = w.p.starvedAs(f); f.AtMost == graph.Down {
		return f
	}
	weak, strong := w.p.state(key{f.Vertex, claimOf(f.AtMost)}), w.p.state(key{f.Vertex, claimOf(graph.Down)})
	if strong.order > 0 && strong.cost == weak.cost && strong.cost < maxCost {
		f.AtMost = graph.Down
	}
	return f
}

// number fills in the steps of a gate's members, which are to prove a fact.
func (w *writer) number(proved Fact, members []Member, gate int32, to graph.Level) {
	f, _ := w.p.c.Fall(gate, to)
	for i := range members {
		m := &members[i]
		switch {
		case m.Gate >= 0:
			w.number(proved, m.Members, m.Gate, f.Members)
			w.number(proved, m.Others, m.Gate, f.Members)
		case m.Lost:
			x := Fact{w.p.g.Member(m.Slot), f.Members}
			m.Step, m.Loop = w.step[w.strongest(x)], w.p.together(proved, x)
		}
	}
}
