package sweep

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"
)

// MaxTouches is how often failures may touch groups and sectors without taking
// them down, all in all.
const MaxTouches = 100_000_000

// TooManyTouches is a question of pairs over MaxTouches.
type TooManyTouches struct{}

func (TooManyTouches) Error() string {
	return fmt.Sprintf("these failures touch more than %d groups and sectors without taking them down, which is too many for pairs", MaxTouches)
}

// touches says which failures take each seat without taking down its group or
// the vertex that it belongs to. Failures go by rank.
type touches struct {
	by   []int32 // seat after seat: the ranks that take it, ascending
	from []int32 // seat -> its first entry in by; one more at the end
	most []int32 // group -> how many of its seats any failure takes
}

// at returns the ranks after i that take a seat.
func (t *touches) at(seat, i int32) []int32 {
	by := t.by[t.from[seat]:t.from[seat+1]]
	k, _ := slices.BinarySearch(by, i+1)
	return by[k:]
}

// weightDown is how much of a sector a failure takes down; what is the sector or
// the rank.
type weightDown struct {
	what int32
	down float64
}

// single is what is known of one failure.
type single struct {
	failure int32
	effect  Effect
	bound   key          // above what it adds to a pair
	low     key          // no more than it takes down
	shared  key          // low of the failure that it is run on top of
	at, end int32        // its place in the plan, and where those on top of it end
	up      int32        // the place of the one that it is run on top of, or -1
	seats   []int32      // those that are lost with it, of groups of which it takes some without taking down group or vertex, ascending
	sectors []weightDown // those that it touches and does not make fail
	loops   []int32      // fed components that it touches, ascending

	delayed  []int32 // what falls in a timeline and not here
	asks     bool    // something falls with it that an unless asks about
	relieves bool    // and something may stand for it, with another failure or without, or it is delayed: effect and bounds are none
}

// on says whether one failure is run on top of another, which it takes down.
func (x *single) on(y *single) bool { return y.at <= x.at && x.at < y.end }

// survey runs every single failure, notes what it touches, and ranks them.
func (s *Sweep) survey(ctx context.Context, q Question) (*pairs, error) {
	plan, c := s.newPlan(q.Failures), newCut(len(q.Failures))
	singles := make([]single, len(q.Failures))
	var touched atomic.Int64
	trouble := &trouble{}
	newWorker := func() *surveyor {
		return &surveyor{s.newClimber(plan, q.Failures), s.newExact(s.cascade, trouble), s.newExact(s.apart, trouble)}
	}
	err := inBlocks(ctx, c.blocks(), newWorker, func(climb *surveyor, block int) []single {
		var out []single
		for at := range c.all(ctx, block) {
			one := single{failure: plan.order[at], effect: climb.run(at), at: at, end: plan.end[at], up: plan.up[at]}
			one.asks = climb.f.asks()
			one.delayed = climb.delayed(ctx, q.Failures[one.failure])
			if one.relieves = len(one.delayed) > 0 || climb.f.mayRelieve(q.Failures[one.failure]); !one.relieves {
				climb.f.note(&one, q.By)
			}
			if touched.Add(int64(len(one.seats)+len(one.sectors))) > MaxTouches {
				break
			}
			out = append(out, one)
		}
		return out
	}, func(part []single) {
		for _, one := range part {
			singles[one.failure] = one
		}
	})
	switch {
	case cmp.Or(trouble.err, err) != nil:
		return nil, cmp.Or(trouble.err, err)
	case touched.Load() > MaxTouches:
		return nil, TooManyTouches{}
	}
	for i := range singles {
		if up := singles[i].up; up != None {
			singles[i].shared = singles[plan.order[up]].low
		}
	}
	slices.SortStableFunc(singles, func(x, y single) int { return y.bound.compare(x.bound) })
	p := &pairs{s: s, q: q, trouble: trouble, singles: singles, done: make([]int32, len(singles))}
	p.touch.invert(s.system, singles)
	p.sectors = invertSectors(singles, len(s.stakes.Sectors))
	if err := p.invertLoops(); err != nil {
		return nil, err
	}
	return p, p.reach(ctx)
}

// note writes down what is touched.
func (f *fall) note(one *single, by By) {
	one.bound, one.low = f.tally.bound(by), f.tally.low(by)
	for _, seat := range f.seats[f.begun:] {
		if g := f.s.seatGroup[seat]; f.lost[g] < f.need[g] && !f.has(f.s.owner[g]) {
			one.seats = append(one.seats, seat)
		}
	}
	slices.Sort(one.seats)
	one.seats = f.withBegun(one.seats)
	one.loops = f.loopsTouched(one.seats)
	f.tally.sectorsTouched(func(sector int32, down float64) { one.sectors = append(one.sectors, weightDown{sector, down}) })
}

// withBegun adds to seats, of their groups, those that are lost with nothing failed.
func (f *fall) withBegun(seats []int32) []int32 {
	own := len(seats)
	for _, seat := range f.seats[:f.begun] {
		first := f.s.groupFirst[f.s.seatGroup[seat]]
		if k, _ := slices.BinarySearch(seats[:own], first); k < own && f.s.seatGroup[seats[k]] == f.s.seatGroup[seat] {
			seats = append(seats, seat)
		}
	}
	slices.Sort(seats)
	return seats
}

// invert finds who takes each seat.
func (t *touches) invert(s *system, singles []single) {
	t.from = make([]int32, len(s.seatGroup)+1)
	t.most = make([]int32, len(s.need))
	for i := range singles {
		count := int32(0)
		for k, seat := range singles[i].seats {
			t.from[seat+1]++
			g := s.seatGroup[seat]
			if count++; k > 0 && s.seatGroup[singles[i].seats[k-1]] != g {
				count = 1
			}
			t.most[g] = max(t.most[g], count)
		}
	}
	for seat := range s.seatGroup {
		t.from[seat+1] += t.from[seat]
	}
	next := slices.Clone(t.from)
	t.by = make([]int32, t.from[len(s.seatGroup)])
	for i := range singles {
		for _, seat := range singles[i].seats {
			t.by[next[seat]] = int32(i)
			next[seat]++
		}
	}
}

// invertSectors returns, by sector, the ranks that touch it and do not make it
// fail, the heaviest first.
func invertSectors(singles []single, sectors int) [][]weightDown {
	by := make([][]weightDown, sectors)
	for i := range singles {
		for _, d := range singles[i].sectors {
			by[d.what] = append(by[d.what], weightDown{int32(i), d.down})
		}
	}
	for _, list := range by {
		slices.SortStableFunc(list, func(x, y weightDown) int { return cmp.Compare(y.down, x.down) })
	}
	return by
}

// reach fills beyond: what could fall after a group's vertex, if every group fell
// with the first of its members.
func (p *pairs) reach(ctx context.Context) error {
	s := p.s.system
	p.beyond, p.asked = make([]key, len(s.need)), make([]bool, len(s.need))
	var owners [][]int32
	var groups [][]int32 // by owner
	for g, owner := range s.owner {
		if p.touch.most[g] == 0 {
			continue
		}
		if len(owners) == 0 || owners[len(owners)-1][0] != owner { // groups stand in the order of owners
			owners, groups = append(owners, []int32{owner}), append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], int32(g))
	}
	loops := slices.Sorted(maps.Keys(p.loops))
	beyond, loopAsked := make([]key, len(loops)), make([]bool, len(loops))
	first := int32(len(owners))
	for _, c := range loops {
		owners, groups = append(owners, p.s.graph.Loop(c)), append(groups, nil)
	}
	plan, c := p.s.newPlan(owners), newCut(len(owners))
	newClimber := func() *climber {
		return &climber{f: newReach(s, p.s.stakes, p.s.index), p: plan, failures: owners}
	}
	err := inBlocks(ctx, c.blocks(), newClimber, func(climb *climber, block int) struct{} {
		for at := range c.all(ctx, block) {
			climb.run(at)
			bound, asked := climb.f.tally.most(p.q.By), climb.f.asks()
			for _, g := range groups[plan.order[at]] {
				p.beyond[g], p.asked[g] = bound, asked // of one block only
			}
			if owner := plan.order[at]; owner >= first {
				beyond[owner-first], loopAsked[owner-first] = bound, asked
			}
		}
		return struct{}{}
	}, func(struct{}) {})
	p.beyondLoop, p.loopAsked = map[int32]key{}, map[int32]bool{}
	for i, c := range loops {
		p.beyondLoop[c], p.loopAsked[c] = beyond[i], loopAsked[i]
	}
	return err
}
