package cascade

import (
	"container/heap"
	"context"
)

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
// fallen. With the context's error, or that of the course of events if there is one to be
// asked, levels are those of no moment; the next run is sound.
func (c *Cascade) RunContext(ctx context.Context, down, degraded []int32) error {
	c.reset()
	if err := c.follow(ctx, down, degraded); err != nil {
		return err
	}
	for _, v := range degraded {
		c.strike(v, lostUp)
	}
	for _, v := range down {
		c.strike(v, lostUp|lostNotDown)
	}
	c.visitDry()
	c.visitUnless()
	c.pin()
	c.recover()
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
		if e.vertex != none {
			c.pending[e.vertex] = 0
		} else if c.g.Fed(e.component) {
			c.supplies.visited[e.component] = false
		}
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
	if c.supplies != nil {
		clear(c.supplies.inUse)
	}
	for _, v := range c.fallen {
		c.lost[v], c.own[v] = 0, 0
		if c.supplies != nil {
			c.supplies.batch[bitUp][v], c.supplies.batch[bitNotDown][v] = 0, 0
		}
	}
	for _, gate := range c.touched {
		c.count[bitUp][gate], c.count[bitNotDown][gate] = 0, 0
	}
	c.fallen, c.touched = c.fallen[:0], c.touched[:0]
}

// schedule notes that a vertex is about to lose something.
func (c *Cascade) schedule(v int32, b bits) {
	if b &^= c.lost[v] | c.pinned(v); b == 0 || c.sparedVertex[v] {
		return
	}
	c.pend(v, b)
}

// pend notes what a vertex is about to lose.
func (c *Cascade) pend(v int32, b bits) {
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

// component works the first component of the agenda to its fixed point. The error is the
// context's.
func (c *Cascade) component(ctx context.Context) error {
	c.working = c.queue[0].component
	if c.g.Fed(c.working) {
		c.supplies.visited[c.working] = false
	}
	var frontier []int32
	for len(c.queue) > 0 && c.queue[0].component == c.working {
		if v := heap.Pop(&c.queue).(entry).vertex; v != none {
			frontier = append(frontier, v)
		}
	}
	c.next = nil
	c.inhibit()
	round, err := c.rounds(ctx, append(frontier, c.next...), 1)
	for starved := c.g.Fed(c.working); starved && err == nil; {
		c.next = nil
		if round, starved, err = c.starve(ctx, round); starved {
			round, err = c.rounds(ctx, c.next, round)
		}
	}
	return err
}

// rounds lets the frontier lose what is pending, and all that falls with it within the
// component, from a round on. It returns the next free round.
func (c *Cascade) rounds(ctx context.Context, frontier []int32, round int32) (next int32, err error) {
	for ; len(frontier) > 0; round++ {
		c.next = nil
		news := make([]bits, len(frontier))
		for i, v := range frontier {
			news[i] = c.settle(v, round)
		}
		for i, v := range frontier {
			c.tell(v, news[i])
			if err := c.step(ctx); err != nil {
				return round, err
			}
		}
		frontier = c.next
	}
	return round, nil
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
		if b&(1<<bit) != 0 && !c.starved(v, bit) {
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
	if r.inert() || r.unless || slot >= r.end {
		return
	}
	if c.count[bitUp][gate] == 0 && c.count[bitNotDown][gate] == 0 {
		c.touched = append(c.touched, gate)
	}
	c.count[bit][gate]++
	c.visit(c.g.Component(c.g.Owner(gate)))
	for out := range 2 {
		if r.source[out] == bit && r.alive(c.count[bit][gate]) == r.k[out]-1 {
			c.fall(gate, out)
		}
	}
}

// visit has a component looked at round which a supply goes: what it loses may leave
// some of it to live only by each other.
func (c *Cascade) visit(component int32) {
	if c.g.Fed(component) && component != c.working && !c.supplies.visited[component] {
		c.supplies.visited[component] = true
		heap.Push(&c.queue, entry{component, none})
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

// agenda is a heap of vertices by component.
type agenda []entry

// entry is a vertex with something pending, or none: only to look at the component.
type entry struct{ component, vertex int32 }

const none = int32(-1)

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].component < a[j].component }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)        { *a = append(*a, x.(entry)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}
