// Package list tells which nodes are in a model, as it stands: no failure, no
// computation. Asked of kind:carrier, a model of two lines and a shop answers with
// the two lines.
package list

import (
	"context"
	"strings"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is which nodes to list.
type Question struct {
	Selectors []string // what they match, joined; none for every node
}

// Ask lists nodes in the order of what the selectors match. A part stands for its
// service. It reads nothing but c.Model, so that who has no graph may give a
// Compiled of the model alone. The error is a *models.NameError, or the context's.
// Cost: a pass over the model, and one for each pattern.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.List, error) {
	m := c.Model
	refs, err := matched(m, q.Selectors)
	if err != nil {
		return nil, err
	}
	out := &result.List{Nodes: []result.ListNode{}, Kinds: map[result.Kind]result.Names{}}
	top := m.Top()
	seen := make(map[string]bool, len(refs))
	for _, ref := range refs {
		id, _, _ := strings.Cut(ref, "@")
		if !seen[id] {
			n := m.Node(id)
			out.Nodes = append(out.Nodes, node(n, top[m.Index(id)]))
			if names := m.KindName(n.Kind); names != nil {
				out.Kinds[result.Kind(n.Kind)] = result.Names(names)
			}
		}
		seen[id] = true
	}
	return out, ctx.Err()
}

// matched returns the ids and parts that selectors match.
func matched(m *models.Model, selectors []string) ([]string, error) {
	switch {
	case len(selectors) > 0:
		return m.Select(strings.Join(selectors, ","))
	case len(m.Nodes) > 0:
		return m.Select("*")
	}
	return nil, nil
}

func node(n *models.Node, top bool) result.ListNode {
	return result.ListNode{ID: n.ID, Kind: result.Kind(n.Kind), Sector: n.Sector, Names: result.Names(n.Name), Operator: n.Operator, Site: n.Site, Top: top}
}
