package sweep

import "context"

// partners are the failures that may interact with one failure.
type partners struct {
	stamp  []int32 // by rank: the rank it was last a partner of, plus one
	beyond []key   // by rank: above what the pair adds to the union
	sure   []bool  // by rank: the pair takes a vertex down for certain
	may    []bool  // by rank: the pair may take down a vertex, or make a sector fail; else it degrades at most
	list   []int32
	asked  []bool  // by rank: the pair may take down what an unless asks about
	seats  []int32 // by rank: how many seats of the group in question it takes
}

func (x *partners) reset(n int) {
	if x.stamp == nil {
		*x = partners{stamp: make([]int32, n), beyond: make([]key, n), sure: make([]bool, n), may: make([]bool, n), asked: make([]bool, n), seats: make([]int32, n)}
	}
	x.list = x.list[:0]
}

// has says whether rank j is a partner of rank i, whose partners are listed.
func (x *partners) has(i, j int32) bool { return x.stamp[j] == i+1 }

func (x *partners) add(i, j int32, beyond key, sure, may, asked bool) {
	if x.stamp[j] != i+1 {
		x.stamp[j], x.beyond[j], x.sure[j], x.may[j], x.asked[j] = i+1, key{}, false, false, false
		x.list = append(x.list, j)
	}
	x.beyond[j] = x.beyond[j].plus(beyond)
	x.sure[j], x.may[j], x.asked[j] = x.sure[j] || sure, x.may[j] || may, x.asked[j] || asked
}

// findPartners lists the later ranks that may interact with rank i.
func (w *pairWorker) findPartners(i int32) {
	x, t, s := &w.partners, &w.p.touch, w.p.s.system
	x.reset(len(w.p.singles))
	for seats := w.p.singles[i].seats; len(seats) > 0; {
		g, n := s.seatGroup[seats[0]], 1
		for n < len(seats) && s.seatGroup[seats[n]] == g {
			n++
		}
		if missing := s.need[g] - int32(n); missing <= t.most[g] {
			w.groupPartners(i, g, seats[:n], missing)
		}
		seats = seats[n:]
	}
	for _, loop := range w.p.singles[i].loops {
		w.loopPartners(i, loop)
	}
	for _, d := range w.p.singles[i].sectors {
		w.sectorPartners(i, d)
	}
}

// groupPartners adds those that take the seats of a group that are missing.
func (w *pairWorker) groupPartners(i, g int32, own []int32, missing int32) {
	x, t, s := &w.partners, &w.p.touch, w.p.s.system
	beyond, may, asked := w.p.beyond[g], s.owner[g] < s.vertices, w.p.asked[g]
	sure := may && s.target[g] >= 0
	others := func(f func(j int32)) {
		k := 0
		for seat := s.groupFirst[g]; seat < s.groupFirst[g+1]; seat++ {
			if k < len(own) && own[k] == seat {
				k++
				continue
			}
			for _, j := range t.at(seat, i) {
				f(j)
			}
		}
	}
	if missing == 1 && s.need[g] == 2 { // then nobody takes two
		others(func(j int32) { x.add(i, j, beyond, sure, may, asked) })
		return
	}
	others(func(j int32) {
		if x.seats[j]++; x.seats[j] == missing {
			x.add(i, j, beyond, sure, may, asked)
		}
	})
	others(func(j int32) { x.seats[j] = 0 })
}

// sectorPartners adds those with whom the sector may fail. Its services may be
// the same, so it may not.
func (w *pairWorker) sectorPartners(i int32, d weightDown) {
	of := &w.p.s.stakes.Sectors[d.what]
	enough := of.Limit*of.Whole*(1-slack) - d.down
	one := w.p.q.By.order(0, counts{sectors: 1})
	for _, other := range w.p.sectors[d.what] {
		if other.down < enough {
			return
		}
		if other.what > i {
			w.partners.add(i, other.what, one, false, true, false)
		}
	}
}

// interactions counts the pairs of rank i with later ones that interact, and runs
// those that may be among the worst, but for those that unions has run. It costs
// a step for each two failures that take different seats of one group to its
// fall, group by group.
func (p *pairs) interactions(ctx context.Context, w *pairWorker, i int32, out *found) {
	if p.singles[i].relieves {
		return
	}
	w.findPartners(i)
	x := &w.partners
	for k, j := range x.list {
		if k%256 == 0 && ctx.Err() != nil {
			return
		}
		if j < p.done[i] || p.singles[i].asks && p.singles[j].asks {
			continue
		}
		if x.asked[j] { // together they may do less than alone
			w.run(ctx, i, j, out)
			continue
		}
		most := p.closer(i, j).plus(x.beyond[j])
		if !x.may[j] && !p.admits(out.rows, score{first: most}, i, j) {
			continue
		}
		if x.sure[j] && !p.admits(out.joint, score{x.beyond[j], most}, i, j) && !p.admits(out.rows, score{first: most}, i, j) {
			out.interacting++
			continue
		}
		w.run(ctx, i, j, out)
	}
}
