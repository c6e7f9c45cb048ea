package sweep

import "math"

// tally adds up what is lost, vertex by vertex, and can go back.
type tally struct {
	of        *Stakes
	index     []int32 // vertex -> its stake, -1 for none
	firstCell []int32 // population -> its first cell; one more at the end

	nodes, services int32
	failed, touched int32 // sectors that fail, and those with anything down
	users           float64

	service []bool    // service -> some of it is down
	sector  []float64 // sector -> weight down
	reach   []float64 // cell (population and access node) -> widest reach that is down
	hit     []bool    // population -> it is among populations

	services0   []int32 // what changed, for undo
	sectors0    []change
	cells0      []change
	populations []int32 // those hit
}

// change is the value that something had before.
type change struct {
	index int32
	old   float64
}

func newTally(of *Stakes) tally {
	t := tally{of: of, service: make([]bool, of.Services), sector: make([]float64, len(of.Sectors)), hit: make([]bool, len(of.Populations)), firstCell: []int32{0}}
	for _, p := range of.Populations {
		t.firstCell = append(t.firstCell, t.firstCell[len(t.firstCell)-1]+int32(len(p.Shares)))
	}
	t.reach = make([]float64, t.firstCell[len(of.Populations)])
	t.index = of.index()
	return t
}

// index returns the stake of each vertex, -1 for none: what lies behind the end
// has none.
func (s *Stakes) index() []int32 {
	if len(s.Stakes) == 0 {
		return nil
	}
	index := make([]int32, s.Stakes[len(s.Stakes)-1].Vertex+1)
	for v := range index {
		index[v] = -1
	}
	for i := range s.Stakes {
		index[s.Stakes[i].Vertex] = int32(i)
	}
	return index
}

// count adds vertices that fell.
func (t *tally) count(fell []int32) {
	for _, v := range fell {
		if int(v) < t.of.Nodes {
			t.nodes++
		}
		if int(v) < len(t.index) {
			if i := t.index[v]; i >= 0 {
				t.stake(&t.of.Stakes[i])
			}
		}
	}
}

func (t *tally) stake(s *Stake) {
	if !t.service[s.Service] {
		t.service[s.Service] = true
		t.services++
		t.services0 = append(t.services0, s.Service)
	}
	t.users += s.Users
	if s.Sector >= 0 && s.Weight > 0 {
		t.weigh(s)
	}
	if s.Population >= 0 {
		t.cell(s)
	}
}

func (t *tally) weigh(s *Stake) {
	old := t.sector[s.Sector]
	t.sectors0 = append(t.sectors0, change{s.Sector, old})
	failed := t.fails(s.Sector)
	t.sector[s.Sector] += s.Weight
	if !failed && t.fails(s.Sector) {
		t.failed++
	}
	if old == 0 {
		t.touched++
	}
}

func (t *tally) fails(sector int32) bool {
	s := &t.of.Sectors[sector]
	return t.sector[sector]/s.Whole >= s.Limit
}

func (t *tally) cell(s *Stake) {
	c := t.firstCell[s.Population] + s.Access
	if s.Reach <= t.reach[c] {
		return
	}
	t.cells0 = append(t.cells0, change{c, t.reach[c]})
	if !t.hit[s.Population] {
		t.hit[s.Population] = true
		t.populations = append(t.populations, s.Population)
	}
	t.reach[c] = s.Reach
}

// people returns how many of a population are hit: not rounded.
func (t *tally) people(population int32) float64 {
	p := &t.of.Populations[population]
	sum, whole := 0.0, 0.0
	for a, reach := range t.reach[t.firstCell[population]:t.firstCell[population+1]] {
		sum += p.Shares[a] * reach
		whole += p.Shares[a]
	}
	return p.Size * sum / whole
}

func (t *tally) effect() Effect {
	e := Effect{Users: t.users, Services: int(t.services), Sectors: int(t.failed), Nodes: int(t.nodes)}
	for _, p := range t.populations {
		e.Users += math.Round(t.people(p))
	}
	return e
}

// slack is what rounding may add to sums of shares, relatively.
const slack = 1e-9

// bound returns a key for an effect such that two of them add up to no less than
// the key of the union, as long as no sector fails by both together: with room
// for the rounding of each population's users.
func (t *tally) bound(by By) key {
	return by.order(t.above(0.5), float64(t.services), float64(t.failed), float64(t.nodes))
}

// most returns a key above all that a pair can lose beyond its union, if what is
// beyond is among what is down here. Sectors that are touched may fail then, and
// the union may have been rounded down.
func (t *tally) most(by By) key {
	return by.order(t.above(1), float64(t.services), float64(t.touched), float64(t.nodes))
}

// low returns a key no larger than the effect's, before any rounding.
func (t *tally) low(by By) key {
	users := t.users
	for _, p := range t.populations {
		users += t.people(p) * (1 - slack)
	}
	return by.order(users, float64(t.services), float64(t.failed), float64(t.nodes))
}

// above returns no less than the users, with that much room a population.
func (t *tally) above(room float64) float64 {
	users := t.users
	for _, p := range t.populations {
		users += t.people(p)*(1+slack) + room
	}
	return users
}

// sectorsTouched yields the sectors that do not fail, though some of them is down, with
// the weight that is.
func (t *tally) sectorsTouched(yield func(sector int32, down float64)) {
	for _, c := range t.sectors0 {
		if c.old == 0 && !t.fails(c.index) {
			yield(c.index, t.sector[c.index])
		}
	}
}

// tallyMark is a state of a tally.
type tallyMark struct {
	users                                   float64
	nodes, services, failed, touched        int32
	services0, sectors0, cells0, population int32
}

func (t *tally) mark() tallyMark {
	return tallyMark{t.users, t.nodes, t.services, t.failed, t.touched,
		int32(len(t.services0)), int32(len(t.sectors0)), int32(len(t.cells0)), int32(len(t.populations))}
}

func (t *tally) undo(m tallyMark) {
	t.nodes, t.services, t.failed, t.touched, t.users = m.nodes, m.services, m.failed, m.touched, m.users
	for _, s := range t.services0[m.services0:] {
		t.service[s] = false
	}
	for i := len(t.sectors0) - 1; i >= int(m.sectors0); i-- {
		t.sector[t.sectors0[i].index] = t.sectors0[i].old
	}
	for i := len(t.cells0) - 1; i >= int(m.cells0); i-- {
		t.reach[t.cells0[i].index] = t.cells0[i].old
	}
	for _, p := range t.populations[m.population:] {
		t.hit[p] = false
	}
	t.services0, t.sectors0, t.cells0, t.populations = t.services0[:m.services0], t.sectors0[:m.sectors0], t.cells0[:m.cells0], t.populations[:m.population]
}
