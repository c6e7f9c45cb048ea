// Package show tells all that a model says of one node, as it stands: no failure,
// no computation. Asked of a shop with needs = ["site"], it answers with what the
// shop needs, what needs it, and the file and line that say so.
package show

import (
	"context"

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

func node(m *models.Model, n *models.Node) result.ShowNode {
	neededBy := m.NeededBy(n.ID)
	s := result.ShowNode{ListNode: result.ListNode{ID: n.ID, Kind: result.Kind(n.Kind), Sector: n.Sector, Names: result.Names(n.Name), Operator: n.Operator,
		Site: n.Site, Top: len(neededBy) == 0}, KindNames: result.Names(m.KindName(n.Kind)), Descriptions: result.Names(n.Description), Vendor: n.Vendor,
		Region: n.Region, Tags: n.Tags, Fails: n.Fails, NeededBy: neededBy, Needs: sourced(n.Needs), Load: load(n.Load)}
	if p := n.Provenance; p != nil {
		s.Source, s.Asof, s.Confidence = p.Source, p.Asof, p.Confidence
	}
	if users, known := m.Users(n); known {
		s.Users = &users
	}
	if p := m.PopulationOf(n); p != nil {
		s.Population = p.ID
		for _, a := range p.Access {
			s.Parts = append(s.Parts, result.ShowPart{Access: a.Node, Names: result.Names(m.Node(a.Node).Name), Share: a.Share})
		}
	}
	s.File, s.Line = m.Position(n, -1)
	return s
}

func load(l *models.NodeLoad) *result.ShowLoad {
	if l == nil {
		return nil
	}
	out := &result.ShowLoad{Demand: l.Demand, Capacity: l.Capacity, Unit: l.Unit, Overload: l.Overload}
	for _, s := range l.SpillsTo {
		if out.SpillsTo == nil {
			out.SpillsTo = map[string]float64{}
		}
		out.SpillsTo[s.To] = s.Share
	}
	return out
}
