package question

import (
	"slices"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// MayFail returns what may fail where a question ranks failures and does not say which: the
// ids, sorted, of all nodes of every kind but service that can fail, and in a model of which
// nothing else can, of those services that something needs. What people use is no answer to
// what they would miss most. It costs a pass over the nodes and their requirements.
func MayFail(m *models.Model) (ids []string, what result.MayFail) {
	ids = failing(m, func(i int) bool { return m.Nodes[i].Kind != models.KindService })
	if len(ids) > 0 || !slices.ContainsFunc(m.Nodes, func(n models.Node) bool { return n.Kind == models.KindService && n.Fails }) {
		return ids, result.MayFailOthers
	}
	top := m.Top()
	return failing(m, func(i int) bool { return !top[i] }), result.MayFailNeeded
}

// failing returns the nodes that can fail and of which something holds.
func failing(m *models.Model, of func(i int) bool) []string {
	var out []string
	for i := range m.Nodes {
		if m.Nodes[i].Fails && of(i) {
			out = append(out, m.Nodes[i].ID)
		}
	}
	return out
}
