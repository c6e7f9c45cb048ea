package cascade

import "context"

// supplies is what it takes to find who is without supply, in graphs that have
// requirements of supply in a loop.
type supplies struct {
	members map[int32][]int32 // fed component -> its vertices
	dry     []int32           // fed components of which something is down with nothing failed
	base    map[int32]bits    // vertex -> what it has lost with nothing failed, where that is something

	visited []bool // by component: it is to be looked at

	have  []int32    // gate: how many members it has so far
	met   []bool     // gate: those are enough
	unmet []int32    // vertex: how many of its requirements are not met so far
	live  []bool     // vertex: it has started
	batch [2][]int32 // by bit, vertex: the round in which those starved with whom it did; 0: it did not
}

// newSupplies returns nil for a graph in which no supply goes round in a loop.
func (c *Cascade) newSupplies() *supplies {
	if !c.g.HasFed() {
		return nil
	}
	n := c.g.Len()
	s := &supplies{members: map[int32][]int32{}, base: map[int32]bits{}, visited: make([]bool, c.g.Components()), have: make([]int32, c.g.NumGates()), met: make([]bool, c.g.NumGates()),
		unmet: make([]int32, n), live: make([]bool, n), batch: [2][]int32{make([]int32, n), make([]int32, n)}}
	for v := range int32(n) {
		if k := c.g.Component(v); c.g.Fed(k) {
			s.members[k] = append(s.members[k], v)
		}
	}
	return s
}

// settleBase finds what is down with nothing failed: loops of supply that no source
// reaches. Cost: the fed components, and what falls with them.
func (c *Cascade) settleBase() {
	if c.supplies == nil {
		return
	}
	for k := range int32(c.g.Components()) {
		if c.g.Fed(k) {
			c.supplies.dry = append(c.supplies.dry, k)
		}
	}
	c.Run(nil, nil)
	dry := c.supplies.dry[:0]
	for _, k := range c.supplies.dry {
		for _, v := range c.supplies.members[k] {
			if c.supplies.batch[bitUp][v] > 0 {
				dry = append(dry, k)
				break
			}
		}
	}
	c.supplies.dry = dry
	for _, v := range c.fallen {
		c.supplies.base[v] = c.lost[v]
	}
	c.reset()
}

// before returns what a vertex has lost with nothing failed.
func (c *Cascade) before(v int32) bits {
	if c.supplies == nil {
		return 0
	}
	return c.supplies.base[v]
}

// starved says whether a vertex lost a bit because it lives only by others that did.
func (c *Cascade) starved(v int32, bit int) bool {
	return c.supplies != nil && c.supplies.batch[bit][v] > 0
}

// starve finds those of the component in work that still have a system's bit and live
// only by each other: the answer is the greatest X = μY.F(X, Y), in which a member of
// a requirement of supply has to have started (Y) and any other only to stand (X). They
// lose the bit from the round on that is given, each after those that are a reason for
// it; the next free round is returned, and whether there were any.
//
// "Not down" is looked at first, since "up" may read it. Cost: the component. The error
// is the context's.
func (c *Cascade) starve(ctx context.Context, round int32) (next int32, starved bool, err error) {
	for _, bit := range []int{bitNotDown, bitUp} {
		if err := c.start(ctx, bit); err != nil {
			return round, false, err
		}
		var out []int32
		for _, v := range c.supplies.members[c.working] {
			if c.lost[v]&(1<<bit) == 0 && !c.supplies.live[v] {
				out = append(out, v)
			}
		}
		if len(out) > 0 {
			return c.starving(out, bit, round), true, nil
		}
	}
	return round, false, nil
}

// start lets everything start that can, from nothing: the least fixed point in Y.
func (c *Cascade) start(ctx context.Context, bit int) error {
	s := c.supplies
	var queue []int32
	for _, v := range s.members[c.working] {
		s.live[v] = false
		if c.lost[v]&(1<<bit) == 0 && (c.atFirst(v, bit) || c.sparedVertex[v]) {
			queue = append(queue, v)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		v := queue[0]
		if err := c.step(ctx); err != nil {
			return err
		}
		if s.live[v] {
			continue
		}
		s.live[v] = true
		for _, slot := range c.g.Naming(v) {
			w := c.g.Owner(c.g.GateOf(slot))
			if c.g.Component(w) == c.working && c.lost[w]&(1<<bit) == 0 && c.g.Flows(c.g.GateOf(slot)) && c.gain(slot, bit) {
				queue = append(queue, w)
			}
		}
	}
	return nil
}

// atFirst counts what a vertex has before anything in its component has started, and
// says whether that is all that it needs.
func (c *Cascade) atFirst(v int32, bit int) bool {
	s := c.supplies
	s.unmet[v] = 0
	from, to := c.g.Gates(v)
	for gate := to - 1; gate >= from; gate-- { // groups within come after those around them
		s.met[gate] = c.gateAtFirst(gate, bit)
		if c.g.Parent(gate) < 0 && !s.met[gate] {
			s.unmet[v]++
		}
	}
	return s.unmet[v] == 0
}

func (c *Cascade) gateAtFirst(gate int32, bit int) bool {
	r := c.rule(gate)
	s := c.supplies
	s.have[gate] = 0
	switch {
	case r.inert || r.source[bit] < 0 || c.sparedGate[gate]:
		return true
	case r.source[bit] != bit: // read in the answer of the other system, which stands
		return r.alive(c.count[r.source[bit]][gate]) >= r.k[bit]
	}
	flows := c.g.Flows(gate)
	for slot := r.first; slot < r.end; slot++ {
		m := c.g.Member(slot)
		switch {
		case m < 0 && s.met[^m], m >= 0 && c.lost[m]&(1<<bit) == 0 && !(flows && c.g.Component(m) == c.working):
			s.have[gate]++
		}
	}
	return s.have[gate] >= r.k[bit]
}

// gain counts that the member at a slot has started, and says whether its vertex now
// has all that it needs.
func (c *Cascade) gain(slot int32, bit int) bool {
	s := c.supplies
	for {
		gate := c.g.GateOf(slot)
		r := c.rule(gate)
		if s.met[gate] || slot >= r.end || r.source[bit] != bit {
			return false
		}
		if s.have[gate]++; s.have[gate] < r.k[bit] {
			return false
		}
		s.met[gate] = true
		if c.g.Parent(gate) < 0 {
			v := c.g.Owner(gate)
			s.unmet[v]--
			return s.unmet[v] == 0
		}
		slot = c.g.Parent(gate)
	}
}

// starving takes a bit from vertices that live only by each other. The first are those
// that have also lost a member to something else; after each come those that need it.
func (c *Cascade) starving(vs []int32, bit int, round int32) (next int32) {
	s := c.supplies
	depth := make(map[int32]int32, len(vs))
	var queue []int32
	for _, v := range vs {
		s.batch[bit][v] = round
		if c.missesOthers(v, bit) {
			depth[v] = 0
			queue = append(queue, v)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, slot := range c.g.Naming(queue[0]) {
			w := c.g.Owner(c.g.GateOf(slot))
			if _, seen := depth[w]; !seen && s.batch[bit][w] == round && c.g.Component(w) == c.working && c.wanting(slot) {
				depth[w] = depth[queue[0]] + 1
				queue = append(queue, w)
			}
		}
	}
	loses := bits(1 << bit)
	if bit == bitNotDown {
		loses = lostUp | lostNotDown
	}
	for _, v := range vs {
		at := round + depth[v]
		next = max(next, at+1)
		c.schedule(v, loses)
		for b := range 2 {
			if c.pending[v]&(1<<b) != 0 {
				s.batch[b][v], c.round[b][v] = round, at
			}
		}
	}
	return next
}

// missesOthers says whether a requirement that a starved vertex lacks has a member that
// was lost before.
func (c *Cascade) missesOthers(v int32, bit int) bool {
	from, to := c.g.Gates(v)
	for gate := from; gate < to; gate++ {
		r := c.rule(gate)
		if c.supplies.met[gate] || r.inert || r.source[bit] < 0 {
			continue
		}
		for slot := r.first; slot < r.end; slot++ {
			if m := c.g.Member(slot); m >= 0 && c.lost[m]&(1<<r.source[bit]) != 0 && c.wanting(slot) {
				return true
			}
		}
	}
	return false
}

// wanting says whether a slot stands in a requirement that is not met, with all groups
// between.
func (c *Cascade) wanting(slot int32) bool {
	for ; slot >= 0; slot = c.g.Parent(c.g.GateOf(slot)) {
		if c.supplies.met[c.g.GateOf(slot)] {
			return false
		}
	}
	return true
}
