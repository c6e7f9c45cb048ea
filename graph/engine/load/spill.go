package load

import (
	"errors"

	"github.com/meoktong/meoktong/graph"
)

// spilling is demand on its way. A place is a part of a service, or a service
// without parts.
type spilling struct {
	*Flow
	first  []int     // service -> its first place; one more at the end
	comes  []float64 // by place: what users bring there of themselves, and what has spilled to it from services before
	gone   []bool    // by place: nobody can come there
	sends  []bool    // by place: what arrives spills over
	spills []bool    // by service: some place of it sends
	sums   []float64 // by place: what arrives in all
}

// spilling returns demand that sets out, in the room that it took the last time.
func (f *Flow) spilling(view View, demand []float64) *spilling {
	s := f.last
	if s == nil {
		s = newSpilling(f)
		f.last = s
	}
	clear(s.comes)
	clear(s.sums)
	for i := range f.Services {
		of := &f.Services[i]
		s.spills[i] = false
		for k, v := range of.Seen {
			place := s.first[i] + k
			if s.gone[place] = v < 0 || view.Unreached(v); v >= 0 {
				s.comes[place] = of.brings(k, demand[i])
			}
			s.sends[place] = !s.gone[place] && len(of.Spills) > 0 && view.Level(v) == graph.Down
			s.spills[i] = s.spills[i] || s.sends[place]
		}
	}
	return s
}

func newSpilling(f *Flow) *spilling {
	s := &spilling{Flow: f, first: make([]int, len(f.Services)+1), spills: make([]bool, len(f.Services))}
	for i := range f.Services {
		s.first[i+1] = s.first[i] + len(f.Services[i].Seen)
	}
	places := s.first[len(f.Services)]
	s.comes, s.gone, s.sends, s.sums = make([]float64, places), make([]bool, places), make([]bool, places), make([]float64, places)
	return s
}

// brings returns what those behind one of a service's Seen bring of its demand.
func (s *Service) brings(k int, demand float64) float64 {
	switch {
	case demand <= 0:
		return 0
	case len(s.Shares) > 0:
		return demand * s.Shares[k]
	}
	return demand
}

// run sends all demand on, service after service.
func (s *spilling) run() error {
	for _, circle := range s.circles() {
		if len(circle) == 1 {
			s.pass(circle[0])
			continue
		}
		if err := s.round(circle); err != nil {
			return err
		}
	}
	for i, spills := range s.spills {
		if !spills { // all that comes to it has come
			copy(s.sums[s.first[i]:s.first[i+1]], s.comesTo(i))
		}
	}
	return nil
}

// pass sends on what has come to a service that no way leads back to.
func (s *spilling) pass(service int) {
	for place := s.first[service]; place < s.first[service+1]; place++ {
		x := s.comes[place]
		if s.sums[place] = x; x == 0 || !s.sends[place] {
			continue
		}
		for _, spill := range s.Services[service].Spills {
			if spill.To != service {
				s.send(service, place, x, spill, s.comesTo(spill.To))
			}
		}
	}
}

// comesTo returns, by place of a service, what has come to it so far.
func (s *spilling) comesTo(service int) []float64 {
	return s.comes[s.first[service]:s.first[service+1]]
}

// send adds what goes one way from a place that is down to what comes at its end: part
// follows part within one population, else by share. What cannot arrive is gone.
func (s *spilling) send(service, place int, amount float64, spill Spill, comes []float64) {
	from, t := &s.Services[service], &s.Services[spill.To]
	first, x := s.first[spill.To], amount*spill.Share
	add := func(k int, x float64) {
		if !s.gone[first+k] {
			comes[k] += x
		}
	}
	switch {
	case len(t.Shares) == 0:
		add(0, x)
	case from.Population >= 0 && from.Population == t.Population:
		add(place-s.first[service], x)
	default:
		for k, share := range t.Shares {
			add(k, x*share)
		}
	}
}

// trip is demand on its ways through services that spill round in a circle.
type trip struct {
	*spilling
	circle map[int]bool // those of the circle -> the way has been there
	err    error
}

// round sends the demand that has come to each service of a circle round by every way.
func (s *spilling) round(circle []int) error {
	t := &trip{spilling: s, circle: make(map[int]bool, len(circle))}
	for _, i := range circle {
		t.circle[i] = false
	}
	for _, i := range circle {
		if t.visit(i, s.comesTo(i)); errors.Is(t.err, errSpent) {
			return &WorkError{Vertex: s.vertexOf(i), Services: len(circle)}
		} else if t.err != nil {
			return t.err
		}
	}
	return nil
}

// vertexOf names a service by one of the vertices that its users see.
func (s *spilling) vertexOf(service int) int32 {
	for _, v := range s.Services[service].Seen {
		if v >= 0 {
			return v
		}
	}
	return 0
}

// visit has demand arrive at a service, by place, and go on by all ways.
func (t *trip) visit(service int, comes []float64) {
	if t.spent.add(visit * (1 + len(comes))); t.spent.tired() {
		t.err = t.spent.err()
	}
	if t.err != nil {
		return
	}
	any := false
	for k, x := range comes {
		t.sums[t.first[service]+k] += x
		any = any || x > 0 && t.sends[t.first[service]+k]
	}
	if !any {
		return
	}
	t.circle[service] = true
	for _, spill := range t.Services[service].Spills {
		switch been, inside := t.circle[spill.To]; {
		case been:
		case inside:
			next := make([]float64, len(t.comesTo(spill.To)))
			t.leave(service, comes, spill, next)
			t.visit(spill.To, next)
		default:
			t.leave(service, comes, spill, t.comesTo(spill.To))
		}
	}
	t.circle[service] = false
}

// leave sends what has come to a service one way.
func (t *trip) leave(service int, comes []float64, spill Spill, to []float64) {
	for k, x := range comes {
		if place := t.first[service] + k; x > 0 && t.sends[place] {
			t.send(service, place, x, spill, to)
		}
	}
}
