package gate

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// inhibitors returns what holds only while something is down, of what is protected and
// all that it needs.
func (e *evaluator) inhibitors() (out []int32) {
	for _, gate := range e.c.Graph.Unless() {
		if e.cone[e.c.Graph.Owner(gate)] {
			out = append(out, gate)
		}
	}
	return out
}

// chained says whether delays may follow on each other in what is protected and all that it
// needs.
func (e *evaluator) chained() bool {
	return slices.ContainsFunc(e.ground.Course().Chained(), func(v int32) bool { return e.cone[v] })
}

// lookForUnless finds which failures may change what an unless says: of these nothing is
// known but by timelines. Where there is none it costs nothing, else a cascade.
func (t *timer) lookForUnless() {
	g, gates := t.e.c.Graph, t.e.inhibitors()
	if len(gates) == 0 {
		return
	}
	var named []int32
	t.ever.Run(nil, nil)
	t.run.Run(nil, nil)
	for _, gate := range gates {
		named = append(named, g.Named(gate)...)
		at := func(run *cascade.Cascade) bool { return run.LostMembers(gate, graph.Down) > 0 }
		t.otherwise = t.otherwise || at(t.ever) != at(t.run) // what has switched by then has not at worst
	}
	t.asked = g.Below(named)
}

// monotone says whether failures change nothing that an unless says.
func (t *timer) monotone(which []int) bool {
	return t.asked == nil || !t.otherwise && !slices.ContainsFunc(t.e.down(which), func(v int32) bool { return t.asked[v] })
}

// reachAll returns what vertices can touch, by whatever requirement (see touching).
func (t *timer) reachAll(vertices []int32) []int32 {
	g, seen, all := t.e.c.Graph, map[int32]bool{}, []int32{}
	see := func(v int32) {
		if !seen[v] {
			seen[v] = true
			all = append(all, v)
		}
	}
	for _, v := range vertices {
		see(v)
	}
	for next := 0; next < len(all); next++ {
		for _, slot := range g.Naming(all[next]) {
			see(g.Owner(g.GateOf(slot)))
		}
	}
	return t.touching(all)
}
