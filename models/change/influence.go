package change

import (
	"context"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/pace"
)

// Influence says of every node which of some options can make a difference to
// its level without load, at any time and whichever of the others are taken: bit i
// stands for options[i], of which there are 64 at most. A node that is left out
// depends on none. with[i] is the model with options[i] alone.
//
// A node depends on what is said of it itself, of its population, and of all
// that it needs over any number of steps, with any of the options. It errs on
// the side of too many. The cost is a pass over the model for each option. The
// error is the context's.
func Influence(ctx context.Context, m *models.Model, options []*models.Option, with []*models.Model) (map[string]uint64, error) {
	over := pace.New(ctx)
	dependents := dependentsOf(m, options, with, over)
	out := map[string]uint64{}
	for i, o := range options {
		for id := range reached(touched(m, o), dependents, over) {
			out[id] |= 1 << i
		}
	}
	return out, over.Err()
}

// Resting says of every node whether something that holds only while something else is
// down can make a difference to it, with some of the options or without. It errs and
// costs as Influence does.
func Resting(ctx context.Context, m *models.Model, options []*models.Option, with []*models.Model) (map[string]bool, error) {
	over := pace.New(ctx)
	var names []string
	add := func(n *models.Node) {
		if n != nil && slices.ContainsFunc(n.Needs, unless) {
			names = append(names, n.ID)
		}
	}
	for i := range m.Nodes {
		if over.Over() {
			return nil, over.Err()
		}
		add(&m.Nodes[i])
	}
	for i, o := range options {
		for _, c := range o.Changes() {
			add(with[i].Node(c.ID))
		}
	}
	if len(names) == 0 {
		return nil, nil
	}
	return reached(names, dependentsOf(m, options, with, over), over), over.Err()
}

func unless(r models.Requirement) bool {
	return r.Form == models.Unless || slices.ContainsFunc(r.Of, unless)
}

// dependentsOf returns what depends directly on each node and population, with any of the
// options; of some nothing, once it is over.
func dependentsOf(m *models.Model, options []*models.Option, with []*models.Model, over *pace.Pace) map[string][]string {
	dependents := map[string][]string{}
	for i := range m.Nodes {
		if over.Over() {
			return nil
		}
		depend(&m.Nodes[i], dependents)
	}
	for i := range m.Populations {
		dependOver(m, i, dependents)
	}
	for i, o := range options {
		for _, c := range o.Changes() {
			if n := with[i].Node(c.ID); n != nil && c.Table != models.TablePopulation {
				depend(n, dependents)
			}
			if c.Table == models.TablePopulation {
				dependOver(with[i], with[i].PopulationIndex(c.ID), dependents)
			}
		}
	}
	return dependents
}

// touched returns what an option changes, populations under their own names.
func touched(m *models.Model, o *models.Option) (out []string) {
	for _, c := range o.Changes() {
		switch {
		case c.Table == models.TableSector:
		case c.Table == models.TablePopulation:
			out = append(out, populationName(c.ID))
		case !m.Has(c.ID) || !silent(c):
			out = append(out, c.ID)
		}
	}
	return out
}

// reached returns what depends on some of it, and that itself.
func reached(names []string, dependents map[string][]string, over *pace.Pace) map[string]bool {
	seen := map[string]bool{}
	var queue []string
	see := func(name string) {
		if !seen[name] {
			seen[name] = true
			queue = append(queue, name)
		}
	}
	for _, name := range names {
		see(name)
	}
	for len(queue) > 0 && !over.Over() {
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
func populationName(id string) string { return models.TablePopulation + " " + id }

// depend notes a node as a dependent of all that it names.
func depend(n *models.Node, dependents map[string][]string) {
	var walk func(r *models.Requirement)
	walk = func(r *models.Requirement) {
		if node, _, _ := strings.Cut(r.On, "@"); node != "" { // of a part, too, its service depends on its lines
			dependents[node] = append(dependents[node], n.ID)
		}
		for i := range r.Of {
			walk(&r.Of[i])
		}
	}
	for i := range n.Needs {
		walk(&n.Needs[i])
	}
	if p := population(n); p != "" {
		dependents[populationName(p)] = append(dependents[populationName(p)], n.ID)
	}
}

// dependOver notes a population as a dependent of the nodes on which its lines end.
func dependOver(m *models.Model, population int, dependents map[string][]string) {
	s, name := m.SegmentsOf(population), populationName(m.Populations[population].ID)
	for l := range s.Lines {
		for _, end := range s.Ended(l) {
			id := m.Nodes[end.Node].ID
			dependents[id] = append(dependents[id], name)
		}
	}
}
