package change

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/pace"
)

// Superposition is a model in which every set of some options can be had by
// failing guards, so that one graph serves for all sets. It has the nodes that
// any of the options adds; each node that some of them give other needs has all
// of these, told apart by guards.
//
// What it says holds of levels, not of times: in a timeline the guards' own loops
// would count.
type Superposition struct {
	Model *models.Model
	On    []string          // by option: the guard that fails where the option is not taken
	Off   []string          // by option: the guard that fails where it is
	Added []map[string]bool // by option: the nodes that there are with it and not without
}

// Superpose puts options, in the order of ids, on top of a model. Each must be
// Plain. With neither guard of an option failed, every node stands at the best
// level that it could have with the option or without. The error is that of
// WithOptions for one of them alone, or the context's. Cost: that of WithOptions for each, and a
// pass over the model.
func Superpose(ctx context.Context, m *models.Model, ids []string) (*Superposition, error) {
	s := &Superposition{}
	p := superposer{base: m, nodes: map[string]*models.Node{}, sets: map[string][]variant{}, adds: map[string][]variant{}}
	for i, id := range ids {
		s.On = append(s.On, fmt.Sprintf("option:%d:on", i))
		s.Off = append(s.Off, fmt.Sprintf("option:%d:off", i))
		with, err := m.WithOptionsContext(ctx, id)
		if err != nil {
			return nil, err
		}
		s.Added = append(s.Added, p.collect(m.Option(id), with, guard{s.On[i], s.Off[i]}))
	}
	nodes := slices.Clone(m.Nodes)
	for _, id := range slices.Sorted(maps.Keys(p.nodes)) {
		n := *p.nodes[id]
		n.Needs = p.needs(&n)
		if i := m.Index(id); i >= 0 {
			nodes[i] = n
		} else {
			nodes = append(nodes, n)
		}
	}
	over := pace.New(ctx)
	slices.SortFunc(nodes, func(a, b models.Node) int {
		if over.Over() {
			return 0
		}
		return strings.Compare(a.ID, b.ID)
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, id := range slices.Concat(s.On, s.Off) {
		nodes = append(nodes, models.Node{ID: id, Kind: "equipment", Fails: true, Criticality: 1})
	}
	s.Model = m.WithNodes(nodes)
	return s, nil
}

type guard struct{ on, off string }

// variant is what one option makes of a node's needs.
type variant struct {
	guard
	needs []models.Requirement
	free  bool // as in Node.AccessFree
}

// superposer gathers what options make of each node.
type superposer struct {
	base  *models.Model
	nodes map[string]*models.Node // those that some option changes or adds
	sets  map[string][]variant    // by node: needs in place of its own
	adds  map[string][]variant    // by node: needs beside its own
}

// collect notes what an option makes of the nodes it touches, and returns those
// that it adds.
func (p *superposer) collect(o *models.Option, with *models.Model, g guard) map[string]bool {
	added := map[string]bool{}
	for _, id := range Touches(o) {
		n, before := with.Node(id), p.base.Node(id)
		if before == nil {
			added[id] = true
			before = &models.Node{}
		}
		if p.nodes[id] == nil {
			p.nodes[id] = n
			if p.base.Has(id) {
				p.nodes[id] = before
			}
		}
		sets, adds := false, false
		for _, c := range o.Changes() {
			sets = sets || c.ID == id && c.Key == "needs" && !c.Add
			adds = adds || c.ID == id && c.Key == "needs" && c.Add
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
func (p *superposer) needs(n *models.Node) []models.Requirement {
	var base variant
	if before := p.base.Node(n.ID); before != nil {
		base = variant{needs: before.Needs, free: before.AccessFree}
	}
	speaks := slices.ContainsFunc(slices.Concat(p.sets[n.ID], p.adds[n.ID], []variant{base}), variant.speaks)
	sets := p.sets[n.ID]
	alternatives := []models.Requirement{}
	if len(sets) > 0 {
		r := all(p.complete(n, base, speaks))
		for _, s := range sets {
			r.Of = append(r.Of, models.Requirement{On: s.off})
			alternatives = append(alternatives, all(append(p.complete(n, s, speaks), models.Requirement{On: s.on})))
		}
		r.K = len(r.Of)
		alternatives = append(alternatives, r)
	}
	var out []models.Requirement
	if len(alternatives) > 0 {
		out = append(out, models.Requirement{Of: alternatives, K: 1, Form: models.Any})
	} else {
		out = p.complete(n, base, speaks)
	}
	for _, a := range p.adds[n.ID] {
		for _, r := range a.needs {
			out = append(out, models.Requirement{Of: []models.Requirement{r, {On: a.off}}, K: 1, Form: models.Any})
		}
	}
	return out
}

// complete writes the implicit requirement of a service's parts out where some
// other variant speaks of it: it stands unless an addition speaks of it.
func (p *superposer) complete(n *models.Node, v variant, speaks bool) []models.Requirement {
	out := slices.Clone(v.needs)
	if population(n) == "" || !speaks || v.speaks() {
		return out
	}
	line := models.AccessNode
	if of := p.base.PopulationOf(n); of != nil && of.OnlyLine() != "" {
		line = "@" + of.OnlyLine()
	}
	implicit := []models.Requirement{{On: line}}
	for _, a := range p.adds[n.ID] {
		if a.speaks() {
			implicit = append(implicit, models.Requirement{On: a.on})
		}
	}
	return append(out, models.Requirement{Of: implicit, K: 1, Form: models.Any})
}

func (v variant) speaks() bool {
	return (&models.Node{Needs: v.needs, AccessFree: v.free}).SpeaksOfLines()
}

func all(rs []models.Requirement) models.Requirement {
	return models.Requirement{Of: rs, K: len(rs), Form: models.All}
}
