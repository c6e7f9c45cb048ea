package cascade

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// Sustain finds what is self-sustained: what stands in the answer only because it goes
// round in a circle, and would not if whatever it needs were a supply.
//
// The loops that could not start from black though nothing has failed and all else that
// they need is there do so by design, as power that needs telecom that needs power: they
// keep what they have in the answer. What has to be down for one of them is taken to be: a
// loop that waits for something is one by design all the same. It is not safe for concurrent use.
type Sustain struct {
	strict *Cascade   // of the same graph, all of it supply
	after  *Cascade   // of the graph itself, to find what lies downstream
	design [2][]int32 // by system: the vertices of loops by design
	doubt  []int32    // the vertices of the others
	doubts []bool     // by vertex: it is one of these
}

// NewSustain looks at every loop of the graph of a cascade, at its horizon. Where none is in
// doubt it returns nil, whose answers cost nothing. It costs what a Cascade does, and in a loop
// that does not start that of the loop for each loop within it. The error is the
// context's.
func NewSustain(ctx context.Context, run *Cascade) (*Sustain, error) {
	g := run.g
	strict := g.AllSupply()
	if !strict.HasFed() {
		return nil, nil
	}
	s := &Sustain{}
	answer := run.fresh()
	if err := answer.RunContext(ctx, nil, nil); err != nil {
		return nil, err
	}
	b := black{answer: answer.waive(), g: strict, starter: supply.New(strict), exempt: make([]bits, g.Len())}
	for c := range int32(strict.Components()) {
		if strict.Fed(c) {
			if err := b.component(ctx, c, s); err != nil {
				return nil, err
			}
		}
	}
	if len(s.doubt) == 0 {
		return nil, nil
	}
	s.doubts = make([]bool, g.Len())
	for _, v := range s.doubt {
		s.doubts[v] = true
	}
	s.strict, s.after = New(strict, run.horizon), New(g, run.horizon)
	s.strict.Pin(answer, s.design[bitNotDown], s.design[bitUp])
	s.after.Pin(answer, nil, nil)
	return s, nil
}

// waive returns a cascade with nothing failed, of one in which nothing has: with what has
// to be down for a vertex taken to be. Where there is no such thing it is the same.
func (c *Cascade) waive() *Cascade {
	if c.unless == nil {
		return c
	}
	out := newCascade(c.g, c.horizon)
	out.waived, out.delays, out.base = c, c.delays, base{used: c.base.used, hand: c.base.hand}
	out.findDry()
	out.Run(nil, nil)
	return out
}

// Find returns the vertices that are self-sustained after a cascade's last run, in which
// these failed and were impaired, with what lies downstream of them, in order of index.
// Whatever fares no worse is sustained by something else. It costs what would fall, and
// the loops that that touches. The error is the context's.
func (s *Sustain) Find(ctx context.Context, answer *Cascade, down, degraded []int32) ([]int32, error) {
	if s == nil || answer.unless == nil && !s.touched(answer) {
		return nil, nil
	}
	delays := answer.delays.asked()
	s.strict.pins.of, s.strict.delays, s.after.delays = answer, delays, delays
	if err := s.strict.RunContext(ctx, down, degraded); err != nil {
		return nil, err
	}
	found := s.strict.Worse(answer)
	if len(found) == 0 {
		return nil, nil
	}
	for _, v := range found { // what lies downstream may be a loop by design
		if s.strict.lost[v]&lostNotDown != 0 {
			down = append(slices.Clip(down), v)
		} else {
			degraded = append(slices.Clip(degraded), v)
		}
	}
	s.after.pins.of = answer
	if err := s.after.RunContext(ctx, down, degraded); err != nil {
		return nil, err
	}
	return s.after.Worse(answer), nil
}

// touched says whether what still stands of a loop in doubt has lost anything that it
// names, at any moment. If nothing of it has, it lives as it does with nothing failed. It
// costs what has fallen.
func (s *Sustain) touched(answer *Cascade) bool {
	if answer.delays != nil && slices.ContainsFunc(answer.delays.Fell, func(v int32) bool { return s.matters(answer, v) }) {
		return true
	}
	return slices.ContainsFunc(answer.fallen, func(v int32) bool { return answer.lost[v] != answer.base.lost[v] && s.matters(answer, v) })
}

// matters says whether what still stands of a loop in doubt names a vertex.
func (s *Sustain) matters(answer *Cascade, v int32) bool {
	return slices.ContainsFunc(answer.g.Naming(v), func(slot int32) bool {
		w := answer.g.Owner(answer.g.GateOf(slot))
		return s.doubts[w] && answer.lost[w] != lostUp|lostNotDown
	})
}

// Doubtful returns the vertices of loops that may be self-sustained, ascending.
func (s *Sustain) Doubtful() []int32 {
	if s == nil {
		return nil
	}
	return s.doubt
}

// black is a start from black, with nothing failed.
type black struct {
	answer  *Cascade // with nothing failed, and what has to be down for it taken to be
	g       *graph.Graph
	starter *supply.Starter
	exempt  []bits // vertex: in which systems it is of a loop by design
	bit     int
}

func (b *black) Stands(v int32) bool { return b.answer.lost[v]&(1<<b.bit) == 0 }

// Need returns what a gate takes; what it reads of the other system has started.
func (b *black) Need(gate int32) supply.Need {
	if b.exempt[b.g.Owner(gate)]&(1<<b.bit) != 0 {
		return supply.Need{Settled: true, Holds: true}
	}
	return scene{b.answer, b.bit}.Need(gate)
}

// component finds the loops by design of a component: what does not start has some that
// need nothing else that has not; those are let start, until all has.
func (b *black) component(ctx context.Context, c int32, into *Sustain) error {
	for b.bit = range 2 {
		for {
			if err := b.starter.Start(ctx, c, b); err != nil {
				return err
			}
			var stuck []int32
			for _, v := range b.g.Loop(c) {
				if b.Stands(v) && !b.starter.Live(v) {
					stuck = append(stuck, v)
				}
			}
			if len(stuck) == 0 {
				break
			}
			for _, v := range b.first(stuck) {
				b.exempt[v] |= 1 << b.bit
				into.design[b.bit] = append(into.design[b.bit], v)
			}
		}
	}
	for _, v := range b.g.Loop(c) {
		if b.exempt[v] != lostUp|lostNotDown {
			into.doubt = append(into.doubt, v)
		}
	}
	return nil
}

// first returns those of what is stuck that need, of the rest, only each other.
func (b *black) first(stuck []int32) []int32 {
	at := make(map[int32]int32, len(stuck))
	for i, v := range stuck {
		at[v] = int32(i)
	}
	of := graph.NewBuilder(len(stuck), 0)
	needs := make([][]int32, len(stuck))
	for i, v := range stuck {
		from, to := b.g.Slots(v)
		for slot := from; slot < to; slot++ {
			m := b.g.Member(slot)
			if j, isStuck := at[m]; m >= 0 && isStuck && b.wanting(slot) {
				of.Need(j)
				needs[i] = append(needs[i], j)
			}
		}
		of.Next()
	}
	g, err := of.Graph()
	if err != nil {
		return stuck // which is no larger than the graph that there is
	}
	waits := make([]bool, g.Components())
	for i := range stuck {
		for _, j := range needs[i] {
			if g.Component(j) != g.Component(int32(i)) {
				waits[g.Component(int32(i))] = true
			}
		}
	}
	var out []int32
	for i, v := range stuck {
		if !waits[g.Component(int32(i))] {
			out = append(out, v)
		}
	}
	return out
}

// wanting says whether a slot stands in a requirement that does not hold, with all groups
// between, and counts there.
func (b *black) wanting(slot int32) bool {
	for ; slot >= 0; slot = b.g.Parent(b.g.GateOf(slot)) {
		gate := b.g.GateOf(slot)
		if need := b.Need(gate); b.starter.Met(gate) || need.Settled || slot >= need.End {
			return false
		}
	}
	return true
}
