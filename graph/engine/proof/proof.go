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
	Recovers bool     // it is down only since it has not recovered
	Starved  bool     // it lives only in a loop of supply, with those members that say so
	Gate     int32    // the requirement that broke, or by which it rises where that is one; -1: the vertex failed itself, or recovers
	Members  []Member // of the gate: those whose loss was enough, in their order
	Others   []Member // of a group of which not all are needed: the rest, in their order
}

// Member is one member of a gate: a vertex, or a group within the gate.
type Member struct {
	Slot    int32
	Step    int      // of a lost vertex, or one that has risen: its step; else -1
	Gate    int32    // of a group, else -1
	Members []Member // of a lost group: those whose loss was enough; of one that stands: those that are enough
	Others  []Member // of a group, the rest
	Lost    bool
	Stands  bool // it is not down, which is why what waits for that is lost; of a vertex the step says why, if it is down with nothing failed
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
	return Proof{w.steps, main, p.state(goal.key()).cost}, nil
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
		x := w.p.state(f.key())
		s := Step{Fact: f, Gate: max(x.by, -1), Recovers: x.by == byRecovery, Starved: x.batch > 0}
		var needs []Fact
		if f.Stands {
			s.Members, s.Gate = w.risen(f.Vertex, &needs)
		} else if s.Gate >= 0 {
			s.Members = w.members(s.Gate, claimOf(f.AtMost), &needs)
		}
		slices.Reverse(needs)
		stack = append(stack, needs...)
		w.steps = append(w.steps, s)
	}
}

// complete adds the other members of groups, and steps for those that are lost.
func (w *writer) complete() {
	for i := 0; i < len(w.steps); i++ {
		if s := &w.steps[i]; s.Gate >= 0 && !s.Stands && !w.p.g.Mods(s.Gate).Whole {
			var needs []Fact
			s.Others = w.beside(s.Gate, claimOf(s.AtMost), s.Members, &needs)
			for _, f := range needs {
				w.write(f)
			}
		}
	}
}

// beside returns the members of a gate that are not among those whose loss was
// enough, and adds such to the groups within these. Of a gate that needs all of
// its members there are none, and none is told within one that waits until its member is
// down.
func (w *writer) beside(gate int32, claim uint8, enough []Member, needs *[]Fact) []Member {
	r, _ := w.p.rule(gate, claim)
	if r.claim == claimStands {
		return nil
	}
	named := map[int32]bool{}
	for i := range enough {
		m := &enough[i]
		named[m.Slot] = true
		if m.Gate >= 0 {
			m.Others = w.beside(m.Gate, r.claim, m.Members, needs)
		}
	}
	members, first := w.p.g.Members(gate), w.p.g.FirstSlot(gate)
	if int(w.p.g.K(gate)) == len(members) {
		return nil
	}
	var out []Member
	for i := range members {
		if slot := first + int32(i); !named[slot] {
			out = append(out, w.other(slot, r.claim, slot < r.first || slot >= r.end, needs))
		}
	}
	return out
}

// other returns a member that the proof does not need. Of a group that stands
// all members are told, of one that is lost those that were enough and the rest.
func (w *writer) other(slot int32, claim uint8, waiting bool, needs *[]Fact) Member {
	x := w.p.g.Member(slot)
	m := Member{Slot: slot, Step: -1, Gate: -1, Lost: w.p.state(key{x, claim}).order > 0, Waiting: waiting}
	switch {
	case x >= 0 && m.Lost:
		*needs = append(*needs, w.strongest(Fact{Vertex: x, AtMost: levelOf(claim)}))
	case x < 0 && m.Lost:
		m.Gate = ^x
		m.Members = w.members(^x, claim, needs)
		m.Others = w.beside(^x, claim, m.Members, needs)
	case x < 0 && w.p.g.Mods(^x).Unless:
		return w.plain(slot, waiting)
	case x < 0:
		m.Gate = ^x
		within, ok := w.p.rule(^x, claim)
		for i := range w.p.g.Members(^x) {
			slot := w.p.g.FirstSlot(^x) + int32(i)
			m.Others = append(m.Others, w.other(slot, within.claim, ok && (slot < within.first || slot >= within.end), needs))
		}
	}
	return m
}

// plain returns a member with all that it names, of which nothing is said.
func (w *writer) plain(slot int32, waiting bool) Member {
	m := Member{Slot: slot, Step: -1, Gate: -1, Waiting: waiting}
	if x := w.p.g.Member(slot); x < 0 {
		m.Gate = ^x
		for i := range w.p.g.Members(^x) {
			m.Others = append(m.Others, w.plain(w.p.g.FirstSlot(^x)+int32(i), false))
		}
	}
	return m
}

func (w *writer) numberAll() {
	for i := range w.steps {
		switch s := &w.steps[i]; {
		case s.Stands:
			for i := range s.Members {
				w.numberLeaf(s.Fact, &s.Members[i], claimOf(graph.Down))
			}
		case s.Gate >= 0:
			w.number(s.Fact, s.Members, s.Gate, claimOf(s.AtMost))
			w.number(s.Fact, s.Others, s.Gate, claimOf(s.AtMost))
		}
	}
}

// members returns the members that prove a claim of a gate: of those that do the first
// that were proved. needs gathers the vertices among them, groups within groups
// included.
func (w *writer) members(gate int32, claim uint8, needs *[]Fact) []Member {
	r, _ := w.p.rule(gate, claim)
	type proved struct {
		slot  int32
		order int32
	}
	var all []proved
	for slot := r.first; slot < r.end; slot++ {
		if s := w.p.state(key{w.p.g.Member(slot), r.claim}); s.order > 0 {
			all = append(all, proved{slot, s.order})
		}
	}
	slices.SortFunc(all, func(a, b proved) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.slot, b.slot)) })
	all = all[:r.needed]
	slices.SortFunc(all, func(a, b proved) int { return cmp.Compare(a.slot, b.slot) })
	var out []Member
	for _, l := range all {
		m := Member{Slot: l.slot, Step: -1, Gate: -1, Lost: r.claim != claimStands, Stands: r.claim == claimStands}
		switch x := w.p.g.Member(l.slot); {
		case x < 0:
			m.Gate = ^x
			m.Members = w.members(^x, r.claim, needs)
		case m.Stands:
			m = w.leaf(l.slot, false, needs)
		default:
			*needs = append(*needs, w.strongest(Fact{Vertex: x, AtMost: levelOf(r.claim)}))
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
	weak, strong := w.p.state(f.key()), w.p.state(key{f.Vertex, claimOf(graph.Down)})
	if strong.order > 0 && strong.cost == weak.cost && strong.cost < maxCost {
		f.AtMost = graph.Down
	}
	return f
}

// number fills in the steps of a gate's members, which are to prove a fact.
func (w *writer) number(proved Fact, members []Member, gate int32, claim uint8) {
	r, _ := w.p.rule(gate, claim)
	for i := range members {
		if m := &members[i]; m.Gate >= 0 {
			w.number(proved, m.Members, m.Gate, r.claim)
			w.number(proved, m.Others, m.Gate, r.claim)
		} else {
			w.numberLeaf(proved, m, r.claim)
		}
	}
}

func (w *writer) numberLeaf(proved Fact, m *Member, claim uint8) {
	v := w.p.g.Member(m.Slot)
	switch {
	case m.Stands && w.p.rises(v):
		m.Step = w.step[Fact{Vertex: v, Stands: true}]
	case m.Lost:
		x := Fact{Vertex: v, AtMost: levelOf(claim)}
		m.Step, m.Loop = w.step[w.strongest(x)], w.p.together(proved, x)
	}
}
