// Package inventory tells what is in a model, as it stands: no failure, no
// computation.
package inventory

import (
	"strings"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// List returns the nodes of those ids, in their order. Parts stand for their
// service. Cost: a pass over the model.
func List(m *models.Model, ids []string, lang, version string) *result.List {
	out := &result.List{Header: whatif.Header(m, "list", lang, version), Nodes: []result.ListNode{}}
	top := m.Top()
	seen := map[string]bool{}
	for _, ref := range ids {
		id, _, _ := strings.Cut(ref, "@")
		if !seen[id] {
			out.Nodes = append(out.Nodes, listNode(m, m.Node(id), top[m.Index(id)], lang))
		}
		seen[id] = true
	}
	return out
}

func listNode(m *models.Model, n *models.Node, top bool, lang string) result.ListNode {
	return result.ListNode{ID: n.ID, Kind: n.Kind, Sector: n.Sector, Name: result.Names(n.Name).In(lang, ""), Names: result.Names(n.Name),
		Operator: n.Operator, Site: n.Site, Top: top, KindNames: result.Names(m.KindName(n.Kind))}
}

// Show returns all that the model says of a node, which it must have. Cost: a
// pass over the model.
func Show(m *models.Model, id, lang, version string) *result.Show {
	n := m.Node(id)
	neededBy := m.NeededBy(id)
	s := result.ShowNode{ListNode: listNode(m, n, len(neededBy) == 0, lang), Description: result.Names(n.Description).In(lang, ""), Vendor: n.Vendor,
		Region: n.Region, Tags: n.Tags, Fails: n.Fails, NeededBy: neededBy, Needs: sourced(n.Needs)}
	if p := n.Provenance; p != nil {
		s.Source, s.Asof, s.Confidence = p.Source, p.Asof, p.Confidence
	}
	if users, known := m.Users(n); known {
		s.Users = &users
	}
	if p := m.PopulationOf(n); p != nil {
		s.Population = p.ID
		for _, a := range p.Access {
			s.Parts = append(s.Parts, result.ShowPart{Access: a.Node, Name: result.Names(m.Node(a.Node).Name).In(lang, ""), Share: a.Share})
		}
	}
	s.Load = load(n.Load)
	s.File, s.Line = m.Position(n, -1)
	return &result.Show{Header: whatif.Header(m, "show", lang, version), Node: s}
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

func requirements(rs []models.Requirement) []result.Requirement {
	out := make([]result.Requirement, len(rs))
	for i := range rs {
		out[i] = Requirement(&rs[i])
	}
	return out
}

// sourced returns requirements with the grounds that each gives.
func sourced(rs []models.Requirement) []result.Requirement {
	out := requirements(rs)
	for i := range rs {
		cite(&out[i], &rs[i])
	}
	return out
}

func cite(out *result.Requirement, r *models.Requirement) {
	if r.Mods != nil && r.Mods.Provenance != nil {
		p := r.Mods.Provenance
		out.Source, out.Asof, out.Confidence = p.Source, p.Asof, p.Confidence
	}
	for _, members := range [][]result.Requirement{out.All, out.Any, out.Of} { // a group has one of these
		for i := range members {
			cite(&members[i], &r.Of[i])
		}
	}
}

// Requirement returns a requirement as a result.
func Requirement(r *models.Requirement) result.Requirement {
	var out result.Requirement
	switch of := requirements(r.Of); r.Form {
	case models.On:
		out.On = r.On
	case models.All:
		out.All = of
	case models.Any:
		out.Any = of
	case models.AtLeast:
		out.AtLeast, out.Of = r.K, of
	}
	if m := r.Mods; m != nil {
		if m.Failover > 0 {
			out.Failover = models.FormatDuration(m.Failover)
		}
		if m.Holdup > 0 {
			out.Holdup = models.FormatDuration(m.Holdup)
		}
		if m.Accepts {
			out.Accepts = "degraded"
		}
		if m.Loss {
			out.Loss = "degraded"
		}
	}
	return out
}

// Check returns a model's problems as a result: warnings of a sound model m, or
// errors where there is none.
func Check(m *models.Model, problems models.Problems, lang, version string) *result.Check {
	out := &result.Check{Header: result.Header{Schema: "meoktong.check/1", Tool: result.Tool{Version: version}}, Problems: []result.Problem{}}
	if m != nil {
		out.Header = whatif.Header(m, "check", lang, version)
		out.Nodes = len(m.Nodes)
		for i := range m.Nodes {
			out.Requirements += len(m.Nodes[i].Needs)
		}
	}
	out.Problems = append(out.Problems, Problems(problems)...)
	return out
}

// Problems turns a model's problems into those of a result.
func Problems(problems models.Problems) []result.Problem {
	var out []result.Problem
	for _, p := range problems {
		out = append(out, result.Problem{Severity: string(p.Severity), Code: p.Code, File: p.File, Line: p.Line, Column: p.Column,
			Message: p.Message, Hint: p.Hint, Text: p.Text, Width: p.Width})
	}
	return out
}
