package sweep

// tally adds up what is lost, vertex by vertex, and can go back.
type tally struct {
	of        *Stakes
	index     *index
	firstCell []int32 // population -> its first cell; one more at the end

	fell                       int32 // vertices that are down
	nodes, services, uncounted int32
	failed, touched            int32 // sectors that fail, and those with anything down
	asked                      int32 // members of an unless that fell
	users                      float64

	hits   []int32   // service -> how many of its vertices and their shadows fell; where a supply goes round
	sector []float64 // sector -> weight down
	reach  []float64 // cell -> the reaches that are down, added up
	hit    []bool    // population -> it is among populations

	hits0       []int32 // what changed, for undo
	sectors0    []change
	cells0      []change
	populations []int32   // those hit
	people      []float64 // population -> how many lose something, while that is added up
}

// change is the value that something had before.
type change struct {
	index int32
	old   float64
}

func newTally(of *Stakes, index *index) tally {
	n := len(of.Populations)
	t := tally{of: of, index: index, sector: make([]float64, len(of.Sectors)), hit: make([]bool, n), people: make([]float64, n), hits: make([]int32, len(index.kind)), firstCell: []int32{0}}
	for _, p := range of.Populations {
		t.firstCell = append(t.firstCell, t.firstCell[len(t.firstCell)-1]+int32(len(p.Cells)))
	}
	t.reach = make([]float64, t.firstCell[n])
	return t
}

// index finds what is lost with a vertex.
type index struct {
	vertices int32
	stake    []int32 // vertex -> its stake, -1 for none; what lies behind the end has none
	service  []hit   // vertex or its shadow -> whether a service is hit with it; likewise

	// Where a supply goes round, services may be degraded with nothing failed: then
	// whatever more of theirs falls hits them.
	owner []int32 // vertex or shadow -> the service that it is of; -1: none; nil elsewhere
	kind  []hit   // service -> whether it is counted

	asked  []bool // vertex -> an unless asks whether it is down; nil: there is none
	before []bool // vertex or shadow -> it is down with nothing failed; nil: nothing is
}

// hit says whether a service is hit.
type hit uint8

const (
	noService hit = iota
	counted
	uncounted
)

// newIndex reads the stakes. A service is hit with its shadow, where it has one.
func newIndex(s *Stakes, of *system, fed bool) *index {
	x := &index{vertices: of.vertices}
	if fed {
		x.own(s, of)
	}
	if n := len(s.Stakes); n > 0 {
		x.stake = make([]int32, s.Stakes[n-1].Vertex+1)
		for v := range x.stake {
			x.stake[v] = -1
		}
		for i := range s.Stakes {
			x.stake[s.Stakes[i].Vertex] = int32(i)
		}
	}
	for _, service := range s.Services {
		if fed {
			break
		}
		at := of.shadow(service.Vertex)
		for int(at) >= len(x.service) {
			x.service = append(x.service, make([]hit, int(at)+1-len(x.service))...)
		}
		x.service[at] = kindOf(service)
	}
	return x
}

// own finds what is of each service.
func (x *index) own(s *Stakes, of *system) {
	x.owner = make([]int32, of.len())
	for v := range x.owner {
		x.owner[v] = -1
	}
	for i, service := range s.Services {
		x.kind = append(x.kind, kindOf(service))
		for _, v := range append([]int32{service.Vertex}, service.Parts...) {
			x.owner[v], x.owner[of.shadow(v)] = int32(i), int32(i)
		}
	}
}

func kindOf(s Service) hit {
	if s.Uncounted {
		return uncounted
	}
	return counted
}

// count adds vertices that fell, and shadows.
func (t *tally) count(fell []int32) {
	for _, v := range fell {
		if t.index.before != nil && t.regarded(v) {
			continue
		}
		if int(v) < len(t.index.service) {
			t.service(t.index.service[v])
		}
		if t.index.owner != nil {
			t.owned(t.index.owner[v])
		}
		if v >= t.index.vertices {
			continue
		}
		t.fell++
		if int(v) < t.of.Nodes {
			t.nodes++
		}
		if int(v) < len(t.index.stake) {
			if i := t.index.stake[v]; i >= 0 {
				t.stake(&t.of.Stakes[i])
			}
		}
	}
}

// service counts a service that is hit.
func (t *tally) service(is hit) {
	switch is {
	case uncounted:
		t.uncounted++
		fallthrough
	case counted:
		t.services++
	}
}

// owned counts that something of a service fell; -1: of none.
func (t *tally) owned(service int32) {
	if service < 0 {
		return
	}
	if t.hits[service] == 0 {
		t.service(t.index.kind[service])
	}
	t.hits[service]++
	t.hits0 = append(t.hits0, service)
}

func (t *tally) stake(s *Stake) {
	t.users += s.Users
	if s.Sector >= 0 && s.Weight > 0 {
		t.weigh(s.Sector, s.Weight)
	}
	if s.Population >= 0 {
		t.cells(s)
	}
}

// weigh adds weight that is down in a sector; what has come up is below 0.
func (t *tally) weigh(sector int32, weight float64) {
	old := t.sector[sector]
	t.sectors0 = append(t.sectors0, change{sector, old})
	failed := t.fails(sector)
	t.sector[sector] += weight
	switch fails := t.fails(sector); {
	case fails && !failed:
		t.failed++
	case failed && !fails:
		t.failed--
	}
	if old == 0 {
		t.touched++
	}
}

func (t *tally) fails(sector int32) bool {
	s := &t.of.Sectors[sector]
	return t.sector[sector]/s.Whole >= s.Limit
}

func (t *tally) cells(s *Stake) {
	first := t.firstCell[s.Population]
	for _, cell := range s.Cells {
		t.cells0 = append(t.cells0, change{first + cell, t.reach[first+cell]})
		t.reach[first+cell] += s.Reach
	}
	if !t.hit[s.Population] {
		t.hit[s.Population] = true
		t.populations = append(t.populations, s.Population)
	}
}

// own returns how many of a population lose something of its own services: not
// rounded.
func (t *tally) own(population int32) float64 {
	p := &t.of.Populations[population]
	sum, whole := 0.0, 0.0
	for i, reach := range t.reach[t.firstCell[population]:t.firstCell[population+1]] {
		sum += p.Cells[i] * min(1, reach)
		whole += p.Cells[i]
	}
	return p.Size * sum / whole
}

// lose calls f with how many lose something, not rounded, of each population that is
// hit, or some of which are, and that is not some of another itself.
func (t *tally) lose(f func(people float64)) {
	if len(t.populations) == 0 {
		return
	}
	if !t.of.nested() {
		for _, p := range t.populations {
			f(t.own(p))
		}
		return
	}
	clear(t.people)
	for _, p := range t.populations {
		t.people[p] = t.own(p)
	}
	for i := range t.people {
		p := &t.of.Populations[i]
		switch t.people[i] = min(t.people[i], p.Most); {
		case p.Of >= 0:
			t.people[p.Of] += t.people[i]
		case t.people[i] > 0:
			f(t.people[i])
		}
	}
}

func (t *tally) effect() Effect {
	e := Effect{Users: t.users, Uncounted: int(t.uncounted), Services: int(t.services), Sectors: int(t.failed), Nodes: int(t.nodes)}
	t.lose(func(people float64) { e.Users += t.of.Round(people) })
	return e
}

// slack is what rounding may add to sums of shares, relatively.
const slack = 1e-9

// bound returns a key for an effect such that two of them add up to no less than
// the key of the union, as long as no sector fails by both together: with room
// for the rounding of each population's users.
func (t *tally) bound(by By) key {
	return by.order(t.above(0.5), t.counts(float64(t.failed)))
}

// most returns a key above all that a pair can lose beyond its union, if what is
// beyond is among what is down here. Sectors that are touched may fail then, and
// the union may have been rounded down.
func (t *tally) most(by By) key {
	return by.order(t.above(1), t.counts(float64(t.touched)))
}

// low returns a key no larger than the effect's, before any rounding.
func (t *tally) low(by By) key {
	users := t.users
	t.lose(func(people float64) { users += people * (1 - slack) })
	return by.order(users, t.counts(float64(t.failed)))
}

func (t *tally) counts(sectors float64) counts {
	return counts{float64(t.uncounted), float64(t.services), sectors, float64(t.nodes)}
}

// above returns no less than the users, with that much room a population.
func (t *tally) above(room float64) float64 {
	users := t.users
	t.lose(func(people float64) { users += people*(1+slack) + room + slack })
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
	users                                float64
	fell, nodes, services, uncounted     int32
	asked                                int32
	failed, touched                      int32
	hits0, sectors0, cells0, populations int32
}

func (t *tally) mark() tallyMark {
	return tallyMark{t.users, t.fell, t.nodes, t.services, t.uncounted, t.asked, t.failed, t.touched,
		int32(len(t.hits0)), int32(len(t.sectors0)), int32(len(t.cells0)), int32(len(t.populations))}
}

func (t *tally) undo(m tallyMark) {
	t.fell, t.nodes, t.services, t.uncounted, t.asked = m.fell, m.nodes, m.services, m.uncounted, m.asked
	t.failed, t.touched, t.users = m.failed, m.touched, m.users
	for _, s := range t.hits0[m.hits0:] {
		t.hits[s]--
	}
	t.hits0 = t.hits0[:m.hits0]
	for i := len(t.sectors0) - 1; i >= int(m.sectors0); i-- {
		t.sector[t.sectors0[i].index] = t.sectors0[i].old
	}
	for i := len(t.cells0) - 1; i >= int(m.cells0); i-- {
		t.reach[t.cells0[i].index] = t.cells0[i].old
	}
	for _, p := range t.populations[m.populations:] {
		t.hit[p] = false
	}
	t.sectors0, t.cells0, t.populations = t.sectors0[:m.sectors0], t.cells0[:m.cells0], t.populations[:m.populations]
}
