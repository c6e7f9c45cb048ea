package cutset

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"

	"github.com/meoktong/meoktong/graph/faulttree/bdd"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// race builds a module in two variable orders at once and keeps the one that
// makes fewer nodes, the first if both make as many. It counts nodes, not time,
// so the winner is the same on every run; the loser stops once it has made more
// than the winner.
func (b *builder) race(ctx context.Context, m *module) error {
	orders := b.orders(m)
	entries := make([]module, len(orders))
	best := &atomic.Int64{} // twice the nodes made, plus the order's number
	best.Store(1 << 62)
	place := func(i, nodes int) int64 { return int64(nodes)*int64(len(orders)) + int64(i) }
	parallel.RunContext(ctx, len(orders), func(ctx context.Context, i int) {
		e := *m
		e.leaves, e.bdd, e.from = orders[i], bdd.New(ctx, b.budget), diagram.One+1
		e.bdd.Race(func(nodes int) bool { return place(i, nodes) > best.Load() })
		e.top = compose(b.t.f, &e, e.bdd)
		if entries[i] = e; e.bdd.Err() == nil {
			lower(best, place(i, e.bdd.Len()))
		}
	})
	if best.Load() == 1<<62 {
		return cmp.Or(ctx.Err(), ErrBudget)
	}
	*m = entries[best.Load()%int64(len(orders))]
	return nil
}

// lower sets a number to a lower one.
func lower(x *atomic.Int64, to int64) {
	for now := x.Load(); to < now && !x.CompareAndSwap(now, to); now = x.Load() {
	}
}

// orders are the variable orders that are tried: those in which a walk depth
// first meets the leaves, arguments as they are given, and arguments that many
// gates name before the others. No one is good: the second helps some trees a
// thousandfold and harms others.
func (b *builder) orders(m *module) [][]boolean.Ref {
	f := b.t.f
	for _, g := range m.gates {
		for _, a := range f.Args(g) {
			b.parents[a]++
		}
	}
	popular := func(r boolean.Ref) []boolean.Ref {
		args := slices.Clone(f.Args(r))
		slices.SortStableFunc(args, func(x, y boolean.Ref) int { return cmp.Compare(b.parents[y], b.parents[x]) })
		return args
	}
	isModule := func(r boolean.Ref) bool { return b.t.of[r] >= 0 }
	byParents, _ := walk(f, m.root, isModule, b.seen, popular)
	for _, g := range m.gates {
		for _, a := range f.Args(g) {
			b.parents[a] = 0
		}
	}
	return [][]boolean.Ref{m.leaves, byParents}
}
