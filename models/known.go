package models

import "slices"

// Known returns the model as if one of its ranges were known to be some value, in seconds
// or as a share: the others stay what they are taken for, and shares of the same split are
// scaled. Facts still has the range. As with AmendNode the change is made again where an
// option, or another day, has the element read anew, if it says the same range there. It
// costs a copy of the element.
func (m *Model) Known(f Fact, x float64) *Model {
	switch f.Sort {
	case FactEvent:
		out, d := *m, m.Drawing()
		d.Set(d.values(f, x))
		out.Incidents = d.Model.Incidents
		return &out
	case FactShare:
		return m.AmendPopulation(f.Of, func(p *Population) { p.know(f, x) })
	}
	nth := m.nth(f)
	return m.AmendNode(f.Of, func(n *Node) { n.know(f, nth, x) })
}

// values are what facts are taken for, but for one of them.
func (d *Drawing) values(but Fact, x float64) []float64 {
	out := make([]float64, len(d.Facts))
	for i := range d.Facts {
		if out[i] = d.Facts[i].Range.Likeliest; d.Facts[i].same(but) {
			out[i] = x
		}
	}
	return out
}

// same says whether two facts are the same figure of one model.
func (f *Fact) same(other Fact) bool {
	return f.Of == other.Of && f.Key == other.Key && f.About == other.About && f.mods == other.mods
}

// nth tells apart requirements of a node that say the same of the same members: how many
// of them come before that of a fact.
func (m *Model) nth(f Fact) (before int) {
	if n := m.Node(f.Of); n != nil {
		for _, r := range n.saying(f) {
			if r.Mods == f.mods {
				break
			}
			before++
		}
	}
	return before
}

// saying returns the requirements of a node that may have a fact.
func (n *Node) saying(f Fact) (out []*Requirement) {
	eachModified(n.Needs, func(r *Requirement) {
		if r.members() == f.About && slices.Contains(r.Mods.Ranges, KeyRange{f.Key, f.Range}) {
			out = append(out, r)
		}
	})
	return out
}

// know gives a node, or the nth of its requirements that may be meant, a value.
func (n *Node) know(f Fact, nth int, x float64) {
	if f.Sort != FactDelay {
		if slices.Contains(n.Ranges, KeyRange{f.Key, f.Range}) {
			n.ownTimes()
			setterOf(n, f.Key)(x)
		}
		return
	}
	n.Needs = cloned(n.Needs)
	if all := n.saying(f); nth < len(all) {
		mods := *all[nth].Mods
		all[nth].Mods = &mods
		setterOf(all[nth], f.Key)(x)
	}
}

// cloned copies requirements at any nesting, but not what modifies them.
func cloned(rs []Requirement) []Requirement {
	out := slices.Clone(rs)
	for i := range out {
		out[i].Of = cloned(out[i].Of)
	}
	return out
}

// know gives a share of a population a value.
func (p *Population) know(f Fact, x float64) {
	know := func(ids []string, d *drawnSplit) {
		if i := slices.Index(ids, f.About); i >= 0 && d.ranges[i] != nil && *d.ranges[i] == f.Range {
			d.figures[i] = x
			d.scale()
		}
	}
	var ids []string
	if f.Key == "access" {
		for _, a := range p.Access {
			ids = append(ids, a.Node)
		}
		know(ids, p.ownSplit(-1))
		return
	}
	for j := range p.By {
		if "by."+p.By[j].Name != f.Key {
			continue
		}
		for _, v := range p.By[j].Values {
			ids = append(ids, v.ID)
		}
		know(ids, p.ownSplit(j))
	}
}
