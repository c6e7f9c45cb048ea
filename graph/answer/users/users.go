// Package users is where users are counted: what is lost with each vertex of a
// model's graph (Table), how many lose something when vertices fall (Counter), and
// how figures of them are rounded.
//
// There is one Table, and one Counter for all but rank: to rank millions of pairs
// the engine sweep adds up vertex by vertex as they fall and takes back as they
// rise, on indices alone. What a vertex weighs, whose users it has and of which
// population is in the Table for that, too; a test compares the two.
package users

import (
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Table says what is lost with each vertex. It is immutable and safe for concurrent
// use.
type Table struct {
	Weights
	Stakes      []Stake      // by vertex, ascending: of services without parts, and of parts
	Populations []Population // in the model's order
	Services    int
	at          []int32 // vertex -> its place in Stakes; -1: none
}

// Stake is what is lost with one vertex.
type Stake struct {
	Vertex     int32
	Service    int32   // that it is, or is a part of: 0 to Services-1
	Users      float64 // of a service without parts, where they are known; else 0
	Population int32   // of a part; -1: none
	Access     int32   // of a part: the position of its access node in the population
	Reach      float64 // of a part: the share of those behind the access node that use it, 0 to 1
	Sector     int32   // by position in the model; -1: none
	Weight     float64 // what it counts in its sector
}

// Population is people who are counted once, however many services they lose.
type Population struct {
	Size   float64   // 0 where it is not known
	Sized  bool      // it is known
	Shares []float64 // by position of the access node
	Whole  float64   // the sum of Shares, about 1
}

// New reads the table of a model. It costs some passes over the nodes.
func New(c *compile.Compiled) *Table {
	t := &Table{Weights: *Weigh(c.Model), at: make([]int32, c.Graph.Len())}
	for v := range t.at {
		t.at[v] = -1
	}
	populations, sectors := t.addPopulations(c.Model), sectorIndex(c.Model)
	var services []int32 // with parts
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		if n.Kind != models.KindService {
			continue
		}
		if c.Parts(int32(i)).Len() > 0 {
			services = append(services, int32(i))
			continue
		}
		users, _ := c.Model.Users(n)
		t.add(Stake{Vertex: int32(i), Service: int32(t.Services), Users: users, Population: -1, Sector: sectorOf(sectors, n), Weight: t.Of[i]})
		t.Services++
	}
	for _, i := range services { // their parts stand behind all nodes, in order
		n, parts := &c.Model.Nodes[i], c.Parts(i)
		p, sector := populations[n.Use.Population], sectorOf(sectors, n)
		for v := range parts.All() {
			access := v - parts.First
			share := t.Populations[p].Shares[access] / t.Populations[p].Whole
			t.add(Stake{Vertex: v, Service: int32(t.Services), Population: p, Access: access, Reach: n.Use.Reach, Sector: sector, Weight: t.Of[i] * share})
		}
		t.Services++
	}
	return t
}

func (t *Table) add(s Stake) {
	t.at[s.Vertex] = int32(len(t.Stakes))
	t.Stakes = append(t.Stakes, s)
}

func sectorIndex(m *models.Model) map[string]int32 {
	index := map[string]int32{}
	for i := range m.Sectors {
		index[m.Sectors[i].ID] = int32(i)
	}
	return index
}

func sectorOf(index map[string]int32, n *models.Node) int32 {
	if i, ok := index[n.Sector]; ok {
		return i
	}
	return -1
}

func (t *Table) addPopulations(m *models.Model) map[string]int32 {
	index := map[string]int32{}
	for i := range m.Populations {
		p := &m.Populations[i]
		index[p.ID] = int32(i)
		of := Population{Shares: make([]float64, len(p.Access))}
		if p.Size != nil {
			of.Size, of.Sized = *p.Size, true
		}
		for a := range p.Access {
			of.Shares[a] = p.Access[a].Share
			of.Whole += p.Access[a].Share
		}
		t.Populations = append(t.Populations, of)
	}
	return index
}
