package users

import "github.com/meoktong/meoktong/models"

// Measure is what the services of a sector weigh by.
type Measure string

// The measures, as the model language has them.
const (
	ByWeight   Measure = "weight"   // what each says
	ByUsers    Measure = "users"    // their users times criticality
	ByServices Measure = "services" // their criticality
)

// Weights says what each service counts in its sector.
type Weights struct {
	Of        []float64           // by position in Model.Nodes; 0 for what does not count
	Whole     map[string]float64  // by sector
	Measure   map[string]Measure  // by sector
	Unweighed map[string][]string // by sector: services that lack the figure by which it says that it is measured
}

// Weigh returns the weights of a model's services, in each sector by its measure:
// what it says, else by weight if all have one, by users if all have them and count
// the same, else alike. It costs some passes over the nodes.
func Weigh(m *models.Model) *Weights {
	w := &Weights{Of: make([]float64, len(m.Nodes)), Whole: map[string]float64{}, Measure: measures(m), Unweighed: map[string][]string{}}
	for i := range m.Nodes {
		n := &m.Nodes[i]
		if n.Kind != models.KindService || n.Sector == "" {
			continue
		}
		weight, known := weigh(m, n, w.Measure[n.Sector])
		if !known {
			w.Unweighed[n.Sector] = append(w.Unweighed[n.Sector], n.ID)
			continue
		}
		w.Of[i] = weight
		w.Whole[n.Sector] += weight
	}
	return w
}

// weigh returns what a service counts by a measure, and whether the model says it.
func weigh(m *models.Model, n *models.Node, by Measure) (weight float64, known bool) {
	switch by {
	case ByWeight:
		if n.Use == nil || n.Use.Weight == nil {
			return 0, false
		}
		return *n.Use.Weight, true
	case ByUsers:
		users, known := m.Users(n)
		return users * n.Criticality, known
	}
	return n.Criticality, true
}

// figures says which figures the services of a sector have.
type figures struct {
	services, weights, users int
	thing                    int
	mixed                    bool // they count different things
}

// measures returns what each sector is measured by.
func measures(m *models.Model) map[string]Measure {
	of, things := map[string]*figures{}, thingsOf(m)
	for i := range m.Nodes {
		n := &m.Nodes[i]
		if n.Kind != models.KindService || n.Sector == "" {
			continue
		}
		f := of[n.Sector]
		if f == nil {
			f = &figures{thing: things(n)}
			of[n.Sector] = f
		}
		f.services++
		f.mixed = f.mixed || things(n) != f.thing
		if n.Use != nil && n.Use.Weight != nil {
			f.weights++
		}
		if _, known := m.Users(n); known {
			f.users++
		}
	}
	out := map[string]Measure{}
	for i := range m.Sectors {
		s := &m.Sectors[i]
		out[s.ID] = Measure(s.Measure)
		if s.Measure == "" {
			out[s.ID] = of[s.ID].measure()
		}
	}
	return out
}

// measure returns what services with such figures are measured by where their sector
// does not say.
func (f *figures) measure() Measure {
	switch {
	case f == nil:
		return ByServices
	case f.weights == f.services:
		return ByWeight
	case f.users == f.services && !f.mixed:
		return ByUsers
	}
	return ByServices
}

// thingsOf tells what the users of a service are, by position in the model's things.
func thingsOf(m *models.Model) func(n *models.Node) int {
	of := map[string]int{}
	for i, thing := range m.Things() {
		for _, p := range thing.Populations {
			of[m.Populations[p].ID] = i
		}
	}
	return func(n *models.Node) int {
		if n.Use == nil {
			return 0
		}
		return of[n.Use.Population] // 0: people
	}
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
