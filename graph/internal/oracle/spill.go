package oracle

import (
	"maps"
	"slices"
)

// arrivals is what arrives at each vertex: the demand on it, and what spills to
// it from others that are down.
func (m *model) arrivals(demand map[string]float64, levels map[string]string) map[string]float64 {
	total := map[string]float64{}
	for _, service := range slices.Sorted(maps.Keys(demand)) {
		for _, origin := range m.origins(service) {
			amount := demand[service]
			if origin != service {
				amount *= m.shareOf(origin)
			}
			m.follow(origin, amount, levels, total)
		}
	}
	return total
}

// origins are the vertices of a service that demand comes from.
func (m *model) origins(service string) []string {
	if parts := m.parts(service); parts != nil {
		return parts
	}
	return []string{service}
}

// follow adds to the total what one origin's demand makes arrive, step by step.
// Nothing of it visits a service twice.
func (m *model) follow(origin string, amount float64, levels map[string]string, total map[string]float64) {
	service, _ := split(origin)
	visited := map[string]bool{service: true}
	for step := map[string]float64{origin: amount}; len(step) > 0; {
		next := map[string]float64{}
		for _, vertex := range slices.Sorted(maps.Keys(step)) {
			total[vertex] += step[vertex]
			if m.spills(vertex, levels) {
				m.spill(vertex, step[vertex], visited, next)
			}
		}
		for vertex := range next {
			service, _ := split(vertex)
			visited[service] = true
		}
		step = next
	}
}

// spills says whether a vertex sends on what arrives at it. Those whose access
// node is down cannot reach anything else either.
func (m *model) spills(vertex string, levels map[string]string) bool {
	_, access := split(vertex)
	return levels[vertex] == "down" && (access == "" || levels[access] != "down")
}

// spill sends on what arrived at a vertex, part by part where the target has
// the same population.
func (m *model) spill(vertex string, amount float64, visited map[string]bool, next map[string]float64) {
	service, access := split(vertex)
	targets, _ := m.keys[service]["spills_to"].(map[string]any)
	for _, target := range slices.Sorted(maps.Keys(targets)) {
		if visited[target] {
			continue
		}
		x := amount * number(targets[target])
		switch {
		case m.populationOf(target) == "":
			next[target] += x
		case m.populationOf(target) == m.populationOf(service):
			next[target+"@"+access] += x
		default:
			for _, part := range m.parts(target) {
				next[part] += x * m.shareOf(part)
			}
		}
	}
}
