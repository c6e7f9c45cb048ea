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
			if w.survives(entry, vertex, before) &&
				rank(w.value(entry, vertex, levels)) >= rank(w.value(entry, vertex, before)) &&
				!w.survives(entry, vertex, levels) {
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

// survives says whether a requirement keeps its value at the loss of any one
// that it names. The loss is local: what else would fall with the lost one is
// left as it is.
func (w *world) survives(entry any, speaker string, levels map[string]string) bool {
	now := w.value(entry, speaker, levels)
	for _, name := range spoken(entry) {
		without := maps.Clone(levels)
		without[w.resolve(speaker, name)] = "down"
		if rank(w.value(entry, speaker, without)) < rank(now) { // where it is an unless it may be better
			return false
		}
	}
	return true
}
