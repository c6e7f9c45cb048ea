package oracle

import (
	"fmt"
	"maps"
)

// tiny is the largest number of nodes and parts whose levels can all be tried.
const tiny = 9

// Greatest finds the levels by trying every assignment there is, keeping the
// consistent ones and taking the best level that each node and part has in any
// of them. That the result is itself consistent is checked, not assumed. It
// panics where nodes and parts are more than nine.
func Greatest(doc Doc, q Question) map[string]string {
	m := newModel(doc)
	w := newWorld(m, q)
	vertices := m.vertices()
	if len(vertices) > tiny {
		panic(fmt.Sprintf("oracle: %d nodes and parts are too many to try every assignment", len(vertices)))
	}
	var greatest map[string]string
	everyAssignment(vertices, func(levels map[string]string) {
		if !maps.Equal(w.step(levels), levels) {
			return
		}
		if greatest == nil {
			greatest = maps.Clone(levels)
		}
		for vertex, level := range levels {
			if rank(level) > rank(greatest[vertex]) {
				greatest[vertex] = level
			}
		}
	})
	if greatest == nil || !maps.Equal(w.step(greatest), greatest) {
		panic("oracle: there is no greatest fixed point")
	}
	return greatest
}

// everyAssignment calls visit with each way to give levels to the vertices,
// always in the same map.
func everyAssignment(vertices []string, visit func(map[string]string)) {
	levels := map[string]string{}
	var choose func(rest []string)
	choose = func(rest []string) {
		if len(rest) == 0 {
			visit(levels)
			return
		}
		for _, level := range ranked {
			levels[rest[0]] = level
			choose(rest[1:])
		}
	}
	choose(vertices)
}
