// Package show tells all that a model says of one node, as it stands: no failure,
// no computation. Asked of a shop with needs = ["site"], it answers with what the
// shop needs, what needs it, and the file and line that say so.
package show

import (
	"context"

	"github.com/meoktong/meoktong/graph/answer/parts"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is which node to show.
type Question struct {
	Node string // a selector that names one; a part stands for its service
}

// Ask shows a node. It reads nothing but c.Model, so that who has no graph may
// give a Compiled of the model alone. The error is a *models.NameError, a
// question.NotOne, or the context's. Cost: a pass over the model.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Show, error) {
	id, err := question.OneNode(c.Model, "node", q.Node)
	if err != nil {
		return nil, err
	}
	return &result.Show{Node: node(c.Model, c.Model.Node(id))}, ctx.Err()
}

// rangeOf returns the range that the population of a service gives for an access node,
// as the model has it, or "".
func rangeOf(m *models.Model, n *models.Node, access string) string {
	for _, a := range m.PopulationOf(n).Access {
		if a.Node == access && a.Range != nil && !a.Range.Scaled {
			return a.Range.String()
		}
	}
	return ""
}

func node(m *models.Model, n *models.Node) result.ShowNode {
	neededBy := m.NeededBy(n.ID)
	s := result.ShowNode{ID: n.ID, Kind: result.Kind(n.Kind), KindNames: result.Names(m.KindName(n.Kind)), Top: len(neededBy) == 0,
		NeededBy: neededBy, Said: said(m, n)}
	if p := m.PartsOf(m.Index(n.ID)); p != nil {
		for k := range min(p.Len(), result.MaxParts) {
			of := parts.Of(m, p, k)
			s.Parts = append(s.Parts, result.ShowPart{Part: of.Part, Access: of.Access, Names: of.Names, Lines: of.Lines, By: of.By, Share: parts.Share(p, k), Range: rangeOf(m, n, of.Access)})
		}
		s.PartsFolded = p.Len() - len(s.Parts)
	}
	if n.Supply == nil && m.Supplied(n) {
		s.SupplyFrom = n.Kind
	}
	s.File, s.Line = m.Position(n, -1)
	return s
}
