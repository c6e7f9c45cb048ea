package supply

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Levels is a component as it has come out.
type Levels interface {
	Level(v int32) graph.Level
	Member(slot int32) graph.Level        // of the member at a slot, a nested group included
	AtHand(gate int32) (first, end int32) // the slots that serve without a switch
	Held(gate int32) bool                 // a hold-up gives what the members do not
}

// InUse returns, by gate of a fed component, the slots in use: of the members at hand the
// first k at the best level that can be had, and of what flows none that has it back
// from the vertex itself, since that would go round for ever. Of two that prefer each
// other the one with the smaller number takes it of something else.
//
// Vertices choose when what they prefer has chosen, once for not being down and once for
// being up. Where all that are left wait for each other, the first that can takes what
// has. It costs the members, and for each such choice the vertices.
func InUse(g *graph.Graph, component int32, levels Levels) map[int32][]int32 {
	out := map[int32][]int32{}
	for _, at := range []graph.Level{graph.Degraded, graph.Up} {
		c := &chooser{g: g, component: component, levels: levels, at: at, chosen: map[int32]bool{}, slots: map[int32][]int32{}, waits: map[int32]bool{}}
		c.all()
		for gate, slots := range c.slots {
			if l := levels.Member(slots[len(slots)-1]); out[gate] == nil || l >= at {
				out[gate] = slots
			}
		}
	}
	return out
}

// chooser has vertices choose what makes them be at a level at least.
type chooser struct {
	g         *graph.Graph
	component int32
	levels    Levels
	at        graph.Level
	chosen    map[int32]bool
	slots     map[int32][]int32 // gate -> what it would use
	waits     map[int32]bool    // gates of which something in use has yet to choose
}

func (c *chooser) all() {
	loop := c.g.Loop(c.component)
	queue := slices.Clone(loop)
	for left := 0; ; {
		for ; len(queue) > 0; queue = queue[1:] {
			if v := queue[0]; !c.chosen[v] && c.ready(v, false) {
				queue = c.choose(queue, v)
			}
		}
		for left < len(loop) && c.chosen[loop[left]] {
			left++
		}
		if left == len(loop) {
			return
		}
		next := loop[left] // which lives by what is no supply if none can take anything else
		if i := slices.IndexFunc(loop[left:], func(v int32) bool { return !c.chosen[v] && c.ready(v, true) }); i >= 0 {
			next = loop[left+i]
		}
		queue = c.choose(queue, next)
	}
}

// choose notes that a vertex has, and appends those that may have waited for it.
func (c *chooser) choose(queue []int32, v int32) []int32 {
	c.chosen[v] = true
	for _, slot := range c.g.Naming(v) {
		gate := c.g.GateOf(slot)
		if w := c.g.Owner(gate); c.g.Component(w) == c.component && c.g.Flows(gate) && !c.chosen[w] {
			queue = append(queue, w)
		}
	}
	return queue
}

// ready says whether all that a vertex would use has chosen; with others, whether as
// much else has.
func (c *chooser) ready(v int32, others bool) bool {
	ok := true
	from, to := c.g.Gates(v)
	for gate := to - 1; gate >= from; gate-- { // groups within come after those around them
		if c.gate(gate, others); c.waits[gate] && c.g.Parent(gate) < 0 && c.levels.Level(v) >= c.at {
			ok = false
		}
	}
	return ok
}

// gate notes what a gate would use, and whether some of that has yet to choose.
func (c *chooser) gate(gate int32, others bool) {
	slots := c.byLevel(gate)
	m, k := c.g.Mods(gate), int(c.g.K(gate))
	c.slots[gate], c.waits[gate] = slots[:k:k], false
	if m.Whole && c.at == graph.Degraded {
		k = 1
	}
	free := m.Loss && c.at == graph.Degraded || m.Accepts && c.at == graph.Up || c.levels.Held(gate) // whatever starts
	if free || c.levels.Member(slots[k-1]) < c.at || !slices.ContainsFunc(c.slots[gate], c.open) {
		return
	}
	if others {
		has := make([]int32, 0, k)
		for _, slot := range slots {
			if len(has) < k && c.levels.Member(slot) >= c.at && !c.open(slot) {
				has = append(has, slot)
			}
		}
		if len(has) == k {
			c.slots[gate] = has
			return
		}
	}
	c.waits[gate] = true
}

// byLevel returns the slots at hand, the best first.
func (c *chooser) byLevel(gate int32) []int32 {
	first, end := c.levels.AtHand(gate)
	slots := make([]int32, 0, end-first)
	for slot := first; slot < end; slot++ {
		slots = append(slots, slot)
	}
	slices.SortStableFunc(slots, func(a, b int32) int { return -cmp.Compare(c.levels.Member(a), c.levels.Member(b)) })
	return slots
}

// open says whether the member at a slot has yet to choose.
func (c *chooser) open(slot int32) bool {
	m := c.g.Member(slot)
	if m < 0 {
		return c.waits[^m]
	}
	return c.levels.Level(m) >= c.at && c.g.Flows(c.g.GateOf(slot)) && c.g.Component(m) == c.component && !c.chosen[m]
}
