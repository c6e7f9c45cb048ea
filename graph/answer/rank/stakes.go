package rank

import (
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/sweep"
)

// stakes hands the table of who loses what over to the sweep, as indices of what
// can be lost at all: populations of which there is a figure, and sectors that
// something can make fail. always is how many sectors fail with nothing down.
func stakes(c *compile.Compiled, ground *loading.Ground) (s *sweep.Stakes, always int) {
	t := users.New(c)
	s = &sweep.Stakes{Nodes: len(c.Model.Nodes), Stakes: make([]sweep.Stake, len(t.Stakes)), Round: users.People}
	for i := range t.Services {
		node := t.Services[i].Node
		s.Services = append(s.Services, sweep.Service{Vertex: node, Parts: slices.Collect(c.Parts(node).All()), Uncounted: !t.Services[i].Counted})
	}
	sectors, always := addSectors(s, c, t, ground)
	populations := addPopulations(s, t)
	for i := range t.Stakes {
		of := &t.Stakes[i]
		to := sweep.Stake{Vertex: of.Vertex, Users: of.Users, Population: -1, Sector: -1, Weight: of.Weight}
		if of.Sector >= 0 {
			to.Sector = sectors[of.Sector]
		}
		if of.Population >= 0 && populations[of.Population] >= 0 {
			to.Population, to.Cells, to.Reach = populations[of.Population], of.Cells, of.Reach
		}
		s.Stakes[i] = to
	}
	return s, always
}

// addSectors adds the sectors that something can make fail, and returns the number
// of each; -1: it is not among them.
//
// What was down with nothing failed counts for a sector, too; one that fails by that
// alone is in no total.
func addSectors(to *sweep.Stakes, c *compile.Compiled, t *users.Table, ground *loading.Ground) (numbers []int32, always int) {
	m, before := c.Model, weightBefore(c, t, ground)
	numbers = make([]int32, len(m.Sectors))
	for i := range m.Sectors {
		s := &m.Sectors[i]
		numbers[i] = -1
		switch whole := t.Whole[s.ID]; {
		case t.Fails(s, before[i]):
			if before[i] == 0 {
				always++
			}
		case whole > 0:
			numbers[i] = int32(len(to.Sectors))
			to.Sectors = append(to.Sectors, sweep.Sector{Whole: whole, Limit: users.Limit(s) - before[i]/whole})
		}
	}
	return numbers, always
}

// weightBefore returns how much weight of each sector is down with nothing failed, since
// nothing supplies a loop, something holds it down or overload does. Where none can be it costs
// nothing, else a cascade.
func weightBefore(c *compile.Compiled, t *users.Table, ground *loading.Ground) []float64 {
	out := make([]float64, len(c.Model.Sectors))
	if !c.Graph.HasBefore() && !ground.HasLoad() {
		return out
	}
	run := ground.Run()
	for i := range t.Stakes {
		if s := &t.Stakes[i]; s.Sector >= 0 {
			out[s.Sector] += s.Weight * run.LostBefore(s.Vertex)
		}
	}
	return out
}

// addPopulations adds those of which there is a figure, and returns the number of
// each; -1: none is known of it.
func addPopulations(to *sweep.Stakes, t *users.Table) []int32 {
	numbers := make([]int32, len(t.Populations))
	for i := range numbers {
		numbers[i] = -1
	}
	for _, i := range t.Inward() {
		p := &t.Populations[i]
		if math.IsInf(p.Most, 1) {
			continue
		}
		numbers[i] = int32(len(to.Populations))
		of := sweep.Population{Size: p.Most, Most: p.Most, Of: -1, Cells: p.Cells}
		if p.Sized {
			of.Size = p.Size
		}
		to.Populations = append(to.Populations, of)
	}
	for i, number := range numbers {
		if of := t.Populations[i].Of; number >= 0 && of >= 0 {
			to.Populations[number].Of = numbers[of] // -1 as well: nothing bounds that one, and its size is not known
		}
	}
	return numbers
}
