package load

import "slices"

// Arrivals is demand that users bring to services and parts, in order of the vertices.
type Arrivals []Arrival

// Arrival is what is brought to one of them.
type Arrival struct {
	Vertex int32
	Amount float64
}

// Arrivals returns the demand that arrives at services, what spills over from
// services that are down included. The error is a *WorkError, or the context's.
//
// Whom no line brings arrives all the same, to be offered to the lines, and spills nothing.
// What spills goes on by every way that visits no service twice, and what comes by
// several ways adds up. Where no way leads round in a circle, all of it goes on
// together, and the cost is that of the services and their spills. In a circle each way
// is gone by itself: a ring of n services has n of them, and where everything spills to
// everything there are more than anyone can go, which is the error.
func (f *Flow) Arrivals(view View, demand []float64) (Arrivals, error) {
	s := f.spilling(view, demand)
	if err := s.run(); err != nil {
		return nil, err
	}
	f.spent.note(len(s.sums))
	out := make(Arrivals, 0, len(s.sums))
	for i := range f.Services {
		for k, v := range f.Services[i].Seen {
			if x := s.sums[s.first[i]+k]; x != 0 && v >= 0 {
				out = append(out, Arrival{v, x})
			}
		}
	}
	if byVertex := func(a, b Arrival) int { return int(a.Vertex) - int(b.Vertex) }; !slices.IsSortedFunc(out, byVertex) {
		slices.SortStableFunc(out, byVertex)
	}
	return out, nil
}
