// Package unverified finds the facts of a model that nobody vouches for, or that are old, or
// that are ranges, and says how each may be otherwise.
package unverified

import (
	"cmp"

	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Fact is one that nobody vouches for, and how it may be otherwise.
type Fact struct {
	result.Assumption
	InMember bool         // only a member of the requirement is unverified
	Range    *models.Fact // what it is where it is a range
	Variants []Variant
}

// Variant is a change, and the model with it made.
type Variant struct {
	result.FactChange
	Node, Population, Incident string // whose fact it is, the others are ""
	Dropped                    int    // the number of the requirement that is gone; None: it is there
	Uses                       bool   // how many use a service is otherwise
	Model                      func() *models.Model
}

// None is the number of no requirement.
const None = -1

// Facts returns the unverified facts of a model that may be otherwise, in its order: those
// that are assumed or, unless it is "", of before a date, then the ranges. A requirement
// that says nothing of its source has that of its node. What the models of variants cost is
// a copy of an element.
func Facts(c *compile.Compiled, before string) []Fact {
	var out []Fact
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		for k := range n.Needs {
			whole := unverified(c.Model, n.Grounds(&n.Needs[k]), before)
			if vs := requirement(c.Model, i, k, whole, before); len(vs) > 0 {
				blame := why.Blame(c, int32(i), k)
				blame.Asof = cmp.Or(blame.Asof, c.Model.Date())
				out = append(out, Fact{Assumption: result.Assumption{Blame: &blame}, InMember: !whole, Variants: vs})
			}
		}
	}
	for i := range c.Model.Populations {
		p := &c.Model.Populations[i]
		if vs := shares(c.Model, p); len(vs) > 0 && unverified(c.Model, p.GroundsOf("access"), before) {
			out = append(out, Fact{Assumption: result.Assumption{Population: p.ID}, Variants: vs})
		}
	}
	for i := range c.Model.Nodes {
		if n := &c.Model.Nodes[i]; reaches(n) && unverified(c.Model, n.GroundsOf("reach"), before) {
			out = append(out, Fact{Assumption: result.Assumption{Service: n.ID}, Variants: reach(c.Model, n)})
		}
	}
	return append(out, ranges(c.Model)...)
}

// Counts are how many facts a model has.
type Counts struct {
	All        int // nodes, requirements, populations and ranges
	Undated    int // that bear no date of their own
	Unverified int
}

// Count counts the facts of a model, those older than a date as unverified, too.
func Count(m *models.Model, before string) (out Counts) {
	add := func(p *models.Provenance) {
		out.All++
		if m.OwnDate(p) == "" {
			out.Undated++
		}
		if unverified(m, p, before) {
			out.Unverified++
		}
	}
	for i := range m.Nodes {
		n := &m.Nodes[i]
		add(n.Provenance)
		for k := range n.Needs {
			add(n.Grounds(&n.Needs[k]))
		}
	}
	for i := range m.Populations {
		add(m.Populations[i].Provenance)
		if p := m.Populations[i].Independence(); p != nil {
			add(p)
		}
	}
	return out
}

// unverified says whether a fact is assumed, or older than a date. One that bears no
// date, nor cites a source that does, has the model's; where there is none either, it
// is not known to be old.
func unverified(m *models.Model, p *models.Provenance, before string) bool {
	date := m.DateOf(p)
	return p != nil && p.Confidence == "assumed" || before != "" && date != "" && models.LastDay(date) < models.FirstDay(before)
}
