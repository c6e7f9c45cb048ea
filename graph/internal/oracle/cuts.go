package oracle

import (
	"cmp"
	"math/bits"
	"slices"
)

// CutSets are the sets of failures that take a node or a part below a level ("degraded":
// down; "up": out of it) with nothing else failed, and of which no proper subset does:
// by size, then by name. The node itself is in none, nor is what cannot fail. Of what is
// so low with nothing failed there is one, which is empty. They are looked for among all
// sets, so what can fail may be a dozen nodes.
func CutSets(doc Doc, vertex, level, after string) [][]string {
	m := newModel(doc)
	nodes, out := m.outOf(vertex, level, after)
	var least []int
	for state, is := range out {
		if is && !slices.ContainsFunc(least, func(less int) bool { return less&state == less }) { // subsets come first
			least = append(least, state)
		}
	}
	sets := [][]string{}
	for _, state := range least {
		sets = append(sets, append([]string{}, chosen(nodes, state)...))
	}
	slices.SortFunc(sets, bySize)
	return sets
}

func bySize(a, b []string) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) }

// outOf says of every set of the nodes that can fail whether their failing, and nothing
// else's, takes a vertex below a level.
func (m *model) outOf(vertex, level, after string) (nodes []string, out []bool) {
	self, _ := split(m.known(vertex))
	for _, node := range m.nodes {
		if node != self && m.keys[node]["fails"] != false {
			nodes = append(nodes, node)
		}
	}
	table := m.table(nodes, after)
	for state := range 1 << len(nodes) {
		out = append(out, rank(table(state)[vertex]) < rank(level))
	}
	return nodes, out
}

// Prime is a prime implicant: that these have failed and those work is enough for a
// node to be out, whatever else is the matter, and less is not.
type Prime struct{ Failed, Works []string }

// Primes are all that there are of a node or a part, by their size, then by what has
// failed, then by what works. All cubes are tried, so what can fail may be seven nodes
// or so.
func Primes(doc Doc, vertex, level, after string) []Prime {
	m := newModel(doc)
	nodes, out := m.outOf(vertex, level, after)
	all := 1<<len(nodes) - 1
	implies := func(failed, works int) bool {
		free := all &^ (failed | works)
		for some := free; ; some = (some - 1) & free {
			if !out[failed|some] {
				return false
			}
			if some == 0 {
				return true
			}
		}
	}
	var primes []Prime
	for failed := range all + 1 {
		for works := range all + 1 {
			if failed&works == 0 && implies(failed, works) && !m.less(failed, works, implies) {
				primes = append(primes, Prime{chosen(nodes, failed), chosen(nodes, works)})
			}
		}
	}
	slices.SortFunc(primes, func(a, b Prime) int {
		return cmp.Or(cmp.Compare(len(a.Failed)+len(a.Works), len(b.Failed)+len(b.Works)), slices.Compare(a.Failed, b.Failed), slices.Compare(a.Works, b.Works))
	})
	return primes
}

// less says whether an implicant remains one without one of its literals.
func (m *model) less(failed, works int, implies func(failed, works int) bool) bool {
	for i := range bits.Len(uint(failed | works)) {
		if bit := 1 << i; (failed|works)&bit != 0 && implies(failed&^bit, works&^bit) {
			return true
		}
	}
	return false
}
