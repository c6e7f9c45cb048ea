package models

import "strings"

// Leaning is a service that stands on another of known users as a whole, and knows none
// of its own.
type Leaning struct{ Node, On string }

// BlindFor returns the services that a policy protects without seeing who loses them, in
// the order of the model: they have no population, and lean, directly or through what has
// none either, on a service with one as a whole. They are down only when the last of its
// users is. It costs a look at every member of the model, and nothing without populations.
func (m *Model) BlindFor(p *Policy) []Leaning {
	if len(m.Populations) == 0 {
		return nil
	}
	protected, err := m.Select(p.Protect)
	if err != nil {
		return nil // an error of the model, told elsewhere
	}
	return m.blindOf(protected, m.leanOnPeople())
}

// blindOf picks those without a population that lean on one.
func (m *Model) blindOf(protected []string, on map[string]string) []Leaning {
	var out []Leaning
	for _, id := range protected {
		n := m.Node(id) // nil of a part: a service with parts sees its users
		if n != nil && n.Kind == KindService && n.populationID() == "" && on[id] != "" {
			out = append(out, Leaning{id, on[id]})
		}
	}
	return out
}

// leanOnPeople says of every node on which service with a population it leans as a whole.
func (m *Model) leanOnPeople() map[string]string {
	return m.leanings(func(ref string, of *Node) bool { return ref == of.ID && of.populationID() != "" },
		func(n *Node) bool { return n.populationID() == "" })
}

// leanOnUsers says of every node on which service or part of known users it leans; what
// leans on a service of unknown users is that service's matter.
func (m *Model) leanOnUsers() map[string]string {
	return m.leanings(func(_ string, of *Node) bool { return hasUsers(of) }, func(n *Node) bool { return n.Kind != KindService })
}

// leanings returns, for every node, the first member of some sort that it needs; else the
// one that it reaches through the fewest nodes of another sort.
func (m *Model) leanings(is func(ref string, of *Node) bool, through func(*Node) bool) map[string]string {
	on, above := map[string]string{}, map[string][]string{}
	var next []string
	for i := range m.Nodes {
		n := &m.Nodes[i]
		m.eachNeeded(n.Needs, func(ref string, of *Node) {
			if on[n.ID] == "" && is(ref, of) {
				on[n.ID] = ref
				next = append(next, n.ID)
			}
			if through(of) {
				above[of.ID] = append(above[of.ID], n.ID)
			}
		})
	}
	for len(next) > 0 {
		id := next[0]
		next = next[1:]
		for _, up := range above[id] {
			if on[up] == "" {
				on[up] = on[id]
				next = append(next, up)
			}
		}
	}
	return on
}

// eachNeeded visits the nodes that requirements name, at any nesting, in order.
func (m *Model) eachNeeded(needs []Requirement, visit func(ref string, of *Node)) {
	for i := range needs {
		r := &needs[i]
		id, _, _ := strings.Cut(r.On, "@")
		if n := m.Node(id); n != nil {
			visit(r.On, n)
		}
		m.eachNeeded(r.Of, visit)
	}
}

// hasUsers says whether a service has a population or gives its users.
func hasUsers(n *Node) bool { return n.Use != nil && (n.Use.Population != "" || n.Use.Users != nil) }
