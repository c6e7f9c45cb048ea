package compile

import (
	"strings"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/models"
)

// Lines that people do not have are members that are down for good. They are folded
// into the requirements that name them: what is left has no such members.

// nothing is a requirement that asks for nothing.
var nothing = graph.Spec{}

// spec turns a requirement into what it asks of those who see it from somewhere. best
// is how well it can do at all: BestUp, or, for good, BestDown or BestDegraded; then,
// and where nothing is asked (K is 0), there is no more to it.
func (c *compiler) spec(r *models.Requirement, from seen) (s graph.Spec, best models.Best) {
	switch {
	case r.Form == models.Unless:
		return c.unless(r, from)
	case r.On == "":
		return c.group(r, from)
	}
	switch v, one := c.resolve(r.On, from); {
	case one && v < 0:
		return nothing, r.Mods.Softened(models.BestDown)
	case one:
		return graph.Spec{Vertex: v, K: 1, Mods: c.mods(r.Mods, from.supply), Mark: isPart(r.On)}, models.BestUp
	}
	own := c.mods(r.Mods, from.supply)
	s = c.together(r.On, own.Supply)
	if own != (graph.Mods{Supply: own.Supply}) {
		s = graph.Spec{K: 1, Of: []graph.Spec{s}, Mods: own}
	}
	return s, models.BestUp
}

// together are parts that are named at once: they read as a service does.
func (c *compiler) together(ref string, supply bool) graph.Spec {
	of := c.Vertices(ref)
	s := graph.Spec{K: len(of), Mods: graph.Mods{Whole: true, Supply: supply}, Of: make([]graph.Spec, len(of))}
	for i, v := range of {
		s.Of[i] = graph.Spec{Vertex: v, K: 1, Mods: graph.Mods{Supply: supply}, Mark: true}
	}
	return s
}

// unless is what a requirement asks that holds while another is down.
func (c *compiler) unless(r *models.Requirement, from seen) (s graph.Spec, best models.Best) {
	from.supply = false // whether it is down is settled before
	s, best = c.spec(&r.Of[0], from)
	switch {
	case best == models.BestDown:
		return nothing, models.BestUp
	case best == models.BestDegraded || s.K == 0:
		return nothing, r.Mods.Softened(models.BestDown)
	}
	mods := c.mods(r.Mods, false)
	mods.Unless = true
	return graph.Spec{Of: []graph.Spec{s}, K: 1, Mods: mods}, models.BestUp
}

func (c *compiler) group(r *models.Requirement, from seen) (graph.Spec, models.Best) {
	g := folded{k: r.K, mods: c.mods(r.Mods, from.supply)}
	from.supply = g.mods.Supply
	if from.segments == nil || r.Form == models.All || !speaks(r) { // what all need they need, once or twice
		g.of = make([]graph.Spec, 0, len(r.Of))
		for i := range r.Of {
			g.add(c.spec(&r.Of[i], from))
		}
	} else {
		for _, t := range r.Twins(from.end) {
			g.add(c.twins(r, t, from))
		}
	}
	return g.spec(r.Mods)
}

// speaks says whether lines stand among the members of a group.
func speaks(r *models.Requirement) bool {
	for i := range r.Of {
		if strings.HasPrefix(r.Of[i].On, "@") {
			return true
		}
	}
	return false
}

// twins are members of a group that are one node: the best of them counts, once.
func (c *compiler) twins(r *models.Requirement, which []int, from seen) (graph.Spec, models.Best) {
	best := folded{k: 1, mods: graph.Mods{Supply: from.supply}}
	for k, i := range which {
		s, b := c.spec(&r.Of[i], from)
		if len(which) == 1 {
			return s, b
		}
		if k == 0 || s.Mods != best.mods { // the same node in the same way is no other
			best.add(s, b)
		}
	}
	if len(best.of) == 1 && best.degraded+best.up == 0 {
		return best.of[0], models.BestUp
	}
	return best.spec(nil)
}

// folded is a group without the members that are at one level for good.
type folded struct {
	of       []graph.Spec
	k        int
	up       int // members that are up for good
	degraded int // members that are degraded for good
	mods     graph.Mods
}

func (g *folded) add(s graph.Spec, best models.Best) {
	switch {
	case best == models.BestDegraded:
		g.degraded++
	case best == models.BestUp && s.K == 0:
		g.up++
	case best == models.BestUp:
		g.of = append(g.of, s)
	}
}

// spec returns what is left of the group. Where it can only be degraded for good, or
// worse as others fall, what is left is what takes it further down: that it is
// degraded as it is is not said.
func (g *folded) spec(m *models.Modifiers) (graph.Spec, models.Best) {
	k := g.k - g.up
	switch d := g.degraded; {
	case k <= 0:
		return nothing, models.BestUp
	case len(g.of)+d < k:
		return nothing, m.Softened(models.BestDown)
	case d == 0:
		return graph.Spec{Of: g.of, K: k, Mods: g.mods}, models.BestUp
	case d >= k && len(g.of) < k:
		return nothing, m.Softened(models.BestDegraded)
	case d >= k && g.mods.Accepts:
		return nothing, models.BestUp // at worst it is degraded
	case d >= k:
		own := g.mods
		own.Loss = true
		return graph.Spec{Of: g.of, K: k, Mods: own}, models.BestUp
	case len(g.of) < k:
		return graph.Spec{Of: g.of, K: k - d, Mods: g.mods}, models.BestUp
	default:
		own := g.mods
		own.Failover, own.FailoverFact, own.Balanced = 0, 0, false
		least := graph.Spec{Of: g.of, K: k - d, Mods: graph.Mods{Supply: own.Supply}}
		most := graph.Spec{Of: g.of, K: k, Mods: graph.Mods{Loss: true, Supply: own.Supply}}
		return graph.Spec{Of: []graph.Spec{least, most}, K: 2, Mods: own}, models.BestUp
	}
}

func isPart(ref string) bool { return strings.LastIndexByte(ref, '@') > 0 }

// resolve returns the vertex that a member means: -1 for a line that people there do
// not have, or a service. Part follows part within one population, everything else is
// seen as a whole. Not one: the member is several parts.
func (c *compiler) resolve(ref string, from seen) (v int32, one bool) {
	if name, isLine := strings.CutPrefix(ref, "@"); isLine {
		return int32(from.end(name)), true
	}
	if isPart(ref) {
		if of := c.Vertices(ref); len(of) != 1 {
			return -1, false
		} else {
			return of[0], true
		}
	}
	node := int32(c.Model.Index(ref))
	if n := &c.Model.Nodes[node]; from.population != "" && n.Use != nil && n.Use.Population == from.population {
		return c.PartOf(node, from.segment), true
	}
	return node, true
}
