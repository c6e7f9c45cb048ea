package check

import (
	"fmt"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/models"
)

// maxUnless bounds how many requirements that hold while something is down are looked at:
// each costs a run of a cascade and passes over the graph.
const maxUnless = 1000

// inhibitors returns what is doubtful about requirements that hold while something is
// down: that this can never be, that it always is, or that the node cannot do without it.
// Of what hangs on another such requirement nothing is said. It looks at the last moment, as
// all of check does; a node that cannot do without it may not even with every hold-up.
func inhibitors(c *compile.Compiled) []models.Warning {
	gates := c.Graph.Unless()[:min(maxUnless, len(c.Graph.Unless()))]
	if len(gates) == 0 {
		return nil
	}
	x := inhibition{c: c, run: cascade.New(c.Graph, models.Forever), seen: map[place]bool{}, worst: map[int32]graph.Level{}}
	x.run.Run(x.all(), nil)
	for _, gate := range gates {
		slot := c.Graph.FirstSlot(gate)
		x.worst[slot] = x.run.Member(slot)
	}
	x.run.Run(nil, nil)
	for _, gate := range gates {
		slot := c.Graph.FirstSlot(gate)
		switch {
		case !x.plain(gate):
		case x.worst[slot] > graph.Down:
			x.warn(gate, "unless-never", "it holds while %s is down, which never happens: nothing that can fail takes that down", "let something of it fail, or leave the requirement out")
		case x.run.Member(slot) == graph.Down:
			x.warn(gate, "unless-always", "it holds while %s is down, which it always is: even with nothing failed", "leave the requirement out")
		}
	}
	x.run = cascade.NewLenient(c.Graph, models.Forever)
	for _, gate := range gates {
		x.contradiction(gate)
	}
	return x.out
}

type inhibition struct {
	c     *compile.Compiled
	run   *cascade.Cascade
	seen  map[place]bool
	worst map[int32]graph.Level // slot -> its level with all failed that can
	out   []models.Warning
}

// place is a requirement of a node, and what is said of it.
type place struct {
	node int32
	need int
	code string
}

// all returns everything that can fail.
func (x *inhibition) all() (out []int32) {
	for i := range x.c.Model.Nodes {
		if x.c.Model.Nodes[i].Fails {
			out = append(out, x.c.WithParts(int32(i))...)
		}
	}
	return out
}

// plain says whether what a gate names hangs on no further gate of the kind: then more
// failures never raise it.
func (x *inhibition) plain(gate int32) bool {
	below := x.c.Graph.Below(x.c.Graph.Named(gate))
	for _, other := range x.c.Graph.Unless() {
		if below[x.c.Graph.Owner(other)] || x.within(other, gate) {
			return false
		}
	}
	return true
}

// within says whether a gate is nested in another.
func (x *inhibition) within(gate, around int32) bool {
	for x.c.Graph.Parent(gate) >= 0 {
		if gate = x.c.Graph.GateOf(x.c.Graph.Parent(gate)); gate == around {
			return true
		}
	}
	return false
}

// contradiction looks at a requirement of a node that one other is down: whether without
// that one, as well as everything else may be, the node is down too.
func (x *inhibition) contradiction(gate int32) {
	g := x.c.Graph
	owner, m := g.Owner(gate), g.Members(gate)[0]
	if m < 0 || g.Parent(gate) >= 0 || g.Mods(gate).Loss || !x.alone(gate) {
		return
	}
	x.run.Spare(nil, []int32{gate})
	x.run.Run([]int32{m}, nil)
	if x.run.Level(owner) == graph.Down {
		x.warn(gate, "unless-needed", "it holds while %s is down, and without that the node is down: it never comes up", "let it need something else, or leave the requirement out")
	}
	x.run.Spare(nil, nil)
}

// alone says whether what the gate's vertex needs hangs on no other gate of the kind.
func (x *inhibition) alone(gate int32) bool {
	below := x.c.Graph.Below([]int32{x.c.Graph.Owner(gate)})
	for _, other := range x.c.Graph.Unless() {
		if other != gate && below[x.c.Graph.Owner(other)] {
			return false
		}
	}
	return true
}

// warn notes a warning once for a requirement, however many parts have it.
func (x *inhibition) warn(gate int32, code, message, hint string) {
	at := place{code: code}
	at.node, at.need = x.c.Requirement(gate)
	if x.seen[at] {
		return
	}
	x.seen[at] = true
	n := &x.c.Model.Nodes[at.node]
	x.out = append(x.out, models.Warning{Node: n.ID, Need: at.need, Code: code, Message: fmt.Sprintf(message, x.named(gate)), Hint: hint})
}

// named names what has to be down.
func (x *inhibition) named(gate int32) string {
	slot := x.c.Graph.FirstSlot(gate)
	if x.c.Graph.Members(gate)[0] >= 0 {
		return quote(x.c.MemberName(slot))
	}
	return "the group in it"
}
