package oracle

// Together answers a question about several failures at once as sets of failures are
// judged: each delay compared with the horizon by itself, and at least what each single
// failure takes down more in a timeline. It says nothing of causes and of redundancy.
func Together(doc Doc, q Question) Answer {
	a := Apart(doc, q)
	m := newModel(doc)
	for _, failed := range q.Failed {
		one := WhatIf(doc, Question{Failed: []string{failed}, Impaired: q.Impaired, After: q.After, Demand: q.Demand})
		m.lower(a.Levels, one.Levels, Apart(doc, Question{Failed: []string{failed}, Impaired: q.Impaired, After: q.After, Demand: q.Demand}).Levels)
	}
	return m.answer(newWorld(m, q), found{loaded: loaded{levels: a.Levels, load: a.Loads}, before: loaded{levels: a.Before}})
}

// lower takes levels down to others where these are lower than they would be apart.
func (m *model) lower(levels, to, apart map[string]string) {
	for vertex, level := range to {
		if rank(level) < rank(apart[vertex]) {
			levels[vertex] = worst([]string{levels[vertex], level})
		}
	}
	for _, node := range m.nodes {
		if parts := m.parts(node); parts != nil {
			levels[node] = wholeOf(parts, levels)
		}
	}
}
