package models

import "strings"

// Influence says of every node which of some options can make a difference to
// its level without load, at any time and whichever of the others are taken: bit i
// stands for options[i], of which there are 64 at most. A node that is left out
// depends on none. with[i] is the model with options[i] alone.
//
// A node depends on what is said of it itself, of its population, and of all
// that it needs over any number of steps, with any of the options. It errs on
// the side of too many. The cost is a pass over the model for each option.
func (m *Model) Influence(options []*Option, with []*Model) map[string]uint64 {
	dependents := map[string][]string{}
	for i := range m.Nodes {
		m.dependOn(&m.Nodes[i], dependents)
	}
	for i := range m.Populations {
		m.Populations[i].dependOn(dependents)
	}
	for i, o := range options {
		for _, c := range o.changes {
			if n := with[i].Node(c.id); n != nil && c.table != tablePopulation {
				with[i].dependOn(n, dependents)
			}
			if p := with[i].Population(c.id); p != nil && c.table == tablePopulation {
				p.dependOn(dependents)
			}
		}
	}
	out := map[string]uint64{}
	for i, o := range options {
		for id := range m.reached(o, dependents) {
			out[id] |= 1 << i
		}
	}
	return out
}

// reached returns what depends on an option, populations under their own names.
func (m *Model) reached(o *Option, dependents map[string][]string) map[string]bool {
	seen := map[string]bool{}
	var queue []string
	see := func(name string) {
		if !seen[name] {
			seen[name] = true
			queue = append(queue, name)
		}
	}
	for _, c := range o.changes {
		switch {
		case c.table == tableSector:
		case c.table == tablePopulation:
			see(populationName(c.id))
		case !m.Has(c.id) || !c.silent():
			see(c.id)
		}
	}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		for _, d := range dependents[name] {
			see(d)
		}
	}
	return seen
}

// populationName tells a population from a node of the same id: no id has a
// space in it.
func populationName(id string) string { return tablePopulation + " " + id }

// dependOn notes a node as a dependent of all that it names.
func (m *Model) dependOn(n *Node, dependents map[string][]string) {
	var walk func(r *Requirement)
	walk = func(r *Requirement) {
		if node, access, isPart := strings.Cut(r.On, "@"); node != "" {
			dependents[node] = append(dependents[node], n.ID)
			if isPart {
				dependents[access] = append(dependents[access], n.ID)
			}
		}
		for i := range r.Of {
			walk(&r.Of[i])
		}
	}
	for i := range n.Needs {
		walk(&n.Needs[i])
	}
	if p := n.populationID(); p != "" {
		dependents[populationName(p)] = append(dependents[populationName(p)], n.ID)
	}
}

func (p *Population) dependOn(dependents map[string][]string) {
	for _, a := range p.Access {
		dependents[a.Node] = append(dependents[a.Node], populationName(p.ID))
	}
}
