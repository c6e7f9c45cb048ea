package unverified

import (
	"slices"
	"strconv"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// ranges returns the figures of a model that are ranges, each at its least and at its most.
// How often a node fails of itself is left out: no answer that is looked at asks for it.
func ranges(m *models.Model) []Fact {
	var out []Fact
	facts := m.Facts()
	for i := range facts {
		if f := &facts[i]; f.Sort != models.FactChance {
			out = append(out, Fact{Assumption: result.Assumption{Figure: Figure(f)}, Range: f, Variants: ends(m, f)})
		}
	}
	return out
}

// Figure puts a range into an answer.
func Figure(f *models.Fact) *result.Ranged {
	return &result.Ranged{Of: f.Of, Key: f.Key, About: f.About, Range: f.Range.String()}
}

// ends returns a range at its ends.
func ends(m *models.Model, f *models.Fact) []Variant {
	var out []Variant
	for _, x := range []float64{f.Range.Least, f.Range.Most} {
		if x == f.Range.Likeliest {
			continue
		}
		v := Variant{FactChange: result.FactChange{What: result.VariationRange, By: f.Range.Written(x)}, Dropped: None, Model: func() *models.Model { return m.Known(*f, x) }}
		switch f.Sort {
		case models.FactShare:
			v.Population = f.Of
		case models.FactEvent:
			v.Incident = f.Of
		default:
			v.Node = f.Of
		}
		out = append(out, v)
	}
	return out
}

// reaches says whether a share of a population uses a node, which is a service then.
func reaches(n *models.Node) bool { return n.Use != nil && n.Use.Population != "" && n.Use.Reach < 1 }

// reach returns the share of a population that uses a service, a fifth larger and a fifth
// smaller.
func reach(m *models.Model, before *models.Node) []Variant {
	var out []Variant
	for _, by := range byFifth {
		share := min(1, before.Use.Reach*by.factor)
		out = append(out, Variant{FactChange: result.FactChange{What: result.VariationReach, By: by.name}, Node: before.ID, Dropped: None, Uses: true, Model: func() *models.Model {
			return m.AmendNode(before.ID, func(n *models.Node) {
				if n.Use != nil && n.Use.Population == before.Use.Population && n.Use.Reach == before.Use.Reach {
					use := *n.Use
					use.Reach = share
					n.Use = &use
				}
			})
		}})
	}
	return out
}

// byFifth are the changes of a share that has no range.
var byFifth = []struct {
	name   string
	factor float64
}{{"+20%", 1.2}, {"-20%", 0.8}}

// Fixed are facts that are assumed, or old, and that nothing can change, since the model says
// neither how far they may be off nor what would be without them.
type Fixed struct {
	Of, Key string // the element, and its key
	Value   string
}

// Unranged returns the figures of unverified facts for which the model gives no range, in its
// order: delays of requirements and recoveries of nodes, sizes of populations and numbers of
// users. It costs a pass over the model.
func Unranged(m *models.Model, before string) []Fixed {
	var out []Fixed
	for i := range m.Nodes {
		n := &m.Nodes[i]
		if unverified(m, n.Provenance, before) {
			out = append(out, unranged(n)...)
		}
		for k := range n.Needs {
			if r := &n.Needs[k]; unverified(m, n.Grounds(r), before) {
				out = append(out, unrangedDelays(n.ID, r)...)
			}
		}
	}
	for i := range m.Populations {
		if p := &m.Populations[i]; p.Size != nil && unverified(m, p.GroundsOf("size"), before) {
			out = append(out, Fixed{p.ID, "size", strconv.FormatFloat(*p.Size, 'f', -1, 64)})
		}
	}
	return out
}

func unranged(n *models.Node) (out []Fixed) {
	ranged := func(key string) bool {
		return slices.ContainsFunc(n.Ranges, func(r models.KeyRange) bool { return r.Key == key && !r.Range.Exact() })
	}
	if n.Time != nil && n.Time.Recovery > 0 && !ranged("recovery") {
		out = append(out, Fixed{n.ID, "recovery", models.FormatDuration(n.Time.Recovery)})
	}
	if n.Use != nil && n.Use.Users != nil {
		out = append(out, Fixed{n.ID, "users", strconv.FormatFloat(*n.Use.Users, 'f', -1, 64)})
	}
	return out
}

// unrangedDelays returns those of a requirement and of its members.
func unrangedDelays(of string, r *models.Requirement) (out []Fixed) {
	if m := r.Mods; m != nil {
		ranged := func(key string) bool {
			return slices.ContainsFunc(m.Ranges, func(r models.KeyRange) bool { return r.Key == key && !r.Range.Exact() })
		}
		if m.Failover > 0 && !ranged("failover") {
			out = append(out, Fixed{of, "failover", models.FormatDuration(m.Failover)})
		}
		if m.Holdup > 0 && !ranged("holdup") {
			out = append(out, Fixed{of, "holdup", models.FormatDuration(m.Holdup)})
		}
	}
	for i := range r.Of {
		out = append(out, unrangedDelays(of, &r.Of[i])...)
	}
	return out
}
