package montecarlo

import "math"

// sampler draws which faults happen in which trials. It is immutable.
type sampler struct {
	faults []Fault
	draws  []draw
	seed   uint64
}

// draw is how one fault is drawn.
type draw struct {
	rate  float64 // -ln(1-chance), of a rare fault
	bound uint64  // of a rare fault: a number below it means that it happens in the block; of a frequent one: its chance times 2^64
	kind  drawKind
}

type drawKind uint8

const (
	never drawKind = iota
	rare
	frequent
	always
)

// frequentFrom is the chance from which drawing all trials bit by bit is cheaper
// than leaping from one failure to the next (measured: 1/60 to 1/30).
const frequentFrom = 1.0 / 32

func newSampler(faults []Fault, seed uint64) *sampler {
	s := &sampler{faults: faults, draws: make([]draw, len(faults)), seed: seed}
	for i, f := range faults {
		d := &s.draws[i]
		switch {
		case f.Chance >= 1:
			d.kind = always
		case f.Chance >= frequentFrom:
			d.kind, d.bound = frequent, toBits(f.Chance)
		case f.Chance > 0:
			d.kind, d.rate = rare, -math.Log1p(-f.Chance)
			d.bound = toBits(-math.Expm1(-blockTrials * d.rate))
		}
	}
	return s
}

// toBits returns a chance below 1 as a fraction of 2^64.
func toBits(chance float64) uint64 { return uint64(math.Ldexp(chance, 64)) }

// sample calls fail for every vertex that fails of itself in a block.
//
// Each block has a stream of its own, whose i-th number belongs to the i-th
// fault and is where that fault's own further numbers start.
func (s *sampler) sample(block int64, fail func(v int32, in lane)) {
	key := mix(mix(s.seed) + golden*uint64(block+1))
	for i := range s.draws {
		key += golden
		d := &s.draws[i]
		if d.kind == never {
			continue
		}
		first := mix(key)
		if d.kind == rare && first >= d.bound {
			continue
		}
		in := d.trials(first)
		for _, v := range s.faults[i].Vertices {
			fail(v, in)
		}
	}
}

// trials draws in which trials of the block a fault happens; of a rare one, it
// is known that it does.
func (d *draw) trials(first uint64) (in lane) {
	switch d.kind {
	case always:
		return lane{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
	case rare:
		return d.leap(first)
	}
	r := random{first}
	for i := range in {
		in[i] = r.bernoulli(d.bound)
	}
	return in
}

// leap goes from one failure to the next by geometric gaps (Devroye 1986,
// Non-Uniform Random Variate Generation, section X.2): the first number is the
// first gap's.
func (d *draw) leap(first uint64) (in lane) {
	r := random{first}
	for at, u := d.gap(first), uint64(0); at < blockTrials; at += 1 + d.gap(u) {
		in[int(at)/64] |= 1 << (int(at) % 64)
		u = r.next()
	}
	return in
}

// gap returns how many trials pass before the next failure. A small number
// means a small gap, and small numbers have the finest steps, so that chances
// down to 1e-15 come out right.
func (d *draw) gap(u uint64) float64 {
	x := math.Ldexp(float64(u)+0.5, -64)
	if x >= 1 {
		return blockTrials
	}
	return math.Floor(-math.Log1p(-x) / d.rate)
}

// random is the SplitMix64 generator (Steele, Lea and Flood 2014, Fast
// Splittable Pseudorandom Number Generators, figure 17).
type random struct{ state uint64 }

const golden = 0x9e3779b97f4a7c15

func (r *random) next() uint64 {
	r.state += golden
	return mix(r.state)
}

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// bernoulli returns 64 bits, each set with a chance of bound/2^64: it compares 64
// uniform numbers with the bound, bit by bit from the highest, until all are
// decided (about eight steps).
func (r *random) bernoulli(bound uint64) (below uint64) {
	open := ^uint64(0)
	for bound != 0 && open != 0 {
		bits := r.next()
		if bound>>63 == 1 {
			below |= open &^ bits
			open &= bits
		} else {
			open &^= bits
		}
		bound <<= 1
	}
	return below
}
