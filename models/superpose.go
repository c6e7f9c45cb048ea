package models

import (
	"fmt"
	"maps"
	"slices"
)

// Superposition is a model in which every set of some options can be had by
// failing guards, so that one graph serves for all sets. It has the nodes that
// any of the options adds; each node that some of them give other needs has all
// of these, told apart by guards.
//
// What it says holds of levels, not of times: in a timeline the guards' own loops
// would count.
type Superposition struct {
	Model *Model
	On    []string          // by option: the guard that fails where the option is not taken
	Off   []string          // by option: the guard that fails where it is
	Added []map[string]bool // by option: the nodes that there are with it and not without
}

// Superpose puts options, in the order of ids, on top of a model. Each must be
// Plain. With neither guard of an option failed, every node stands at the best
// level that it could have with the option or without. The error is that of
// WithOptions for one of them alone. Cost: that of WithOptions for each, and a
// pass over the model.
func (m *Model) Superpose(ids []string) (*Superposition, error) {
	s := &Superposition{}
	p := superposer{base: m, nodes: map[string]*Node{}, sets: map[string][]variant{}, adds: map[string][]variant{}}
	for i, id := range ids {
		s.On = append(s.On, fmt.Sprintf("option:%d:on", i))
		s.Off = append(s.Off, fmt.Sprintf("option:%d:off", i))
		with, err := m.WithOptions(id)
		if err != nil {
			return nil, err
		}
		s.Added = append(s.Added, p.collect(m.option(id), with, guard{s.On[i], s.Off[i]}))
	}
	out := *m
	out.Nodes = slices.Clone(m.Nodes)
	for _, id := range slices.Sorted(maps.Keys(p.nodes)) {
		n := *p.nodes[id]
		n.Needs = p.needs(&n)
		put(&out.Nodes, n, func(n Node) string { return n.ID })
	}
	for _, id := range slices.Concat(s.On, s.Off) {
		out.Nodes = append(out.Nodes, Node{ID: id, Kind: "equipment", Fails: true, Criticality: 1})
	}
	out.indexNodes()
	out.loader = nil
	s.Model = &out
	return s, nil
}

func (m *Model) option(id string) *Option {
	i := slices.IndexFunc(m.Options, func(o Option) bool { return o.ID == id })
	return &m.Options[i]
}

// Plain says whether an option changes nothing but the needs of nodes, what has
// no part in levels and shares, and nodes that it adds itself.
func (m *Model) Plain(o *Option) bool {
	for _, c := range o.changes {
		if c.table == tablePopulation || c.table == tableSector {
			return false
		}
		if n := m.Node(c.id); n != nil && c.key != "" && c.key != "needs" && c.key != "recovery" && !c.silent() {
			return false
		}
	}
	return true
}

// silent says whether a change of a node has no part in its levels, without load,
// nor in what selectors name.
func (c *change) silent() bool {
	return slices.Contains([]string{"name", "description", "source", "asof", "confidence", "tolerance", "tolerance_degraded", "demand", "capacity",
		"unit", "overload", "spills_to", "availability", "unavailability", "mtbf", "mttr", "users", "weight", "criticality", "reach"}, c.key)
}

// Touches returns the ids of the nodes that an option changes or adds, sorted.
func (o *Option) Touches() []string {
	var out []string
	for _, c := range o.changes {
		out = append(out, c.id)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

type guard struct{ on, off string }

// variant is what one option makes of a node's needs.
type variant struct {
	guard
	needs []Requirement
	free  bool // as in Node.AccessFree
}

// superposer gathers what options make of each node.
type superposer struct {
	base  *Model
	nodes map[string]*Node     // those that some option changes or adds
	sets  map[string][]variant // by node: needs in place of its own
	adds  map[string][]variant // by node: needs beside its own
}

// collect notes what an option makes of the nodes it touches, and returns those
// that it adds.
func (p *superposer) collect(o *Option, with *Model, g guard) map[string]bool {
	added := map[string]bool{}
	for _, id := range o.Touches() {
		n, before := with.Node(id), p.base.Node(id)
		if before == nil {
			added[id] = true
			before = &Node{}
		}
		if p.nodes[id] == nil {
			p.nodes[id] = n
			if p.base.Has(id) {
				p.nodes[id] = before
			}
		}
		sets, adds := false, false
		for _, c := range o.changes {
			sets = sets || c.id == id && c.key == "needs" && !c.add
			adds = adds || c.id == id && c.key == "needs" && c.add
		}
		switch {
		case sets:
			p.sets[id] = append(p.sets[id], variant{g, n.Needs, false})
		case adds:
			p.adds[id] = append(p.adds[id], variant{g, n.Needs[len(before.Needs):], false})
		}
	}
	return added
}

// needs returns what a node needs with any of its variants: of its own needs and
// those in their place the ones whose guard stands, and each addition unless its
// guard stands.
func (p *superposer) needs(n *Node) []Requirement {
	var base variant
	if before := p.base.Node(n.ID); before != nil {
		base = variant{needs: before.Needs, free: before.AccessFree}
	}
	speaks := slices.ContainsFunc(slices.Concat(p.sets[n.ID], p.adds[n.ID], []variant{base}), variant.speaks)
	sets := p.sets[n.ID]
	alternatives := []Requirement{}
	if len(sets) > 0 {
		r := all(p.complete(n, base, speaks))
		for _, s := range sets {
			r.Of = append(r.Of, Requirement{On: s.off})
			alternatives = append(alternatives, all(append(p.complete(n, s, speaks), Requirement{On: s.on})))
		}
		r.K = len(r.Of)
		alternatives = append(alternatives, r)
	}
	var out []Requirement
	if len(alternatives) > 0 {
		out = append(out, Requirement{Of: alternatives, K: 1, Form: Any})
	} else {
		out = p.complete(n, base, speaks)
	}
	for _, a := range p.adds[n.ID] {
		for _, r := range a.needs {
			out = append(out, Requirement{Of: []Requirement{r, {On: a.off}}, K: 1, Form: Any})
		}
	}
	return out
}

// complete writes the implicit requirement of a service's parts out where some
// other variant speaks of it: it stands unless an addition speaks of it.
func (p *superposer) complete(n *Node, v variant, speaks bool) []Requirement {
	out := slices.Clone(v.needs)
	if n.populationID() == "" || !speaks || v.speaks() {
		return out
	}
	implicit := []Requirement{{On: AccessNode}}
	for _, a := range p.adds[n.ID] {
		if a.speaks() {
			implicit = append(implicit, Requirement{On: a.on})
		}
	}
	return append(out, Requirement{Of: implicit, K: 1, Form: Any})
}

func (v variant) speaks() bool { return (&Node{Needs: v.needs, AccessFree: v.free}).SpeaksOfAccess() }

func all(rs []Requirement) Requirement {
	return Requirement{Of: rs, K: len(rs), Form: All}
}
