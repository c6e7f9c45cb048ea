package cascade

import (
	"container/heap"
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// Cascade computes who falls, for one failure after another on one graph, at
// one horizon. It is not safe for concurrent use; any number may share a graph.
//
// New costs memory and time in proportion to the graph, about 8 bytes a gate
// and 12 a vertex; each Run after that costs in proportion to what falls.
type Cascade struct {
	g       *graph.Graph
	horizon time.Duration
	lenient bool // every hold-up outlasts the horizon

	lost    []bits     // vertex: what it has lost
	own     []bits     // vertex: what it has lost of itself
	pending []bits     // vertex: what it is about to lose
	round   [2][]int32 // by bit, vertex: the round of its component in which it lost it
	count   [2][]int32 // by bit, gate: how many members have lost it

	fallen  []int32 // vertices that have lost something, in the order of falling
	touched []int32 // gates whose count is not zero
	queue   agenda  // vertices with pending losses, by component
	next    []int32 // those of the component in work
	working int32   // the component in work
	steps   int     // of work, to ask the context now and then

	sparedVertex, sparedGate map[int32]bool // those that stand whatever happens
}

// NewLenient returns a Cascade in which every hold-up outlasts the failure. What
// is down in it is down in any timeline from the failure until past the horizon,
// if nothing is repaired before: until then no group has switched that takes
// longer, the others have at no moment more than their members could give at
// once, and recoveries come on top.
func NewLenient(g *graph.Graph, horizon time.Duration) *Cascade {
	c := New(g, horizon)
	c.lenient = true
	return c
}

// bits are two monotone Boolean systems over the same requirements: "up" and
// "not down". A vertex that has lost neither is up, one that has lost up only
// is degraded, one that has lost both is down.
type bits uint8

const (
	bitUp      = 0 // index of the system "up"
	bitNotDown = 1 // index of the system "not down"

	lostUp      bits = 1 << bitUp
	lostNotDown bits = 1 << bitNotDown
)

func level(lost bits) graph.Level {
	switch {
	case lost&lostNotDown != 0:
		return graph.Down
	case lost&lostUp != 0:
		return graph.Degraded
	}
	return graph.Up
}

// New returns a Cascade in which nothing has failed, seen at a moment that long
// after the failures.
func New(g *graph.Graph, horizon time.Duration) *Cascade {
	c := &Cascade{g: g, horizon: horizon, lost: make([]bits, g.Len()), own: make([]bits, g.Len()), pending: make([]bits, g.Len()), working: -1}
	for b := range c.round {
		c.round[b] = make([]int32, g.Len())
		c.count[b] = make([]int32, g.NumGates())
	}
	return c
}

// Run lets the vertices of down fail and those of degraded be impaired, all at
// once, and finds the greatest fixed point of levels: everything stays up
// unless these force it down. It forgets the run before.
//
// Components are worked in topological order, so that all that a vertex needs
// of others is settled before it; within a component in rounds, each from the
// state that the one before left (Tarski's fixed point from above, by Kleene
// iteration). A vertex enters a round only when a gate of its falls, so the
// cost is that of the members that fall, each counted once a level, times the
// logarithm of the number of components touched.
func (c *Cascade) Run(down, degraded []int32) {
	_ = c.RunContext(context.Background(), down, degraded) // which never ends
}

// RunContext is Run for who may lose interest before millions of vertices have
// fallen. With the context's error levels are those of no moment; the next run
// is sound.
func (c *Cascade) RunContext(ctx context.Context, down, degraded []int32) error {
	c.reset()
	for _, v := range degraded {
		c.strike(v, lostUp)
	}
	for _, v := range down {
		c.strike(v, lostUp|lostNotDown)
	}
	for len(c.queue) > 0 {
		if err := c.component(ctx); err != nil {
			c.abandon()
			return err
		}
	}
	c.working = -1
	return nil
}

// step counts a step of work, and asks the context now and then.
func (c *Cascade) step(ctx context.Context) error {
	const often = 1024
	if c.steps++; c.steps%often != 0 {
		return nil
	}
	return ctx.Err()
}

// abandon forgets what was about to happen.
func (c *Cascade) abandon() {
	for _, e := range c.queue {
		c.pending[e.vertex] = 0
	}
	for _, v := range c.next {
		c.pending[v] = 0
	}
	c.queue, c.next, c.working = c.queue[:0], nil, -1
}

// strike lets a vertex lose something of itself.
func (c *Cascade) strike(v int32, b bits) {
	if !c.sparedVertex[v] {
		c.own[v] |= b
		c.schedule(v, b)
	}
}

// reset undoes what the last run touched, and nothing else.
func (c *Cascade) reset() {
	for _, v := range c.fallen {
		c.lost[v], c.own[v] = 0, 0
	}
	for _, gate := range c.touched {
		c.count[bitUp][gate], c.count[bitNotDown][gate] = 0, 0
	}
	c.fallen, c.touched = c.fallen[:0], c.touched[:0]
}

// schedule notes that a vertex is about to lose something.
func (c *Cascade) schedule(v int32, b bits) {
	b &^= c.lost[v]
	if b == 0 || c.sparedVertex[v] {
		return
	}
	waiting := c.pending[v] != 0
	c.pending[v] |= b
	switch {
	case waiting:
	case c.g.Component(v) == c.working:
		c.next = append(c.next, v)
	default:
		heap.Push(&c.queue, entry{c.g.Component(v), v})
	}
}

// component works the first component of the agenda to its fixed point. The
// error is the context's.
func (c *Cascade) component(ctx context.Context) error {
	c.working = c.queue[0].component
	var frontier []int32
	for len(c.queue) > 0 && c.queue[0].component == c.working {
		frontier = append(frontier, heap.Pop(&c.queue).(entry).vertex)
	}
	for round := int32(1); len(frontier) > 0; round++ {
		c.next = nil
		news := make([]bits, len(frontier))
		for i, v := range frontier {
			news[i] = c.settle(v, round)
		}
		for i, v := range frontier {
			c.tell(v, news[i])
			if err := c.step(ctx); err != nil {
				return err
			}
		}
		frontier = c.next
	}
	return nil
}

// settle makes a vertex's pending losses real and returns them.
func (c *Cascade) settle(v, round int32) bits {
	b := c.pending[v]
	c.pending[v] = 0
	if c.lost[v] == 0 {
		c.fallen = append(c.fallen, v)
	}
	c.lost[v] |= b
	for bit := range 2 {
		if b&(1<<bit) != 0 {
			c.round[bit][v] = round
		}
	}
	return b
}

// tell passes a vertex's losses on to the gates that name it.
func (c *Cascade) tell(v int32, b bits) {
	for bit := range 2 {
		if b&(1<<bit) != 0 {
			for _, slot := range c.g.Naming(v) {
				c.lose(slot, bit)
			}
		}
	}
}

// lose counts that the member at a slot has lost a bit, and passes on what its
// gate loses by it.
func (c *Cascade) lose(slot int32, bit int) {
	gate := c.g.GateOf(slot)
	r := c.rule(gate)
	if r.inert || slot >= r.end {
		return
	}
	if c.count[bitUp][gate] == 0 && c.count[bitNotDown][gate] == 0 {
		c.touched = append(c.touched, gate)
	}
	c.count[bit][gate]++
	for out := range 2 {
		if r.source[out] == bit && r.alive(c.count[bit][gate]) == r.k[out]-1 {
			c.fall(gate, out)
		}
	}
}

// fall passes on that a gate has lost a bit: to the gate around it, or to its
// vertex.
func (c *Cascade) fall(gate int32, bit int) {
	if slot := c.g.Parent(gate); slot >= 0 {
		c.lose(slot, bit)
		return
	}
	if !c.sparedGate[gate] {
		c.schedule(c.g.Owner(gate), 1<<bit)
	}
}

func (c *Cascade) rule(gate int32) rule {
	r := ruleOf(c.g, gate, c.horizon)
	if c.lenient && c.g.HasMods(gate) {
		r.inert = c.g.Mods(gate).Holdup > 0
	}
	return r
}

// Level returns a vertex's level after the last run.
func (c *Cascade) Level(v int32) graph.Level { return level(c.lost[v]) }

// OwnLevel returns a vertex's level of itself: whether the last run's question
// failed or impaired it.
func (c *Cascade) OwnLevel(v int32) graph.Level { return level(c.own[v]) }

// Fallen returns the vertices below up after the last run, in order of index.
func (c *Cascade) Fallen() []int32 { return slices.Sorted(slices.Values(c.fallen)) }

// agenda is a heap of vertices by component.
type agenda []entry

type entry struct{ component, vertex int32 }

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].component < a[j].component }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)        { *a = append(*a, x.(entry)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}
