package oracle

import "slices"

// because names the direct members that broke each vertex below up, apart from
// those that the question itself failed.
func (w *world) because(levels map[string]string) map[string][]string {
	causes := map[string][]string{}
	for _, vertex := range w.vertices() {
		if levels[vertex] == "up" || w.failedByQuestion(vertex) {
			continue
		}
		names := w.brokenBy(vertex, levels)
		for _, part := range w.parts(vertex) {
			if levels[part] != "up" && !w.failedByQuestion(part) {
				names = append(names, w.brokenBy(part, levels)...)
			}
		}
		slices.Sort(names)
		causes[vertex] = append([]string{}, slices.Compact(names)...)
	}
	return causes
}

// brokenBy names the culprits in the requirements that are as low as the vertex.
func (w *world) brokenBy(vertex string, levels map[string]string) []string {
	var names []string
	for _, entry := range w.needs(vertex) {
		if w.value(entry, vertex, levels) == levels[vertex] {
			names = append(names, w.culprits(entry, vertex, levels)...)
		}
	}
	return names
}

// culprits are the members in reach that are no better than the one that set
// the value: had they been better, the value might have been.
func (w *world) culprits(entry any, speaker string, levels map[string]string) []string {
	if name, ok := entry.(string); ok {
		return []string{written(speaker, name)}
	}
	var names []string
	r := entry.(requirement)
	if r.unless {
		return w.inhibitors(r.members[0], speaker, levels)
	}
	raw := w.rawValue(r, speaker, levels)
	for _, member := range w.inReach(r, speaker) {
		if rank(w.value(member, speaker, levels)) <= rank(raw) {
			names = append(names, w.culprits(member, speaker, levels)...)
		}
	}
	return names
}
