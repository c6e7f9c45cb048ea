package oracle

import (
	"fmt"
	"maps"
)

// Tried finds the levels as Greatest does, by the definition of supply, and
// nothing else: of each of the two questions every answer X is tried, and with it
// every Y, of which the least with Y = F(X, Y) has to be X again. That there is a
// least, and a greatest, is checked, not assumed. It panics where nodes and parts
// that are hops are more than seven.
func Tried(doc Doc, q Question) map[string]string {
	m := newModel(doc)
	w := newWorld(m, q)
	if m.supplied || m.inhibited {
		w.stood = m.overload(m.calm(), m.given(), map[string]bool{}).levels
	}
	hops := m.hops(m.vertices())
	if len(hops) > tinyHops {
		panic(fmt.Sprintf("oracle: %d nodes and parts are too many to try every answer", len(hops)))
	}
	lives := w.tried(hops, reading{})
	up := w.tried(hops, reading{up: true, lives: lives})
	levels := map[string]string{}
	for _, hop := range hops {
		levels[hop] = levelOf(lives[hop], up[hop])
	}
	for _, vertex := range m.vertices() {
		if parts := m.parts(vertex); parts != nil {
			levels[vertex] = wholeOf(parts, levels)
		}
	}
	return levels
}

// tinyHops is the largest number of hops for which every answer can be tried.
const tinyHops = 7

// tried is the greatest X with X = μY.F(X, Y).
func (w *world) tried(hops []string, r reading) set {
	var all []set
	for _, x := range subsets(hops) {
		r.x = x
		var fixed []set
		for _, y := range subsets(hops) {
			r.y = y
			if maps.Equal(once(hops, r, nil, w.stands), y) {
				fixed = append(fixed, y)
			}
		}
		if maps.Equal(extreme(fixed, true), x) {
			all = append(all, x)
		}
	}
	return extreme(all, false)
}

// extreme is the least or the greatest of some sets.
func extreme(sets []set, least bool) set {
	for _, one := range sets {
		is := true
		for _, other := range sets {
			for hop := range one {
				is = is && (one[hop] == other[hop] || other[hop] == least)
			}
		}
		if is {
			return one
		}
	}
	panic("oracle: there is no least or greatest answer")
}

// subsets are all sets of some hops, each with a yes or a no for every one.
func subsets(hops []string) []set {
	var all []set
	for bits := range 1 << len(hops) {
		s := set{}
		for i, hop := range hops {
			s[hop] = bits>>i&1 == 1
		}
		all = append(all, s)
	}
	return all
}
