package picture

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// mention is one place where a node's needs, or those of its users, name a node.
type mention struct {
	node   string // id of what is named
	style  result.EdgeStyle
	chain  []step             // the requirements around the name, outermost first
	users  *models.Population // whose line ends on the node; nil where the needs name it
	share  float64            // with users: how many of them, 0 to 1
	supply bool               // what it brings does not arise in a loop, whoever says so: the needs, the node or its kind
}

// step is a requirement on the way to a name.
type step struct {
	r  *models.Requirement
	at int // its position in the one before
}

// eachMention calls f for every name in a node's needs, and for those on
// which the lines of its users end. The chain is valid during the call only.
func eachMention(m *models.Model, n *models.Node, f func(mention)) {
	w := &walker{m: m, population: m.PopulationIndex(populationOf(n)), f: f}
	supply := m.Supplied(n)
	for i := range n.Needs {
		w.walk(step{&n.Needs[i], i}, result.EdgeHard, supply)
	}
	if line := m.ImplicitLine(n); line != "" {
		w.line(line, result.EdgeHard, nil, supply)
	}
}

func populationOf(n *models.Node) string {
	if n.Use == nil {
		return ""
	}
	return n.Use.Population
}

// line visits the nodes on which a line of the users ends.
func (w *walker) line(name string, style result.EdgeStyle, chain []step, supply bool) {
	s := w.m.SegmentsOf(w.population)
	for _, end := range s.Ended(s.Line(name)) {
		w.f(mention{node: w.m.Nodes[end.Node].ID, style: style, chain: chain, users: &w.m.Populations[w.population], share: end.Share, supply: supply})
	}
}

type walker struct {
	m          *models.Model
	population int // of the node; -1: none
	f          func(mention)
	chain      []step
}

// walk visits a requirement. A name is soft if losing it cannot do worse than
// degrade, alternative if others can stand in for it, and the other way round if it has
// to be down.
func (w *walker) walk(s step, style result.EdgeStyle, supply bool) {
	style = styleOf(s.r, style)
	if s.r.Mods != nil && s.r.Mods.Supply != nil {
		supply = *s.r.Mods.Supply
	}
	w.chain = append(w.chain, s)
	switch line, isLine := strings.CutPrefix(s.r.On, "@"); {
	case isLine:
		w.line(line, style, w.chain, supply)
	case s.r.On != "":
		id, _, _ := strings.Cut(s.r.On, "@")
		w.f(mention{node: id, style: style, chain: w.chain, supply: supply})
	}
	for i := range s.r.Of {
		w.walk(step{&s.r.Of[i], i}, style, supply)
	}
	w.chain = w.chain[:len(w.chain)-1]
}

func styleOf(r *models.Requirement, around result.EdgeStyle) result.EdgeStyle {
	switch {
	case r.Form == models.Unless && around == result.EdgeUnless:
		return result.EdgeHard
	case r.Form == models.Unless, around == result.EdgeUnless:
		return result.EdgeUnless
	case around == result.EdgeSoft || r.Mods != nil && r.Mods.Loss:
		return result.EdgeSoft
	case around == result.EdgeAlternative || r.K < len(r.Of):
		return result.EdgeAlternative
	}
	return result.EdgeHard
}

// strength orders styles: the strongest has the smallest.
func strength(s result.EdgeStyle) int { return slices.Index(styles(), s) }

func styles() []result.EdgeStyle {
	return []result.EdgeStyle{result.EdgeHard, result.EdgeAlternative, result.EdgeSoft, result.EdgeUnless}
}
