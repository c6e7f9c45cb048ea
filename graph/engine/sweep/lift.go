package sweep

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// asks says whether anything has fallen since the start that an unless asks about: then
// more may stand than stands here, and less.
func (f *fall) asks() bool { return f.tally.asked > f.asked }

// relieves says whether what stands may be something else than here, with these failed of
// themselves: what an unless asks about has fallen, and the vertex that it belongs to is
// not kept as it is by what it needs besides. In a loop it always may be. Cost: where
// anything of the kind has fallen, the requirements of all such vertices.
func (f *fall) relieves(failed ...[]int32) bool {
	if !f.asks() {
		return false
	}
	changed, _ := f.changed(failed)
	return slices.ContainsFunc(changed, func(v int32) bool { return f.loops(v) || !f.kept(v) })
}

// mayRelieve is relieves with any other failure on top: what stands here may stand then
// for what has fallen here.
func (f *fall) mayRelieve(failed ...[]int32) bool {
	if !f.asks() {
		return false
	}
	changed, simple := f.changed(failed)
	return !simple || slices.ContainsFunc(changed, func(v int32) bool {
		return f.loops(v) || !f.kept(v) || !f.falls(v, graph.Down)
	})
}

// changed returns the vertices of which an unless says otherwise now, but for those failed
// of themselves; each is there once. simple says that none of these asks what another in
// it says: then all that is new holds, and goes on to hold whatever falls besides.
func (f *fall) changed(failed [][]int32) (out []int32, simple bool) {
	g := f.s.graph
	simple = true
	for _, gate := range g.Unless() {
		v := g.Owner(gate)
		if f.holds.standing[gate] != f.goneAt(g.FirstSlot(gate), graph.Down) || slices.ContainsFunc(failed, func(of []int32) bool { return slices.Contains(of, v) }) {
			continue
		}
		if simple = simple && !nests(g, gate); len(out) == 0 || out[len(out)-1] != v {
			out = append(out, v)
		}
	}
	return out, simple
}

// nests says whether an unless stands within a gate.
func nests(g *graph.Graph, gate int32) bool {
	return slices.ContainsFunc(g.Members(gate), func(m int32) bool { return m < 0 && (g.Mods(^m).Unless || nests(g, ^m)) })
}

func (f *fall) loops(v int32) bool { return f.s.graph.ComponentSize(f.s.graph.Component(v)) > 1 }

// kept says whether a vertex is as what it needs lets it be now.
func (f *fall) kept(v int32) bool {
	return f.falls(v, graph.Down) == f.has(v) && f.falls(v, graph.Degraded) == f.has(f.s.shadow(v))
}

// falls says whether what a vertex needs lets it fall to a level.
func (f *fall) falls(v int32, to graph.Level) bool {
	from, end := f.s.graph.Gates(v)
	for gate := from; gate < end; gate++ {
		if f.s.graph.Parent(gate) < 0 && f.gone(gate, to) {
			return true
		}
	}
	return false
}

// gone says whether a requirement or a group is at most at a level, each unless in it as
// what it asks about is now.
func (f *fall) gone(gate int32, at graph.Level) bool {
	fall, ok := f.s.fallOf(gate, at)
	switch {
	case !ok:
		return false
	case fall.Unless:
		return !f.goneAt(fall.First, graph.Down)
	}
	n := int32(0)
	for slot := fall.First; slot < fall.End; slot++ {
		if f.goneAt(slot, fall.Members) {
			n++
		}
	}
	return n >= fall.Needed
}

// goneAt is gone of the member at a slot.
func (f *fall) goneAt(slot int32, at graph.Level) bool {
	m := f.s.graph.Member(slot)
	if m < 0 {
		return f.gone(^m, at)
	}
	if at > graph.Down {
		m = f.s.shadow(m)
	}
	return f.has(m) && !f.up[m]
}
