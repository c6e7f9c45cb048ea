package timeline

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// CutOff says whether a part came as low as it did by the node alone on which a line of
// it ends: that, with the parts behind the same node that came so low by it alone, takes
// the part as low, and nothing else does. It is judged as Grounds does. Cost: the
// requirements of the parts behind the node that it needs, for each of these.
func (s *Simulation) CutOff(part, line int32) bool {
	t := s.trace()
	alone := t.behind(line, part)
	for again := true; again; { // until nobody's fall has another cause
		again = false
		for v := range alone {
			if !t.cutOff(v, func(m int32) bool { return m == line || alone[m] }) {
				delete(alone, v)
				again = true
			}
		}
	}
	return alone[part]
}

// behind returns the parts with a line that ends on a node that were hit, and not of
// themselves, among those that one of them leads to, itself included.
func (t *trace) behind(line, part int32) map[int32]bool {
	c, out, queue := t.s.c, map[int32]bool{}, []int32{part}
	for ; len(queue) > 0; queue = queue[1:] {
		v := queue[0]
		if out[v] || t.worst[v] == graph.Up || slices.Contains(t.s.struck, v) || !slices.Contains(c.Lines(v), line) {
			continue
		}
		out[v] = true
		for gate, to := c.Graph.Gates(v); gate < to; gate++ {
			queue = append(queue, t.hit(gate)...)
		}
	}
	return out
}

// cutOff says whether a vertex came as low as it did by some of its members, and not
// by the others.
func (t *trace) cutOff(v int32, cause func(int32) bool) bool {
	falls := func(counts bool) bool {
		level := func(m int32) graph.Level {
			if cause(m) == counts {
				return t.worst[m]
			}
			return graph.Up
		}
		broke := func(gate int32) bool {
			return t.s.c.Graph.Parent(gate) < 0 && t.broke(gate, t.worst[v], level)
		}
		for gate, to := t.s.c.Graph.Gates(v); gate < to; gate++ {
			if broke(gate) {
				return true
			}
		}
		return false
	}
	return falls(true) && !falls(false)
}
