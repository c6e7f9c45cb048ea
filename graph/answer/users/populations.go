package users

import (
	"cmp"
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// addPopulations adds the populations and returns their places by id.
func (t *Table) addPopulations(m *models.Model) map[string]int32 {
	index := map[string]int32{}
	for i := range m.Populations {
		index[m.Populations[i].ID] = int32(i)
	}
	t.firstCell = []int32{0}
	for i := range m.Populations {
		p := &m.Populations[i]
		of := Population{Of: -1, Cells: cells(m, i)}
		if p.Size != nil {
			of.Size, of.Sized = *p.Size, true
		}
		if whole, ok := index[p.Of]; ok {
			of.Of = whole
		}
		t.Populations = append(t.Populations, of)
		t.firstCell = append(t.firstCell, t.firstCell[i]+int32(len(of.Cells)))
	}
	for i := range t.Things {
		for _, p := range t.Things[i].Populations {
			t.Populations[p].Thing = int32(i)
		}
	}
	t.nest()
	return index
}

// nest finds how many there can be of each population, and an order from within.
func (t *Table) nest() {
	depth := make([]int, len(t.Populations))
	for i := range t.Populations {
		t.inward = append(t.inward, int32(i))
		p := &t.Populations[i]
		p.Most = math.Inf(1)
		for at := int32(i); at >= 0; at = t.Populations[at].Of {
			if depth[i]++; t.Populations[at].Sized {
				p.Most = min(p.Most, t.Populations[at].Size)
			}
		}
	}
	slices.SortStableFunc(t.inward, func(a, b int32) int { return cmp.Compare(depth[b], depth[a]) })
}

// cells returns the shares of a population's cells: of its segments.
func cells(m *models.Model, population int) []float64 {
	s := m.SegmentsOf(population)
	out := make([]float64, s.Len())
	for i := range out {
		out[i] = s.Share(i) / s.Whole()
	}
	return out
}

// cellsOf returns the cells of each part of a service.
func cellsOf(c *compile.Compiled, service int32) [][]int32 {
	p := c.Model.PartsOf(int(service))
	out := make([][]int32, p.Len())
	for i := range p.Segments.Len() {
		if part := p.Of(i); part >= 0 {
			out[part] = append(out[part], int32(i))
		}
	}
	return out
}
