// Package questions finds what files that were imported leave open, and what hangs on it:
// whether a node stops without what it needs or only gets worse, whether two of the same
// name serve in each other's place, and whether anything stops without what many need (as
// what they report to). It asks only of requirements that are assumed.
package questions

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// The bounds of what is tried and listed.
const (
	maxTried  = 40     // questions
	maxWork   = 60_000 // nodes times questions
	maxUsers  = 200    // nodes that one question is about
	MaxListed = 1_000  // questions
)

// Open are the questions that a model leaves open.
type Open struct {
	Asked []result.ImportQuestion // MaxListed at the most
	All   int                     // how many there are
	Tried int                     // of these
}

// Of returns the open questions of a model: first those that were tried and move something,
// most users first, then most nodes, when what is asked for fails by itself; then those that
// were not tried, by how much needs the node that asks; last those that move nothing by
// themselves. The error is the context's.
//
// It costs two answers to what fails and a compilation for each that is tried.
func Of(ctx context.Context, c *compile.Compiled) (*Open, error) {
	list := candidates(c.Model)
	weigh(c.Model, list)
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.weight, a.weight) })
	out := &Open{All: len(list), Tried: min(len(list), maxTried, max(2, maxWork/max(1, len(c.Model.Nodes))))}
	before := map[string]*result.WhatIf{}
	for i := range list[:min(len(list), MaxListed)] {
		a := list[i].asked(c.Model)
		if i < out.Tried {
			if err := try(ctx, c, &list[i], before, &a); err != nil {
				return nil, err
			}
		}
		out.Asked = append(out.Asked, a)
	}
	slices.SortStableFunc(out.Asked, inOrder)
	return out, nil
}

// inOrder is the order of questions; of those that move as much alternatives go first.
func inOrder(a, b result.ImportQuestion) int {
	class := func(q *result.ImportQuestion) int {
		switch {
		case q.NodesIf == nil:
			return 1
		case movedNodes(q) == 0 && movedUsers(q) == 0:
			return 2
		}
		return 0
	}
	if c := cmp.Compare(class(&a), class(&b)); c != 0 || class(&a) > 0 {
		return c
	}
	return cmp.Or(cmp.Compare(movedUsers(&b), movedUsers(&a)), cmp.Compare(movedNodes(&b), movedNodes(&a)), cmp.Compare(a.What, b.What))
}

func movedNodes(a *result.ImportQuestion) int { return a.NodesDown - *a.NodesIf }

func movedUsers(a *result.ImportQuestion) float64 {
	if a.UsersDown == nil || a.UsersIf == nil {
		return 0
	}
	return *a.UsersDown - *a.UsersIf
}

// candidate is a question before it is tried.
type candidate struct {
	what   string
	edges  []edge // those of one node, but where a whole node may be dispensable
	weight int    // how many nodes fail through it at the most
}

// edge is a requirement of a node, by their numbers.
type edge struct{ node, need int }

// candidates returns the questions of all nodes, in their order, and then those about what
// several need.
func candidates(m *models.Model) []candidate {
	var out []candidate
	users := map[string][]edge{}
	for i := range m.Nodes {
		alike := map[string][]edge{}
		for k := range m.Nodes[i].Needs {
			if r := &m.Nodes[i].Needs[k]; open(r) {
				e := edge{i, k}
				out = append(out, candidate{what: result.AskedDegrades, edges: []edge{e}})
				users[r.On] = append(users[r.On], e)
				alike[stemOf(r.On)] = append(alike[stemOf(r.On)], e)
			}
		}
		for _, stem := range slices.Sorted(maps.Keys(alike)) {
			if of := alike[stem]; len(of) > 1 {
				out = append(out, candidate{what: result.AskedAlternatives, edges: of})
			}
		}
	}
	for _, on := range slices.Sorted(maps.Keys(users)) {
		if of := users[on]; len(of) > 1 && len(of) <= maxUsers {
			out = append(out, candidate{what: result.AskedDispensable, edges: of})
		}
	}
	return out
}

// open says whether a requirement is one of a single node that nobody vouches for, and that
// nothing mildens.
func open(r *models.Requirement) bool {
	if r.Form != models.On || r.On == models.AccessNode || r.Mods == nil || r.Mods.Provenance == nil {
		return false
	}
	return r.Mods.Provenance.Confidence == "assumed" && !r.Mods.Loss && r.Mods.Holdup == 0
}

// numbered is the end of an id that tells one of several alike.
var numbered = regexp.MustCompile(`(-?\d+|-[a-c]|-(primary|secondary|main|backup|standby|replica|master|slave|east|west|north|south|left|right))$`)

// stemOf is what ids of several alike have in common.
func stemOf(id string) string {
	for {
		stem := numbered.ReplaceAllString(id, "")
		if stem == id || len(stem) < 2 { // a single letter says nothing of what it numbers
			return id
		}
		id = stem
	}
}

// asked is what a candidate asks.
func (q *candidate) asked(m *models.Model) result.ImportQuestion {
	first := q.edges[0]
	n := &m.Nodes[first.node]
	a := result.ImportQuestion{Node: n.ID, Kind: result.Kind(n.Kind), What: q.what, Source: n.Needs[first.need].Mods.Provenance.Source, NodesDown: q.weight + 1}
	if q.what == result.AskedAlternatives {
		for _, e := range q.edges {
			a.On = append(a.On, n.Needs[e.need].On)
		}
	} else {
		a.On = []string{n.Needs[first.need].On}
	}
	for _, e := range q.edges {
		if n := &m.Nodes[e.node]; !slices.Contains(a.Nodes, n.ID) {
			a.Nodes = append(a.Nodes, n.ID)
			a.Answer = append(a.Answer, q.line(n, e))
		}
	}
	return a
}

// line is what an overlay says of a node if the answer is yes.
func (q *candidate) line(n *models.Node, e edge) string {
	if q.what != result.AskedAlternatives {
		return fmt.Sprintf("%s.%s.refine.needs.%s.loss = %q", n.Kind, n.ID, n.Needs[e.need].On, "degraded")
	}
	needs := q.joined(n.Needs)
	texts := make([]string, len(needs))
	for i := range needs {
		texts[i] = needs[i].WithGrounds()
	}
	return fmt.Sprintf("%s.%s.needs = [%s]", n.Kind, n.ID, strings.Join(texts, ", "))
}

// answers yields the nodes that have other requirements if the answer is yes, with these.
func (q *candidate) answers(m *models.Model) iter.Seq2[int, []models.Requirement] {
	return func(yield func(int, []models.Requirement) bool) {
		if q.what == result.AskedAlternatives {
			yield(q.edges[0].node, q.joined(m.Nodes[q.edges[0].node].Needs))
			return
		}
		for _, e := range q.edges {
			needs := slices.Clone(m.Nodes[e.node].Needs)
			needs[e.need] = models.Requirement{On: needs[e.need].On, Form: models.On, Mods: &models.Modifiers{Loss: true}}
			if !yield(e.node, needs) {
				return
			}
		}
	}
}

// joined are the requirements of a node of which some are alternatives.
func (q *candidate) joined(needs []models.Requirement) []models.Requirement {
	one := models.Requirement{Form: models.Any, K: 1}
	out := slices.Clone(needs)
	for _, e := range q.edges {
		one.Of = append(one.Of, models.Requirement{On: needs[e.need].On, Form: models.On})
	}
	out[q.edges[0].need] = one
	for _, e := range slices.Backward(q.edges[1:]) {
		out = slices.Delete(out, e.need, e.need+1)
	}
	return out
}

// try asks what fails with the first of what is needed, before and after.
func try(ctx context.Context, c *compile.Compiled, q *candidate, before map[string]*result.WhatIf, a *result.ImportQuestion) error {
	question := whatif.Question{Failed: a.On[:1], After: c.Model.Horizon}
	was := before[a.On[0]]
	if was == nil {
		var err error
		if was, err = whatif.Of(ctx, c, question); err != nil {
			return err
		}
		before[a.On[0]] = was
	}
	m := c.Model
	for node, needs := range q.answers(c.Model) {
		m = m.AmendNode(c.Model.Nodes[node].ID, func(n *models.Node) { n.Needs = needs })
	}
	other, err := compile.CompileContext(ctx, m)
	if err != nil {
		return err
	}
	is, err := whatif.Of(ctx, other, question)
	if err != nil {
		return err
	}
	a.NodesDown, a.NodesIf = was.Totals.NodesDown, &is.Totals.NodesDown
	a.UsersDown, a.UsersIf = was.Totals.UsersDown, is.Totals.UsersDown
	return nil
}
