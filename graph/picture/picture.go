// Package picture turns an answer into a diagram: which boxes, in which state,
// joined by which arrows. It knows the model and the answer, not the drawing.
package picture

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/words"
	"github.com/meoktong/meoktong/models"
)

// Of returns the picture of an answer, which must hold every node of the model
// (impact.Question.All). It shows what is affected and what feeds that
// directly, or with all every node. An answer without failures shows the whole
// model as it stands. Cost: a pass over the model.
func Of(m *models.Model, w *result.WhatIf, all bool, lang string) result.Picture {
	b := &builder{m: m, w: w, t: words.In(lang), state: map[string]*result.NodeState{}, shown: map[string]bool{}}
	for i := range w.Nodes {
		b.state[w.Nodes[i].ID] = &w.Nodes[i]
	}
	b.choose(all || len(w.Failed) == 0)
	pic := result.Picture{Lang: b.t.Lang, Title: b.title(), Clusters: b.clusters(), Nodes: b.nodes(), Edges: b.edges()}
	pic.Subtitle = b.t.Model(w.Model)
	pic.Legend = b.legend(pic)
	if left := len(w.Nodes) - len(pic.Nodes); left > 0 {
		pic.Notes = append(pic.Notes, fmt.Sprintf(b.t.LeftOut, left, "--all"))
	}
	return pic
}

type builder struct {
	m     *models.Model
	w     *result.WhatIf
	t     *words.Catalogue
	state map[string]*result.NodeState
	shown map[string]bool
}

// choose decides which nodes are shown.
func (b *builder) choose(all bool) {
	for i := range b.w.Nodes {
		n := &b.w.Nodes[i]
		if !all && n.State() == result.StateUp {
			continue
		}
		b.shown[n.ID] = true
		if all || n.Failed { // what a failed node stood on no longer matters
			continue
		}
		b.eachNeed(n.ID, func(need string, _ result.EdgeStyle) { b.shown[need] = true })
	}
}

// eachNeed calls f for every node that a node names, and for the access nodes
// of its users, with the style of the edge.
func (b *builder) eachNeed(id string, f func(need string, style result.EdgeStyle)) {
	n := b.m.Node(id)
	for i := range n.Needs {
		walk(&n.Needs[i], result.EdgeHard, f)
	}
	if p := b.m.PopulationOf(n); p != nil {
		style := result.EdgeHard
		if n.SpeaksOfAccess() {
			style = accessStyle(n.Needs, result.EdgeHard)
		}
		for _, a := range p.Access {
			f(a.Node, style)
		}
	}
}

// walk visits the members of a requirement. An edge is soft if losing it cannot
// do worse than degrade, alternative if others can stand in for it.
func walk(r *models.Requirement, style result.EdgeStyle, f func(string, result.EdgeStyle)) {
	style = styleOf(r, style)
	if r.On != "" && r.On != models.AccessNode {
		id, _, _ := strings.Cut(r.On, "@")
		f(id, style)
	}
	for i := range r.Of {
		walk(&r.Of[i], style, f)
	}
}

func styleOf(r *models.Requirement, around result.EdgeStyle) result.EdgeStyle {
	switch {
	case around == result.EdgeSoft || r.Mods != nil && r.Mods.Loss:
		return result.EdgeSoft
	case around == result.EdgeAlternative || r.K < len(r.Of):
		return result.EdgeAlternative
	}
	return result.EdgeHard
}

// accessStyle returns the style of "@access" where it stands.
func accessStyle(rs []models.Requirement, around result.EdgeStyle) result.EdgeStyle {
	for i := range rs {
		style := styleOf(&rs[i], around)
		if rs[i].On == models.AccessNode {
			return style
		}
		if found := accessStyle(rs[i].Of, style); found != "" && len(rs[i].Of) > 0 {
			return found
		}
	}
	return ""
}

func (b *builder) title() string {
	if len(b.w.Failed) == 0 {
		return b.t.WholeModel
	}
	var names []string
	for _, ref := range b.w.Failed {
		id, access, isPart := strings.Cut(ref, "@")
		name := b.state[id].Names.In(b.t.Lang, id)
		if isPart {
			name += " @ " + b.state[access].Names.In(b.t.Lang, access)
		}
		names = append(names, name)
	}
	const most = 4
	if more := len(names) - most; more > 0 {
		names = append(names[:most], fmt.Sprintf(b.t.AndMore, more))
	}
	return fmt.Sprintf(b.t.IfFails, strings.Join(names, ", "), b.w.After)
}

// clusters returns the sectors of the shown nodes.
func (b *builder) clusters() []result.PictureCluster {
	used := map[string]bool{}
	for id := range b.shown {
		used[b.state[id].Sector] = true
	}
	var out []result.PictureCluster
	for _, s := range b.w.Sectors {
		if !used[s.ID] {
			continue
		}
		c := result.PictureCluster{ID: s.ID, Label: s.Names.In(b.t.Lang, s.ID), State: result.StateUp}
		switch {
		case s.Fails:
			c.State = result.StateDown
		case s.Level != "up":
			c.State = result.StateDegraded
		}
		if s.ShareDown > 0 {
			c.Label = fmt.Sprintf(b.t.SectorShare, c.Label, b.t.Percent(s.ShareDown))
		}
		out = append(out, c)
	}
	return out
}

func (b *builder) nodes() []result.PictureNode {
	var out []result.PictureNode
	for _, id := range slices.Sorted(maps.Keys(b.shown)) {
		n := b.state[id]
		out = append(out, result.PictureNode{ID: id, Kind: n.Kind, Shape: b.m.Shape(n.Kind), Name: n.Names.In(b.t.Lang, id),
			Other: n.Names.Other(b.t.Lang), Note: b.note(n), State: n.State(), Cluster: n.Sector, Title: b.sentence(n)})
	}
	return out
}

// note returns the few words below a node's name.
func (b *builder) note(n *result.NodeState) string {
	switch n.State() {
	case result.StatePartial:
		return fmt.Sprintf(b.t.ShareDown, b.t.Percent(*n.ShareDown))
	case result.StateAtRisk:
		return b.t.LegendAtRisk
	case result.StateUp:
		return ""
	}
	return b.t.State(n.State())
}

// sentence describes a node for a tooltip and for screen readers.
func (b *builder) sentence(n *result.NodeState) string {
	s := n.ID + ": " + b.t.State(n.State())
	if n.UsersDown != nil && *n.UsersDown > 0 {
		s += fmt.Sprintf("; %s: %s", b.t.UsersDown, b.t.Number(*n.UsersDown))
	}
	if len(n.Because) > 0 {
		s += "; " + fmt.Sprintf(b.t.Because, strings.Join(n.Because, ", "))
	}
	return s
}

// edges returns the edges between shown nodes, from the dependency to what
// depends on it, each pair once in its strongest style.
func (b *builder) edges() []result.PictureEdge {
	strength := []result.EdgeStyle{result.EdgeHard, result.EdgeAlternative, result.EdgeSoft}
	type pair struct{ from, to string }
	found := map[pair]result.EdgeStyle{}
	for to := range b.shown {
		b.eachNeed(to, func(from string, style result.EdgeStyle) {
			p := pair{from, to}
			before, seen := found[p]
			if b.shown[from] && (!seen || slices.Index(strength, style) < slices.Index(strength, before)) {
				found[p] = style
			}
		})
	}
	var out []result.PictureEdge
	for p, style := range found {
		carried := slices.ContainsFunc(b.state[p.to].Because, func(ref string) bool {
			id, _, _ := strings.Cut(ref, "@")
			return id == p.from
		})
		out = append(out, result.PictureEdge{From: p.from, To: p.to, Style: style, Carried: carried})
	}
	slices.SortFunc(out, func(x, y result.PictureEdge) int {
		return cmp.Or(strings.Compare(x.From, y.From), strings.Compare(x.To, y.To))
	})
	return out
}

// legend explains the states and styles that the picture has.
func (b *builder) legend(pic result.Picture) []result.PictureLegend {
	count := map[result.State]int{}
	for i := range b.w.Nodes {
		count[b.w.Nodes[i].State()]++
	}
	styles, carried := map[result.EdgeStyle]bool{}, false
	for _, e := range pic.Edges {
		styles[e.Style] = true
		carried = carried || e.Carried
	}
	var out []result.PictureLegend
	for _, s := range []struct {
		state result.State
		text  string
	}{{result.StateFailed, b.t.LegendFailed}, {result.StateDown, b.t.LegendDown}, {result.StatePartial, b.t.LegendPartial},
		{result.StateDegraded, b.t.LegendDegraded}, {result.StateAtRisk, b.t.LegendAtRisk}, {result.StateUp, b.t.LegendUp}} {
		if count[s.state] > 0 {
			out = append(out, result.PictureLegend{State: s.state, Text: s.text, Count: count[s.state]})
		}
	}
	for _, e := range []struct {
		style result.EdgeStyle
		text  string
	}{{result.EdgeHard, b.t.EdgeHard}, {result.EdgeAlternative, b.t.EdgeAlternative}, {result.EdgeSoft, b.t.EdgeSoft}} {
		if styles[e.style] {
			out = append(out, result.PictureLegend{Edge: e.style, Text: e.text})
		}
	}
	if carried {
		out = append(out, result.PictureLegend{Edge: result.EdgeHard, Carried: true, Text: b.t.EdgeCarried})
	}
	return out
}
