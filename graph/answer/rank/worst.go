package rank

import (
	"context"

	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/graph/result"
)

// tried is of how many of the worst single failures the pairs are run to see what a pair
// takes.
const tried = 12

// worstPairs runs the pairs of the worst single failures, of as many as the work that the
// question grants is enough for, by what those of the first few take; and says which if these
// are not all. What a pair takes is counted, so that the same are run on every machine.
func (l *loader) worstPairs(ctx context.Context) (*runs, *result.LoadPairs, error) {
	order, err := l.worstFirst(ctx)
	if err != nil {
		return nil, nil, err
	}
	first := min(tried, len(order))
	out, err := l.run(ctx, l.rows(order[:first]))
	if err != nil {
		return nil, nil, err
	}
	last, pairs := first, len(out.rows)
	each := max(1, out.work/int64(max(1, pairs)))
	for last < len(order) {
		more := pairs + l.withThoseBefore(order, last)
		if int64(more)*each > l.q.LoadWork {
			break
		}
		last, pairs = last+1, more
	}
	rest, err := l.run(ctx, l.rows(order[:last])[len(out.rows):]) // those of the first come first
	if err != nil {
		return nil, nil, err
	}
	out = &runs{rows: append(out.rows, rest.rows...), joint: append(out.joint, rest.joint...), work: out.work + rest.work}
	if last == len(order) {
		return out, nil, nil
	}
	n, none := int64(len(order)), int64(len(order)-len(l.touched))
	return out, &result.LoadPairs{Of: n*(n-1)/2 - none*(none-1)/2, Run: int64(pairs), Worst: last}, nil
}

// withThoseBefore returns how many pairs with those before it load touches.
func (l *loader) withThoseBefore(order []int32, at int) (n int) {
	for _, i := range order[:at] {
		if l.touched[i] || l.touched[order[at]] {
			n++
		}
	}
	return n
}

// worstFirst returns all failures, the worst first.
func (l *loader) worstFirst(ctx context.Context) ([]int32, error) {
	alone := *l.q
	alone.Failures, alone.Top = 1, 0
	a, err := alone.sweep(ctx, l.c, l.ground, l.of, l.down, l.touched)
	if err != nil {
		return nil, err
	}
	singles := *l
	singles.q = &alone
	with, err := singles.all(ctx)
	if err != nil {
		return nil, err
	}
	var out []int32
	for _, r := range sweep.Worst(append(a.Rows, with.rows...), alone.by(), 0, false) {
		out = append(out, r.A)
	}
	return out, nil
}
