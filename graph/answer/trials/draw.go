package trials

import (
	"hash/fnv"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/meoktong/meoktong/models"
)

// Draws draws the facts of a model. What a fact is in a trial follows from the seed, the
// number of the trial, and what the fact is of: neither other facts nor the order of
// trials matter. It is immutable.
type Draws struct {
	seed  uint64
	facts []models.Fact
	key   []uint64                      // by fact
	at    []func(u float64) (x float64) // by fact: the value below which a share u of all draws lies
}

// NewDraws returns what draws these facts from a seed.
func NewDraws(facts []models.Fact, seed uint64) *Draws {
	d := &Draws{seed: mix(seed), facts: facts}
	seen := map[uint64]uint64{}
	for i := range facts {
		f := &facts[i]
		h := fnv.New64a()
		for _, word := range []string{f.Of, f.Key, f.About} {
			h.Write([]byte(word + "\x00"))
		}
		key := h.Sum64()
		seen[key]++ // one node may say the same of two requirements
		d.key, d.at = append(d.key, mix(key+golden*seen[key])), append(d.at, quantile(f.Range))
	}
	return d
}

// quantile returns the inverse of the distribution of a range.
func quantile(r models.Range) func(u float64) float64 {
	if r.Triangle {
		return distuv.NewTriangle(r.Least, r.Most, r.Likeliest, nil).Quantile
	}
	return distuv.Uniform{Min: r.Least, Max: r.Most}.Quantile
}

// Values draws all facts for a trial, into a slice for them: durations to whole seconds.
func (d *Draws) Values(trial int64, into []float64) {
	stream := mix(d.seed + golden*uint64(trial+1))
	for i := range d.facts {
		x := d.at[i](float64(mix(stream^d.key[i])>>11) / (1 << 53))
		r := &d.facts[i].Range
		if !r.Share {
			x = math.Round(x)
		}
		into[i] = max(r.Least, min(r.Most, x))
	}
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, Fast Splittable
// Pseudorandom Number Generators, figure 17), as package montecarlo has it.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

const golden = 0x9e3779b97f4a7c15
