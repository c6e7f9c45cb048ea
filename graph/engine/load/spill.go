package load

import (
	"cmp"
	"errors"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Arrivals is demand that users bring to services and parts, by vertex.
type Arrivals map[int32]float64

// Arrivals returns the demand that arrives at services, what spills over from
// services that are down included. The error is a *WorkError, or the context's.
//
// The demand of one origin goes step by step and visits a service once. Where
// every way from one service to another takes as many steps, no demand can meet
// a service that it has visited: all of it then goes on together, in order of
// steps, and the cost is that of the services and their spills. Elsewhere each
// origin goes by itself, with the cost of what it visits.
func (n *Network) Arrivals(view View, demand []float64, spent *Budget) (Arrivals, error) {
	s := newSpilling(n, view, demand)
	for _, group := range s.groups() {
		if s.level(group) {
			s.together(group)
		} else if err := s.apart(group, spent); err != nil {
			return nil, err
		}
	}
	out := Arrivals{}
	for i := range n.Services {
		for k, v := range n.Services[i].Seen {
			if x := s.sums[s.first[i]+k]; x != 0 && v >= 0 && !n.unreached(view, i, k) {
				out[v] += x
			}
		}
	}
	return out, nil
}

// spilling is demand on its way. A place is a part of a service, or a service
// without parts.
type spilling struct {
	*Network
	first  []int     // service -> its first place; one more at the end
	demand []float64 // by place: what users bring there of themselves
	sends  []bool    // by place: what arrives spills over
	spills []bool    // by service: some place of it sends
	step   []int     // by service: how many steps after others of its group
	sums   []float64 // by place: what arrives in all
}

func newSpilling(n *Network, view View, demand []float64) *spilling {
	s := &spilling{Network: n, first: make([]int, len(n.Services)+1), spills: make([]bool, len(n.Services)), step: make([]int, len(n.Services))}
	for i := range n.Services {
		s.first[i+1] = s.first[i] + len(n.Services[i].Seen)
	}
	places := s.first[len(n.Services)]
	s.demand, s.sends, s.sums = make([]float64, places), make([]bool, places), make([]float64, places)
	for i := range n.Services {
		for k, v := range n.Services[i].Seen {
			if v < 0 {
				continue
			}
			place := s.first[i] + k
			s.demand[place] = s.brings(i, k, demand[i])
			s.sends[place] = len(n.Services[i].Spills) > 0 && view.Level(v) == graph.Down && !n.cutOff(view, i, k)
			s.spills[i] = s.spills[i] || s.sends[place]
		}
	}
	return s
}

// brings returns what those behind one of a service's Seen bring of its demand.
func (s *spilling) brings(service, k int, demand float64) float64 {
	switch shares := s.Services[service].Shares; {
	case demand <= 0:
		return 0
	case len(shares) > 0:
		return demand * shares[k]
	}
	return demand
}

// cutOff says whether all lines of those behind one of a service's Seen are down: they
// cannot reach anything else either.
func (n *Network) cutOff(view View, service, k int) bool {
	if len(n.Services[service].Lines) == 0 {
		return false
	}
	lines := n.Services[service].Lines[k]
	return len(lines) > 0 && !slices.ContainsFunc(lines, func(v int32) bool { return v >= 0 && view.Level(v) > graph.Down })
}

// Finder is a View of some of those who come: others may find what they do not.
type Finder interface {
	Lost(v int32) bool // they do not find a vertex, by no fault of its own
}

// unreached says whether those behind one of a service's Seen cannot come there, since all
// their lines are down, and one of them by their not finding it.
func (n *Network) unreached(view View, service, k int) bool {
	f, ok := view.(Finder)
	return ok && n.cutOff(view, service, k) && slices.ContainsFunc(n.Services[service].Lines[k], func(v int32) bool { return v >= 0 && f.Lost(v) })
}

// groups returns the services that spills join, in whatever direction, each
// group in order of its coming.
func (s *spilling) groups() [][]int {
	back := make([][]int, len(s.Services))
	for i := range s.Services {
		for _, spill := range s.ways(i) {
			back[spill.To] = append(back[spill.To], i)
		}
	}
	var out [][]int
	met := make([]bool, len(s.Services))
	for i := range s.Services {
		if met[i] {
			continue
		}
		met[i] = true
		group := []int{i}
		join := func(j, step int) {
			if !met[j] {
				met[j], s.step[j] = true, step
				group = append(group, j)
			}
		}
		for at := 0; at < len(group); at++ {
			for _, spill := range s.ways(group[at]) {
				join(spill.To, s.step[group[at]]+1)
			}
			for _, j := range back[group[at]] {
				join(j, s.step[group[at]]-1)
			}
		}
		out = append(out, group)
	}
	return out
}

// ways returns where demand of a service goes as things are.
func (s *spilling) ways(service int) []Spill {
	if !s.spills[service] {
		return nil
	}
	return s.Services[service].Spills
}

// level says whether every spill within a group is one step: then all ways
// between two services are equally long.
func (s *spilling) level(group []int) bool {
	for _, i := range group {
		for _, spill := range s.ways(i) {
			if s.step[spill.To] != s.step[i]+1 {
				return false
			}
		}
	}
	return true
}

// together sends the demand of all origins of a group on, each service after
// those that spill to it.
func (s *spilling) together(group []int) {
	slices.SortStableFunc(group, func(a, b int) int { return cmp.Compare(s.step[a], s.step[b]) })
	for _, i := range group {
		for place := s.first[i]; place < s.first[i+1]; place++ {
			s.sums[place] += s.demand[place]
			if s.sends[place] {
				s.send(i, place, s.sums[place], func(_, to int, x float64) { s.sums[to] += x })
			}
		}
	}
}

// apart sends the demand of each origin of a group on by itself.
func (s *spilling) apart(group []int, spent *Budget) error {
	t := &trip{spilling: s, visited: make([]int, len(s.Services)), met: make([]int, len(s.sums)), carried: make([]float64, len(s.sums)), spent: spent}
	for _, i := range group {
		for place := s.first[i]; place < s.first[i+1]; place++ {
			if s.demand[place] > 0 {
				t.from(i, place)
			}
		}
		if err := spent.err(); errors.Is(err, errSpent) {
			return &WorkError{Vertex: s.Services[i].Seen[0], Services: len(group)}
		} else if err != nil {
			return err
		}
	}
	return nil
}

// trip is demand of one origin on its way, step by step. Its lists are used
// again for the next origin, by number.
type trip struct {
	*spilling
	number  int
	visited []int     // by service: the last trip that visited it
	met     []int     // by place: the last trip that came there
	carried []float64 // by place: what this trip brings there
	step    []stop
	next    []stop
	spent   *Budget
}

// stop is a place that demand comes to.
type stop struct{ service, place int }

// from follows the demand of one origin. What reaches a service in one step
// arrives together.
func (t *trip) from(service, place int) {
	t.number++
	t.step = t.step[:0]
	t.carry(&t.step, stop{service, place}, t.demand[place])
	for len(t.step) > 0 {
		for _, at := range t.step {
			t.visited[at.service] = t.number
		}
		t.next = t.next[:0]
		for _, at := range t.step {
			t.sums[at.place] += t.carried[at.place]
			t.spent.add(visit)
			if t.sends[at.place] {
				t.send(at.service, at.place, t.carried[at.place], func(service, to int, x float64) {
					if t.spent.add(visit); t.visited[service] != t.number {
						t.carry(&t.next, stop{service, to}, x)
					}
				})
			}
		}
		t.step, t.next = t.next, t.step
	}
}

// carry adds to what arrives at a stop.
func (t *trip) carry(to *[]stop, at stop, amount float64) {
	if t.met[at.place] != t.number {
		t.met[at.place], t.carried[at.place] = t.number, 0
		*to = append(*to, at)
	}
	t.carried[at.place] += amount
}

// send says where an amount goes from a place that is down: part follows part
// within one population, else by share.
func (s *spilling) send(service, place int, amount float64, to func(service, place int, amount float64)) {
	from := &s.Services[service]
	for _, spill := range from.Spills {
		t, first, x := &s.Services[spill.To], s.first[spill.To], amount*spill.Share
		switch {
		case len(t.Shares) == 0:
			to(spill.To, first, x)
		case from.Population >= 0 && from.Population == t.Population:
			to(spill.To, first+place-s.first[service], x)
		default:
			for k, share := range t.Shares {
				to(spill.To, first+k, x*share)
			}
		}
	}
}
