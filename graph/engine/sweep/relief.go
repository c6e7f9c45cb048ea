package sweep

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
)

// MaxRelieving is how many pairs there may be of which one failure alone takes down
// something that an unless asks about, and MaxRelief how many vertices they may take down
// in all. They take a minute or two.
const (
	MaxRelieving = 10_000_000
	MaxRelief    = 1_000_000_000
)

// TooMuchRelief is a question of pairs over MaxRelieving, or over MaxRelief.
type TooMuchRelief struct {
	Pairs int64 // how many there are, where they are over MaxRelieving; else 0
}

func (e TooMuchRelief) Error() string {
	if e.Pairs > 0 {
		return fmt.Sprintf("%d pairs of failures may change what an unless says, which is more than %d", e.Pairs, int64(MaxRelieving))
	}
	return fmt.Sprintf("pairs of failures that may change what an unless says take down more than %d vertices in all, which is too many", int64(MaxRelief))
}

// asking runs the pairs of which each takes down something that an unless asks about, and
// nothing stands for it: for both together something may.
func (p *pairs) asking(ctx context.Context, all *found) error {
	var ranks []int32
	for i := range p.singles {
		if p.singles[i].asks && !p.singles[i].relieves {
			ranks = append(ranks, int32(i))
		}
	}
	if len(ranks) < 2 {
		return nil
	}
	limit := all.fork()
	return inBlocks(ctx, len(ranks), p.newWorker, func(w *pairWorker, block int) *found {
		out := limit.fork()
		for k, j := range ranks[block+1:] {
			if k%16 == 0 && ctx.Err() != nil {
				break
			}
			w.run(ctx, ranks[block], j, out)
		}
		return out
	}, all.merge)
}

// relieving runs all pairs of which one failure takes down something that an unless asks
// about, so that something may stand for it: together they may take down less than either
// alone, and no bound holds. Each such failure is what the others are run on top of, as a
// sweep of its own.
func (p *pairs) relieving(ctx context.Context, all *found) error {
	var ranks []int32
	for i := range p.singles {
		if p.singles[i].relieves && len(p.singles[i].delayed) == 0 {
			ranks = append(ranks, int32(i))
		}
	}
	switch n := int64(len(ranks)) * int64(len(p.singles)); {
	case n == 0:
		return nil
	case n > MaxRelieving:
		return TooMuchRelief{Pairs: n}
	}
	plan, rankOf := p.s.newPlan(p.q.Failures), make([]int32, len(p.singles))
	for i := range p.singles {
		rankOf[p.singles[i].failure] = int32(i)
	}
	var work atomic.Int64
	limit := all.fork()
	err := inBlocks(ctx, len(ranks), func() *reliever { return p.newReliever(plan, rankOf, &work) }, func(w *reliever, block int) *found {
		out := limit.fork()
		w.all(ctx, ranks[block], out)
		return out
	}, all.merge)
	if err == nil && work.Load() > MaxRelief {
		err = TooMuchRelief{}
	}
	return err
}

// reliever is what one goroutine needs to run other failures on top of one that an
// unless asks about.
type reliever struct {
	p      *pairs
	rankOf []int32
	alone  *climber // the others alone
	both   *climber // on top of the one
	ground mark     // below the one
	exact  *exact
	work   *atomic.Int64

	i     int32 // the rank of the one
	toll  *toll // of the one
	start mark  // with the one
}

func (p *pairs) newReliever(plan *plan, rankOf []int32, work *atomic.Int64) *reliever {
	w := &reliever{p: p, rankOf: rankOf, exact: p.s.newExact(p.s.apart, p.trouble), work: work, alone: p.s.newClimber(plan, p.q.Failures)}
	f := bareFall(p.s.system, p.s.stakes, p.s.index)
	if p.s.graph.HasFed() {
		f.fed = newFeeder(p.s.graph)
	}
	w.both, w.ground = &climber{f: f, p: plan, failures: p.q.Failures}, f.mark()
	return w
}

// all runs all others on top of the failure of a rank; of two that an unless asks about
// each, those of later ranks.
func (w *reliever) all(ctx context.Context, i int32, out *found) {
	w.stand(ctx, i)
	for at, failure := range w.both.p.order {
		j := w.rankOf[failure]
		if at%16 == 0 && (ctx.Err() != nil || w.work.Load() > MaxRelief) {
			return
		}
		if j == i || j < i && w.p.singles[j].relieves || len(w.p.singles[j].delayed) > 0 {
			continue
		}
		out.pair(w.pair(ctx, int32(at), j))
	}
}

// stand takes down the failure that others are run on top of, with what then rises.
func (w *reliever) stand(ctx context.Context, i int32) {
	w.i, w.toll = i, w.exact.toll(ctx, w.p.failure(i))
	f := w.both.f
	f.undo(w.ground)
	w.both.path, w.both.marks = w.both.path[:0], w.both.marks[:0]
	f.settle(w.p.s.state(w.exact.run))
	f.tally.count(w.toll.fell)
	for _, v := range w.p.s.rest.fallen {
		if v < f.s.vertices && !f.has(v) {
			f.tally.rise(v)
		}
	}
	f.asked, w.start = f.tally.asked, f.mark()
}

// pair runs the failure at a position of the plan on top, of rank j.
func (w *reliever) pair(ctx context.Context, at, j int32) (row Row, interacts bool) {
	f := w.both.f
	e := w.both.run(at)
	top := f.order[w.start.order:]
	w.work.Add(1 + int64(len(top)))
	if w.p.singles[j].relieves || f.relieves(w.p.failure(w.i), w.p.failure(j)) {
		w.work.Add(int64(len(w.toll.fell)))
		return w.exact.pair(ctx, w.p, w.i, j)
	}
	w.alone.run(at)
	row = w.p.row(w.i, j)
	row.Effect = e
	if slices.ContainsFunc(top, func(v int32) bool { return !w.alone.f.has(v) }) || w.sectorFails() {
		w.work.Add(int64(len(w.toll.fell) + len(w.alone.f.order)))
		row.Beyond, interacts = w.exact.beyond(w.toll, w.alone.f.toll(), w.bothToll(top))
	}
	return row, interacts
}

// sectorFails says whether a sector that is touched on top fails by both together alone.
func (w *reliever) sectorFails() bool {
	t := &w.both.f.tally
	return slices.ContainsFunc(t.sectors0[w.start.tally.sectors0:], func(c change) bool {
		return t.fails(c.index) && !slices.Contains(w.toll.fails, c.index) && !w.alone.f.tally.fails(c.index)
	})
}

// toll returns what has fallen and is not down with nothing failed.
func (f *fall) toll() *toll {
	return &toll{fell: f.loss(f.order), fails: f.tally.fail()}
}

// bothToll returns what has fallen by both.
func (w *reliever) bothToll(top []int32) *toll {
	f := w.both.f
	return &toll{fell: slices.Concat(w.toll.fell, f.loss(top)), fails: f.tally.fail()}
}

// loss returns what of some vertices is not down with nothing failed.
func (f *fall) loss(of []int32) []int32 {
	return slices.DeleteFunc(slices.Clone(of), func(v int32) bool { return f.tally.index.before[v] })
}

// pair runs two failures by cascades, alone and together.
func (x *exact) pair(ctx context.Context, p *pairs, i, j int32) (row Row, interacts bool) {
	a, b := x.toll(ctx, p.failure(i)), x.toll(ctx, p.failure(j))
	both := x.toll(ctx, slices.Concat(p.failure(i), p.failure(j)))
	row = p.row(i, j)
	row.Effect = both.effect
	row.Beyond, interacts = x.beyond(a, b, both)
	return row, interacts
}
