package cutset

import (
	"context"
	"math/big"
	"math/bits"

	"github.com/meoktong/meoktong/graph/faulttree/diagram"
	"github.com/meoktong/meoktong/models/work/pace"
)

// counted is how many sets there are of each size from min on. Numbers that fit
// 64 bits are kept so; large is nil then.
type counted struct {
	min   int
	small []uint64
	large []*big.Int
}

func (c *counted) all() []*big.Int {
	out := make([]*big.Int, c.min, c.min+len(c.small))
	for i := range out {
		out[i] = new(big.Int)
	}
	for _, n := range c.small {
		out = append(out, new(big.Int).SetUint64(n))
	}
	return append(out, c.large...)
}

// upTo returns the numbers of sizes up to one.
func (c *counted) upTo(size int) *counted {
	keep := max(size-c.min+1, 0)
	if keep == 0 {
		return &counted{}
	}
	return &counted{min: c.min, small: c.small[:min(keep, len(c.small))], large: c.large[:min(keep, len(c.large))]}
}

// counter counts the sets of one module, node by node: those of a node are those
// of its lower half, and those of its upper half each with every set of its leaf.
type counter struct {
	ctx   context.Context
	s     *Family
	m     *module
	from  diagram.Ref
	top   diagram.Ref
	used  []bool
	shape []shape // by node, the two ends first
	total int
	event counted // the one set of an event
}

// shape is where the numbers of a node stand: so many, of sizes from min on.
type shape struct {
	min, len int32
	first    int
}

// count counts the sets of a module by size, up to the family's order. Exact
// however large the numbers. Cost: linear in the diagram, times the sizes that
// occur; times those of a module below for each node that stands for it. The
// error is ErrBudget where that takes too much memory, or the context's.
func (s *Family) count(ctx context.Context, m *module) (*counted, error) {
	i := len(s.tops) - 1
	c := &counter{ctx: ctx, s: s, m: m, from: s.from[i], top: s.tops[i], event: counted{min: 1, small: []uint64{1}}}
	c.used = s.z.Reach(c.from, c.top)
	c.shape = make([]shape, len(c.used)+2)
	c.shape[diagram.One] = shape{0, 1, 0}
	c.total = 1
	if err := c.shapes(); err != nil {
		return nil, err
	}
	least := make([]int32, len(c.shape))
	for i := range c.shape {
		least[i] = c.shape[i].min
	}
	s.least = append(s.least, least)
	at := c.shape[c.at(c.top)]
	out := &counted{min: int(at.min)}
	if small, fits := c.small(); fits {
		out.small = append(out.small, small[at.first:at.first+int(at.len)]...)
		return out, nil
	}
	out.large = append(out.large, c.large()[at.first:at.first+int(at.len)]...)
	return out, ctx.Err()
}

func (c *counter) at(r diagram.Ref) int {
	if r <= diagram.One {
		return int(r)
	}
	return int(r-c.from) + 2
}

// leaf returns the sets of a node's leaf: of an event, one of one event.
func (c *counter) leaf(r diagram.Ref) *counted {
	leaf := c.m.leaf(c.s.z.Level(r))
	if i := c.s.t.of[leaf]; i >= 0 {
		return c.s.size[i]
	}
	return &c.event
}

// fewest returns the size of the smallest set of a node of a module.
func (s *Family) fewest(module int, r diagram.Ref) int {
	if r <= diagram.One {
		return 0
	}
	return int(s.least[module][r-s.from[module]+2])
}

func (n *counted) len() int { return len(n.small) + len(n.large) }

// shapes finds which sizes occur at each node.
func (c *counter) shapes() error {
	for i, used := range c.used {
		if !used {
			continue
		}
		r := c.from + diagram.Ref(i)
		lo, hi, leaf := c.shape[c.at(c.s.z.Lo(r))], c.shape[c.at(c.s.z.Hi(r))], c.leaf(r)
		from := int(hi.min) + leaf.min
		to := from + int(hi.len) + leaf.len() - 2
		if lo.len > 0 {
			from, to = min(from, int(lo.min)), max(to, int(lo.min+lo.len)-1)
		}
		if c.s.Order != Unbounded {
			to = min(to, c.s.Order)
		}
		c.shape[i+2] = shape{int32(from), int32(to - from + 1), c.total}
		if c.total += to - from + 1; c.total > 8*c.s.t.budget {
			return ErrBudget
		}
	}
	return nil
}

// small counts in 64 bits, and says whether these were enough.
func (c *counter) small() (n []uint64, fits bool) {
	n = make([]uint64, c.total)
	n[0] = 1
	p := pace.New(c.ctx)
	for i, used := range c.used {
		if p.Over() {
			return nil, false
		}
		if !used {
			continue
		}
		r := c.from + diagram.Ref(i)
		to, lo, hi, leaf := c.shape[i+2], c.shape[c.at(c.s.z.Lo(r))], c.shape[c.at(c.s.z.Hi(r))], c.leaf(r)
		if leaf.large != nil {
			return nil, false
		}
		sum := n[to.first : to.first+int(to.len)]
		copy(sum[max(0, lo.min-to.min):], n[lo.first:lo.first+int(lo.len)])
		for a, x := range leaf.small {
			shift := leaf.min + a + int(hi.min) - int(to.min)
			for b := 0; b < int(hi.len) && shift+b < len(sum); b++ {
				over, product := bits.Mul64(x, n[hi.first+b])
				total, carry := bits.Add64(sum[shift+b], product, 0)
				if over != 0 || carry != 0 {
					return nil, false
				}
				sum[shift+b] = total
			}
		}
	}
	return n, true
}

// large counts in numbers of any size. What it returns once the context has ended
// means nothing.
func (c *counter) large() []*big.Int {
	n := make([]*big.Int, c.total)
	for i := range n {
		n[i] = new(big.Int)
	}
	n[0].SetInt64(1)
	product := new(big.Int)
	for i, used := range c.used {
		if !used {
			continue
		}
		if c.ctx.Err() != nil {
			break
		}
		r := c.from + diagram.Ref(i)
		to, lo, hi, leaf := c.shape[i+2], c.shape[c.at(c.s.z.Lo(r))], c.shape[c.at(c.s.z.Hi(r))], c.leaf(r)
		sum := n[to.first : to.first+int(to.len)]
		for b := range int(lo.len) {
			sum[int(lo.min-to.min)+b].Set(n[lo.first+b])
		}
		for a, x := range leaf.all()[leaf.min:] {
			shift := leaf.min + a + int(hi.min) - int(to.min)
			for b := 0; b < int(hi.len) && shift+b < len(sum); b++ {
				sum[shift+b].Add(sum[shift+b], product.Mul(x, n[hi.first+b]))
			}
		}
	}
	return n
}
