// Package users is where users are counted: what is lost with each vertex of a
// model's graph (Table), how many lose something when vertices fall (Counter), what
// services weigh in their sectors (Weights), and how figures are rounded.
//
// People of a population are counted once, cell by cell: a cell is those of them who
// have the same part of every service. Of those, as many lose something as use the
// most used of the services that are down for them, at the least, and all who use
// any of these, at the most. Some of a population ([Population.Of]) are counted
// within it.
//
// There is one Table, and one Counter for all but rank: to rank millions of pairs
// the engine sweep adds up vertex by vertex as they fall and takes back as they
// rise, on indices alone. What a vertex weighs, whose users it has and of which
// population is in the Table for that, too; a test compares the two.
package users

import (
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Table says what is lost with each vertex. It is immutable and safe for concurrent
// use.
type Table struct {
	Weights
	Stakes      []Stake      // by vertex, ascending: of services without parts, and of parts
	Services    []Service    // in the model's order
	Populations []Population // in the model's order
	Things      []models.Thing
	at          []int32 // vertex -> its place in Stakes; -1: none
	service     []int32 // node -> its place in Services; -1: none
	firstCell   []int32 // population -> its first cell; one more at the end
	inward      []int32 // populations, those that are some of another before it
}

// Stake is what is lost with one vertex.
type Stake struct {
	Vertex     int32
	Service    int32   // by position in Services
	Users      float64 // of a service without parts, where they are known; else 0
	Population int32   // of a part; -1: none
	Cells      []int32 // of a part: the cells of the population who have it
	Reach      float64 // of a part: the share of those who use it, 0 to 1
	Sector     int32   // by position in the model; -1: none
	Weight     float64 // what it counts in its sector
}

// Service is one that may be hit.
type Service struct {
	Node       int32
	Population int32 // -1: none
	Counted    bool  // there is a figure of its users, or a bound of them
	Thing      int32 // what they are
}

// Population is people who are counted once, however many services they lose.
type Population struct {
	Size  float64   // 0 where it is not known
	Sized bool      // it is known
	Most  float64   // as many as there can be: Size, or that of what they are some of; infinite where that is not known
	Of    int32     // the population that they are some of; -1: none
	Thing int32     // what they are
	Cells []float64 // shares, which sum to 1
}

// New reads the table of a model. It costs some passes over the nodes.
func New(c *compile.Compiled) *Table {
	m := c.Model
	t := &Table{Weights: *Weigh(m), Things: m.Things(), at: filled(c.Graph.Len()), service: filled(len(m.Nodes))}
	populations, sectors := t.addPopulations(m), sectorIndex(m)
	var parted []int32 // services with parts
	for i := range m.Nodes {
		n := &m.Nodes[i]
		if n.Kind != models.KindService {
			continue
		}
		t.addService(m, int32(i), populations)
		if c.Parts(int32(i)).Len() > 0 {
			parted = append(parted, int32(i))
			continue
		}
		users, _ := m.Users(n)
		t.add(Stake{Vertex: int32(i), Service: t.service[i], Users: People(users), Population: -1, Sector: sectorOf(sectors, n), Weight: t.Of[i]})
	}
	cells := t.addCells(c, parted, populations)
	for k, i := range parted { // their parts stand behind all nodes, in order
		n := &m.Nodes[i]
		p, sector := populations[n.Use.Population], sectorOf(sectors, n)
		for v := range c.Parts(i).All() {
			t.add(Stake{Vertex: v, Service: t.service[i], Population: p, Cells: cells[k][v-c.Parts(i).First], Reach: n.Use.Reach, Sector: sector, Weight: t.Of[i] * c.Share(v)})
		}
	}
	return t
}

// addCells divides the populations into cells, and returns those of each part of some
// services.
func (t *Table) addCells(c *compile.Compiled, services []int32, populations map[string]int32) [][][]int32 {
	out := make([][][]int32, len(services))
	for i := range t.Populations {
		var parts []func(int) int32
		var of []int
		for k, service := range services {
			if populations[c.Model.Nodes[service].Use.Population] == int32(i) {
				parts, of = append(parts, partOf(c, service)), append(of, k)
			}
		}
		cells := newCells(segmentsOf(c.Model, i), parts)
		for k, at := range of {
			out[at] = cells.of[k]
		}
		t.Populations[i].Cells = cells.share
		t.firstCell = append(t.firstCell, t.firstCell[i]+int32(len(cells.share)))
	}
	return out
}

func filled(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func (t *Table) add(s Stake) {
	t.at[s.Vertex] = int32(len(t.Stakes))
	t.Stakes = append(t.Stakes, s)
}

func (t *Table) addService(m *models.Model, node int32, populations map[string]int32) {
	n := &m.Nodes[node]
	s := Service{Node: node, Population: -1}
	if p := m.PopulationOf(n); p != nil {
		s.Population = populations[p.ID]
		of := &t.Populations[s.Population]
		s.Counted, s.Thing = !math.IsInf(of.Most, 1), of.Thing
	} else {
		s.Counted = n.Use != nil && n.Use.Users != nil
	}
	t.service[node] = int32(len(t.Services))
	t.Services = append(t.Services, s)
}

// Apart says whether some people may be counted more than once, so that how many lose something
// may be known as an interval alone. It costs the table.
func (t *Table) Apart() bool {
	in := make([]int, len(t.Things)) // counts of their own, by what is counted
	uses := make([]int, len(t.Populations))
	part := make([]bool, len(t.Populations)) // some do not use some service of theirs
	for i := range t.Stakes {
		switch s := &t.Stakes[i]; {
		case s.Population >= 0:
			part[s.Population] = part[s.Population] || s.Reach < 1
		case t.Services[s.Service].Counted:
			in[0]++
		}
	}
	for i := range t.Services {
		if p := t.Services[i].Population; p >= 0 {
			uses[p]++
		}
	}
	for i := range t.Populations {
		p := &t.Populations[i]
		if uses[i] > 1 && part[i] || uses[i] > 0 && p.Of >= 0 {
			return true
		}
		if uses[i] > 0 {
			in[p.Thing]++
		}
	}
	return slices.ContainsFunc(in, func(n int) bool { return n > 1 })
}

// Inward returns the populations in an order in which those that are some of another
// come before it.
func (t *Table) Inward() []int32 { return t.inward }

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
