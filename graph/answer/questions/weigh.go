package questions

import (
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// maxSteps bounds how many requirements are walked to weigh all questions.
const maxSteps = 20_000_000

// weigh says of each candidate how many nodes need the one that asks, directly or by others;
// directly alone once too many steps were taken.
func weigh(m *models.Model, list []candidate) {
	index := indexOf(m)
	needing := neededBy(m, index)
	steps, known := 0, map[int]int{}
	seen := make([]int, len(m.Nodes)) // the last walk that came there
	for i := range list {
		n := list[i].edges[0].node
		if list[i].what == result.AskedDispensable {
			n = index[m.Nodes[n].Needs[list[i].edges[0].need].On]
		}
		if _, ok := known[n]; !ok {
			known[n] = len(needing[n]) + 1
			if steps < maxSteps {
				known[n] = walk(needing, n, seen, i+1, &steps)
			}
		}
		list[i].weight = known[n]
	}
}

// walk counts what needs a node, itself included.
func walk(needing [][]int, from int, seen []int, mark int, steps *int) int {
	next, count := []int{from}, 0
	seen[from] = mark
	for len(next) > 0 {
		n := next[len(next)-1]
		next = next[:len(next)-1]
		count++
		for _, above := range needing[n] {
			if *steps++; seen[above] != mark {
				seen[above] = mark
				next = append(next, above)
			}
		}
	}
	return count
}

// neededBy returns which nodes name each node in their needs.
func neededBy(m *models.Model, index map[string]int) [][]int {
	out := make([][]int, len(m.Nodes))
	var add func(by int, r *models.Requirement)
	add = func(by int, r *models.Requirement) {
		if n, ok := index[r.On]; ok {
			out[n] = append(out[n], by)
		}
		for k := range r.Of {
			add(by, &r.Of[k])
		}
	}
	for i := range m.Nodes {
		for k := range m.Nodes[i].Needs {
			add(i, &m.Nodes[i].Needs[k])
		}
	}
	return out
}

func indexOf(m *models.Model) map[string]int {
	index := make(map[string]int, len(m.Nodes))
	for i := range m.Nodes {
		index[m.Nodes[i].ID] = i
	}
	return index
}
