package proof

import (
	"context"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// scene is what stands where some facts are proved, in one of the two systems.
type scene struct {
	p     *Prover
	claim uint8
}

func (s scene) Stands(v int32) bool {
	return s.p.state(key{v, s.claim}).order == 0 || s.p.sparedVertex[v]
}

// Need returns what a gate takes; what it reads of the other system is settled.
func (s scene) Need(gate int32) supply.Need {
	fall, ok := s.p.c.Fall(gate, levelOf(s.claim))
	switch {
	case !ok, s.p.sparedGate[gate], s.p.sparedVertex[s.p.g.Owner(gate)]:
		return supply.Need{Settled: true, Holds: true}
	case fall.Unless, claimOf(fall.Members) != s.claim:
		return supply.Need{Settled: true, Holds: s.p.state(key{^gate, s.claim}).order == 0}
	}
	return fall.Need(ok)
}

// starve proves of the first fed component where that is so that some of it live only by
// each other, once nothing more falls for another reason, and says whether there was
// any. They are proved together, each by one requirement: of its members that were
// enough some were lost before, and the others starve with it. No one of these facts
// rests on another alone, and all of them on what was lost before. The error is the
// context's.
func (p *Prover) starve(ctx context.Context) (bool, error) {
	if p.starter == nil {
		return false, nil
	}
	for c := range int32(p.g.Components()) {
		for claim := uint8(2); p.g.Fed(c) && claim > 0; claim-- {
			at := scene{p, claim - 1}
			if err := p.starter.Start(ctx, c, at); err != nil {
				return false, err
			}
			var out []int32
			for _, v := range p.g.Loop(c) {
				if at.Stands(v) && !p.starter.Live(v) {
					out = append(out, v)
				}
			}
			if len(out) > 0 {
				p.starving(out, claim-1)
				return true, nil
			}
		}
	}
	return false, nil
}

// starving proves facts together. Whoever is not down at all for want of supply is not
// up either.
func (p *Prover) starving(vs []int32, claim uint8) {
	p.batches++
	cost := int64(0)
	by := make([]int32, len(vs))
	for i, v := range vs {
		from, to := p.g.Gates(v)
		for gate := to - 1; gate >= from; gate-- {
			switch k := (key{^gate, claim}); {
			case p.starter.Met(gate):
			case p.g.Parent(gate) < 0:
				by[i] = gate // the first of those that do not hold
			case p.state(k).order == 0:
				p.prove1(k, 0, p.state(k).by)
			}
		}
		cost = min(cost+1+p.outside(by[i], claim), maxCost)
	}
	for c := int(claim); c >= 0; c-- {
		for i, v := range vs {
			if k := (key{v, uint8(c)}); p.state(k).order == 0 {
				p.prove1(k, cost, by[i])
				p.state(k).batch = p.batches
			}
		}
	}
	for c := int(claim); c >= 0; c-- {
		for _, v := range vs {
			if k := (key{v, uint8(c)}); p.state(k).batch == p.batches {
				p.tell(k, cost)
			}
		}
	}
}

// prove1 settles a fact that is proved together with others.
func (p *Prover) prove1(k key, cost int64, by int32) {
	p.touched = append(p.touched, k)
	p.settled++
	s := p.state(k)
	s.cost, s.order, s.by = cost, p.settled, by
}

// outside returns what the members of a gate cost that were lost before.
func (p *Prover) outside(gate int32, claim uint8) int64 {
	sum := int64(0)
	if r, ok := p.rule(gate, claim); ok {
		for slot := r.first; slot < r.end; slot++ {
			m := p.g.Member(slot)
			if m < 0 {
				sum = min(sum+p.outside(^m, r.claim), maxCost)
			} else if s := p.state(key{m, r.claim}); s.order > 0 && s.batch != p.batches {
				sum = min(sum+s.cost, maxCost)
			}
		}
	}
	return sum
}

// starvedAs returns what was proved of a vertex that starves: that it is not up only by
// its being down, where it is.
func (p *Prover) starvedAs(f Fact) Fact {
	if down := (Fact{Vertex: f.Vertex, AtMost: graph.Down}); !f.Stands && p.together(f, down) {
		return down
	}
	return f
}

// together says whether a vertex starves in one proof with another.
func (p *Prover) together(a, b Fact) bool {
	x, y := p.state(a.key()).batch, p.state(b.key()).batch
	return x > 0 && x == y
}

func newStarter(g *graph.Graph) *supply.Starter {
	if !g.HasFed() {
		return nil
	}
	return supply.New(g)
}
