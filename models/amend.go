package models

import "slices"

// amendment is a change of one element, to be made again where an option has it
// read anew.
type amendment struct {
	class, id  string
	node       func(*Node)
	population func(*Population)
}

// AmendNode returns the model with one node otherwise, as if its file said so. The
// change is made again when an option that is taken later has the node read anew:
// it must leave alone what it was not meant for, and not write into lists that the
// node shares with the one before.
func (m *Model) AmendNode(id string, change func(*Node)) *Model {
	return m.amended(amendment{class: classNode, id: id, node: change})
}

// AmendPopulation is AmendNode for a population.
func (m *Model) AmendPopulation(id string, change func(*Population)) *Model {
	return m.amended(amendment{class: tablePopulation, id: id, population: change})
}

func (m *Model) amended(a amendment) *Model {
	out := *m
	out.lay = &layout{}
	out.amendments = append(slices.Clip(m.amendments), a)
	switch a.class {
	case classNode:
		out.Nodes = slices.Clone(m.Nodes)
	case tablePopulation:
		out.Populations = slices.Clone(m.Populations)
	}
	a.apply(&out)
	return &out
}

// apply makes the change in a model whose list of such elements is its own.
func (a amendment) apply(m *Model) {
	if n := m.Node(a.id); n != nil && a.node != nil {
		a.node(n)
	}
	if p := m.Population(a.id); p != nil && a.population != nil {
		a.population(p)
	}
}

// amendAgain makes the amendments of elements that were read anew.
func (m *Model) amendAgain(anew func(amendment) bool) {
	m.lay = &layout{} // what follows from its people is worked out anew
	for _, a := range m.amendments {
		if anew(a) {
			a.apply(m)
		}
	}
}
