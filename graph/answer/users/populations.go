package users

import (
	"cmp"
	"math"
	"slices"

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
		of := Population{Of: -1}
		if p.Size != nil {
			of.Size, of.Sized = *p.Size, true
		}
		if whole, ok := index[p.Of]; ok {
			of.Of = whole
		}
		t.Populations = append(t.Populations, of)
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
