package load

import (
	"errors"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// solve finds the shares of the component that is being worked exactly.
//
// What goes on from a vertex is the largest of some means: the chance to get to
// the node in a Markov decision process. This is policy iteration (Howard,
// Dynamic Programming and Markov Processes, 1960): each vertex and each group
// takes the member that sends most, the linear equations that this leaves are
// solved, and where another member sends more now, it is taken instead. Members
// change for strictly better ones only, so no choice comes again and what is
// found is the least solution: a set of vertices that goes round in itself for
// ever sends nothing, and nothing in it can have been better than the rest of it.
//
// The cost is that of the members for each choice, and of eliminating what can
// send something: linear for chains and rings, cubic where all is woven into all.
//
// Where more than one member of a group that divides is needed, nothing is a mean: such a
// loop is looked at on and on, as goesOn says.
func (w *walk) solve(seeds []int32) error {
	l := &loop{walk: w, index: map[int32]int32{}, choice: map[int32]int32{}}
	l.collect(seeds)
	if l.divides() || l.overLinesOnly(seeds) {
		w.quorums = w.component
		for _, v := range l.vertices {
			w.queue(v)
		}
		return nil
	}
	for l.choose() {
		if err := l.system().solve(l.put); errors.Is(err, errSpent) {
			return &WorkError{Vertex: l.vertices[0], Loop: len(l.vertices)}
		} else if err != nil {
			return err
		}
	}
	for len(w.agenda) > 0 && w.agenda[0].component == w.component {
		w.queued[w.agenda.pop().vertex] = 0
	}
	w.solved = w.component
	for _, v := range l.vertices {
		if w.of(v) > 0 {
			w.tell(v)
		}
	}
	return nil
}

// loop is what of a component can send something, while it is solved.
type loop struct {
	*walk
	vertices []int32         // in order of index
	index    map[int32]int32 // vertex -> its place in vertices
	choice   map[int32]int32 // vertex -> the gate that counts; ^gate -> the slot that does
}

// put gives a vertex its share.
func (l *loop) put(place int32, share float64) { l.set(l.vertices[place], share) }

// divides says whether more than one member of a group that divides its demand is
// needed, in what is solved.
func (l *loop) divides() bool {
	for _, v := range l.vertices {
		from, to := l.Graph.Gates(v)
		for gate := from; gate < to; gate++ {
			if k := l.Graph.K(gate); k > 1 && int(k) < len(l.Graph.Members(gate)) && l.Graph.Mods(gate).Balanced {
				return true
			}
		}
	}
	return false
}

// overLinesOnly says whether something in the loop that is down sends all the same: what
// comes over lines.
func (l *loop) overLinesOnly(seeds []int32) bool {
	return slices.ContainsFunc(l.seen, func(v int32) bool {
		return l.Graph.Component(v) == l.component && (l.view.Level(v) == graph.Down || l.view.Unreached(v)) && !slices.Contains(seeds, v)
	})
}

// goesOn counts a further look at a vertex of a loop that comes to rest in its own time.
func (w *walk) goesOn(v int32) error {
	from, to := w.Graph.Slots(v)
	w.spent.add(int(to - from))
	if err := w.spent.err(); errors.Is(err, errSpent) {
		return &WorkError{Vertex: v, Loop: int(w.Graph.ComponentSize(w.component))}
	} else if err != nil {
		return err
	}
	return nil
}

// collect finds the vertices of the component from which a walk can get to what
// is known. Those that are down send nothing, the seeds all.
func (l *loop) collect(seeds []int32) {
	met := map[int32]bool{}
	for _, v := range seeds {
		met[v] = true
	}
	var queue []int32
	meet := func(v int32) {
		if l.Graph.Component(v) == l.component && !met[v] && l.view.Level(v) > graph.Down {
			met[v] = true
			queue = append(queue, v)
		}
	}
	for _, e := range l.agenda { // what was looked at has told who needs it, and is found or waits to be looked at
		meet(e.vertex)
	}
	for _, v := range l.seen { // in any order, as it is sorted in the end
		meet(v)
	}
	for i := 0; i < len(queue); i++ {
		for _, slot := range l.Graph.Naming(queue[i]) {
			meet(l.Graph.Owner(l.Graph.GateOf(slot)))
		}
	}
	slices.Sort(queue)
	l.vertices = queue
	for i, v := range queue {
		l.index[v] = int32(i)
	}
}

// better is by how much, relatively, another member has to send more before it is
// taken: less may be rounding.
const better = 1e-12

// choose takes the best members by the shares as they are, and says whether any
// is another one than before.
func (l *loop) choose() (changed bool) {
	for _, v := range l.vertices {
		var gates []int32
		from, to := l.Graph.Gates(v)
		for gate := from; gate < to; gate++ {
			if l.Graph.Parent(gate) < 0 {
				gates = append(gates, gate)
			}
			if !l.divided(gate) && l.take(^gate, l.asked(gate), l.slot) {
				changed = true
			}
		}
		if l.take(v, gates, func(gate int32) float64 { return l.gate(gate, l.slot) }) {
			changed = true
		}
	}
	return changed
}

// take notes the best of some candidates as a choice, and says whether it is
// another one than before.
func (l *loop) take(of int32, candidates []int32, value func(int32) float64) bool {
	if len(candidates) == 0 {
		return false
	}
	old, chosen := l.choice[of]
	best, most := old, -1.0
	if chosen {
		most = value(old) * (1 + better)
	}
	for _, x := range candidates {
		if y := value(x); y > most {
			best, most = x, y
		}
	}
	l.choice[of] = best
	return !chosen || best != old
}

// system writes down the equations that the choices leave.
func (l *loop) system() *system {
	s := &system{rows: make([]row, len(l.vertices)), spent: l.spent}
	l.spent.add(len(l.vertices))
	for i, v := range l.vertices {
		if gate, ok := l.choice[v]; ok {
			l.addGate(&s.rows[i], 1, gate)
		}
		s.rows[i].tidy()
	}
	return s
}

// addGate adds what a gate sends, times a weight, to a row.
func (l *loop) addGate(r *row, weight float64, gate int32) {
	m, first, members := l.Graph.Mods(gate), l.Graph.FirstSlot(gate), l.Graph.Members(gate)
	switch {
	case !l.divided(gate):
		l.addSlot(r, weight, l.choice[^gate])
	case m.Unless: // what goes there is gone
		r.leak += weight
	case m.Whole:
		for i, part := range members {
			l.addSlot(r, weight*l.Share(part), first+int32(i))
		}
	default:
		slots, each := evenly(l.Graph, l.view, gate)
		for _, slot := range slots {
			l.addSlot(r, weight*each, slot)
		}
	}
}

// divided says whether what comes to a gate is divided over its members, or gone, rather
// than sent to each in full.
func (l *loop) divided(gate int32) bool {
	m := l.Graph.Mods(gate)
	return m.Whole || m.Unless || m.Balanced && int(l.Graph.K(gate)) < len(l.Graph.Members(gate))
}

func (l *loop) addSlot(r *row, weight float64, slot int32) {
	x := l.Graph.Member(slot)
	if x < 0 {
		l.addGate(r, weight, ^x)
	} else if i, inside := l.index[x]; inside {
		r.terms = append(r.terms, term{i, weight})
	} else {
		r.value += weight * l.of(x)
		r.leak += weight
	}
}
