package cascade

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/engine/supply"
)

// supplies is what it takes to find who is without supply, in graphs that have
// requirements of supply in a loop.
type supplies struct {
	dry     []int32 // fed components of which something is below up with nothing failed
	visited []bool  // by component: it is to be looked at
	starter *supply.Starter
	inUse   map[int32]map[int32][]int32 // component -> what its gates have in use after the last run, where it was asked about
	batch   [2][]int32                  // by bit, vertex: the round in which those starved with whom it did; 0: it did not
}

// newSupplies returns nil for a graph in which no supply goes round in a loop.
func (c *Cascade) newSupplies() *supplies {
	if !c.g.HasFed() {
		return nil
	}
	n := c.g.Len()
	return &supplies{inUse: map[int32]map[int32][]int32{}, visited: make([]bool, c.g.Components()), starter: supply.New(c.g), batch: [2][]int32{make([]int32, n), make([]int32, n)}}
}

// findDry has every fed component looked at, to find those of which something starves with
// nothing failed.
func (c *Cascade) findDry() {
	if c.supplies == nil {
		return
	}
	for k := range int32(c.g.Components()) {
		if c.g.Fed(k) {
			c.supplies.dry = append(c.supplies.dry, k)
		}
	}
}

// keepDry keeps those of which something is below up with nothing failed: what has fallen
// for another reason may starve where that one is gone.
func (c *Cascade) keepDry() {
	if c.supplies == nil {
		return
	}
	c.supplies.dry = slices.DeleteFunc(c.supplies.dry, func(k int32) bool {
		return !slices.ContainsFunc(c.g.Loop(k), func(v int32) bool { return c.lost[v] != 0 })
	})
}

// visitDry has those components looked at.
func (c *Cascade) visitDry() {
	if c.supplies != nil {
		for _, k := range c.supplies.dry {
			c.visit(k)
		}
	}
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
		if err := c.supplies.starter.Start(ctx, c.working, scene{c, bit}); err != nil {
			return round, false, err
		}
		var out []int32
		for _, v := range c.g.Loop(c.working) {
			if c.lost[v]&(1<<bit) == 0 && !c.supplies.starter.Live(v) {
				out = append(out, v)
			}
		}
		if len(out) > 0 {
			return c.starving(out, bit, round), true, nil
		}
	}
	return round, false, nil
}

// scene is a component before anything in it has started, in one of the two systems.
type scene struct {
	c   *Cascade
	bit int
}

func (s scene) Stands(v int32) bool { return s.c.lost[v]&(1<<s.bit) == 0 }

// Need returns what a gate takes; what it reads of the other system is settled.
func (s scene) Need(gate int32) supply.Need {
	r := s.c.rule(gate)
	source := r.source[s.bit]
	switch {
	case source < 0, s.c.sparedGate[gate], s.c.sparedVertex[s.c.g.Owner(gate)], s.c.pinned(s.c.g.Owner(gate))&(1<<s.bit) != 0:
		return supply.Need{Settled: true, Holds: true}
	case r.unless:
		return supply.Need{Settled: true, Holds: !s.c.inhibited(gate)}
	case source != s.bit:
		return supply.Need{Settled: true, Holds: r.alive(s.c.count[source][gate]) >= r.k[s.bit]}
	}
	return supply.Need{First: r.first, End: r.end, K: r.k[s.bit]}
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
		if c.supplies.starter.Met(gate) || r.source[bit] < 0 {
			continue
		}
		if r.unless {
			if c.wanting(r.first) {
				return true
			}
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
		if c.supplies.starter.Met(c.g.GateOf(slot)) {
			return false
		}
	}
	return true
}
