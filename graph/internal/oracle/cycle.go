package oracle

import "slices"

// inCycle says of every vertex whether it needs itself by way of another, or,
// of a service, whether one of its parts does.
func (m *model) inCycle() map[string]bool {
	in := map[string]bool{}
	for _, vertex := range m.vertices() {
		in[vertex] = m.needed[vertex][vertex] // by way of others: no valid node is its own member
	}
	for _, node := range m.nodes {
		for _, part := range m.parts(node) {
			in[node] = in[node] || in[part]
		}
	}
	return in
}

// reach marks everything that a vertex needs, directly or through others,
// whether or not that has any effect at some horizon.
func (m *model) reach(vertex string, seen map[string]bool) {
	direct := slices.Clone(m.parts(vertex))
	for _, name := range spoken(m.needs(vertex)) {
		direct = append(direct, m.resolve(vertex, name))
	}
	for _, next := range direct {
		if !seen[next] {
			seen[next] = true
			m.reach(next, seen)
		}
	}
}
