package timeline

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// settle takes the levels from all up to their fixed point: the greatest, and where a
// supply goes round the greatest X with X = μY.F(X, Y), "not down" before "up", since
// the second may read the first.
func (m *making) settle() {
	for _, v := range m.vertices {
		m.levels[v] = graph.Up
	}
	m.fall(slices.Clone(m.vertices))
	if !m.fed {
		return
	}
	for _, to := range []graph.Level{graph.Down, graph.Degraded} {
		for m.starve(to) {
		}
	}
}

// fall takes down what has to be, and what that takes with it.
func (m *making) fall(work []int32) {
	for len(work) > 0 && !m.s.stopped() {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		l := m.s.vertexLevel(v, m.at(v), m.waits)
		if l >= m.levels[v] {
			continue
		}
		m.levels[v] = l
		work = m.naming(work, v)
	}
}

// naming appends those in the making that name a vertex.
func (m *making) naming(to []int32, v int32) []int32 {
	c := m.s.g.Component(v)
	for _, slot := range m.s.g.Naming(v) {
		if x := m.s.g.Owner(m.s.g.GateOf(slot)); m.s.g.Component(x) == c && m.makes(x) {
			to = append(to, x)
		}
	}
	return to
}

// starve takes to a level what is better only by others that are so only by it: what
// does not start. It says whether there was any.
func (m *making) starve(to graph.Level) (any bool) {
	started := m.start(to)
	var work []int32
	for _, v := range m.vertices {
		if m.levels[v] > to && !started[v] {
			m.levels[v], any = to, true
			work = m.naming(work, v)
		}
	}
	m.fall(work)
	return any
}

// start returns what can start of what is better than a level: the least fixed point
// in Y. A vertex is looked at anew, once a round, when something has started that it
// needs.
func (m *making) start(to graph.Level) map[int32]bool {
	started := make(map[int32]bool, len(m.vertices))
	m.w.loop.started, m.w.loop.most = started, to
	queue, queued := []int32{}, map[int32]bool{}
	add := func(v int32) {
		if m.levels[v] > to && !started[v] && !queued[v] {
			queue, queued[v] = append(queue, v), true
		}
	}
	for _, v := range m.vertices {
		add(v)
	}
	var next []int32
	for ; len(queue) > 0 && !m.s.stopped(); queue = queue[1:] {
		v := queue[0]
		queued[v] = false
		if m.s.vertexLevel(v, m.at(v), m.waits) <= to {
			continue
		}
		started[v] = true
		next = m.naming(next[:0], v)
		for _, x := range next {
			add(x)
		}
	}
	m.w.loop.started = nil
	return started
}
