package cutset

import (
	"math/big"
	"slices"

	"github.com/meoktong/meoktong/graph/faulttree/diagram"
	"github.com/meoktong/meoktong/models/work/pace"
)

// count counts the implicants of a unit by size, up to the order: exact however large the
// numbers. Cost: linear in the diagram, times the sizes that occur. The error is ErrBudget
// where that takes too much memory, or the context's.
func (p *Primes) count(u *unit) error {
	used := p.z.Reach(u.from, u.top)
	counts := make([][]*big.Int, len(used))
	u.min = make([]int32, len(used))
	at := func(r diagram.Ref) []*big.Int {
		switch r {
		case diagram.Zero:
			return nil
		case diagram.One:
			return []*big.Int{big.NewInt(1)}
		}
		return counts[r-u.from]
	}
	pace, total := pace.New(p.ctx), 0
	for i, is := range used {
		if pace.Over() {
			return pace.Err()
		}
		if !is {
			continue
		}
		n := p.z.At(u.from + diagram.Ref(i))
		counts[i] = p.joined(at(n.Lo), at(n.Hi), p.sizes(u.m.literal(n.Level)))
		u.min[i] = int32(slices.IndexFunc(counts[i], func(n *big.Int) bool { return n.Sign() > 0 }))
		if total += len(counts[i]); total > p.t.budget {
			return ErrBudget
		}
	}
	u.size = at(u.top)
	return nil
}

// sizes returns how many implicants of each size a literal stands for.
func (p *Primes) sizes(l literal) []*big.Int {
	if p.t.of[l.leaf] < 0 {
		return []*big.Int{new(big.Int), big.NewInt(1)}
	}
	return p.of[l].size
}

// joined returns the numbers of a node: those of its lower half, and of its upper half
// each with every one of its leaf.
func (p *Primes) joined(lo, hi, leaf []*big.Int) []*big.Int {
	most := max(len(lo), len(hi)+len(leaf)-1)
	if p.order != Unbounded {
		most = min(most, p.order+1)
	}
	out := make([]*big.Int, most)
	for i := range out {
		out[i] = new(big.Int)
		if i < len(lo) {
			out[i].Set(lo[i])
		}
	}
	product := new(big.Int)
	for a, x := range leaf {
		for b, y := range hi {
			if a+b < most && x.Sign() > 0 && y.Sign() > 0 {
				out[a+b].Add(out[a+b], product.Mul(x, y))
			}
		}
	}
	return out
}

// BySize returns how many there are of no literal, of one, and so on.
func (p *Primes) BySize() []*big.Int { return p.units[len(p.units)-1].size }

// Count returns how many there are.
func (p *Primes) Count() *big.Int {
	sum := new(big.Int)
	for _, n := range p.BySize() {
		sum.Add(sum, n)
	}
	return sum
}
