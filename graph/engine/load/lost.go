package load

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Timed is a View that knows what delays do.
type Timed interface {
	View
	Value(gate int32) graph.Level          // of a gate, after its delays
	Serving(gate int32) (first, end int32) // the slots that serve it without a switch
	// Late returns what share of those who need a gate lose it, where that share lost it
	// before its hold-up: who has lost it only for a while still has it.
	Late(gate int32, share float64) float64
	// Losing returns vertices of which something has been lost before a hold-up.
	Losing() []int32
	// Guarded says whether the hold-up of a gate must not live by what it feeds.
	Guarded(gate int32) bool
	Vertices(component int32) []int32 // in any order, always the same
}

// Lost returns, by vertex that is not down, the share of those who need it that nodes turn
// away, 0 to 1. sheds holds the share that each node sheds of what reaches it.
//
// What a node turns away is down for those whom it turns away, and for them it goes through
// requirements only as far as its being down would: not where a requirement bears a loss, not while a
// hold-up lasts, not where other members serve. In a row the largest share counts; what a
// balanced group divides loses portion by portion. The cost is that of the members of all
// that needs a node that sheds; loops come to rest by looking again and again. The error
// is a *WorkError, or the context's.
func (f *Flow) Lost(view Timed, sheds []float64) (*Losses, error) {
	l := &losing{Flow: f, view: view, own: map[int32]float64{}, lost: map[int32]float64{}, held: map[int32]bool{}, inputs: map[int32]float64{}, queued: map[int32]bool{}}
	for i, q := range sheds {
		if q <= 0 {
			continue
		}
		for _, v := range f.Nodes[i].Vertices() {
			l.own[v] = max(l.own[v], q)
			l.queue(f.Graph.Component(v))
		}
	}
	for _, v := range view.Losing() { // who was turned away still is when nothing comes any more
		l.queue(f.Graph.Component(v))
	}
	for len(l.agenda) > 0 {
		c := l.agenda.pop().component
		if err := l.component(c); err != nil {
			return nil, err
		}
	}
	return &Losses{l.lost, l}, nil
}

// Losses are what is lost at a moment.
type Losses struct {
	Of map[int32]float64 // by vertex that is not down: the share of those who need it, above 0
	by *losing
}

// Held returns the gates with a hold-up before which anything is lost, of those that were
// looked at for what is shed; in no order.
func (l *Losses) Held() []int32 { return slices.Collect(maps.Keys(l.by.held)) }

// Before returns what is lost of a gate with a hold-up before that.
func (l *Losses) Before(gate int32) float64 {
	if x, known := l.by.inputs[gate]; known {
		return x
	}
	return l.by.before(gate)
}

// losing finds what is lost, component by component.
type losing struct {
	*Flow
	view   Timed
	own    map[int32]float64 // what a vertex turns away itself
	lost   map[int32]float64 // of the components that are done, and of the one that is being done
	inner  map[int32]float64 // of that one: what a supply that has started loses; nil: as lost
	bare   bool              // guarded hold-ups give nothing
	inputs map[int32]float64 // guarded gate -> what is lost before its hold-up
	held   map[int32]bool    // gates with a hold-up before which anything is lost
	agenda agenda
	queued map[int32]bool // components that are in the agenda or done
}

func (l *losing) queue(c int32) {
	if !l.queued[c] {
		l.queued[c] = true
		l.agenda.push(entry{component: c})
	}
}

// component finds what the vertices of a component lose, and has those looked at that
// need them.
func (l *losing) component(c int32) error {
	vertices := l.view.Vertices(c)
	if len(vertices) == 1 {
		l.put(vertices[0], l.vertex(vertices[0]))
	} else if err := l.loop(c, vertices); err != nil {
		return err
	}
	for _, v := range vertices {
		if l.lost[v] == 0 {
			continue
		}
		for _, slot := range l.Graph.Naming(v) {
			l.queue(l.Graph.Component(l.Graph.Owner(l.Graph.GateOf(slot))))
		}
	}
	return l.spent.look()
}

func (l *losing) put(v int32, x float64) {
	if x > 0 && l.view.Level(v) > graph.Down {
		l.lost[v] = min(1, x)
	} else {
		delete(l.lost, v)
	}
}

// loop finds what a loop loses: without what its hold-ups give, where these must not live
// by it, and then with it.
func (l *losing) loop(c int32, vertices []int32) error {
	var guarded []int32
	for _, v := range vertices {
		from, to := l.Graph.Gates(v)
		for gate := from; gate < to; gate++ {
			if l.Graph.Mods(gate).Holdup > 0 && l.view.Guarded(gate) {
				guarded = append(guarded, gate)
			}
		}
	}
	if l.bare = len(guarded) > 0; l.bare {
		if err := l.settle(c, vertices); err != nil {
			return err
		}
		l.bare = false
		for _, gate := range guarded {
			l.inputs[gate] = l.before(gate)
		}
	}
	return l.settle(c, vertices)
}

// settle finds the fixed point of a loop: the least that is lost, but of what supply does not
// reach from outside all. See cascade.Run: what is not lost is the greatest X with
// X = μY.F(X, Y).
func (l *losing) settle(c int32, vertices []int32) error {
	for _, v := range vertices {
		l.put(v, 0)
	}
	if !l.Graph.Fed(c) {
		_, err := l.sweep(vertices, l.lost)
		return err
	}
	defer func() { l.inner = nil }()
	for {
		l.inner = map[int32]float64{}
		for _, v := range vertices {
			if l.view.Level(v) > graph.Down {
				l.inner[v] = 1
			}
		}
		if _, err := l.sweep(vertices, l.inner); err != nil {
			return err
		}
		done := true
		for _, v := range vertices {
			if x := l.inner[v]; x > l.lost[v]+precision {
				done = false
				l.lost[v] = x
			}
		}
		if done {
			return nil
		}
	}
}

// sweep looks at the vertices of a loop until they come to rest.
func (l *losing) sweep(vertices []int32, levels map[int32]float64) (changed bool, err error) {
	for again := true; again; {
		again = false
		for _, v := range vertices {
			if l.view.Level(v) == graph.Down {
				continue
			}
			x := min(1, l.vertex(v))
			if d := x - levels[v]; d > precision || d < -precision {
				levels[v], again, changed = x, true, true
			}
			from, to := l.Graph.Slots(v)
			l.spent.add(int(to - from))
		}
		if err := l.spent.err(); errors.Is(err, errSpent) {
			return changed, &WorkError{Vertex: vertices[0], Loop: len(vertices)}
		} else if err != nil {
			return changed, err
		}
	}
	return changed, nil
}

// vertex returns what is lost at a vertex: in a row the largest share counts.
func (l *losing) vertex(v int32) float64 {
	worst := l.own[v]
	from, to := l.Graph.Gates(v)
	for gate := from; gate < to; gate++ {
		if l.Graph.Parent(gate) < 0 {
			worst = max(worst, l.gate(gate))
		}
	}
	return worst
}

// gate returns what is lost of a gate.
func (l *losing) gate(gate int32) float64 {
	if l.view.Value(gate) == graph.Down {
		return 1
	}
	if l.Graph.Mods(gate).Holdup == 0 {
		return l.before(gate)
	}
	x, known := l.inputs[gate]
	if !known {
		x = l.before(gate)
	}
	if x > 0 {
		l.held[gate] = true
	}
	if l.bare && l.view.Guarded(gate) {
		return x
	}
	return l.view.Late(gate, x)
}

// before returns what is lost of a gate before its hold-up.
func (l *losing) before(gate int32) float64 {
	m, first, n := l.Graph.Mods(gate), l.Graph.FirstSlot(gate), len(l.Graph.Members(gate))
	switch {
	case m.Loss:
		return 0
	case m.Unless:
		if l.view.Member(first) > graph.Down {
			return 1
		}
		return 0
	case m.Balanced:
		slots, _ := evenly(l.Graph, l.view, gate)
		return l.portions(slots, int(l.Graph.K(gate)))
	case m.Whole:
		return l.least(slotsFrom(first, n), 1)
	}
	first, end := l.view.Serving(gate)
	return l.least(slotsFrom(first, int(end-first)), int(l.Graph.K(gate)))
}

// least returns what is lost where any k of some members serve: the k-th smallest share.
func (l *losing) least(slots []int32, k int) float64 {
	shares := l.shares(slots)
	slices.Sort(shares)
	return shares[k-1]
}

// portions returns what is lost where demand is divided evenly over the choices of k of some
// members: of each choice the largest share.
func (l *losing) portions(slots []int32, k int) float64 {
	shares := l.shares(slots)
	slices.SortFunc(shares, func(a, b float64) int { return cmp.Compare(b, a) })
	sum, chance := 0.0, float64(k)/float64(len(shares)) // that the first of those left is chosen
	for i, x := range shares {
		if sum += chance * x; i+1 < len(shares) {
			left := len(shares) - i - 1
			chance *= float64(left-k+1) / float64(left)
		}
	}
	return sum
}

func (l *losing) shares(slots []int32) []float64 {
	out := make([]float64, len(slots))
	for i, slot := range slots {
		out[i] = l.slot(slot)
	}
	return out
}

// slot returns what is lost of a member.
func (l *losing) slot(slot int32) float64 {
	x := l.Graph.Member(slot)
	switch {
	case x < 0:
		return l.gate(^x)
	case l.view.Level(x) == graph.Down:
		return 1
	}
	if l.inner != nil && l.Graph.Flows(l.Graph.GateOf(slot)) {
		if y, started := l.inner[x]; started {
			return y
		}
	}
	return l.lost[x]
}
