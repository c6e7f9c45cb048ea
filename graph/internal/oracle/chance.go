package oracle

// Chance is the probability, of every node and part, that it reaches a level: "up", or
// "degraded" for not being down; of a service with parts the mean over its users. All
// ways in which the nodes that have a figure can have failed are gone through, so these
// may be a dozen. Load is left aside, and each delay is compared with the horizon; each set
// takes down at least what a single failure of it takes down more in a timeline.
func Chance(doc Doc, level, after string) map[string]float64 {
	m := newModel(doc)
	var nodes []string
	for _, node := range m.nodes {
		if m.unavailability(node) > 0 {
			nodes = append(nodes, node)
		}
	}
	chance := map[string]float64{}
	table := m.table(nodes, after)
	for state := range 1 << len(nodes) {
		p := 1.0
		for i, node := range nodes {
			if state>>i&1 == 1 {
				p *= m.unavailability(node)
			} else {
				p *= 1 - m.unavailability(node)
			}
		}
		levels := table(state)
		for _, vertex := range m.vertices() {
			chance[vertex] += p * m.overParts(vertex, func(part string) float64 {
				if rank(levels[part]) >= rank(level) {
					return 1
				}
				return 0
			})
		}
	}
	return chance
}

// unavailability is the probability that a node has failed of itself.
func (m *model) unavailability(node string) float64 {
	keys := m.keys[node]
	if mtbf, ok := keys["mtbf"].(string); ok {
		mttr := float64(seconds(keys["mttr"].(string)))
		return mttr / (float64(seconds(mtbf)) + mttr)
	}
	return numberOr(keys, "unavailability", 1-numberOr(keys, "availability", 1))
}

// table gives the levels with some nodes failed: those that a number has bits for.
func (m *model) table(nodes []string, after string) func(state int) map[string]string {
	stood := m.calm().settled(nil)
	alone := func(state int) map[string]string {
		w := newWorld(m, Question{Failed: chosen(nodes, state), After: after})
		if m.supplied || m.inhibited {
			w.stood = stood
		}
		return w.settled(nil)
	}
	var played, single []map[string]string
	for i, node := range nodes {
		e, _ := m.atHorizon(Question{Failed: []string{node}, After: after})
		played, single = append(played, e.Levels), append(single, alone(1<<i))
	}
	return func(state int) map[string]string {
		levels := alone(state)
		for i := range nodes {
			if state>>i&1 == 1 {
				m.lower(levels, played[i], single[i])
			}
		}
		return levels
	}
}

// chosen are the nodes that a number has bits for.
func chosen(nodes []string, state int) []string {
	var some []string
	for i, node := range nodes {
		if state>>i&1 == 1 {
			some = append(some, node)
		}
	}
	return some
}
