package sweep

import (
	"context"
	"slices"
)

// Of a pair each delay is compared with the horizon by itself; and it takes down at least
// what either failure does alone in a timeline.

// surveyor is what one goroutine needs to look at single failures.
type surveyor struct {
	*climber
	course, apart *exact
}

// delayed returns what a failure takes down in a timeline and not with each delay compared
// with the horizon by itself, ascending.
func (w *surveyor) delayed(ctx context.Context, failed []int32) []int32 {
	if !w.course.s.chained(failed) {
		return nil
	}
	apart := w.apart.toll(ctx, failed).fell
	return slices.DeleteFunc(w.course.toll(ctx, failed).fell, func(v int32) bool {
		_, in := slices.BinarySearch(apart, v)
		return in
	})
}

// tollWith is toll, with what falls besides.
func (x *exact) tollWith(ctx context.Context, down []int32, more ...int32) *toll {
	out := x.toll(ctx, down)
	if len(more) == 0 {
		return out
	}
	out.fell = append(out.fell, more...)
	slices.Sort(out.fell)
	out.fell = slices.Compact(out.fell)
	x.weigh(func() {
		x.tally.count(out.fell)
		x.rise()
		out.fails, out.effect = x.tally.fail(), x.tally.effect()
	})
	return out
}

// delaying runs all pairs of which one failure takes down more in a timeline.
func (p *pairs) delaying(ctx context.Context, all *found) error {
	var ranks []int32
	for i := range p.singles {
		if len(p.singles[i].delayed) > 0 {
			ranks = append(ranks, int32(i))
		}
	}
	switch n := int64(len(ranks)) * int64(len(p.singles)); {
	case n == 0:
		return nil
	case n > MaxRelieving:
		return TooMuchRelief{Pairs: n}
	}
	limit := all.fork()
	return inBlocks(ctx, len(ranks), func() *exact { return p.s.newExact(p.s.apart, p.trouble) }, func(x *exact, block int) *found {
		out, i := limit.fork(), ranks[block]
		for j := range int32(len(p.singles)) {
			if ctx.Err() != nil {
				break
			}
			if j != i && (len(p.singles[j].delayed) == 0 || j > i) {
				out.pair(x.delayedPair(ctx, p, i, j))
			}
		}
		return out
	}, all.merge)
}

// delayedPair runs two failures, of which one at least takes down more in a timeline.
func (x *exact) delayedPair(ctx context.Context, p *pairs, i, j int32) (row Row, interacts bool) {
	more := slices.Concat(p.singles[i].delayed, p.singles[j].delayed)
	a, b := x.tollWith(ctx, p.failure(i), p.singles[i].delayed...), x.tollWith(ctx, p.failure(j), p.singles[j].delayed...)
	both := x.tollWith(ctx, slices.Concat(p.failure(i), p.failure(j)), more...)
	row = p.row(i, j)
	row.Effect = both.effect
	row.Beyond, interacts = x.beyond(a, b, both)
	return row, interacts
}
