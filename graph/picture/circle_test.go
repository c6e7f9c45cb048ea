package picture_test

import "fmt"

// checkCircles: what goes in a circle in the picture does in the model, through the same
// boxes: each line of the circle stands for a link, or a path through what is in no box,
// between nodes that reach each other.
func (x *trial) checkCircles(seen map[string]int) string {
	boxOf := x.boxOf()
	feeds, lines := map[string][]string{}, map[string][]string{}
	for to, all := range x.needs {
		for from := range all {
			feeds[from] = append(feeds[from], to)
		}
	}
	for _, e := range x.pic.Edges {
		lines[e.From] = append(lines[e.From], e.To)
	}
	far, round := closure(feeds), closure(lines)
	for _, e := range x.pic.Edges {
		if !round[e.To][e.From] {
			continue
		}
		ok := false
		for a, box := range boxOf {
			for b, other := range boxOf {
				ok = ok || box == e.From && other == e.To && far[b][a] && (x.names(b, a) || e.Indirect && far[a][b])
			}
		}
		if !ok {
			return fmt.Sprintf("%s to %s is in a circle that the model does not go in", e.From, e.To)
		}
		seen["circle"]++
	}
	return ""
}

// closure says what can be reached from where.
func closure(next map[string][]string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for from := range next {
		reached := map[string]bool{}
		for open := []string{from}; len(open) > 0; open = open[1:] {
			for _, to := range next[open[0]] {
				if !reached[to] {
					reached[to] = true
					open = append(open, to)
				}
			}
		}
		out[from] = reached
	}
	return out
}
