package rank

import (
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/models"
)

// stakes hands the table of who loses what over to the sweep, as indices of what
// can be lost at all: populations of known size, and sectors that something can
// make fail. always is how many sectors fail with nothing down.
func stakes(c *compile.Compiled) (s *sweep.Stakes, always int) {
	t := users.New(c)
	s = &sweep.Stakes{Nodes: len(c.Model.Nodes), Services: t.Services, Stakes: make([]sweep.Stake, len(t.Stakes))}
	sectors, always := addSectors(s, c.Model, t)
	populations := addPopulations(s, t)
	for i := range t.Stakes {
		of := &t.Stakes[i]
		to := sweep.Stake{Vertex: of.Vertex, Service: of.Service, Users: users.People(of.Users), Population: -1, Sector: -1, Weight: of.Weight}
		if of.Sector >= 0 {
			to.Sector = sectors[of.Sector]
		}
		if of.Population >= 0 && populations[of.Population] >= 0 {
			to.Population, to.Access, to.Reach = populations[of.Population], of.Access, of.Reach
		}
		s.Stakes[i] = to
	}
	return s, always
}

// addSectors adds the sectors that something can make fail, and returns the number
// of each; -1: it is not among them.
func addSectors(to *sweep.Stakes, m *models.Model, t *users.Table) (numbers []int32, always int) {
	numbers = make([]int32, len(m.Sectors))
	for i := range m.Sectors {
		s := &m.Sectors[i]
		numbers[i] = -1
		switch whole := t.Whole[s.ID]; {
		case t.Fails(s, 0):
			always++
		case whole > 0:
			numbers[i] = int32(len(to.Sectors))
			to.Sectors = append(to.Sectors, sweep.Sector{Whole: whole, Limit: users.Limit(s)})
		}
	}
	return numbers, always
}

// addPopulations adds those whose size is known, and returns the number of each;
// -1: it has no users to count.
func addPopulations(to *sweep.Stakes, t *users.Table) []int32 {
	numbers := make([]int32, len(t.Populations))
	for i, p := range t.Populations {
		if numbers[i] = -1; p.Sized {
			numbers[i] = int32(len(to.Populations))
			to.Populations = append(to.Populations, sweep.Population{Size: p.Size, Shares: p.Shares})
		}
	}
	return numbers
}
