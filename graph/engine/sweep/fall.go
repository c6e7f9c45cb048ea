package sweep

// fall is what is down: a set of vertices closed under what they take down with
// them, which grows by add and shrinks back by undo. Both cost what they add:
// the members that name it.
type fall struct {
	s     *system
	need  []int32  // group -> how many seats must be lost: the system's, or one each
	down  []uint64 // a bit a vertex
	lost  []int32  // group -> seats lost
	order []int32  // the vertices that are down, as they fell
	seats []int32  // the seats that are lost, likewise
	tally tally

	// While alone is set, a group falls only if it has fallen there too; those
	// that fall by both together are held back.
	alone *fall
	held  []int32

	fed   *feeder        // nil where no supply goes round in a loop, or what falls is more than that anyway
	holds *state         // in which no unless ends or begins to hold; nil: there are none
	asked int32          // how many members of an unless had fallen at the start
	up    map[int32]bool // of what is down, vertices and shadows that lift has found to stand
	begun int            // how many seats were lost at the start
}

func (s *Sweep) newFall() *fall {
	f := bareFall(s.system, s.stakes, s.index)
	if s.graph.HasFed() {
		f.fed = newFeeder(s.graph)
	}
	if s.rest != nil {
		f.settle(s.rest)
	}
	return f
}

func bareFall(s *system, stakes *Stakes, index *index) *fall {
	n := len(s.outFirst) - 1
	return &fall{s: s, need: s.need, down: make([]uint64, n/64+1), lost: make([]int32, len(s.need)), tally: newTally(stakes, index)}
}

// newReach is a fall in which a group falls with the first of its members: what
// is down in it is all that could ever be, whoever starves included, since a loop has
// lost a member first.
func newReach(s *system, stakes *Stakes, index *index) *fall {
	f := bareFall(s, stakes, index)
	f.need = make([]int32, len(s.need))
	for g := range f.need {
		f.need[g] = 1
	}
	return f
}

func (f *fall) has(v int32) bool { return f.down[v>>6]&(1<<(v&63)) != 0 }

// add takes vertices down, with all that falls with them.
func (f *fall) add(vs []int32) {
	at := len(f.order)
	for _, v := range vs {
		f.push(v)
	}
	if f.alone != nil && f.fed != nil { // who starves there falls here
		for _, v := range f.alone.order {
			f.push(v)
		}
	}
	f.spread(at)
}

func (f *fall) push(v int32) {
	if word, bit := &f.down[v>>6], uint64(1)<<(v&63); *word&bit == 0 {
		*word |= bit
		f.order = append(f.order, v)
	}
}

// spread lets the vertices from that place on take others with them, and counts
// what is lost.
func (f *fall) spread(at int) {
	from := at
	f.fall(at)
	for f.fed != nil && f.alone == nil {
		at = len(f.order)
		if !f.starve() {
			break
		}
		f.fall(at)
	}
	f.tally.count(f.order[from:])
}

// fall lets the vertices from that place on take others with them.
func (f *fall) fall(at int) {
	s := f.s
	for ; at < len(f.order); at++ {
		v := f.order[at]
		for _, w := range s.out[s.outFirst[v]:s.outFirst[v+1]] {
			f.push(w)
		}
		for _, seat := range s.counts[s.countFirst[v]:s.countFirst[v+1]] {
			f.lose(seat)
		}
	}
}

// lose counts a lost seat, and those of the groups around its own that are lost
// by it.
func (f *fall) lose(seat int32) {
	for {
		f.seats = append(f.seats, seat)
		g := f.s.seatGroup[seat]
		f.lost[g]++
		switch {
		case f.lost[g] != f.need[g]:
			return
		case f.alone != nil && f.alone.lost[g] < f.need[g]:
			f.held = append(f.held, g)
			return
		}
		target := f.s.target[g]
		if target >= 0 {
			f.push(target)
			return
		}
		seat = ^target
	}
}

// release lets the groups fall that were held back.
func (f *fall) release() {
	f.alone = nil
	at := len(f.order)
	for _, g := range f.held {
		if target := f.s.target[g]; target >= 0 {
			f.push(target)
		} else {
			f.lose(^target)
		}
	}
	f.held = f.held[:0]
	f.spread(at)
}

// mark is a state to go back to.
type mark struct {
	order, seats int32
	tally        tallyMark
}

func (f *fall) mark() mark { return mark{int32(len(f.order)), int32(len(f.seats)), f.tally.mark()} }

// undo goes back to a state.
func (f *fall) undo(m mark) {
	for _, v := range f.order[m.order:] {
		f.down[v>>6] &^= 1 << (v & 63)
	}
	for _, seat := range f.seats[m.seats:] {
		f.lost[f.s.seatGroup[seat]]--
	}
	f.order, f.seats = f.order[:m.order], f.seats[:m.seats]
	if f.fed != nil {
		f.fed.orders, f.fed.seats = len(f.order), len(f.seats)
	}
	f.tally.undo(m.tally)
}
