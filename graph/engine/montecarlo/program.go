package montecarlo

import (
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// program is a graph at a horizon, ready to be worked through: what each vertex
// loses is the union of what plain members lose and of what its groups do. It
// is immutable.
//
// A vertex loses "up" when it is not up any more, and "not down" when it is down.
type program struct {
	g          *graph.Graph
	order      []int32          // vertices by component, in topological order
	start      []int32          // component -> its first place in order; one more at the end
	plainFirst []int32          // vertex -> its first plain member; one more at the end
	plain      []int32          // vertices, the loss of any of which is the vertex's own
	groupFirst []int32          // vertex -> its first group; one more at the end
	groups     []group          // inner ones before those around them
	slots      []int32          // members of groups: vertices, or ^n for the n-th group of the vertex
	mostGroups int              // of one vertex
	base       *cascade.Cascade // with nothing failed; nil where all is up then
}

const (
	lostUp      = 0 // index of "up is lost"
	lostNotDown = 1 // index of "not down is lost"
)

// group loses a bit when so many members have lost the bit that it follows.
type group struct {
	first, end int32 // in slots
	most       [2]int32
	follows    [2]uint8
	top        bool // a requirement of the vertex, not a member of another group
	unless     bool // it loses a bit where its one member keeps the one that it follows
	flows      bool // its plain members have to have started, where they are of the vertex's component
}

func newProgram(g *graph.Graph, horizon time.Duration) *program {
	p := &program{g: g, plainFirst: make([]int32, 1, g.Len()+1), groupFirst: make([]int32, 1, g.Len()+1)}
	if g.HasBefore() {
		p.base = cascade.New(g, horizon)
	}
	fall := cascade.Falls(g, horizon, p.base)
	for v := range int32(g.Len()) {
		p.vertex(v, fall)
		p.plainFirst = append(p.plainFirst, int32(len(p.plain)))
		p.groupFirst = append(p.groupFirst, int32(len(p.groups)))
		p.mostGroups = max(p.mostGroups, len(p.groups)-int(p.groupFirst[v]))
	}
	p.sort()
	return p
}

// vertex writes out what a vertex needs. The graph numbers inner gates after
// those around them, so going backwards each gate finds its members done.
func (p *program) vertex(v int32, fall falls) {
	from, to := p.g.Gates(v)
	var place map[int32]int32 // inner gate -> which group of the vertex it is
	for gate := to - 1; gate >= from; gate-- {
		gr := ruleOf(p.g, gate, fall)
		members := p.g.Members(gate)[:gr.end-gr.first]
		if p.isPlain(gate, &gr, members) {
			p.plain = append(p.plain, members...)
			continue
		}
		gr.first = int32(len(p.slots))
		for _, m := range members {
			if m < 0 {
				m = ^place[^m]
			}
			p.slots = append(p.slots, m)
		}
		gr.end = int32(len(p.slots))
		if !gr.top {
			if place == nil {
				place = map[int32]int32{}
			}
			place[gate] = int32(len(p.groups)) - p.groupFirst[v]
		}
		p.groups = append(p.groups, gr)
	}
}

// isPlain says whether a requirement is one of all its members, and of nothing
// else.
func (p *program) isPlain(gate int32, gr *group, members []int32) bool {
	if !gr.top || gr.flows || gr.unless || gr.most != [2]int32{1, 1} || gr.follows != [2]uint8{lostUp, lostNotDown} {
		return false
	}
	for _, m := range members {
		if m < 0 {
			return false
		}
	}
	return true
}

// falls says what takes a gate to a level (see [cascade.Falls]).
type falls func(gate int32, to graph.Level) (cascade.Fall, bool)

// ruleOf reads a gate at the horizon as the cascade does.
func ruleOf(g *graph.Graph, gate int32, falls falls) group {
	gr := group{top: g.Parent(gate) < 0, flows: g.Flows(gate) && g.Fed(g.Component(g.Owner(gate)))}
	for bit, level := range [2]graph.Level{lostUp: graph.Degraded, lostNotDown: graph.Down} {
		fall, ok := falls(gate, level)
		gr.end, gr.unless = fall.End-fall.First, fall.Unless
		if ok {
			gr.most[bit] = fall.Needed
		}
		gr.follows[bit] = lostUp
		if fall.Members == graph.Down {
			gr.follows[bit] = lostNotDown
		}
	}
	return gr
}

// sort puts vertices in the order of components, by counting.
func (p *program) sort() {
	p.start = make([]int32, p.g.Components()+1)
	for v := range int32(p.g.Len()) {
		p.start[p.g.Component(v)+1]++
	}
	for c := range p.g.Components() {
		p.start[c+1] += p.start[c]
	}
	p.order = make([]int32, p.g.Len())
	next := append([]int32(nil), p.start...)
	for v := range int32(p.g.Len()) {
		c := p.g.Component(v)
		p.order[next[c]] = v
		next[c]++
	}
}
