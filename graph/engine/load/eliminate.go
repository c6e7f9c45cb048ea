package load

import (
	"cmp"
	"container/heap"
	"slices"
)

// system is equations x = value + the sum of factor times another x, of which
// the factors of a row and its leak sum to 1: the chances of a walk to go on to
// another place, or to leave.
type system struct {
	rows  []row
	preds [][]int32 // place -> rows that may have a term in it
	spare []term    // room for the next row
	spent *Budget
}

type row struct {
	terms []term // ascending, none of the row itself
	value float64
	leak  float64
}

type term struct {
	place  int32
	factor float64
}

// tidy sorts the terms and joins those of one place.
func (r *row) tidy() {
	slices.SortStableFunc(r.terms, func(a, b term) int { return cmp.Compare(a.place, b.place) })
	out := r.terms[:0]
	for _, t := range r.terms {
		if n := len(out); n > 0 && out[n-1].place == t.place {
			out[n-1].factor += t.factor
		} else {
			out = append(out, t)
		}
	}
	r.terms = out
}

// solve gives the least solution, place by place. The error is that of the
// budget.
//
// Places are eliminated one by one, the one with the fewest ways through it first
// (Markowitz, The elimination form of the inverse, 1957). What does not leave a
// row is never found as 1 less the rest, so that nothing cancels and each share
// is exact but for rounding of its own size (Grassmann, Taksar and Heyman,
// Regenerative analysis and steady state distributions for Markov chains, 1985).
func (s *system) solve(put func(place int32, x float64)) error {
	s.preds = s.predecessors()
	s.drop(s.senders())
	order := make([]int32, 0, len(s.rows))
	var agenda pivots
	for i := range s.rows {
		agenda = append(agenda, pivot{s.ways(int32(i)), int32(i)})
	}
	heap.Init(&agenda)
	gone := make([]bool, len(s.rows))
	for len(agenda) > 0 {
		p := heap.Pop(&agenda).(pivot)
		s.preds[p.place] = slices.DeleteFunc(s.preds[p.place], func(u int32) bool { return gone[u] })
		if ways := s.ways(p.place); ways > p.ways {
			heap.Push(&agenda, pivot{ways, p.place})
			continue
		}
		if err := s.spent.err(); err != nil {
			return err
		}
		gone[p.place] = true
		s.eliminate(p.place)
		order = append(order, p.place)
	}
	x := make([]float64, len(s.rows))
	for _, i := range slices.Backward(order) {
		x[i] = s.rows[i].value
		for _, t := range s.rows[i].terms {
			x[i] += t.factor * x[t.place]
		}
		put(i, x[i])
	}
	return nil
}

// ways returns how many ways lead through a place: those in times those out.
func (s *system) ways(i int32) int { return len(s.preds[i]) * len(s.rows[i].terms) }

func (s *system) predecessors() [][]int32 {
	out := make([][]int32, len(s.rows))
	for i := range s.rows {
		for _, t := range s.rows[i].terms {
			if t.place != int32(i) {
				out[t.place] = append(out[t.place], int32(i))
			}
		}
	}
	return out
}

// senders returns the places from which a walk can get to a value at all.
func (s *system) senders() []bool {
	sends := make([]bool, len(s.rows))
	var queue []int32
	meet := func(i int32) {
		if !sends[i] {
			sends[i] = true
			queue = append(queue, i)
		}
	}
	for i := range s.rows {
		if s.rows[i].value > 0 {
			meet(int32(i))
		}
	}
	for i := 0; i < len(queue); i++ {
		for _, u := range s.preds[queue[i]] {
			meet(u)
		}
	}
	return sends
}

// drop has walks leave at places that send nothing: their equations alone may
// have no single solution.
func (s *system) drop(sends []bool) {
	for i := range s.rows {
		r := &s.rows[i]
		if !sends[i] {
			*r, s.preds[i] = row{}, nil
			continue
		}
		out := r.terms[:0]
		for _, t := range r.terms {
			switch {
			case !sends[t.place]:
				r.leak += t.factor
			case t.place != int32(i): // to stay is to try again: the rest of the row in proportion
				out = append(out, t)
			}
		}
		r.terms = out
	}
}

// eliminate puts the row of a place in place of its terms elsewhere.
func (s *system) eliminate(i int32) {
	r := &s.rows[i]
	all := r.leak
	for _, t := range r.terms {
		all += t.factor
	}
	if all == 0 {
		return // it sends nothing
	}
	r.value, r.leak = r.value/all, r.leak/all
	for k := range r.terms {
		r.terms[k].factor /= all
	}
	for _, u := range s.preds[i] {
		s.substitute(u, i)
	}
}

// substitute puts the row of a place in place of its term in the row of another.
func (s *system) substitute(u, i int32) {
	to, from := &s.rows[u], &s.rows[i]
	at, ok := slices.BinarySearchFunc(to.terms, i, func(t term, place int32) int { return cmp.Compare(t.place, place) })
	if !ok {
		return
	}
	f := to.terms[at].factor
	to.value += f * from.value
	to.leak += f * from.leak
	s.spent.add(len(to.terms) + len(from.terms))
	merged := s.spare[:0]
	rest := from.terms
	for _, t := range to.terms {
		for len(rest) > 0 && rest[0].place < t.place {
			merged, rest = s.gain(merged, u, rest[0], f), rest[1:]
		}
		if len(rest) > 0 && rest[0].place == t.place {
			t.factor, rest = t.factor+f*rest[0].factor, rest[1:]
		}
		if t.place != i {
			merged = append(merged, t)
		}
	}
	for _, t := range rest {
		merged = s.gain(merged, u, t, f)
	}
	to.terms, s.spare = merged, to.terms
}

// gain appends a term that a row did not have; one in itself it does not need.
func (s *system) gain(terms []term, u int32, t term, f float64) []term {
	if t.place == u {
		return terms
	}
	s.preds[t.place] = append(s.preds[t.place], u)
	return append(terms, term{t.place, f * t.factor})
}

// pivots is a heap of places by the ways through them, and then by number.
type pivots []pivot

type pivot struct {
	ways  int
	place int32
}

func (p pivots) Len() int { return len(p) }
func (p pivots) Less(i, j int) bool {
	if p[i].ways != p[j].ways {
		return p[i].ways < p[j].ways
	}
	return p[i].place < p[j].place
}
func (p pivots) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p *pivots) Push(x any)   { *p = append(*p, x.(pivot)) }
func (p *pivots) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}
