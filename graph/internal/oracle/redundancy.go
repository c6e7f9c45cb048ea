package oracle

import "maps"

// lostRedundancy says of every vertex whether some requirement of it could
// lose any one name before the failures, still holds, and can no longer.
func (w *world) lostRedundancy(levels map[string]string) map[string]bool {
	before := w.stood
	if before == nil {
		before = w.everythingUp()
	}
	lost := map[string]bool{}
	for _, vertex := range w.vertices() {
		lost[vertex] = false // a definite no
		for _, entry := range w.needs(vertex) {
			value := w.value(entry, vertex, before)
			if w.survives(entry, vertex, before, value) &&
				rank(w.value(entry, vertex, levels)) >= rank(value) &&
				!w.survives(entry, vertex, levels, value) {
				lost[vertex] = true
			}
		}
	}
	for _, node := range w.nodes {
		for _, part := range w.parts(node) {
			lost[node] = lost[node] || lost[part]
		}
	}
	return lost
}

// survives says whether a requirement is no less than it was with nothing failed at
// the loss of any one that it names; where that is an unless it may be more. The loss is
// local: what else would fall with the lost one is left as it is.
func (w *world) survives(entry any, speaker string, levels map[string]string, value string) bool {
	for _, name := range spoken(entry) {
		without := maps.Clone(levels)
		without[w.resolve(speaker, name)] = "down"
		if rank(w.value(entry, speaker, without)) < rank(value) {
			return false
		}
	}
	return true
}
