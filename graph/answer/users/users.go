// Package users counts the users who lose something when vertices fall, as
// whatif's totals do: every person once a population, and those of services
// without one.
package users

import (
	"math"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/models"
)

// Stakes says what is lost with each vertex of a graph. It is not safe for
// concurrent use.
type Stakes struct {
	of          map[int32]stake
	populations []population
	hit         []int // populations that the last cascade hit
}

// stake is what is lost with one vertex: a service without parts, or a part.
type stake struct {
	population int // -1: users of its own
	access     int
	reach      float64
	users      float64
}

type population struct {
	size   float64
	shares []float64 // by access node; they sum to 1
	reach  []float64 // of the last cascade
}

// New reads the stakes of a model. It costs a pass over the services.
func New(c *compile.Compiled) *Stakes {
	s := &Stakes{of: map[int32]stake{}}
	index := map[string]int{}
	for i := range c.Model.Populations {
		p := &c.Model.Populations[i]
		if p.Size == nil {
			continue
		}
		index[p.ID] = len(s.populations)
		s.populations = append(s.populations, population{size: *p.Size, shares: sharesOf(p), reach: make([]float64, len(p.Access))})
	}
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		if n.Kind != models.KindService {
			continue
		}
		s.service(c, int32(i), n, index)
	}
	return s
}

func (s *Stakes) service(c *compile.Compiled, i int32, n *models.Node, index map[string]int) {
	users, known := c.Model.Users(n)
	if !known {
		return
	}
	parts := c.Parts(i)
	if parts.Len() == 0 {
		s.of[i] = stake{population: -1, users: users}
	}
	for v := range parts.All() {
		s.of[v] = stake{population: index[n.Use.Population], access: int(v - parts.First), reach: n.Use.Reach}
	}
}

func sharesOf(p *models.Population) []float64 {
	whole := 0.0
	for _, a := range p.Access {
		whole += a.Share
	}
	out := make([]float64, len(p.Access))
	for i, a := range p.Access {
		out[i] = a.Share / whole
	}
	return out
}

// Lost returns how many users lose something in a finished cascade, a whole
// number. It costs what has fallen.
func (s *Stakes) Lost(run *cascade.Cascade) float64 {
	sum := 0.0
	for _, v := range run.Fallen() {
		x, ok := s.of[v]
		switch {
		case !ok || run.Level(v) != graph.Down:
		case x.population < 0:
			sum += math.Round(x.users)
		default:
			s.hit = append(s.hit, x.population)
			reach := s.populations[x.population].reach
			reach[x.access] = max(reach[x.access], x.reach)
		}
	}
	for _, i := range s.hit {
		sum += s.populations[i].settle()
	}
	s.hit = s.hit[:0]
	return sum
}

// settle counts a population's people, and forgets who was hit: the second time
// there is nobody.
func (p *population) settle() float64 {
	share := 0.0
	for i := range p.reach {
		share += p.shares[i] * p.reach[i]
		p.reach[i] = 0
	}
	return math.Round(p.size * share)
}
