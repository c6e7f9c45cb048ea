package loads

import (
	"maps"
	"slices"
)

// components are the vertices in groups that need each other, each group after all
// that it needs.
func (m *model) components() [][]string {
	reach := map[string]map[string]bool{}
	for _, vertex := range m.vertices {
		reach[vertex] = map[string]bool{vertex: true}
		m.reach(vertex, reach[vertex])
	}
	vertices := slices.Clone(m.vertices)
	slices.SortStableFunc(vertices, func(a, b string) int { return len(reach[a]) - len(reach[b]) })
	var all [][]string
	placed := map[string]bool{}
	for _, vertex := range vertices {
		var component []string
		for _, other := range vertices {
			if !placed[other] && reach[vertex][other] && reach[other][vertex] {
				component = append(component, other)
			}
		}
		for _, other := range component {
			placed[other] = true
		}
		if component != nil {
			all = append(all, component)
		}
	}
	return all
}

// reach adds all that a vertex needs, directly and through others.
func (m *model) reach(vertex string, to map[string]bool) {
	for _, next := range m.behind(vertex) {
		if !to[next] {
			to[next] = true
			m.reach(next, to)
		}
	}
}

// behind are the vertices that a vertex names, and of a service its parts.
func (m *model) behind(vertex string) []string {
	all := slices.Clone(m.parts[vertex])
	for _, leaf := range leaves(m.wants[vertex]) {
		if leaf.vertex != "" {
			all = append(all, leaf.vertex)
		}
	}
	return all
}

// needing are the vertices of a node and those that need them, directly or not.
func (m *model) needing(node string) map[string]bool {
	all := map[string]bool{}
	for _, vertex := range m.vertices {
		to := map[string]bool{vertex: true}
		m.reach(vertex, to)
		for other := range to {
			if m.nodeOf(other) == node {
				all[vertex] = true
			}
		}
	}
	return all
}

// Knows says what of a document is not the business of this package, or "".
func Knows(doc Doc) string {
	m := read(doc)
	for _, component := range m.order {
		for _, vertex := range component {
			if len(component) == 1 && !slices.Contains(m.behind(vertex), vertex) {
				continue
			}
			if m.recovery(vertex) > 0 {
				return "a recovery in a loop"
			}
			for _, w := range groups(m.wants[vertex]) {
				switch {
				case w.holdup+w.failover > 0:
					return "a delay in a loop"
				case w.unless:
					return "an unless in a loop"
				}
			}
		}
	}
	for _, keys := range slices.Collect(maps.Values(m.people)) {
		if keys["joint"] != nil {
			return "joint shares"
		}
	}
	return says(map[string]any(doc))
}

// Lacks says whether somebody needs what, for want of a line, nobody of his has: that is
// not taken from him, which is other oracles' business.
func Lacks(doc Doc) bool {
	m := read(doc)
	return slices.ContainsFunc(m.vertices, func(vertex string) bool {
		return slices.ContainsFunc(leaves(m.wants[vertex]), func(leaf *want) bool {
			return leaf.own && !slices.Contains(m.vertices, leaf.vertex)
		})
	})
}

// says is "supply" where a document says something of it.
func says(value any) string {
	switch v := value.(type) {
	case []any:
		for _, member := range v {
			if s := says(member); s != "" {
				return s
			}
		}
	case map[string]any:
		for key, member := range v {
			if s := says(member); s != "" || key == "supply" {
				return "supply"
			}
		}
	}
	return ""
}
