// Package questions finds what files that were imported leave open, and what hangs on it:
// whether a node stops without what it needs or only gets worse, and whether two of the
// same name serve in each other's place. It asks only of requirements that are assumed.
package questions

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// The bounds of what is tried.
const (
	maxTried = 40      // questions
	maxWork  = 150_000 // nodes times questions
)

// Of returns the open questions of a model, those first that move most users, then most
// nodes, when what is asked for fails by itself. The most promising, by how much needs the
// node that asks, are tried by asking what fails before and after; estimated says that
// there are others, which follow these. The error is the context's.
//
// It costs two answers to what fails and a compilation for each that is tried.
func Of(ctx context.Context, c *compile.Compiled) (asked []result.ImportQuestion, estimated bool, err error) {
	list := candidates(c.Model)
	weigh(c.Model, list)
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.weight, a.weight) })
	most := min(len(list), maxTried, max(5, maxWork/max(1, len(c.Model.Nodes))))
	before := map[string]*result.WhatIf{}
	for i := range list {
		a := list[i].asked(c.Model)
		if i < most {
			if err := try(ctx, c, &list[i], before, &a); err != nil {
				return nil, false, err
			}
		}
		asked = append(asked, a)
	}
	slices.SortStableFunc(asked[:most], func(a, b result.ImportQuestion) int {
		return cmp.Or(cmp.Compare(movedUsers(&b), movedUsers(&a)), cmp.Compare(movedNodes(&b), movedNodes(&a)), cmp.Compare(a.What, b.What)) // alternatives first
	})
	return asked, most < len(list), nil
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
	node   int
	needs  []int // of its requirements: one, or those that may serve in each other's place
	weight int   // how many nodes need the one that asks, itself included
}

// candidates returns the questions of all nodes, in their order.
func candidates(m *models.Model) []candidate {
	var out []candidate
	for i := range m.Nodes {
		stems, order := map[string][]int{}, []string{}
		for k := range m.Nodes[i].Needs {
			r := &m.Nodes[i].Needs[k]
			if !open(r) {
				continue
			}
			out = append(out, candidate{node: i, needs: []int{k}})
			stem := stemOf(r.On)
			if len(stems[stem]) == 0 {
				order = append(order, stem)
			}
			stems[stem] = append(stems[stem], k)
		}
		for _, stem := range order {
			if len(stems[stem]) > 1 {
				out = append(out, candidate{node: i, needs: stems[stem]})
			}
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
var numbered = regexp.MustCompile(`-?(\d+|-[a-c]|-(primary|secondary|main|backup|standby|replica|master|slave|east|west|north|south|left|right))$`)

// stemOf is what ids of several alike have in common.
func stemOf(id string) string {
	for {
		stem := numbered.ReplaceAllString(id, "")
		if stem == id || stem == "" {
			return id
		}
		id = stem
	}
}

// asked is what a candidate asks.
func (q *candidate) asked(m *models.Model) result.ImportQuestion {
	n := &m.Nodes[q.node]
	a := result.ImportQuestion{Node: n.ID, Kind: result.Kind(n.Kind), What: result.AskedDegrades, Source: n.Needs[q.needs[0]].Mods.Provenance.Source, NodesDown: q.weight + 1}
	if len(q.needs) > 1 {
		a.What = result.AskedAlternatives
	}
	for _, k := range q.needs {
		a.On = append(a.On, n.Needs[k].On)
	}
	texts := make([]string, 0, len(n.Needs))
	for _, r := range q.answered(n.Needs) {
		texts = append(texts, r.WithGrounds())
	}
	a.Answer = fmt.Sprintf("%s.%s.needs = [%s]", n.Kind, n.ID, strings.Join(texts, ", "))
	return a
}

// answered are the requirements of a node if the answer is yes.
func (q *candidate) answered(needs []models.Requirement) []models.Requirement {
	first := q.needs[0]
	yes := models.Requirement{On: needs[first].On, Form: models.On, Mods: &models.Modifiers{Loss: true}}
	if len(q.needs) > 1 {
		yes = models.Requirement{Form: models.Any, K: 1}
		for _, k := range q.needs {
			yes.Of = append(yes.Of, models.Requirement{On: needs[k].On, Form: models.On})
		}
	}
	out := slices.Clone(needs)
	out[first] = yes
	for _, k := range slices.Backward(q.needs[1:]) {
		out = slices.Delete(out, k, k+1)
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
	other, err := compile.CompileContext(ctx, c.Model.AmendNode(a.Node, func(n *models.Node) { n.Needs = q.answered(n.Needs) }))
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
