package unverified

import (
	"reflect"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// requirement returns how an unverified requirement may be otherwise, or how the
// unverified members of a verified one may.
func requirement(m *models.Model, node, need int, whole bool, asof string) []Variant {
	n := &m.Nodes[node]
	r := &n.Needs[need]
	var out []Variant
	if whole {
		out = append(out, Variant{FactChange: result.FactChange{What: result.VariationDropped}, Dropped: need, Model: func() *models.Model {
			return with(m, n, need, func(needs []models.Requirement) []models.Requirement { return slices.Delete(needs, need, need+1) })
		}})
	}
	for k := range r.Of {
		if r.K > len(r.Of)-1 || !whole && (own(&r.Of[k]) == nil || !unverified(m, own(&r.Of[k]), asof)) {
			continue
		}
		out = append(out, Variant{FactChange: result.FactChange{What: result.VariationWithout, Member: member(&r.Of[k])}, Dropped: None, Model: func() *models.Model {
			return with(m, n, need, func(needs []models.Requirement) []models.Requirement {
				needs[need] = without(r, k)
				return needs
			})
		}})
	}
	for i := range out {
		out[i].Node = n.ID
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
func shares(m *models.Model, p *models.Population) []Variant {
	var out []Variant
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
func shareOf(m *models.Model, p *models.Population, s *models.Split, k int) []Variant {
	member := s.Values[k].ID
	if s.Name != models.LineAccess || len(p.Access) == 0 {
		member = s.Name + ":" + member
	}
	var out []Variant
	for _, by := range byFifth {
		now := s.Share(k)
		if share := now * by.factor; now > 0 && now < 1 && share < 1 {
			out = append(out, Variant{FactChange: result.FactChange{What: result.VariationShare, Member: member, By: by.name}, Population: p.ID, Dropped: None,
				Model: func() *models.Model { return rescaled(m, p, s.Name, k, share) }})
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
