package terraform

import (
	"cmp"
	"slices"
)

// maxSteps bounds what finding implied requirements may cost.
const maxSteps = 50_000_000

// reduce returns the requirements that others imply: a needs c where it needs b, and b needs
// c. What resources reach by the others is the same. In a circle fewer may be found than
// there are. It costs, for each resource, all that it reaches; past maxSteps the rest stays.
func (g *graph) reduce() map[[2]address]bool {
	index := make(map[address]int, len(g.list))
	for i, r := range g.list {
		index[r.address] = i
	}
	needs := make([][]int, len(g.list))
	seen := make(map[[2]int]bool, len(g.edges))
	for _, e := range g.edges {
		from, known := index[e.from]
		to, ok := index[e.to]
		if known && ok && from != to && !seen[[2]int{from, to}] {
			seen[[2]int{from, to}] = true
			needs[from] = append(needs[from], to)
		}
	}
	out := map[[2]address]bool{}
	reduction{needs: needs, rank: finished(needs), steps: maxSteps}.run(func(from, to int) {
		out[[2]address{g.list[from].address, g.list[to].address}] = true
	})
	return out
}

// finished returns, in the order of a search through all, when each node was done with:
// without circles, a node is done after all that it reaches.
func finished(needs [][]int) (order []int) {
	type visit struct{ node, next int }
	seen := make([]bool, len(needs))
	for root := range needs {
		if seen[root] {
			continue
		}
		seen[root] = true
		for stack := []visit{{node: root}}; len(stack) > 0; {
			top := &stack[len(stack)-1]
			if top.next == len(needs[top.node]) {
				order = append(order, top.node)
				stack = stack[:len(stack)-1]
				continue
			}
			to := needs[top.node][top.next]
			top.next++
			if !seen[to] {
				seen[to] = true
				stack = append(stack, visit{node: to})
			}
		}
	}
	return order
}

// reduction takes out of a graph what other edges imply.
type reduction struct {
	needs [][]int
	rank  []int // the nodes, those first that others reach
	steps int
}

// run reports the edges that it takes out. Of one node, those whose ends reach most are
// tried to keep first: what they reach needs no edge of its own.
func (r reduction) run(removed func(from, to int)) {
	at := make([]int, len(r.needs))
	for i, n := range r.rank {
		at[n] = i
	}
	mark := make([]int, len(r.needs)) // the node, from 1, whose search was there last
	var stack []int
	for _, from := range r.rank {
		list := slices.Clone(r.needs[from])
		slices.SortFunc(list, func(a, b int) int { return cmp.Compare(at[b], at[a]) })
		kept := list[:0:0]
		mark[from] = from + 1 // no way leads through it
		for _, to := range list {
			if mark[to] == from+1 {
				removed(from, to)
				continue
			}
			kept, mark[to] = append(kept, to), from+1
			for stack = append(stack[:0], to); len(stack) > 0; {
				n := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				for _, next := range r.needs[n] {
					if r.steps--; r.steps < 0 {
						return
					}
					if mark[next] != from+1 {
						mark[next] = from + 1
						stack = append(stack, next)
					}
				}
			}
		}
		r.needs[from] = kept
	}
}
