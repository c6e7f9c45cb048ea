package oracle

import (
	"maps"
	"math"
	"slices"
)

// Interval is how many lose something, at the least and at the most, as far as that
// is known, and how many services of theirs are hit, with and without figures.
type Interval struct {
	Least, Most    float64
	Hit, Uncounted int
}

// since is the part of a vertex's users who are cut off and were not before.
func since(vertex string, levels, before map[string]string, lost, lostBefore map[string]float64) float64 {
	if more := cutOff(vertex, levels, lost) - cutOff(vertex, before, lostBefore); more > 1e-9 { // else nobody could tell
		return more
	}
	return 0
}

var order = map[string]int{"down": 0, "degraded": 1, "up": 2}

// hitServices are those of which some users find it worse than before.
func (m *model) hitServices(levels, before map[string]string, lost, lostBefore map[string]float64) map[string]bool {
	hit := map[string]bool{}
	for _, node := range m.nodes {
		if m.kind[node] != "service" {
			continue
		}
		for _, v := range append([]string{node}, m.parts(node)...) {
			if order[levels[v]] < order[before[v]] || (v != node || m.parts(node) == nil) && since(v, levels, before, lost, lostBefore) > 0 {
				hit[node] = true
			}
		}
	}
	return hit
}

// counted says whether there is a figure of a service's users, or a bound.
func (m *model) counted(service string) bool {
	if p := m.populationOf(service); p != "" {
		return !math.IsInf(m.most(p), 1)
	}
	return m.keys[service]["users"] != nil
}

// most is as many as a population can be.
func (m *model) most(population string) float64 {
	most := math.Inf(1)
	for population != "" {
		keys := m.population[population]
		if size, given := keys["size"]; given {
			most = math.Min(most, number(size))
		}
		population, _ = keys["of"].(string)
	}
	return most
}

// populationsDown counts who lost some service of each population, each person once:
// in each part of it between the widest reach that is cut off and all of these.
// Those of the populations that are some of it are among them.
func (m *model) populationsDown(levels, before map[string]string, lost, lostBefore map[string]float64) map[string]Interval {
	hit, out := m.hitServices(levels, before, lost, lostBefore), map[string]Interval{}
	var of func(population string) Interval
	of = func(population string) Interval {
		keys, x := m.population[population], Interval{}
		least, most := 0.0, 0.0
		for _, access := range slices.Sorted(maps.Keys(m.access[population])) {
			widest, sum := 0.0, 0.0
			for _, node := range m.nodes {
				if m.populationOf(node) == population {
					reach := numberOr(m.keys[node], "reach", 1) * since(node+"@"+access, levels, before, lost, lostBefore)
					widest, sum = math.Max(widest, reach), sum+reach
				}
			}
			least += m.access[population][access] * widest
			most += m.access[population][access] * math.Min(1, sum)
		}
		if size, given := keys["size"]; given {
			x.Least, x.Most = number(size)*least, number(size)*most
		} else if bound := m.most(population); !math.IsInf(bound, 1) {
			x.Most = bound * most
		}
		for _, node := range m.nodes {
			if m.populationOf(node) == population && hit[node] {
				x.Hit++
				if !m.counted(node) {
					x.Uncounted++
				}
			}
		}
		for part, keys := range m.population {
			if keys["of"] == population {
				y := of(part)
				x.Least, x.Most = math.Max(x.Least, y.Least), x.Most+y.Most
				x.Hit, x.Uncounted = x.Hit+y.Hit, x.Uncounted+y.Uncounted
			}
		}
		x.Most = math.Min(x.Most, m.most(population))
		return x
	}
	for population := range m.population {
		out[population] = of(population)
	}
	return out
}

// thing is what a population counts, or the users of a service without one.
func (m *model) thing(population string) string {
	if counts, ok := m.population[population]["counts"].(string); ok {
		return counts
	}
	return "people"
}

// things counts who lost something, by what is counted: populations that are some of
// no other, and the users of services without one, may all be the same people.
func (m *model) things(populations map[string]Interval, levels, before map[string]string, lost, lostBefore map[string]float64) map[string]Interval {
	out := map[string]Interval{}
	add := func(thing string, x Interval) {
		y := out[thing]
		out[thing] = Interval{Least: math.Max(y.Least, x.Least), Most: y.Most + x.Most, Hit: y.Hit + x.Hit, Uncounted: y.Uncounted + x.Uncounted}
	}
	for population, x := range populations {
		if m.population[population]["of"] == nil {
			x.Least, x.Most = math.Round(x.Least+1e-6), math.Round(x.Most+1e-6)
			add(m.thing(population), x)
		}
	}
	hit := m.hitServices(levels, before, lost, lostBefore)
	for _, node := range m.nodes {
		if m.kind[node] != "service" || m.populationOf(node) != "" {
			continue
		}
		x := Interval{}
		if hit[node] {
			x.Hit = 1
		}
		if !m.counted(node) {
			x.Uncounted = x.Hit
		} else {
			x.Least = math.Round(numberOr(m.keys[node], "users", 0)*since(node, levels, before, lost, lostBefore) + 1e-6)
			x.Most = x.Least
		}
		add("people", x)
	}
	return out
}
