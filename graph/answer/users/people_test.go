package users

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// crowd is a population of whole people, some of another or not: how many are in each
// segment, and of each service to which part each segment belongs, how many of each
// segment use it, and which of its parts are down.
type crowd struct {
	of       int   // the crowd that these are some of; -1: none
	segments []int // people
	services []use
}

type use struct {
	part  []int // segment -> part; -1: none
	users []int // segment -> people
	reach float64
	down  []bool // part
}

func (c *crowd) size() (n int) {
	for _, people := range c.segments {
		n += people
	}
	return n
}

// crowds draws populations, those that are some of another after it and no larger.
// Segments have as many people as make every reach a whole number of them.
func crowds(rng *rand.Rand, count, most, reaches int) []crowd {
	var out []crowd
	for i := range count {
		c := crowd{of: -1}
		for range 1 + rng.IntN(3) {
			c.segments = append(c.segments, reaches*(1+rng.IntN(most)))
		}
		if i > 0 && rng.IntN(3) > 0 {
			c.of = rng.IntN(i)
			for c.size() > out[c.of].size() {
				c.segments = c.segments[:len(c.segments)-1]
			}
			if len(c.segments) == 0 {
				c.segments = []int{min(reaches, out[c.of].size())}
			}
		}
		for range rng.IntN(4) {
			c.services = append(c.services, drawUse(rng, c.segments, reaches))
		}
		out = append(out, c)
	}
	return out
}

func drawUse(rng *rand.Rand, segments []int, reaches int) use {
	k := 1 + rng.IntN(reaches)
	u := use{reach: float64(k) / float64(reaches)}
	parts := 1 + rng.IntN(len(segments))
	for _, people := range segments {
		u.part, u.users = append(u.part, rng.IntN(parts+1)-1), append(u.users, people*k/reaches)
	}
	for range parts {
		u.down = append(u.down, rng.IntN(2) == 0)
	}
	return u
}

// count makes the table of crowds, and counts what is down; sized says of which the
// size is known.
func count(crowds []crowd, sized []bool) []Lost {
	t := &Table{Things: []models.Thing{{}}, firstCell: []int32{0}}
	for i := range crowds {
		c := &crowds[i]
		p := Population{Of: int32(c.of), Sized: sized[i]}
		if sized[i] {
			p.Size = float64(c.size())
		}
		t.Populations = append(t.Populations, p)
	}
	t.nest()
	var fell []int32
	for i := range crowds {
		c := &crowds[i]
		s := segments{n: len(c.segments), share: func(k int) float64 { return float64(c.segments[k]) }, whole: float64(c.size())}
		var parts []func(int) int32
		for k := range c.services {
			parts = append(parts, func(segment int) int32 { return int32(c.services[k].part[segment]) })
		}
		cells := newCells(s, parts)
		t.Populations[i].Cells = cells.share
		t.firstCell = append(t.firstCell, t.firstCell[i]+int32(len(cells.share)))
		for k := range c.services {
			t.Services = append(t.Services, Service{Population: int32(i), Counted: !math.IsInf(t.Populations[i].Most, 1)})
			for part, of := range cells.of[k] {
				v := int32(len(t.Stakes))
				t.Stakes, t.at = append(t.Stakes, Stake{Vertex: v, Service: int32(len(t.Services) - 1), Population: int32(i), Cells: of, Reach: c.services[k].reach}), append(t.at, v)
				if c.services[k].down[part] {
					fell = append(fell, v)
				}
			}
		}
	}
	counter := t.Counter()
	for _, v := range fell {
		counter.hitService(t.Stakes[v].Service)
		counter.Lose(v, 1)
	}
	return counter.Populations()
}

// truth draws who is who, and returns how many of each population lose something: whom
// any service that they use does not serve, and who does as one of another population.
func truth(rng *rand.Rand, crowds []crowd) []int {
	lost := make([][]bool, len(crowds)) // person by person
	for i := range crowds {
		lost[i] = make([]bool, crowds[i].size())
	}
	out := make([]int, len(crowds))
	for i := len(crowds) - 1; i >= 0; i-- { // those within come later
		c, first := &crowds[i], 0
		for segment, people := range c.segments {
			for _, u := range c.services {
				if part := u.part[segment]; part >= 0 && u.down[part] {
					for _, k := range rng.Perm(people)[:u.users[segment]] {
						lost[i][first+k] = true
					}
				}
			}
			first += people
		}
		var where []int // whom of the whole each of them is
		if c.of >= 0 {
			where = rng.Perm(len(lost[c.of]))
		}
		for k, loses := range lost[i] {
			if !loses {
				continue
			}
			if out[i]++; c.of >= 0 {
				lost[c.of][where[k]] = true
			}
		}
	}
	return out
}

// TestPeopleOneByOne draws people one by one, who uses what and who is some of whom,
// and finds no more and no fewer of them than the counter allows.
func TestPeopleOneByOne(t *testing.T) {
	between, cases := 0, rounds.Of(t, 750, 20_000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 41))
		crowds := crowds(rng, 1+rng.IntN(4), 4, 1+rng.IntN(4))
		sized := make([]bool, len(crowds))
		for i := range sized {
			sized[i] = rng.IntN(5) > 0
		}
		got := count(crowds, sized)
		for range 10 {
			for i, n := range truth(rng, crowds) {
				x, bounded := &got[i], got[i].Uncounted == 0
				if float64(n) < x.Least || bounded && float64(n) > x.Most {
					t.Fatalf("seed %d: %d of population %d lose something, counted %+v\n%+v, sizes known: %v", seed, n, i, *x, crowds, sized)
				}
				if x.Least < x.Most {
					between++
				}
			}
		}
	}
	if between < cases.Least(5000) {
		t.Errorf("only %d counts were no single numbers", between)
	}
}

// TestEndsAreAttained tries many arrangements of few people, and finds both ends of
// what the counter allows, where every size is known.
func TestEndsAreAttained(t *testing.T) {
	apart, cases := 0, rounds.Of(t, 75, 1500)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 42))
		crowds := crowds(rng, 1+rng.IntN(3), 1, 1+rng.IntN(3))
		got := count(crowds, slices.Repeat([]bool{true}, len(crowds)))
		low, high := slices.Repeat([]int{math.MaxInt}, len(crowds)), make([]int, len(crowds))
		for range 4000 {
			for i, n := range truth(rng, crowds) {
				low[i], high[i] = min(low[i], n), max(high[i], n)
			}
		}
		for i := range crowds {
			if float64(low[i]) != got[i].Least || float64(high[i]) != got[i].Most {
				t.Fatalf("seed %d: of population %d lose from %d to %d something, counted %+v\n%+v", seed, i, low[i], high[i], got[i], crowds)
			}
			if low[i] < high[i] {
				apart++
			}
		}
	}
	if apart < cases.Least(50) {
		t.Errorf("only %d ends were apart", apart)
	}
}

// TestEqualSegmentsAreOne: segments that all services tell alike may be merged, and the
// answer stays.
func TestEqualSegmentsAreOne(t *testing.T) {
	for seed := range rounds.Of(t, 150, 3000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 43))
		one := crowds(rng, 1, 4, 1+rng.IntN(4))
		two := []crowd{{of: -1, segments: append(slices.Clone(one[0].segments), one[0].segments...)}}
		for _, u := range one[0].services {
			u.part, u.users = append(slices.Clone(u.part), u.part...), append(slices.Clone(u.users), u.users...)
			two[0].services = append(two[0].services, u)
		}
		a, b := count(one, []bool{true})[0], count(two, []bool{true})[0]
		if math.Abs(a.Share-b.Share) > 1e-9 || 2*a.Least != b.Least || 2*a.Most != b.Most {
			t.Fatalf("seed %d: %+v, twice as many %+v\n%+v", seed, a, b, one)
		}
	}
}
