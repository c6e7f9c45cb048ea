package hindsight

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
)

// people takes away what was not known of populations.
func (t *taker) people() {
	whole := map[string]bool{} // of those of whom an event names a part
	for id := range t.split {
		if p := t.m.PopulationOf(t.m.Node(id)); p != nil {
			whole[p.ID] = true
		}
	}
	for i := range t.m.Populations {
		p := t.m.Populations[i]
		if !whole[p.ID] && !t.peopleKnown(&p) {
			t.take(models.TablePopulation, p.ID, "", "", t.why(p.Provenance), p.Provenance)
			continue
		}
		if !whole[p.ID] {
			t.reduce(&p)
		}
		t.populations = append(t.populations, p)
	}
	for i := range t.populations {
		if p := &t.populations[i]; p.Of != "" && t.population(p.Of) == nil {
			p.Of = ""
			t.take(models.TablePopulation, p.ID, "of", "", Names, p.Provenance)
		}
	}
}

// population returns what is left of a population, or nil.
func (t *taker) population(id string) *models.Population {
	i, found := slices.BinarySearchFunc(t.populations, id, func(p models.Population, id string) int { return strings.Compare(p.ID, id) })
	if !found {
		return nil
	}
	return &t.populations[i]
}

// facts returns the keys under which a population says something, splits and lines one by
// one.
func facts(p *models.Population) []string {
	out := says(p, []string{"size", "of", "access", "joint"})
	for i := range p.By {
		out = append(out, "by."+p.By[i].Name)
	}
	for i := range p.Line {
		out = append(out, "line."+p.Line[i].Name)
	}
	return out
}

func (t *taker) peopleKnown(p *models.Population) bool {
	return t.known(p.Provenance) || slices.ContainsFunc(facts(p), func(key string) bool { return t.known(p.GroundsOf(key)) })
}

// reduce takes away what was not known of a population, itself a copy, with what speaks of
// that.
func (t *taker) reduce(p *models.Population) {
	gone := map[string]bool{}
	for _, key := range facts(p) {
		if g := p.GroundsOf(key); !t.known(g) {
			gone[key] = true
			t.take(models.TablePopulation, p.ID, key, "", t.why(g), g)
		}
	}
	if len(gone) == 0 {
		return
	}
	if gone["size"] {
		p.Size = nil
	}
	if gone["of"] {
		p.Of = ""
	}
	if gone["access"] {
		p.Access = nil
	}
	p.By = slices.DeleteFunc(slices.Clone(p.By), func(s models.Split) bool { return gone["by."+s.Name] })
	p.Line = slices.DeleteFunc(slices.Clone(p.Line), func(l models.Line) bool {
		if !gone["line."+l.Name] && speaksOf(&l.End, gone) {
			gone["line."+l.Name] = true
			t.take(models.TablePopulation, p.ID, "line."+l.Name, "", Names, p.GroundsOf("line."+l.Name))
		}
		return gone["line."+l.Name]
	})
	t.reduceJoint(p, gone)
}

// reduceJoint takes joint shares away that are gone, or speak of a split that is.
func (t *taker) reduceJoint(p *models.Population, gone map[string]bool) {
	if len(p.Joint) == 0 {
		return
	}
	speaks := slices.ContainsFunc(p.Joint[0].Values, func(v models.SplitValue) bool { return isGone(v.Split, gone) })
	if speaks && !gone["joint"] {
		t.take(models.TablePopulation, p.ID, "joint", "", Names, p.GroundsOf("joint"))
	}
	if speaks || gone["joint"] {
		p.Joint = nil
	}
}

// isGone says whether a split is gone.
func isGone(split string, gone map[string]bool) bool {
	return gone["by."+split] || split == models.LineAccess && gone["access"]
}

// speaksOf says whether a line ends by the value of a split that is gone.
func speaksOf(e *models.End, gone map[string]bool) bool {
	if e.By != "" && isGone(e.By, gone) {
		return true
	}
	for key := range gone {
		split := strings.TrimPrefix(key, "by.")
		if strings.Contains(e.Template, "{"+split+"}") {
			return true
		}
	}
	return slices.ContainsFunc(e.Of, func(x models.EndOf) bool { return speaksOf(&x.End, gone) })
}
