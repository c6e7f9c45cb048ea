package assumptions

import (
	"slices"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/why"
	"github.com/meoktong/meoktong/models"
)

// fact is one that nobody vouches for, and how it may be otherwise.
type fact struct {
	result.Assumption
	variants []variant
}

// variant is a change, and the model with it made.
type variant struct {
	result.FactChange
	model func() *models.Model
}

// facts returns the unverified facts of a model in its order. A requirement that
// says nothing of its source has that of its node.
func facts(c *compile.Compiled, asof string) []fact {
	var out []fact
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		for k := range n.Needs {
			if vs := requirement(c.Model, i, k, asof); len(vs) > 0 {
				blame := why.Blame(c, int32(i), k)
				out = append(out, fact{result.Assumption{Blame: &blame}, vs})
			}
		}
	}
	for i := range c.Model.Populations {
		if p := &c.Model.Populations[i]; unverified(p.Provenance, asof) {
			out = append(out, fact{result.Assumption{Population: p.ID}, shares(c.Model, i)})
		}
	}
	return out
}

// unverified says whether a fact is assumed, or older than a date.
func unverified(p *models.Provenance, asof string) bool {
	return p != nil && (p.Confidence == "assumed" || asof != "" && p.Asof != "" && last(p.Asof) < first(asof))
}

// first and last return the first and the last day of a year, a month or a day, in
// a form that sorts.
func first(date string) string { return date + "-01-01"[min(len("-01-01"), max(0, len(date)-4)):] }
func last(date string) string  { return date + "-99-99"[min(len("-99-99"), max(0, len(date)-4)):] }

// requirement returns how an unverified requirement may be otherwise, or how the
// unverified members of a verified one may.
func requirement(m *models.Model, node, need int, asof string) []variant {
	n := &m.Nodes[node]
	r := &n.Needs[need]
	whole := unverified(n.Provenance, asof)
	if p := own(r); p != nil {
		whole = unverified(p, asof)
	}
	var out []variant
	if whole {
		out = append(out, variant{result.FactChange{What: "dropped"}, func() *models.Model { return with(m, node, need, dropped(r)) }})
	}
	for k := range r.Of {
		if r.K > len(r.Of)-1 || !whole && !unverified(own(&r.Of[k]), asof) {
			continue
		}
		out = append(out, variant{result.FactChange{What: "without", Member: member(&r.Of[k])},
			func() *models.Model { return with(m, node, need, without(r, k)) }})
	}
	return out
}

func own(r *models.Requirement) *models.Provenance {
	if r.Mods == nil {
		return nil
	}
	return r.Mods.Provenance
}

// member names a member: an id, or the ids of a group.
func member(r *models.Requirement) string {
	if r.On != "" {
		return r.On
	}
	s := ""
	for i := range r.Of {
		if s != "" {
			s += "+"
		}
		s += member(&r.Of[i])
	}
	return s
}

// dropped returns a requirement that always holds. It still names what it named,
// so that nothing else about the node changes.
func dropped(r *models.Requirement) models.Requirement {
	out := *r
	mods := models.Modifiers{}
	if r.Mods != nil {
		mods = *r.Mods
	}
	mods.Holdup = models.Forever
	out.Mods = &mods
	return out
}

// without returns a requirement without one of its members.
func without(r *models.Requirement, k int) models.Requirement {
	out := *r
	out.Of = slices.Delete(slices.Clone(r.Of), k, k+1)
	return out
}

// with returns the model with one requirement replaced. Where that was the last to
// speak of the access node, a further one does that always holds: a part then
// needs its access node no more than before.
func with(m *models.Model, node, need int, r models.Requirement) *models.Model {
	out := *m
	out.Nodes = slices.Clone(m.Nodes)
	n := &out.Nodes[node]
	spoke := n.SpeaksOfAccess()
	n.Needs = slices.Clone(n.Needs)
	n.Needs[need] = r
	if spoke && !n.SpeaksOfAccess() {
		n.Needs = append(n.Needs, dropped(&models.Requirement{On: models.AccessNode, K: 1}))
	}
	return &out
}

// shares returns the population's shares, each a fifth larger and a fifth smaller,
// the others rescaled.
func shares(m *models.Model, population int) []variant {
	var out []variant
	for k, a := range m.Populations[population].Access {
		for _, by := range []struct {
			name   string
			factor float64
		}{{"+20%", 1.2}, {"-20%", 0.8}} {
			if share := a.Share * by.factor; a.Share < 1 && share < 1 {
				out = append(out, variant{result.FactChange{What: "share", Member: a.Node, By: by.name},
					func() *models.Model { return rescaled(m, population, k, share) }})
			}
		}
	}
	return out
}

func rescaled(m *models.Model, population, k int, share float64) *models.Model {
	out := *m
	out.Populations = slices.Clone(m.Populations)
	p := &out.Populations[population]
	p.Access = slices.Clone(p.Access)
	rest := 0.0
	for i, a := range p.Access {
		if i != k {
			rest += a.Share
		}
	}
	for i := range p.Access {
		p.Access[i].Share *= (1 - share) / rest
	}
	p.Access[k].Share = share
	return &out
}
