// Package marked chooses the nodes of a model that matter most, for questions that
// cannot be asked of all. Of a model whose bank has criticality 3 it chooses the
// bank; where nothing has one, what policies protect, else all services, those that
// most use first.
package marked

import (
	"cmp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Most is how many nodes are chosen at most.
const Most = 20

// Choose returns the nodes that matter most, the most important first, and the rule
// by which they are chosen: those with a criticality above the default, where the
// model gives any; else those that policies protect; else all services. The higher
// criticality comes first, then more users. It costs a pass over the model, and
// one for each pattern of a policy.
func Choose(m *models.Model) (by result.MarkedBy, out []*models.Node) {
	critical := nodes(m, func(n *models.Node) bool { return n.Criticality > defaultCriticality })
	switch by = result.MarkedByPolicies; {
	case len(critical) > 0:
		by, out = result.MarkedByCriticality, critical
	default:
		protected := protected(m)
		out = nodes(m, func(n *models.Node) bool { return protected[n.ID] })
	}
	if len(out) == 0 {
		by, out = result.MarkedByUsers, nodes(m, func(n *models.Node) bool { return n.Kind == models.KindService })
	}
	slices.SortStableFunc(out, func(a, b *models.Node) int {
		x, _ := m.Users(a)
		y, _ := m.Users(b)
		return cmp.Or(cmp.Compare(b.Criticality, a.Criticality), cmp.Compare(y, x))
	})
	return by, out
}

// IDs returns the ids of the first Most nodes that Choose chooses.
func IDs(m *models.Model) []string {
	_, chosen := Choose(m)
	out := []string{}
	for _, n := range chosen[:min(Most, len(chosen))] {
		out = append(out, n.ID)
	}
	return out
}

// defaultCriticality is that of a node whose model gives none.
const defaultCriticality = 1

// nodes returns the nodes of which something holds, by id.
func nodes(m *models.Model, of func(*models.Node) bool) []*models.Node {
	var out []*models.Node
	for i := range m.Nodes {
		if n := &m.Nodes[i]; of(n) {
			out = append(out, n)
		}
	}
	return out
}

// protected returns the ids of the nodes that policies protect.
func protected(m *models.Model) map[string]bool {
	out := map[string]bool{}
	for i := range m.Policies {
		refs, _ := m.Select(m.Policies[i].Protect) // loading has refused a model where that fails
		for _, ref := range refs {
			id, _, _ := strings.Cut(ref, "@")
			out[id] = true
		}
	}
	return out
}
