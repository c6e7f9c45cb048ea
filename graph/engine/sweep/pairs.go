package sweep

import "context"

// Pairs accounts for every pair of failures and runs few of them.
//
// What a pair takes down is the union of what either does, unless it interacts:
// together it takes down what neither does alone. That can only begin where both
// have lost seats of one group, or weight of one sector, which neither makes
// fall: such pairs are found from lists of who touches what, and the rest are
// not looked at for it. Whether a pair can be among the worst is judged by
// bounds: of a union the sum of both, of a pair that interacts on top of it all
// that the group's loss could ever reach. Those that can are run.
//
// The error is the context's, TooManyTouches or TooManyLoops.
func (s *Sweep) Pairs(ctx context.Context, q Question) (*Answer, error) {
	p, err := s.survey(ctx, q)
	if err != nil {
		return nil, err
	}
	all := &found{rows: newBest(q.Top, func(r *Row) score { return score{first: q.By.key(r.Effect)} }),
		joint: newBest(q.Top, func(r *Row) score { return score{q.By.key(r.Beyond), q.By.key(r.Effect)} })}
	if err := p.relieving(ctx, all); err != nil {
		return nil, err
	}
	if err := p.delaying(ctx, all); err != nil {
		return nil, err
	}
	if err := p.asking(ctx, all); err != nil {
		return nil, err
	}
	if err := p.inWaves(ctx, all, p.unions); err != nil {
		return nil, err
	}
	if err := p.inWaves(ctx, all, p.interactions); err != nil {
		return nil, err
	}
	n := int64(len(q.Failures))
	return &Answer{Rows: all.rows.rows(), Joint: all.joint.rows(), Scenarios: n * (n - 1) / 2, Run: all.run, Interacting: all.interacting}, nil
}

// pairs is what is known of every single failure, in the order of bounds, the
// largest first. A failure's place in that order is its rank; within a pair the
// lower rank, which takes down more, is run first.
type pairs struct {
	s          *Sweep
	q          Question
	trouble    *trouble
	singles    []single // by rank
	touch      touches
	sectors    [][]weightDown    // by sector: the ranks that touch it and do not make it fail, the heaviest first
	beyond     []key             // by group: above all that its loss could add
	loops      map[int32][]int32 // by fed component: the ranks that touch it, ascending
	asked      []bool            // by group: it may take down what an unless asks about
	beyondLoop map[int32]key     // by fed component: above all that its loss could add
	loopAsked  map[int32]bool    // by fed component: it may take down what an unless asks about
	done       []int32           // by rank: the first of the later ranks that unions has not paired it with
}

// bound returns a key above the union of a pair's effects.
func (p *pairs) bound(i, j int32) key { return p.singles[i].bound.plus(p.singles[j].bound) }

// row returns the row of a pair, the failures in the order of names.
func (p *pairs) row(i, j int32) Row {
	a, b := p.singles[i].failure, p.singles[j].failure
	return Row{A: min(a, b), B: max(a, b)}
}

// admits says whether a pair of that score, or any after it, may be kept.
func (p *pairs) admits(b *best, r score, i, j int32) bool {
	return b.admits(r, p.singles[i].failure, p.singles[j].failure)
}

// unions runs the pairs of rank i with later ones that may be among the worst
// without interacting. It goes through them from the largest sum of bounds on, and
// stops where the sum is not large enough: bounds fall with the rank, and among
// equal ones names follow on each other.
func (p *pairs) unions(ctx context.Context, w *pairWorker, i int32, out *found) {
	n, j := int32(len(p.singles)), i+1
	if p.singles[i].relieves {
		return
	}
	if j < n && p.admits(out.rows, score{first: p.bound(i, j)}, i, j) {
		w.findPartners(i)
	}
	for ; j < n && p.admits(out.rows, score{first: p.bound(i, j)}, i, j); j++ {
		if j%256 == 0 && ctx.Err() != nil {
			break
		}
		switch {
		case p.singles[j].relieves, p.singles[i].asks && p.singles[j].asks:
		case w.partners.has(i, j):
			w.run(ctx, i, j, out)
		case p.admits(out.rows, score{first: p.closer(i, j)}, i, j):
			out.rows.add(w.union(i, j, out))
		}
	}
	p.done[i] = j
}

// closer returns a key above the effect of a pair that does not interact: what two
// failures both take down counts once. That of a union of sets is no more than the
// sum less that of what they share, for all that counts once.
func (p *pairs) closer(i, j int32) key {
	x, y := &p.singles[i], &p.singles[j]
	switch {
	case x.on(y):
		return x.bound
	case x.up == y.up:
		return p.bound(i, j).minus(x.shared)
	}
	return p.bound(i, j)
}

// inWaves runs something for every rank, the lowest first, in blocks. What must
// be beaten to be kept is the same for all blocks of a wave: what the waves
// before have found. So the number of pairs that are run hangs on no clock.
func (p *pairs) inWaves(ctx context.Context, all *found, do func(ctx context.Context, w *pairWorker, i int32, out *found)) error {
	const ranks = 8 // in a block
	c := cut{n: len(p.singles), size: ranks}
	for from, size := 0, 1; from < c.blocks(); from, size = from+size, 2*size {
		all.tidy()
		limit := all.fork()
		err := inBlocks(ctx, min(size, c.blocks()-from), p.newWorker, func(w *pairWorker, block int) *found {
			out := limit.fork()
			for i := range c.all(ctx, from+block) {
				do(ctx, w, i, out)
			}
			return out
		}, all.merge)
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// found is what a block has found.
type found struct {
	rows, joint      *best
	run, interacting int64
}

// fork returns an empty found that keeps what this one would, which must be tidy.
func (f *found) fork() *found { return &found{rows: f.rows.fork(), joint: f.joint.fork()} }

func (f *found) tidy() {
	f.rows.tidy()
	f.joint.tidy()
}

func (f *found) merge(other *found) {
	f.rows.merge(other.rows)
	f.joint.merge(other.joint)
	f.run += other.run
	f.interacting += other.interacting
}

// pairWorker is what one goroutine needs to run pairs.
type pairWorker struct {
	p             *pairs
	first, second *fall // of one failure and then of both; of the other alone
	empty         mark  // of either
	base          mark  // first, with one failure only
	i             int32 // that failure

	partners partners
	exact    *exact
}

func (p *pairs) newWorker() *pairWorker {
	w := &pairWorker{p: p, first: p.s.newFall(), second: p.s.newFall(), exact: p.s.newExact(p.s.apart, p.trouble)}
	w.empty = w.first.mark()
	w.base, w.i = w.empty, None
	return w
}

// stand takes down the failure that pairs are run on top of.
func (w *pairWorker) stand(i int32) {
	if w.i == i {
		return
	}
	w.first.undo(w.empty)
	w.first.add(w.failure(i))
	w.base, w.i = w.first.mark(), i
}

func (w *pairWorker) failure(i int32) []int32 { return w.p.failure(i) }

// failure returns the vertices that fail as that of a rank.
func (p *pairs) failure(i int32) []int32 { return p.q.Failures[p.singles[i].failure] }

// absorbs says whether the failure that is down takes another down anyway: then
// the pair takes down what it does alone.
func (w *pairWorker) absorbs(j int32) bool {
	for _, v := range w.failure(j) {
		if !w.first.has(v) {
			return false
		}
	}
	return true
}

// union returns the row of a pair that does not interact.
func (w *pairWorker) union(i, j int32, out *found) Row {
	row, x, y := w.p.row(i, j), &w.p.singles[i], &w.p.singles[j]
	row.Effect = x.effect
	if x.on(y) {
		return row
	}
	w.stand(i)
	if !w.absorbs(j) {
		w.first.add(w.failure(j))
		row.Effect = w.first.tally.effect()
		w.first.undo(w.base)
		out.run++
	}
	return row
}

// run runs a pair that may interact, keeps it, and counts it.
func (w *pairWorker) run(ctx context.Context, i, j int32, out *found) {
	w.stand(i)
	if w.absorbs(j) {
		out.rows.add(w.union(i, j, out))
		return
	}
	row, interacts, relieves := w.pair(j)
	if relieves {
		row, interacts = w.exact.pair(ctx, w.p, i, j)
	}
	out.pair(row, interacts)
}

// pair keeps a pair that was run.
func (f *found) pair(row Row, interacts bool) {
	f.run++
	f.rows.add(row)
	if interacts {
		f.interacting++
		f.joint.add(row)
	}
}

// pair runs the pair with another failure: first what both take down alone, then
// what that takes down together. interacts says whether there is any such thing,
// and relieves whether an unless asks about what is down, so that the rest is nothing.
func (w *pairWorker) pair(j int32) (row Row, interacts, relieves bool) {
	w.second.undo(w.empty)
	w.second.add(w.failure(j))
	sectors := int(w.first.tally.failed)
	for _, c := range w.second.tally.sectors0 {
		if c.old == 0 && w.second.tally.fails(c.index) && !w.first.tally.fails(c.index) {
			sectors++
		}
	}
	w.first.alone = w.second
	w.first.add(w.failure(j))
	union, down := w.first.tally.effect(), w.first.tally.fell
	w.first.release()
	both := w.first.tally.effect()
	interacts, relieves = w.first.tally.fell > down || both.Sectors > sectors, w.first.relieves(w.failure(w.i), w.failure(j))
	w.first.undo(w.base)
	row = w.p.row(w.i, j)
	row.Effect, row.Beyond = both, both.minus(union)
	row.Beyond.Sectors = both.Sectors - sectors
	return row, interacts, relieves
}
