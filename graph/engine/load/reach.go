package load

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Reach returns, by vertex, the share of what arrives there that goes on to a
// node, 0 to 1; vertices that send it nothing are absent. The node itself and
// its parts have 1, whatever their level, but for the parts that nobody can reach:
// demand counts as offered also to a node that is down, and not to what lies
// behind it. The lines of a part lie before it: over them demand comes whatever becomes
// of the part.
//
// It walks from the node to those that need it, in topological order of
// components; in a loop it takes the least solution, from nothing upwards
// (Kleene iteration). Shares that go round and round in balanced groups come to
// rest late or never: a loop that has not after patience looks at each of its
// vertices is solved. The cost is that of the members of all that can send
// something, and for each loop that is solved what solve says. The error is a
// *WorkError, or the context's.
func (f *Flow) Reach(view View, node int) (map[int32]float64, error) {
	if err := f.walk(view, node); err != nil {
		return nil, err
	}
	out := make(map[int32]float64, len(f.seen))
	for _, v := range f.seen {
		out[v] = f.share[v]
	}
	return out, nil
}

// precision is what counts as nothing of a share.
const precision = 1e-13

// patience is how often each vertex of a loop is looked at, on average, before
// the loop is solved. Most have come to rest by then.
const patience = 4

type walk struct {
	*Flow
	view      View
	order     int   // of coming into the agenda
	component int32 // that is being worked
	looks     int   // at vertices of it
	solved    int32 // the component that was solved last: it is at rest
	quorums   int32 // a component that can't be solved, since more than one of a group that divides is needed
}

// walk finds the share of each vertex that goes on to a node.
func (f *Flow) walk(view View, node int) error {
	f.number, f.seen = f.number+1, f.seen[:0]
	f.agenda = f.agenda[:0]
	w := &walk{Flow: f, view: view, component: -1, solved: -1, quorums: -1}
	seeds := f.Nodes[node].Parts // the whole gets what these do
	if len(seeds) == 0 {
		seeds = []int32{f.Nodes[node].Vertex}
	}
	for _, v := range seeds {
		if !view.Unreached(v) {
			f.queued[v] = f.number // for ever: nothing makes it less
			f.set(v, 1)
		}
	}
	for _, v := range seeds {
		w.tell(v)
	}
	for len(w.agenda) > 0 {
		if err := f.spent.look(); err != nil {
			return err
		}
		v := w.next()
		if w.looks > patience*int(w.Graph.ComponentSize(w.component)) && w.quorums != w.component {
			if err := w.solve(seeds); err != nil {
				return err
			}
			continue
		}
		if w.quorums == w.component {
			if err := w.goesOn(v); err != nil {
				return err
			}
		}
		if x := w.vertex(v); x > w.of(v)+precision {
			w.set(v, x)
			w.tell(v)
		}
	}
	return nil
}

// next takes the first vertex off the agenda.
func (w *walk) next() int32 {
	e := w.agenda.pop()
	w.queued[e.vertex] = 0
	if e.component != w.component {
		w.component, w.looks = e.component, 0
	}
	w.looks++
	return e.vertex
}

// tell has those looked at that need a vertex.
func (w *walk) tell(v int32) {
	for _, slot := range w.Graph.Naming(v) {
		w.queue(w.Graph.Owner(w.Graph.GateOf(slot)))
	}
}

// queue has a vertex looked at, unless it will be or is solved.
func (w *walk) queue(v int32) {
	if w.queued[v] == w.number || w.Graph.Component(v) == w.solved {
		return
	}
	w.queued[v] = w.number
	w.order++
	w.agenda.push(entry{w.Graph.Component(v), w.order, v})
}

// vertex returns the share that goes on from a vertex: of its requirements the
// largest, since what it needs twice it asks once.
func (w *walk) vertex(v int32) float64 {
	from, to := w.Graph.Gates(v)
	switch whole := from < to && w.Graph.HasMods(from) && w.Graph.Mods(from).Whole; {
	case whole: // its parts are what is down
	case w.view.Level(v) == graph.Down || w.view.Unreached(v):
		return w.overLines(v, nil)
	}
	best := 0.0
	for gate := from; gate < to; gate++ {
		if w.Graph.Parent(gate) < 0 {
			best = max(best, w.gate(gate, w.slot))
		}
	}
	return best
}

// overLines returns the share that goes on from a part by its lines alone, and by those of
// the same people's parts that it needs: over these it comes before it comes to the part.
func (w *walk) overLines(v int32, asked []int32) float64 {
	if w.Lines == nil {
		return 0
	}
	lines := w.Lines(v)
	if len(lines) == 0 {
		return 0
	}
	var leaf func(slot int32) float64
	leaf = func(slot int32) float64 {
		switch x := w.Graph.Member(slot); {
		case x < 0:
			return w.gate(^x, leaf)
		case slices.Contains(lines, x):
			return w.of(x)
		case w.Follows != nil && w.Follows(slot) && !slices.Contains(asked, x):
			return w.overLines(x, append(asked, v))
		}
		return 0
	}
	best := 0.0
	from, to := w.Graph.Gates(v)
	for gate := from; gate < to; gate++ {
		if w.Graph.Parent(gate) < 0 {
			best = max(best, w.gate(gate, leaf))
		}
	}
	return best
}

// gate returns what goes on from a gate, given what does from the members at its slots.
func (w *walk) gate(gate int32, of func(slot int32) float64) float64 {
	first, members := w.Graph.FirstSlot(gate), w.Graph.Members(gate)
	if !w.Graph.HasMods(gate) && len(members) == 1 {
		return of(first)
	}
	switch m := w.Graph.Mods(gate); {
	case m.Unless: // what is down carries nothing
		return 0
	case m.Whole:
		sum := 0.0
		for i, part := range members {
			sum += w.Share(part) * of(first+int32(i))
		}
		return sum
	case m.Balanced:
		if slots, each := evenly(w.Graph, w.view, gate); each < 1 {
			sum := 0.0
			for _, slot := range slots {
				sum += of(slot)
			}
			return min(1, sum*each) // a node is reached once
		}
	}
	best := 0.0
	for _, slot := range w.asked(gate) {
		best = max(best, of(slot))
	}
	return best
}

// asked returns the slots of the members that each carry all of what comes to a gate: of
// those the one counts that sends most.
func (w *walk) asked(gate int32) []int32 {
	switch members := len(w.Graph.Members(gate)); {
	case int(w.Graph.K(gate)) == members:
		return slotsFrom(w.Graph.FirstSlot(gate), members)
	case w.Graph.Mods(gate).Balanced:
		slots, _ := evenly(w.Graph, w.view, gate)
		return slots
	}
	return w.view.InUse(gate)
}

func slotsFrom(first int32, n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = first + int32(i)
	}
	return out
}

// evenly returns the slots that a balanced group divides its demand over, and how much
// of it each carries: all that are at least at the level of the group, the k-th best, so
// that of n such each has k/n. Where fewer than k are not down, the first k have all of it.
func evenly(g *graph.Graph, view View, gate int32) (slots []int32, each float64) {
	first, n, k := g.FirstSlot(gate), len(g.Members(gate)), int(g.K(gate))
	levels := make([]graph.Level, n)
	var at [3]int
	for i := range levels {
		levels[i] = view.Aside(first + int32(i))
		at[levels[i]]++
	}
	least := graph.Up
	switch {
	case at[graph.Up] >= k:
	case at[graph.Up]+at[graph.Degraded] >= k:
		least = graph.Degraded
	default:
		return slotsFrom(first, k), 1
	}
	for i, l := range levels {
		if l >= least {
			slots = append(slots, first+int32(i))
		}
	}
	return slots, float64(k) / float64(len(slots))
}

func (w *walk) slot(slot int32) float64 {
	if x := w.Graph.Member(slot); x < 0 {
		return w.gate(^x, w.slot)
	} else {
		return w.of(x)
	}
}
