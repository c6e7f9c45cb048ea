package draft

// apart finds nodes that nothing needs but what they need themselves, in a circle with no
// service: people reach these like nodes that nothing needs. It costs the nodes and
// requirements.
func (d *Draft) apart(needs map[*Node][]*Need) {
	index := make(map[*Node]int, len(d.nodes))
	for i, n := range d.nodes {
		index[n] = i
	}
	out, in := make([][]int, len(d.nodes)), make([][]int, len(d.nodes))
	for i, n := range d.nodes {
		for _, need := range needs[n] {
			if to := d.byKey[need.To]; to != nil {
				out[i], in[index[to]] = append(out[i], index[to]), append(in[index[to]], i)
			}
		}
	}
	circle, inside := circles(out, in), map[int]bool{} // of which circles something outside needs or uses one
	for to, n := range d.nodes {
		inside[circle[to]] = inside[circle[to]] || n.Kind == service
		for _, from := range in[to] {
			if circle[from] != circle[to] {
				inside[circle[to]] = true
			}
		}
	}
	for i, n := range d.nodes {
		n.needed = n.needed && inside[circle[i]]
	}
}

// circles returns a number for each node, the same for those that reach each other (by
// Kosaraju's two searches).
func circles(out, in [][]int) []int {
	order := search(out, nil, nil)
	circle := make([]int, len(out))
	for i, j := 0, len(order)-1; i < j; i, j = i+1, j-1 {
		order[i], order[j] = order[j], order[i]
	}
	search(in, order, func(node, root int) { circle[node] = root })
	return circle
}

// search goes through all nodes, from roots in an order, and returns them as it is done with
// them; found is told each with the root that it was reached from.
func search(next [][]int, roots []int, found func(node, root int)) (done []int) {
	type visit struct{ node, at int }
	seen := make([]bool, len(next))
	for i := range next {
		root := i
		if roots != nil {
			root = roots[i]
		}
		if seen[root] {
			continue
		}
		seen[root] = true
		for stack := []visit{{node: root}}; len(stack) > 0; {
			top := &stack[len(stack)-1]
			if top.at == len(next[top.node]) {
				if found != nil {
					found(top.node, root)
				}
				done, stack = append(done, top.node), stack[:len(stack)-1]
				continue
			}
			to := next[top.node][top.at]
			top.at++
			if !seen[to] {
				seen[to] = true
				stack = append(stack, visit{node: to})
			}
		}
	}
	return done
}
