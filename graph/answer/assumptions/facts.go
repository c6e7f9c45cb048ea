package assumptions

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// fact is one that nobody vouches for, and how it may be otherwise.
type fact struct {
	result.Assumption
	inMember bool // only a member of the requirement is unverified
	variants []variant
}

// variant is a change, and the model with it made.
type variant struct {
	result.FactChange
	node, population string // whose fact it is
	dropped          int    // as in changed
	model            func() *models.Model
}

// facts returns the unverified facts of a model that may be otherwise, in its
// order. A requirement that says nothing of its source has that of its node.
func facts(c *compile.Compiled, asof string) []fact {
	var out []fact
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		for k := range n.Needs {
			whole := unverified(c.Model, n.Grounds(&n.Needs[k]), asof)
			if vs := requirement(c.Model, i, k, whole, asof); len(vs) > 0 {
				blame := why.Blame(c, int32(i), k)
				blame.Asof = cmp.Or(blame.Asof, c.Model.Date())
				out = append(out, fact{result.Assumption{Blame: &blame}, !whole, vs})
			}
		}
	}
	for i := range c.Model.Populations {
		p := &c.Model.Populations[i]
		if vs := shares(c.Model, p); len(vs) > 0 && unverified(c.Model, p.GroundsOf("access"), asof) {
			out = append(out, fact{Assumption: result.Assumption{Population: p.ID}, variants: vs})
		}
	}
	return out
}

// count tells how many facts there are, how many bear no date of their own, and
// how many are unverified.
func count(m *models.Model, asof string) (all, undated, doubtful int) {
	add := func(p *models.Provenance) {
		all++
		if m.OwnDate(p) == "" {
			undated++
		}
		if unverified(m, p, asof) {
			doubtful++
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
	return all, undated, doubtful
}

// unverified says whether a fact is assumed, or older than a date. One that bears no
// date, nor cites a source that does, has the model's; where there is none either, it
// is not known to be old.
func unverified(m *models.Model, p *models.Provenance, asof string) bool {
	date := m.DateOf(p)
	return p != nil && p.Confidence == "assumed" || asof != "" && date != "" && models.LastDay(date) < models.FirstDay(asof)
}

// requirement returns how an unverified requirement may be otherwise, or how the
// unverified members of a verified one may.
func requirement(m *models.Model, node, need int, whole bool, asof string) []variant {
	n := &m.Nodes[node]
	r := &n.Needs[need]
	var out []variant
	if whole {
		out = append(out, variant{FactChange: result.FactChange{What: result.VariationDropped}, dropped: need, model: func() *models.Model {
			return with(m, n, need, func(needs []models.Requirement) []models.Requirement { return slices.Delete(needs, need, need+1) })
		}})
	}
	for k := range r.Of {
		if r.K > len(r.Of)-1 || !whole && (own(&r.Of[k]) == nil || !unverified(m, own(&r.Of[k]), asof)) {
			continue
		}
		out = append(out, variant{FactChange: result.FactChange{What: result.VariationWithout, Member: member(&r.Of[k])}, dropped: none, model: func() *models.Model {
			return with(m, n, need, func(needs []models.Requirement) []models.Requirement {
				needs[need] = without(r, k)
				return needs
			})
		}})
	}
	for i := range out {
		out[i].node = n.ID
	}
	return out
}

func own(r *models.Requirement) *models.Provenance {
	if r.Mods == nil {
		return nil
	}
	return r.Mods.Provenance
}

// member names a member: an id, or the ids of a group; after "unless " those of what has
// to be down.
func member(r *models.Requirement) string {
	if r.On != "" {
		return r.On
	}
	if r.Form == models.Unless {
		return "unless " + member(&r.Of[0])
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

// without returns a requirement without one of its members.
func without(r *models.Requirement, k int) models.Requirement {
	out := *r
	out.Of = slices.Delete(slices.Clone(r.Of), k, k+1)
	return out
}

// with returns the model with one requirement otherwise; an option that gives the
// node other needs undoes that. Where the requirement was the last to speak of the
// access node, a part needs its access node no more than before.
func with(m *models.Model, before *models.Node, need int, change func([]models.Requirement) []models.Requirement) *models.Model {
	return m.AmendNode(before.ID, func(n *models.Node) {
		if need >= len(n.Needs) || !reflect.DeepEqual(n.Needs[need], before.Needs[need]) {
			return
		}
		n.AccessFree = n.SpeaksOfLines()
		n.Needs = change(slices.Clone(n.Needs))
	})
}

// shares returns the shares of a population's splits, each a fifth larger and a fifth
// smaller, the others of its split rescaled. Joint shares stay: they fix those of their
// splits.
func shares(m *models.Model, p *models.Population) []variant {
	var out []variant
	for _, s := range p.Splits() {
		if p.Jointly(s.Name) {
			continue
		}
		for k := range s.Values {
			out = append(out, shareOf(m, p, &s, k)...)
		}
	}
	return out
}

// shareOf returns one share of a split, a fifth larger and a fifth smaller.
func shareOf(m *models.Model, p *models.Population, s *models.Split, k int) []variant {
	member := s.Values[k].ID
	if s.Name != models.LineAccess || len(p.Access) == 0 {
		member = s.Name + ":" + member
	}
	var out []variant
	for _, by := range []struct {
		name   string
		factor float64
	}{{"+20%", 1.2}, {"-20%", 0.8}} {
		now := s.Share(k)
		if share := now * by.factor; now > 0 && now < 1 && share < 1 {
			out = append(out, variant{FactChange: result.FactChange{What: result.VariationShare, Member: member, By: by.name}, population: p.ID, dropped: none,
				model: func() *models.Model { return rescaled(m, p, s.Name, k, share) }})
		}
	}
	return out
}

// rescaled returns the model with one share of a split otherwise; an option that gives
// the population other shares undoes that.
func rescaled(m *models.Model, before *models.Population, split string, k int, share float64) *models.Model {
	return m.AmendPopulation(before.ID, func(p *models.Population) {
		if !slices.EqualFunc(p.Access, before.Access, func(a, b models.Access) bool { return a.Node == b.Node && a.Share == b.Share }) || !reflect.DeepEqual(p.By, before.By) {
			return
		}
		p.Access, p.By = slices.Clone(p.Access), slices.Clone(p.By)
		var of []*float64
		for i := range p.By {
			if s := &p.By[i]; s.Name == split {
				s.Values = slices.Clone(s.Values)
				for j := range s.Values {
					s.Values[j].Share = s.Share(j)
					of = append(of, &s.Values[j].Share)
				}
				s.Whole = 0
			}
		}
		for i := range p.Access {
			if split == models.LineAccess {
				of = append(of, &p.Access[i].Share)
			}
		}
		rescale(of, k, share)
	})
}

// rescale sets one of some shares, and the others in proportion.
func rescale(of []*float64, k int, share float64) {
	rest := 0.0
	for i, x := range of {
		if i != k {
			rest += *x
		}
	}
	for _, x := range of {
		*x *= (1 - share) / rest
	}
	*of[k] = share
}
