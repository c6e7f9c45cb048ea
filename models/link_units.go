package models

import (
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/models/internal/source"
)

// unitLabel is the unit of a demand, and of which service.
type unitLabel struct{ unit, of string }

// units checks that demand and the capacities it reaches speak of one unit.
// Every node is visited at most twice: once per differing unit, and two differ.
// Populations are visited as nodes are, so that their access nodes are passed
// once and not for each service.
func (k *linker) units() {
	type visit struct {
		at    int // a node, or len(k.m.Nodes) + a population
		label unitLabel
	}
	nodes := len(k.m.Nodes)
	labels := make([][]unitLabel, nodes+len(k.m.Populations))
	var queue []visit
	give := func(at int, l unitLabel) {
		if len(labels[at]) < 2 && !slices.ContainsFunc(labels[at], func(x unitLabel) bool { return x.unit == l.unit }) {
			labels[at] = append(labels[at], l)
			queue = append(queue, visit{at, l})
		}
	}
	for i := range k.m.Nodes {
		if n := &k.m.Nodes[i]; n.Load != nil && n.Load.Demand != nil {
			give(i, unitLabel{n.Load.Unit, n.ID})
		}
	}
	for len(queue) > 0 && !k.pace.Over() {
		v := queue[0]
		queue = queue[1:]
		for _, j := range k.carriers(v.at) {
			give(j, v.label)
		}
	}
	for i := range k.m.Nodes {
		if k.pace.Over() {
			return
		}
		k.unitsOf(&k.m.Nodes[i], labels[i])
	}
}

// unitsOf compares a capacity with the demands that reach it.
func (k *linker) unitsOf(n *Node, labels []unitLabel) {
	if n.Load == nil || n.Load.Capacity == nil {
		return
	}
	for _, l := range labels {
		if l.unit != n.Load.Unit {
			k.errorf(n.place("capacity"), "unit", "", "the capacity of %s is in %s, but the demand of %s that reaches it is in %s",
				quote(n.ID), unitName(n.Load.Unit), quote(l.of), unitName(l.unit))
		}
	}
}

// carriers returns what carries the demand of a node, or of a population: its
// number counts on from those of the nodes. What spills over is carried as well.
func (k *linker) carriers(at int) []int {
	nodes := len(k.m.Nodes)
	if at < nodes {
		out := k.m.named(at, func(r *Requirement) bool { return r.Form != Unless }) // what is down carries nothing
		if l := k.m.Nodes[at].Load; l != nil {
			for _, s := range l.SpillsTo {
				if j := k.m.Index(s.To); j >= 0 {
					out = append(out, j)
				}
			}
		}
		switch p := k.m.PopulationIndex(k.m.Nodes[at].populationID()); {
		case p < 0 || k.m.Populations[p].wrong:
		case k.m.Populations[p].plain():
			out = append(out, nodes+p)
		default:
			s, lines := k.m.LinesOf(&k.m.Nodes[at])
			for _, l := range lines {
				for _, end := range s.Ended(l) {
					out = append(out, end.Node)
				}
			}
		}
		return out
	}
	var out []int
	for _, a := range k.m.Populations[at-nodes].Access {
		if j := k.m.Index(a.Node); j >= 0 {
			out = append(out, j)
		}
	}
	return out
}

func unitName(unit string) string {
	if unit == "" {
		return "no unit"
	}
	return quote(unit)
}

// spillUnit checks that demand spills to where it is counted in the same unit.
func (k *linker) spillUnit(from, to *Node, at source.Place) {
	if from.Load.Demand == nil || to == nil || to.Load == nil || to.Load.Demand == nil || to.Load.Unit == from.Load.Unit {
		return
	}
	k.log.Add(Problem{Code: "unit", Message: fmt.Sprintf("the demand of %s is in %s, but that of %s, to which it spills, is in %s",
		quote(from.ID), unitName(from.Load.Unit), quote(to.ID), unitName(to.Load.Unit))}, at, true)
}
