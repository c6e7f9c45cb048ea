package oracle

import (
	"cmp"
	"fmt"
	"slices"
)

// ranked are the levels in their order.
var ranked = []string{"down", "degraded", "up"}

// rank orders the levels.
func rank(level string) int { return slices.Index(ranked, level) }

// bestFirst compares levels for sorting.
func bestFirst(a, b string) int { return cmp.Compare(rank(b), rank(a)) }

// worst is the lowest of some levels, up where there is none.
func worst(levels []string) string {
	lowest := "up"
	for _, level := range levels {
		if rank(level) < rank(lowest) {
			lowest = level
		}
	}
	return lowest
}

// better is the higher of two levels.
func better(a, b string) string {
	if rank(a) > rank(b) {
		return a
	}
	return b
}

// world is a model in which the question's failures have happened.
type world struct {
	*model
	failed, impaired map[string]bool
	marks            map[string]bool // the nodes that are overloaded
	after            int64           // the horizon in seconds

	// stood has the levels before the failures; nil where all were up.
	stood map[string]string
}

func newWorld(m *model, q Question) *world {
	w := &world{model: m, failed: map[string]bool{}, impaired: map[string]bool{}}
	w.after = seconds(cmp.Or(q.After, m.horizon, "1h"))
	for _, name := range q.Failed {
		w.failed[m.known(name)] = true
	}
	for _, name := range q.Impaired {
		w.impaired[m.known(name)] = true
	}
	return w
}

func (m *model) known(vertex string) string {
	if !slices.Contains(m.vertices(), vertex) {
		panic(fmt.Sprintf("oracle: there is no %q", vertex))
	}
	return vertex
}

func (m *model) everythingUp() map[string]string {
	levels := map[string]string{}
	for _, vertex := range m.vertices() {
		levels[vertex] = "up"
	}
	return levels
}

// settle recomputes some vertices until nothing changes. From everything up this
// reaches the greatest fixed point, because no better member ever makes a
// requirement worse. All that an unless speaks of has its level already.
func (w *world) settle(vertices []string, levels map[string]string) {
	for _, vertex := range vertices {
		levels[vertex] = "up"
	}
	for changed := true; changed; {
		next := map[string]string{}
		for _, vertex := range vertices {
			next[vertex] = w.level(vertex, levels)
		}
		changed = false
		for vertex, level := range next {
			changed = changed || level != levels[vertex]
			levels[vertex] = level
		}
	}
}

// step computes every vertex once from the levels given.
func (w *world) step(levels map[string]string) map[string]string {
	next := map[string]string{}
	for _, vertex := range w.vertices() {
		next[vertex] = w.level(vertex, levels)
	}
	return next
}

func (w *world) level(vertex string, levels map[string]string) string {
	if parts := w.parts(vertex); parts != nil {
		return wholeOf(parts, levels)
	}
	parties := []string{w.own(vertex)}
	for _, entry := range w.needs(vertex) {
		parties = append(parties, w.value(entry, vertex, levels))
	}
	return worst(parties)
}

// wholeOf is the level of a service by those of its parts.
func wholeOf(parts []string, levels map[string]string) string {
	first := levels[parts[0]]
	for _, part := range parts {
		if levels[part] != first {
			return "degraded"
		}
	}
	return first
}

// settled gives the levels with some nodes marked as overloaded.
func (w *world) settled(marks map[string]bool) map[string]string {
	w.marks = marks
	levels := map[string]string{}
	for _, stratum := range w.strata {
		if w.supplied {
			w.nested(stratum, levels, false, w.stands)
		} else {
			w.settle(stratum, levels)
		}
	}
	return levels
}

func (w *world) order() []string { return w.vertices() }

// own is what a vertex is of itself. A part shares the fate of its service.
func (w *world) own(vertex string) string {
	node, _ := split(vertex)
	switch {
	case w.failedByQuestion(vertex):
		return "down"
	case w.impaired[node] || w.impaired[vertex]:
		return worst([]string{"degraded", w.markLevel(node, w.marks)})
	}
	return w.markLevel(node, w.marks)
}

func (w *world) failedByQuestion(vertex string) bool {
	node, _ := split(vertex)
	return w.failed[node] || w.failed[vertex]
}

// value is the level that a member or a requirement offers to the vertex that
// speaks of it.
func (w *world) value(entry any, speaker string, levels map[string]string) string {
	if name, ok := entry.(string); ok {
		level, ok := levels[w.resolve(speaker, name)]
		if !ok {
			panic(fmt.Sprintf("oracle: %s needs %s, which is not declared", speaker, name))
		}
		return level
	}
	r := entry.(requirement)
	value := w.rawValue(r, speaker, levels)
	if r.accepts && value == "degraded" {
		value = "up"
	}
	if r.loss && value == "down" {
		value = "degraded"
	}
	if r.holdup > 0 && r.holdup > w.after {
		value = better(value, w.stoodValue(r, speaker))
	}
	return value
}

// rawValue is the level of the k-th best member in reach, before anything
// softens it.
func (w *world) rawValue(r requirement, speaker string, levels map[string]string) string {
	var offers []string
	for _, member := range w.inReach(r, speaker) {
		offers = append(offers, w.value(member, speaker, levels))
	}
	slices.SortFunc(offers, bestFirst)
	if r.unless {
		return opposite(offers[0])
	}
	return offers[r.k-1]
}

// inReach are the members that can serve at the horizon: the ones that served
// before, and once the switch is over the others too.
func (w *world) inReach(r requirement, speaker string) []any {
	if r.failover > w.after {
		return r.members[:w.served(r, speaker)]
	}
	return r.members
}
