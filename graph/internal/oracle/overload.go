package oracle

import (
	"maps"
	"math"
	"slices"
)

// slack is how far over its capacity a load may lie, for rounding, and fit.
const slack = 1e-9

// amounts are the demands and capacities that hold at a moment, by node.
type amounts struct{ demand, capacity map[string]float64 }

// given are the amounts that the model gives.
func (m *model) given() amounts {
	a := amounts{demand: map[string]float64{}, capacity: map[string]float64{}}
	for _, node := range m.nodes {
		for key, of := range map[string]map[string]float64{"demand": a.demand, "capacity": a.capacity} {
			if amount, ok := m.keys[node][key]; ok {
				of[node] = number(amount)
			}
		}
	}
	return a
}

// scene is a model at one moment.
type scene interface {
	// settled gives all levels, with some nodes marked as overloaded.
	settled(marks map[string]bool) map[string]string
	// routes gives the ways that demand takes at some levels.
	routes(levels map[string]string) map[string][]route
	// order is all vertices, in whatever order is quick to sweep over.
	order() []string
}

// loaded is a moment's levels and what they make of demand.
type loaded struct {
	levels map[string]string
	load   map[string]float64            // by node with a capacity
	flow   map[string]map[string]float64 // by node with a capacity, then by vertex: the share that reaches it
}

// loadedAt computes the load of every node with a capacity.
func (m *model) loadedAt(s scene, levels map[string]string, a amounts) loaded {
	l := loaded{levels: levels, load: map[string]float64{}, flow: map[string]map[string]float64{}}
	if len(a.capacity) == 0 {
		return l // nobody asks what arrives where
	}
	arrivals, routes := m.arrivals(a.demand, levels), s.routes(levels)
	for node := range a.capacity {
		l.flow[node] = m.flow(node, s.order(), routes, levels)
		l.load[node] = 0
		for _, vertex := range slices.Sorted(maps.Keys(arrivals)) {
			l.load[node] += arrivals[vertex] * l.flow[node][vertex]
		}
	}
	return l
}

// fits says whether a node can bear a load.
func (a amounts) fits(node string, load float64) bool {
	return load <= a.capacity[node]*(1+slack)
}

// overload marks what cannot bear its load, all such nodes at once, and settles
// everything anew, until there is none. What is down or marked gets no mark; no
// mark is taken away.
func (m *model) overload(s scene, a amounts, marks map[string]bool) loaded {
	for {
		l := m.loadedAt(s, s.settled(marks), a)
		done := true
		for node := range a.capacity {
			if !marks[node] && l.levels[node] != "down" && !a.fits(node, l.load[node]) {
				marks[node] = true
				done = false
			}
		}
		if done {
			return l
		}
	}
}

// kindOf is what becomes of a node that is overloaded.
func (m *model) kindOf(node string) string {
	if kind, ok := m.keys[node]["overload"].(string); ok {
		return kind
	}
	return "degrade"
}

// markLevel is the level to which a mark takes a node.
func (m *model) markLevel(node string, marks map[string]bool) string {
	switch {
	case !marks[node]:
		return "up"
	case m.kindOf(node) == "trip":
		return "down"
	}
	return "degraded"
}

// lost is the share that each part, and each service without parts, loses of
// its users to nodes that shed, though it is not down.
func (m *model) lost(l loaded, a amounts, marks map[string]bool) map[string]float64 {
	lost := map[string]float64{}
	for _, service := range m.nodes {
		if m.kind[service] != "service" {
			continue
		}
		for _, vertex := range m.origins(service) {
			lost[vertex] = 0
			for node := range marks {
				if l.levels[vertex] != "down" && m.kindOf(node) == "shed" && l.load[node] > 0 {
					turnedAway := max(0, 1-a.capacity[node]/l.load[node])
					lost[vertex] = max(lost[vertex], l.flow[node][vertex]*turnedAway)
				}
			}
		}
	}
	return lost
}

// infinite is the capacity of a node that has none yet.
var infinite = math.Inf(1)
