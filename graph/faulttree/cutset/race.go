package cutset

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
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
	var wait sync.WaitGroup
	for i, leaves := range orders {
		entries[i] = *m
		e := &entries[i]
		e.leaves, e.bdd, e.from = leaves, diagram.NewBDD(ctx, b.t.budget), diagram.One+1
		place := func(nodes int) int64 { return int64(nodes)*int64(len(orders)) + int64(i) }
		e.bdd.Race(func(nodes int) bool { return place(nodes) > best.Load() })
		wait.Go(func() {
			e.top = compose(b.t.f, e, e.bdd)
			if e.bdd.Err() != nil {
				return
			}
			for now := best.Load(); place(e.bdd.Len()) < now && !best.CompareAndSwap(now, place(e.bdd.Len())); now = best.Load() {
			}
		})
	}
	wait.Wait()
	if best.Load() == 1<<62 {
		return cmp.Or(ctx.Err(), ErrBudget)
	}
	*m = entries[best.Load()%int64(len(orders))]
	return nil
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
