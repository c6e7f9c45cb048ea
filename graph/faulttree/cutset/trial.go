package cutset

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
	"github.com/meoktong/meoktong/graph/faulttree/zbdd"
)

// maxTrial bounds the gates that are looked at in trials, 64 sets at a time: some seconds.
const maxTrial = 2_000_000_000

// byTrial finds the sets of one event, of two, and so on of a function that negates and
// whose diagrams are out of reach, by trying all, as far as the bound goes. It returns the
// family that is given where that goes further. The error is the context's.
func (t *Tree) byTrial(ctx context.Context, most int, than *Family) (*Family, error) {
	events := t.Events()
	slices.Sort(events)
	last := t.tryable()
	if most != Unbounded {
		last = min(last, most)
	}
	if last <= than.Order {
		return than, nil
	}
	tr := &trials{t: t, lanes: boolean.NewLanes(t.f), in: map[int32]uint64{}, found: map[string]bool{}}
	for order := 1; order <= min(last, len(events)); order++ {
		tr.set = tr.set[:0]
		if tr.choose(ctx, events, order); ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tr.flush()
	}
	s, err := tr.family(ctx, min(last, len(events)), most)
	if errors.Is(err, ErrBudget) {
		return than, nil
	}
	return s, err
}

// tryable returns up to which size all sets can be tried: no bound where that is every set.
func (t *Tree) tryable() int {
	events, cost, number := len(t.Events()), 0.0, 1.0
	order := 0
	for ; order < min(events, maxTried); order++ {
		number *= float64(events-order) / float64(order+1)
		if cost += number * float64(t.f.NumArgs()+t.f.Len()) / 64; cost > maxTrial {
			break
		}
	}
	if order == events {
		return math.MaxInt
	}
	return order
}

// maxTried is the largest size of a set that is tried.
const maxTried = 6

// trials tries sets.
type trials struct {
	t     *Tree
	lanes *boolean.Lanes
	set   []int32
	batch [][]int32
	in    map[int32]uint64 // event -> the sets of the batch that it is in
	sets  [][]int32
	found map[string]bool // sets, by their events
}

// choose tries every set of so many more events besides those chosen, without those that
// hold a smaller one.
func (tr *trials) choose(ctx context.Context, events []int32, more int) {
	if more == 0 {
		tr.try()
		return
	}
	for i := 0; i+more <= len(events) && ctx.Err() == nil; i++ {
		tr.set = append(tr.set, events[i])
		if !tr.holds() {
			tr.choose(ctx, events[i+1:], more-1)
		}
		tr.set = tr.set[:len(tr.set)-1]
	}
}

// holds says whether the set holds one that was found, with its last event.
func (tr *trials) holds() bool {
	last := len(tr.set) - 1
	var part []int32
	for which := range 1 << last {
		part = part[:0]
		for i, e := range tr.set[:last] {
			if which>>i&1 == 1 {
				part = append(part, e)
			}
		}
		if tr.found[key(append(part, tr.set[last]))] {
			return true
		}
	}
	return false
}

func key(set []int32) string {
	out := make([]byte, 0, 4*len(set))
	for _, e := range set {
		out = append(out, byte(e), byte(e>>8), byte(e>>16), byte(e>>24))
	}
	return string(out)
}

// try puts the set into the batch, and evaluates a full one.
func (tr *trials) try() {
	for _, e := range tr.set {
		tr.in[e] |= 1 << len(tr.batch)
	}
	if tr.batch = append(tr.batch, slices.Clone(tr.set)); len(tr.batch) == 64 {
		tr.flush()
	}
}

func (tr *trials) flush() {
	if len(tr.batch) == 0 {
		return
	}
	holds := tr.lanes.Eval(tr.t.top().root, func(e int32) uint64 { return tr.in[e] })
	for i, set := range tr.batch {
		if holds>>i&1 == 1 {
			tr.sets = append(tr.sets, set)
			tr.found[key(set)] = true
		}
	}
	clear(tr.in)
	tr.batch = tr.batch[:0]
}

// family makes one of what was found: of a single module of all events.
func (tr *trials) family(ctx context.Context, order, most int) (*Family, error) {
	m := &module{root: boolean.Ref(tr.t.f.Len() - 1)}
	level := map[int32]int32{}
	for r := range boolean.Ref(tr.t.f.Len()) {
		if tr.t.f.Op(r) == boolean.Event {
			level[tr.t.f.Number(r)] = int32(len(m.leaves))
			m.leaves = append(m.leaves, r)
		}
	}
	whole := &Tree{f: tr.t.f, modules: []*module{m}, of: make([]int32, tr.t.f.Len()), budget: tr.t.budget}
	for i := range whole.of {
		whole.of[i] = -1
	}
	s, err := whole.family(ctx, order, func(s *Family, _ *module, _ int) (diagram.Ref, error) {
		return union(s.z, tr.sets, level), nil
	}, whole.budget)
	if err == nil {
		s.Truncated = order != most && order < len(m.leaves)
		if !s.Truncated {
			s.Order = most
		}
	}
	return s, err
}

// union returns the family of sets of events, none of which holds another.
func union(z *zbdd.Table, sets [][]int32, level map[int32]int32) diagram.Ref {
	switch len(sets) {
	case 0:
		return diagram.Zero
	case 1:
		levels := make([]int32, len(sets[0]))
		for i, e := range sets[0] {
			levels[i] = level[e]
		}
		slices.Sort(levels)
		r := diagram.One
		for _, l := range slices.Backward(levels) {
			r = z.Node(l, diagram.Zero, r)
		}
		return r
	}
	half := len(sets) / 2
	return z.Union(union(z, sets[:half], level), union(z, sets[half:], level))
}
