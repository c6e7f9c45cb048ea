package hindsight

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
)

// keys are those of a node that a replay looks at, but for its needs.
func keys() []string {
	return []string{"population", "reach", "users", "recovery", "demand", "capacity", "overload", "spills_to", "supply"}
}

// nodeKnown says whether anything that is said of a node was known.
func (t *taker) nodeKnown(n *models.Node) bool {
	return t.known(n.Provenance) ||
		slices.ContainsFunc(n.Needs, func(r models.Requirement) bool { return t.known(n.Grounds(&r)) }) ||
		slices.ContainsFunc(says(n, keys()), func(key string) bool { return t.known(n.GroundsOf(key)) })
}

// says returns those of keys under which an element says something.
func says(element any, keys []string) []string {
	var out []string
	for _, s := range models.Says(element) {
		if !s.Assumed && slices.Contains(keys, s.Key.Name) {
			out = append(out, s.Key.Name)
		}
	}
	return out
}

// nodes returns what is left of the nodes.
func (t *taker) nodes() []models.Node {
	t.ofNodes, t.stubs = nil, t.lineEnds()
	var out []models.Node
	for i := range t.m.Nodes {
		if n := t.m.Nodes[i]; t.gone[n.ID] {
			t.note(&n, "", "", t.why(n.Provenance), n.Provenance)
		} else {
			t.node(&n)
			out = append(out, n)
		}
	}
	for id := range t.stubs {
		if n := t.m.Node(id); n == nil {
			out = append(out, models.Node{ID: id, Kind: "platform", Fails: true, Criticality: 1})
		} else if t.gone[id] {
			bare := *n
			bare.Needs = nil
			models.Unsay(&bare, func(k *language.Key) bool { return slices.Contains(keys(), k.Name) })
			out = append(out, bare)
		}
	}
	slices.SortFunc(out, func(a, b models.Node) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// lineEnds returns the nodes on which the lines of people end that are left.
func (t *taker) lineEnds() map[string]bool {
	out := map[string]bool{}
	for i := range t.populations {
		lines := t.populations[i].Lines()
		s := t.m.SegmentsOf(t.m.PopulationIndex(t.populations[i].ID))
		for k := range lines {
			for _, end := range s.Ended(s.Line(lines[k].Name)) {
				out[t.m.Nodes[end.Node].ID] = true
			}
		}
	}
	return out
}

// node takes away what was not known of a node that is left, itself a copy.
func (t *taker) node(n *models.Node) {
	drop := map[string]bool{}
	for _, key := range says(n, keys()) {
		if p := n.GroundsOf(key); !t.known(p) && !(key == "population" && t.split[n.ID]) {
			drop[key] = true
			t.note(n, key, "", t.why(p), p)
		}
	}
	free := t.m.PopulationOf(n) != nil && t.m.ImplicitLine(n) == ""
	if !drop["population"] {
		t.usersLeft(n, drop)
	}
	drop["reach"] = drop["reach"] || drop["population"]
	t.spills(n)
	models.Unsay(n, func(k *language.Key) bool { return drop[k.Name] })
	var needs []models.Requirement
	for i := range n.Needs {
		if r, stays := t.need(n, &n.Needs[i]); stays {
			needs = append(needs, r)
		}
	}
	n.Needs, n.AccessFree = needs, n.AccessFree || free
}

// usersLeft has a service whose population is gone, or has no lines any more, go without
// it. How many use it stays known where the size of the population is.
func (t *taker) usersLeft(n *models.Node, drop map[string]bool) {
	was := t.m.PopulationOf(n)
	if was == nil {
		return
	}
	p := t.population(was.ID)
	if p != nil && len(p.Lines()) > 0 {
		return
	}
	drop["population"] = true
	t.note(n, "population", "", Names, was.Provenance)
	if p != nil && p.Size != nil {
		use := *n.Use
		users := *p.Size * use.Reach
		use.Users = &users
		n.Use = &use
	}
}

// spills leaves out where demand goes that is gone.
func (t *taker) spills(n *models.Node) {
	if n.Load == nil || !slices.ContainsFunc(n.Load.SpillsTo, func(s models.Spill) bool { return t.gone[s.To] }) {
		return
	}
	load := *n.Load
	load.SpillsTo = nil
	for _, s := range n.Load.SpillsTo {
		if !t.gone[s.To] {
			load.SpillsTo = append(load.SpillsTo, s)
		}
	}
	n.Load = &load
	t.note(n, "spills_to", "", Names, n.Provenance)
}

func (t *taker) note(n *models.Node, key, about string, why Why, p *models.Provenance) {
	t.ofNodes = append(t.ofNodes, Fact{n.Kind, n.ID, key, about, why, p})
}

// findBroken notes parts that needs name and that are no more; false if there are none.
func (t *taker) findBroken(nodes []models.Node) bool {
	m, found := t.model(nodes, t.in), false
	var walk func(rs []models.Requirement)
	walk = func(rs []models.Requirement) {
		for i := range rs {
			if ref := rs[i].On; strings.Contains(ref, "@") && !strings.HasPrefix(ref, "@") {
				if _, _, err := m.PartsNamed(ref); err != nil {
					t.broken[ref], found = true, true
				}
			}
			walk(rs[i].Of)
		}
	}
	for i := range nodes {
		walk(nodes[i].Needs)
	}
	return found
}
