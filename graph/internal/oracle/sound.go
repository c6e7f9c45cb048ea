package oracle

// Unsupplied are the nodes and parts that are down with nothing failed, load not
// regarded, because nothing supplies them or what they need.
func Unsupplied(doc Doc) []string {
	m := newModel(doc)
	levels := m.calm().settled(nil)
	var down []string
	for _, vertex := range m.vertices() {
		if levels[vertex] == "down" {
			down = append(down, vertex)
		}
	}
	return down
}
