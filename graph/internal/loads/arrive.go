package loads

import (
	"maps"
	"slices"
)

// arrivals are what comes to every vertex from outside: the demand on a service, "each
// part its share", and what spills to it. spilled is the latter alone, by service or part.
func (p *play) arrivals(r routing) (total, spilled map[string]float64) {
	total, spilled = map[string]float64{}, map[string]float64{}
	for _, service := range slices.Sorted(maps.Keys(p.demand)) {
		for _, origin := range p.origins(service) {
			x := p.demand[service] * p.shareOf(origin)
			total[origin] += x
			p.spill(origin, x, map[string]bool{service: true}, r, func(to string, x float64) {
				total[to] += x
				spilled[to] += x
			})
		}
	}
	return total, spilled
}

// origins are the parts of a service, or the node itself.
func (m *model) origins(node string) []string {
	if parts := m.parts[node]; parts != nil {
		return parts
	}
	return []string{node}
}

// shareOf is a part's share of those who use its service.
func (m *model) shareOf(vertex string) float64 {
	if at, is := m.part[vertex]; is {
		return at.share
	}
	return 1
}

// spill sends on what came to a vertex by one way: "where a service is down, that part of
// its demand goes elsewhere; what came by one way visits a service once, and what comes by
// several ways adds up."
func (p *play) spill(from string, x float64, visited map[string]bool, r routing, arrive func(string, float64)) {
	_, isPart := p.part[from]
	if r.levels[from] != "down" || isPart && !r.reached[from] {
		return // "A part whose line is down spills nothing"
	}
	targets, _ := p.keys[p.nodeOf(from)]["spills_to"].(map[string]any)
	for _, service := range slices.Sorted(maps.Keys(targets)) {
		if visited[service] {
			continue
		}
		way := maps.Clone(visited)
		way[service] = true
		for to, share := range p.divided(from, service) {
			if _, isPart := p.part[to]; isPart && !r.reached[to] {
				continue // "and receives nothing"
			}
			part := x * amount(targets[service]) * share
			arrive(to, part)
			p.spill(to, part, way, r, arrive)
		}
	}
}

// divided is how what spills from a vertex to a service is divided: "Onto a service with
// parts it divides by share (within one population part follows part)."
func (m *model) divided(from, service string) map[string]float64 {
	at, isPart := m.part[from]
	same := isPart && m.population(service) == m.population(at.service)
	to := map[string]float64{}
	for _, origin := range m.origins(service) {
		switch {
		case !same:
			to[origin] = m.shareOf(origin)
		case m.part[origin].segment.name == at.segment.name:
			to[origin] = 1
		}
	}
	return to
}
