package rank

import (
	"math"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/models"
)

// stakes says what is lost with each vertex, as whatif counts it. always is how
// many sectors fail with nothing down at all.
func stakes(c *compile.Compiled) (s *sweep.Stakes, always int) {
	b := &stakeBuilder{c: c, s: &sweep.Stakes{Nodes: len(c.Model.Nodes)}, weights: whatif.Weigh(c.Model), sectors: map[string]int32{}}
	always = b.addSectors()
	populations := b.addPopulations()
	parts := make([]sweep.Stake, 0, c.Graph.Len()-len(c.Model.Nodes))
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		if n.Kind != models.KindService {
			continue
		}
		for v := range c.Seen(int32(i)).All() {
			stake := sweep.Stake{Vertex: v, Service: int32(b.s.Services), Population: -1, Sector: b.sector(n), Weight: b.weights.Of[i] * c.Share(v)}
			if !c.IsPart(v) {
				users, _ := c.Model.Users(n)
				stake.Users = math.Round(users)
				b.s.Stakes = append(b.s.Stakes, stake)
				continue
			}
			if p, sized := populations[n.Use.Population]; sized {
				stake.Population, stake.Access, stake.Reach = p, v-c.Parts(int32(i)).First, n.Use.Reach
			}
			parts = append(parts, stake)
		}
		b.s.Services++
	}
	b.s.Stakes = append(b.s.Stakes, parts...) // parts stand behind all nodes, in order
	return b.s, always
}

type stakeBuilder struct {
	c       *compile.Compiled
	s       *sweep.Stakes
	weights *whatif.Weights
	sectors map[string]int32
}

// addSectors adds the sectors that something can make fail.
func (b *stakeBuilder) addSectors() (always int) {
	for i := range b.c.Model.Sectors {
		s := &b.c.Model.Sectors[i]
		switch whole := b.weights.Whole[s.ID]; {
		case b.weights.Fails(s, 0):
			always++
		case whole > 0:
			b.sectors[s.ID] = int32(len(b.s.Sectors))
			b.s.Sectors = append(b.s.Sectors, sweep.Sector{Whole: whole, Limit: whatif.Limit(s)})
		}
	}
	return always
}

func (b *stakeBuilder) sector(n *models.Node) int32 {
	if i, ok := b.sectors[n.Sector]; ok {
		return i
	}
	return -1
}

// addPopulations adds those whose size is known: others have no users to count.
func (b *stakeBuilder) addPopulations() map[string]int32 {
	index := map[string]int32{}
	for i := range b.c.Model.Populations {
		p := &b.c.Model.Populations[i]
		if p.Size == nil {
			continue
		}
		index[p.ID] = int32(len(b.s.Populations))
		of := sweep.Population{Size: *p.Size, Shares: make([]float64, len(p.Access))}
		for a := range p.Access {
			of.Shares[a] = p.Access[a].Share
		}
		b.s.Populations = append(b.s.Populations, of)
	}
	return index
}
