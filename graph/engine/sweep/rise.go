package sweep

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// maxLift is how many vertices are looked at one by one: past that a cascade costs no more.
const maxLift = 500

// mayRise returns the vertices that may stand though they have fallen here: those that an
// unless lets, and what needs them. ok is false where it takes a cascade: an unless asks
// about some of it, a supply goes round in it, it is more than maxLift, or some may have
// to fall that stand here.
func (f *fall) mayRise(failed []int32) (out []int32, ok bool) {
	g, seen := f.s.graph, map[int32]bool{}
	see := func(v int32) {
		if !seen[v] && f.has(f.s.shadow(v)) && !slices.Contains(failed, v) {
			seen[v] = true
			out = append(out, v)
		}
	}
	changed, simple := f.changed([][]int32{failed})
	if !simple {
		return nil, false
	}
	for _, v := range changed {
		see(v)
	}
	for next := 0; next < len(out); next++ {
		if next == maxLift || f.tally.index.asked[out[next]] || g.Fed(g.Component(out[next])) {
			return nil, false
		}
		for _, slot := range g.Naming(out[next]) {
			see(g.Owner(g.GateOf(slot)))
		}
	}
	return out, true
}

// lift finds what is up of what is down here, vertices and shadows, with these failed of
// themselves; not where that takes a cascade. Cost: what needs what an unless lets rise.
func (f *fall) lift(failed []int32) (ok bool) {
	may, ok := f.mayRise(failed)
	if !ok {
		return false
	}
	f.up = make(map[int32]bool, 2*len(may))
	for _, v := range may {
		f.up[v], f.up[f.s.shadow(v)] = f.has(v), f.has(f.s.shadow(v))
	}
	for more := true; more; { // the greatest fixed point, from all of it up
		more = false
		for _, v := range may {
			shadow := f.s.shadow(v)
			if f.up[v] && f.falls(v, graph.Down) {
				f.up[v], more = false, true
			}
			if f.up[shadow] && f.falls(v, graph.Degraded) {
				f.up[shadow], more = false, true
			}
		}
	}
	return true
}

// lifted returns what the failure that is down here takes down, once lift has found what
// stands of it.
func (x *exact) lifted(f *fall) (out Effect) {
	x.ready()
	before := x.s.index.before
	x.weigh(func() {
		x.memory = x.memory[:0]
		for _, v := range f.order {
			switch up := f.up[v]; {
			case !before[v] && !up:
				x.memory = append(x.memory, v)
			case before[v] && up && v < f.s.vertices:
				x.tally.rise(v)
			}
		}
		x.tally.count(x.memory)
		out = x.tally.effect()
	})
	return out
}
