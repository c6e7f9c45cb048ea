package montecarlo

import (
	"fmt"
	"math"
	"math/bits"
	"testing"
)

// drawn returns in which trials of some blocks each fault happens.
func drawn(chances []float64, blocks int64, seed uint64) [][]lane {
	faults := make([]Fault, len(chances))
	for i, p := range chances {
		faults[i] = Fault{p, []int32{int32(i)}}
	}
	out := make([][]lane, len(chances))
	s := newSampler(faults, seed)
	for block := range blocks {
		for i := range out {
			out[i] = append(out[i], lane{})
		}
		s.sample(block, func(v int32, in lane) { out[v][block] = in })
	}
	return out
}

func ones(l lane) (n int) {
	for _, word := range l {
		n += bits.OnesCount64(word)
	}
	return n
}

// TestFrequencies counts how often faults of every size happen: within five and
// a half standard deviations.
func TestFrequencies(t *testing.T) {
	chances := []float64{0, 1e-7, 1e-5, 1e-4, 0.003, 0.01, math.Nextafter(frequentFrom, 0), frequentFrom, 0.1, 0.25, 0.5, 0.77, 0.999, 1}
	const blocks = 20_000
	for i, in := range drawn(chances, blocks, 5) {
		n := int64(0)
		for _, l := range in {
			n += int64(ones(l))
		}
		low, high := Wilson(n, blocks*blockTrials, 5.5)
		if p := chances[i]; p < low || p > high {
			t.Errorf("a fault of %g happens in %d of %d trials", p, n, blocks*blockTrials)
		}
	}
}

// TestPlaces finds faults that happen more often in some trials of a block than
// in others, by a chi-squared test at five and a half standard deviations.
func TestPlaces(t *testing.T) {
	chances := []float64{0.003, 0.02, 0.2, 0.6}
	const blocks = 20_000
	for i, in := range drawn(chances, blocks, 6) {
		chi := 0.0
		for place := range blockTrials {
			n := 0.0
			for _, l := range in {
				n += float64(l[place/64] >> (place % 64) & 1)
			}
			want := blocks * chances[i]
			chi += (n - want) * (n - want) / (want * (1 - chances[i]))
		}
		if z := (chi - blockTrials) / math.Sqrt(2*blockTrials); math.Abs(z) > 5.5 {
			t.Errorf("a fault of %g: chi-squared is %g standard deviations off", chances[i], z)
		}
	}
}

// TestFaultsAreIndependent counts how often two faults happen together, in the
// same trial and in the next one, of the same and of neighbouring blocks.
func TestFaultsAreIndependent(t *testing.T) {
	if testing.Short() {
		t.Skip("it throws dice until chance evens out")
	}
	chances := []float64{0.02, 0.02, 0.3, 0.5, 0.5, 0.9, 0.01}
	const blocks = 2000
	in := drawn(chances, blocks, 7)
	for i := range chances {
		for j := range chances {
			for _, lag := range []int{0, 1, 64, blockTrials} {
				if i == j && lag == 0 {
					continue
				}
				together, trials := int64(0), int64(0)
				for trial := 0; trial+lag < blocks*blockTrials; trial++ {
					trials++
					together += int64(bitOf(in[i], trial) & bitOf(in[j], trial+lag))
				}
				// Trials overlap where i is j, which changes the deviation little.
				low, high := Wilson(together, trials, 6)
				if p := chances[i] * chances[j]; p < low || p > high {
					t.Errorf("faults %d and %d, %d trials apart: together in %g of them, want %g", i, j, lag, float64(together)/float64(trials), p)
				}
			}
		}
	}
}

func bitOf(in []lane, trial int) uint64 {
	return in[trial/blockTrials][trial%blockTrials/64] >> (trial % 64) & 1
}

// TestTinyChances compares, for chances far too small to be counted, how often
// a block is hit at all and the first gap with what they must be.
func TestTinyChances(t *testing.T) {
	for _, p := range []float64{1e-15, 1e-12, 1e-9, 1e-6} {
		d := newSampler([]Fault{{p, nil}}, 1).draws[0]
		if got := math.Ldexp(float64(d.bound), -64) / (blockTrials * p); math.Abs(got-1) > 256*p+1e-4 {
			t.Errorf("a block is hit %g times as often as it must be by a fault of %g", got, p)
		}
		for k := range 10 { // the share of hit blocks whose first failure is before trial 25k
			u := uint64(float64(d.bound) * float64(25*k) / blockTrials)
			if gap := d.gap(u); math.Abs(gap-float64(25*k)) > 1 {
				t.Errorf("a fault of %g: first failure at %g, want %d", p, gap, 25*k)
			}
		}
	}
}

// TestBernoulli compares the bit by bit comparison with that of whole numbers.
func TestBernoulli(t *testing.T) {
	for _, bound := range []uint64{0, 1, 1 << 63, 0xb504f333f9de6484, math.MaxUint64} {
		r := random{42}
		got := r.bernoulli(bound)
		r = random{42}
		var numbers [64]uint64
		for bit := 63; bit >= 0; bit-- {
			word := r.next()
			for i := range numbers {
				numbers[i] |= word >> i & 1 << bit
			}
		}
		for i, x := range numbers {
			if want := x < bound; got>>i&1 == 1 != want {
				t.Errorf("bound %x, number %x: below is %t, want %t", bound, x, !want, want)
			}
		}
	}
}

// TestWilson compares with the published intervals of Newcombe (1998, Two-sided
// confidence intervals for the single proportion, table I, method 3); the last is 29/(29+z²).
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		count, trials int64
		want          string
	}{{81, 263, "0.2553 0.3662"}, {15, 148, "0.0624 0.1605"}, {0, 20, "0.0000 0.1611"}, {1, 29, "0.0061 0.1718"}, {29, 29, "0.8830 1.0000"}} {
		low, high := Wilson(c.count, c.trials, Z95)
		if got := fmt.Sprintf("%.4f %.4f", low, high); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.count, c.trials, got, c.want)
		}
	}
	if low, _ := Wilson(0, 7, Z95); low != 0 {
		t.Error(low)
	}
	if _, high := Wilson(7, 7, Z95); high != 1 {
		t.Error(high)
	}
}
