package load

import "slices"

// circles returns the services that spill, each by itself or with those that it spills
// round in a circle with: its strongly connected component by the ways that are open. Those
// that spill to others come before these. What spills nothing is in no circle. (Sharir, A
// strong-connectivity algorithm and its applications in data flow analysis, 1981.) It costs
// the open ways, and a pass over the services.
func (s *spilling) circles() [][]int {
	var spill []int
	back := map[int][]int{}
	for i, is := range s.spills {
		if !is {
			continue
		}
		spill = append(spill, i)
		for _, way := range s.Services[i].Spills {
			if s.spills[way.To] {
				back[way.To] = append(back[way.To], i)
			}
		}
	}
	met := make([]bool, len(s.Services))
	for i, is := range s.spills {
		met[i] = !is
	}
	var order []int
	for _, i := range spill {
		order = follow(order, i, met, func(i, n int) int {
			if ways := s.Services[i].Spills; n < len(ways) {
				return ways[n].To
			}
			return -1
		})
	}
	for _, i := range spill {
		met[i] = false
	}
	var out [][]int
	for _, i := range slices.Backward(order) {
		if circle := follow(nil, i, met, func(i, n int) int {
			if n < len(back[i]) {
				return back[i][n]
			}
			return -1
		}); len(circle) > 0 {
			slices.Sort(circle)
			out = append(out, circle)
		}
	}
	return out
}

// follow appends what can be reached from i and has not been met, each after what is
// reached from it first; next returns the n-th way from one, -1 for none.
func follow(to []int, i int, met []bool, next func(i, n int) int) []int {
	type visit struct{ i, n int }
	if met[i] {
		return to
	}
	met[i] = true
	for stack := []visit{{i, 0}}; len(stack) > 0; {
		at := &stack[len(stack)-1]
		j := next(at.i, at.n)
		at.n++
		switch {
		case j < 0:
			to, stack = append(to, at.i), stack[:len(stack)-1]
		case !met[j]:
			met[j] = true
			stack = append(stack, visit{j, 0})
		}
	}
	return to
}
