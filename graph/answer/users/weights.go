package users

import "github.com/meoktong/meoktong/models"

// Weights says what each service counts in its sector.
type Weights struct {
	Of    []float64          // by position in Model.Nodes; 0 for what does not count
	Whole map[string]float64 // by sector
}

// Weigh returns the weights of a model's services: their users times
// criticality, or their weight; where no service of a sector has either, their
// criticality. It costs a pass over the nodes.
func Weigh(m *models.Model) *Weights {
	w := &Weights{Of: make([]float64, len(m.Nodes)), Whole: map[string]float64{}}
	known := map[string]bool{} // sectors with a service of known users or weight
	each := func(f func(i int, n *models.Node, weight float64, given bool)) {
		for i := range m.Nodes {
			if n := &m.Nodes[i]; n.Kind == models.KindService && n.Sector != "" {
				weight, given := ownWeight(m, n)
				f(i, n, weight, given)
			}
		}
	}
	each(func(_ int, n *models.Node, _ float64, given bool) { known[n.Sector] = known[n.Sector] || given })
	each(func(i int, n *models.Node, weight float64, given bool) {
		if given || !known[n.Sector] {
			w.Of[i] = weight
			w.Whole[n.Sector] += weight
		}
	})
	return w
}

// ownWeight returns what a service would count, and whether the model gives it
// users or a weight.
func ownWeight(m *models.Model, n *models.Node) (weight float64, given bool) {
	if users, known := m.Users(n); known {
		return users * n.Criticality, true
	}
	if n.Use != nil && n.Use.Weight != nil {
		return *n.Use.Weight, true
	}
	return n.Criticality, false
}

// Fails says whether a sector fails when that weight of it is down.
func (w *Weights) Fails(s *models.Sector, down float64) bool {
	return w.ShareDown(s, down) >= Limit(s)
}

// ShareDown returns the share of a sector that a weight of it is, 0 to 1.
func (w *Weights) ShareDown(s *models.Sector, down float64) float64 {
	if w.Whole[s.ID] <= 0 {
		return 0
	}
	return down / w.Whole[s.ID]
}

// tolerance is the slack in comparing a sum of shares with a limit.
const tolerance = 1e-9

// Limit returns the share down from which on a sector fails. It leaves some
// slack: shares such as 0.1 are not exact in binary.
func Limit(s *models.Sector) float64 { return s.FailsAt - tolerance }
