package cascade

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// Because returns the slots of the members that took a vertex to its level, in
// ascending order: of its requirements that stand at that level, the members
// that stand no better; of one that only has not recovered yet, those by which it went down.
// Empty for a vertex that is up or that failed of itself.
//
// In a cycle only members that fell before the vertex did are named, so that
// reasons never go round in a circle. For the whole of a service use its parts.
func (c *Cascade) Because(v int32) []int32 {
	now := c.Level(v)
	if now == graph.Up || c.OwnLevel(v) <= now {
		return nil
	}
	at := moment{c: c, component: c.g.Component(v), round: c.round[bitOf(now)][v]}
	if c.starved(v, bitOf(now)) {
		at.batch = c.supplies.batch[bitOf(now)][v]
	}
	out := at.broke(v, now)
	if len(out) == 0 && at.batch != 0 { // those at hand starve with it: what it had not switched to counts
		at.all = true
		out = at.broke(v, now)
	}
	if broke, recovers := c.Recovering(v); recovers && len(out) == 0 {
		out = append(out, broke...)
	}
	slices.Sort(out)
	return out
}

// broke returns the slots of the members that took a vertex to a level.
func (m moment) broke(v int32, now graph.Level) (out []int32) {
	from, to := m.c.g.Gates(v)
	for gate := from; gate < to; gate++ {
		if m.c.g.Parent(gate) < 0 && m.value(gate) == now {
			m.culprits(gate, bitOf(now), &out)
		}
	}
	return out
}

// bitOf returns the system whose loss brought a vertex to a level.
func bitOf(l graph.Level) int {
	if l == graph.Down {
		return bitNotDown
	}
	return bitUp
}

// moment is the state just before a round of one component.
type moment struct {
	c         *Cascade
	component int32
	round     int32
	all       bool  // members that a gate has not switched to count, too
	batch     int32 // of one that starves: what flows it gets from none of those that do with it; 0: it does not
}

// without returns the bits that a vertex does not give to the moment's by a gate: those
// that it starves of with it.
func (m moment) without(v, gate int32) (lost bits) {
	if m.batch == 0 || m.c.g.Component(v) != m.component || !m.c.g.Flows(gate) {
		return 0
	}
	for bit := range 2 {
		if m.c.supplies.batch[bit][v] == m.batch {
			lost |= 1 << bit
		}
	}
	return lost
}

// bits returns what a vertex has lost at the moment: components before are settled.
func (m moment) bits(v int32) bits {
	lost := m.c.lost[v]
	if m.c.g.Component(v) == m.component {
		for bit := range 2 {
			if m.c.round[bit][v] >= m.round && m.c.own[v]&(1<<bit) == 0 { // what failed of itself rests on nothing
				lost &^= 1 << bit
			}
		}
	}
	return lost
}

func (m moment) member(slot int32) graph.Level {
	if x := m.c.g.Member(slot); x >= 0 {
		return level(m.bits(x) | m.without(x, m.c.g.GateOf(slot)))
	} else {
		return m.value(^x)
	}
}

// raw returns the k-th best level of the members that count.
func (m moment) raw(gate int32, r rule) graph.Level {
	if r.unless {
		if m.member(r.first) == graph.Down {
			return graph.Up
		}
		return graph.Down
	}
	var at [3]int32
	for slot := r.first; slot < r.end; slot++ {
		at[m.member(slot)]++
	}
	switch {
	case at[graph.Up] >= r.k[bitUp]:
		return graph.Up
	case at[graph.Up]+at[graph.Degraded] >= r.k[bitNotDown]:
		return graph.Degraded
	}
	return graph.Down
}

// value returns a gate's level, modifiers included.
func (m moment) value(gate int32) graph.Level {
	r := m.c.rule(gate)
	return r.modified(m.raw(gate, r))
}

// culprits gathers the members that stand no better than a gate, which lost a system's
// bit. What starves together with the vertex is none but where it had lost that before:
// else each would be a reason for the other.
func (m moment) culprits(gate int32, bit int, out *[]int32) {
	r := m.c.rule(gate)
	if r.source[bit] >= 0 {
		bit = r.source[bit]
	}
	if r.unless {
		m.standing(r.first, out)
		return
	}
	raw := m.raw(gate, r)
	if m.all {
		r.end = r.first + int32(len(m.c.g.Members(gate)))
	}
	for slot := r.first; slot < r.end; slot++ {
		if m.member(slot) > raw || m.member(slot) == graph.Up {
			continue
		}
		if x := m.c.g.Member(slot); x < 0 {
			m.culprits(^x, bit, out)
		} else if m.batch == 0 || m.bits(x)&(1<<bit) != 0 {
			*out = append(*out, slot)
		}
	}
}
