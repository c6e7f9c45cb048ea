package cutset

import (
	"context"
	"math/big"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// MaxListed is how many members the sets of a list have at most, all together,
// and maxSet how many one of them has.
const (
	MaxListed = 5_000_000
	maxSet    = 100_000
)

// List returns the sets as numbers of events, and the size up to which the list
// is complete, or Unbounded if it holds the whole family: sets of one size are
// listed all or none, so that a list within bounds says what it covers. Neither
// the sets nor their members are in any order. Cost: linear in what is listed.
// The error is that of the context.
func (s *Family) List(ctx context.Context) (sets [][]int32, order int, err error) {
	order, number, complete := within(s.BySize())
	l := &lister{s: s, ctx: ctx, sets: make([][]int32, 0, number)}
	if len(s.tops) > 0 {
		last := len(s.tops) - 1
		l.walk(last, s.tops[last], order, 0, l.emit)
	}
	if complete {
		order = s.Order
	}
	return l.sets, order, l.err
}

// within returns the largest size whose sets can be listed with all smaller ones,
// how many these are, and whether that is all.
func within(bySize []*big.Int) (order, number int, complete bool) {
	members := new(big.Int)
	for size, n := range bySize {
		members.Add(members, new(big.Int).Mul(n, big.NewInt(int64(size))))
		if size > maxSet || members.Cmp(big.NewInt(MaxListed)) > 0 {
			return size - 1, number, false
		}
		number += int(n.Int64())
	}
	return max(len(bySize)-1, 0), number, true
}

// lister walks down all ways through the diagrams that lead to a set. It
// recurses once for each member of a set and once for each module on the way.
type lister struct {
	s     *Family
	ctx   context.Context
	set   []int32
	sets  [][]int32
	err   error
	slab  []int32
	steps int
}

// walk continues a set below a node of a module with all of the node's own that
// fit: left is how many more members may come, reserved how many of these what
// comes after the module takes at least. then goes on behind it.
func (l *lister) walk(module int, r diagram.Ref, left, reserved int, then func(left int)) {
	m := l.s.t.modules[module]
	for r != diagram.Zero && l.err == nil && l.s.fewest(module, r)+reserved <= left {
		if r == diagram.One {
			then(left)
			return
		}
		leaf, hi := m.leaf(l.s.z.Level(r)), l.s.z.Hi(r)
		rest := reserved + l.s.fewest(module, hi)
		if i := l.s.t.of[leaf]; i < 0 {
			l.event(leaf, left-1-rest >= 0, func() { l.walk(module, hi, left-1, reserved, then) })
		} else if left-l.s.min[leaf]-rest >= 0 {
			l.walk(int(i), l.s.tops[i], left, rest, func(left int) { l.walk(module, hi, left, reserved, then) })
		}
		r = l.s.z.Lo(r)
	}
}

// event goes on with an event in the set, if that fits.
func (l *lister) event(leaf boolean.Ref, fits bool, on func()) {
	if !fits {
		return
	}
	l.set = append(l.set, l.s.t.f.Number(leaf))
	on()
	l.set = l.set[:len(l.set)-1]
}

func (l *lister) emit(int) {
	if l.steps++; l.steps%1024 == 0 && l.err == nil {
		l.err = l.ctx.Err()
	}
	if cap(l.slab)-len(l.slab) < len(l.set) {
		l.slab = make([]int32, 0, max(1<<16, len(l.set)))
	}
	from := len(l.slab)
	l.slab = append(l.slab, l.set...)
	l.sets = append(l.sets, l.slab[from:len(l.slab):len(l.slab)])
}
