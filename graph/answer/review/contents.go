package review

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/answer/marked"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// count tells what is in the model: nodes by kind, and facts (nodes, requirements
// and populations) by who vouches for them.
func (r *reviewer) count() {
	kinds, facts := map[string]int{}, map[string]int{}
	fact := func(p *models.Provenance) {
		if p == nil {
			p = &models.Provenance{}
		}
		facts[p.Confidence]++
	}
	for i := range r.c.Model.Nodes {
		n := &r.c.Model.Nodes[i]
		kinds[n.Kind]++
		r.out.Names[n.ID] = result.Names(n.Name)
		fact(n.Provenance)
		for k := range n.Needs {
			fact(n.Grounds(&n.Needs[k]))
		}
	}
	for i := range r.c.Model.Populations {
		fact(r.c.Model.Populations[i].Provenance)
		if p := r.c.Model.Populations[i].Independence(); p != nil {
			fact(p)
		}
	}
	r.out.Nodes, r.out.Facts = counted(kinds), counted(facts)
	for i := range r.out.Nodes {
		r.out.Nodes[i].Names = result.Names(r.c.Model.KindName(r.out.Nodes[i].Of))
	}
}

func counted(of map[string]int) []result.CountOf {
	out := []result.CountOf{}
	for _, k := range slices.Sorted(maps.Keys(of)) {
		out = append(out, result.CountOf{Of: k, Count: of[k]})
	}
	return out
}

// marked asks for cut sets and availability of the nodes that matter most.
func (r *reviewer) marked() error {
	by, nodes := marked.Choose(r.c.Model)
	r.out.MarkedBy, r.out.Marked = by, marked.IDs(r.c.Model)
	if len(nodes) > marked.Most {
		r.bound("cutsets", result.LimitListed, marked.Most, len(nodes))
	}
	if len(r.out.Marked) > 0 {
		r.bound("cutsets", result.LimitOrder, cutSetOrder, 0)
	}
	for _, id := range r.out.Marked {
		sets, err := cutsets.Ask(r.ctx, r.c, cutsets.Question{Node: id, Level: "down", Order: cutSetOrder, After: r.q.After, Budget: diagramNodes})
		switch {
		case err != nil && r.ctx.Err() != nil:
			return err
		case err != nil: // a loop around it that is too tangled
			r.bound("cutsets "+id, result.LimitSkipped, 0, 0)
			continue
		}
		sets.Schema = result.Schema("cutsets")
		r.out.CutSets = append(r.out.CutSets, *sets)
	}
	if len(r.out.Marked) == 0 || !slices.ContainsFunc(r.c.Model.Nodes, func(n models.Node) bool { return n.Chance != nil }) {
		return nil
	}
	a, err := availability.Ask(r.ctx, r.c, availability.Question{Nodes: r.out.Marked, Level: "down", Importance: true, After: r.q.After, Budget: diagramNodes})
	switch {
	case err != nil && r.ctx.Err() != nil:
		return err
	case err != nil:
		r.bound("availability", result.LimitSkipped, 0, 0)
		return nil
	}
	a.Schema = result.Schema("availability")
	r.out.Availability = a
	return nil
}
