package sweep

import (
	"cmp"
	"slices"
)

// By is what failures are ranked by first.
type By uint8

// What failures are ranked by.
const (
	ByUsers By = iota
	ByServices
	BySectors
	ByNodes
)

// None stands for no second failure.
const None = int32(-1)

// Row is a failure, or a pair of them, with what it takes down.
type Row struct {
	A, B   int32 // positions in Question.Failures, A < B; B is None for a single failure
	Effect Effect
	Beyond Effect // of a pair: what it takes down beyond what either does alone
}

// key is an effect in the order of ranking: what it is ranked by, users, services
// without figures, sectors, nodes. Keys compare lexicographically, which adding a
// third to both leaves as it is; so the sum of two bounds is a bound of the sum.
type key [5]float64

// counts are the whole numbers of an effect.
type counts struct{ uncounted, services, sectors, nodes float64 }

func (by By) key(e Effect) key {
	return by.order(e.Users, counts{float64(e.Uncounted), float64(e.Services), float64(e.Sectors), float64(e.Nodes)})
}

func (by By) order(users float64, of counts) key {
	first := [...]float64{ByUsers: users, ByServices: of.services, BySectors: of.sectors, ByNodes: of.nodes}
	return key{first[by], users, of.uncounted, of.sectors, of.nodes}
}

func (k key) plus(other key) key {
	for i := range k {
		k[i] += other[i]
	}
	return k
}

func (k key) minus(other key) key {
	for i := range k {
		k[i] -= other[i]
	}
	return k
}

func (k key) compare(other key) int {
	return slices.Compare(k[:], other[:])
}

// score is what a row is ranked by: the larger first comes first, and of equal ones
// the larger then. Of two bounds it is a bound.
type score struct{ first, then key }

func (s score) compare(other score) int {
	return cmp.Or(s.first.compare(other.first), s.then.compare(other.then))
}

// place is where a row stands: the larger score comes first, then the names.
type place struct {
	score score
	a, b  int32
}

func (p place) compare(other place) int {
	return cmp.Or(other.score.compare(p.score), cmp.Compare(p.a, other.a), cmp.Compare(p.b, other.b))
}

// best keeps the first rows of all that it is given, in order; which order they
// come in, and how often each, makes no difference.
type best struct {
	most  int // 0: all
	of    func(*Row) score
	kept  []placed
	cut   place // the last that is kept
	isCut bool  // there are most rows before or at cut
}

// placed is a row with its place.
type placed struct {
	place place
	row   Row
}

func newBest(most int, of func(*Row) score) *best { return &best{most: most, of: of} }

// admits says whether a row of that score, or any after it, may be kept.
func (b *best) admits(r score, x, y int32) bool {
	return !b.isCut || place{r, min(x, y), max(x, y)}.compare(b.cut) < 0
}

func (b *best) add(r Row) { b.put(placed{place{b.of(&r), r.A, r.B}, r}) }

func (b *best) put(p placed) {
	if b.isCut && p.place.compare(b.cut) >= 0 {
		return
	}
	b.kept = append(b.kept, p)
	if b.most > 0 && len(b.kept) >= 2*b.most+16 {
		b.tidy()
	}
}

// tidy sorts the rows and drops what is too many.
func (b *best) tidy() {
	slices.SortFunc(b.kept, func(x, y placed) int { return x.place.compare(y.place) })
	b.kept = slices.CompactFunc(b.kept, func(x, y placed) bool { return x.place == y.place })
	if b.most > 0 && len(b.kept) >= b.most {
		b.kept = b.kept[:b.most]
		b.cut, b.isCut = b.kept[b.most-1].place, true
	}
}

// rows returns what is kept, in order.
func (b *best) rows() []Row {
	b.tidy()
	out := make([]Row, len(b.kept))
	for i := range b.kept {
		out[i] = b.kept[i].row
	}
	return out
}

// merge adds the rows of another.
func (b *best) merge(other *best) {
	for _, p := range other.kept {
		b.put(p)
	}
}

// fork returns an empty best that admits what this one does, which must be tidy.
func (b *best) fork() *best {
	return &best{most: b.most, of: b.of, cut: b.cut, isCut: b.isCut}
}

// Worst returns the first rows of some, most of them or, if that is 0, all, by what they are
// ranked by; together those of pairs by what they take down beyond either first.
func Worst(rows []Row, by By, most int, together bool) []Row {
	b := newBest(most, func(r *Row) score {
		if together {
			return score{by.key(r.Beyond), by.key(r.Effect)}
		}
		return score{first: by.key(r.Effect)}
	})
	for _, r := range rows {
		b.add(r)
	}
	return b.rows()
}
