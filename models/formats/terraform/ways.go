package terraform

import (
	"github.com/meoktong/meoktong/models/formats/format"
)

// maxWays bounds how many steps are looked at on ways from one resource to another.
const maxWays = 20_000_000

// resources adds those of a graph. All else in it is left out.
func (r *drawn) resources() {
	for _, s := range r.order {
		if s.resource {
			r.g.add(s.address, s.at)
		} else {
			r.g.d.Leave(format.OfNode, s.at, "variables, outputs, local values, providers and steps, through which resources need others", s.address.String())
		}
	}
}

// needs adds requirements: the edges between resources, and for each resource those to which
// a way leads through what is none.
func (r *drawn) needs() {
	for i, e := range r.edges {
		switch from, to := e[0], e[1]; {
		case from.resource && to.resource && from.address == to.address:
			r.g.d.Leave(format.OfEdge, r.at[i], "edges between steps of one resource", from.address.String())
		case from.resource && to.resource:
			r.g.need(from.address, []address{to.address}, r.at[i], true)
		default:
			r.g.d.Leave(format.OfEdge, r.at[i], "edges of variables, outputs, local values, providers and steps, through which resources need others", from.address.String()+" -> "+to.address.String())
		}
	}
	left := maxWays
	for _, s := range r.order {
		if s.resource {
			r.ways(s, &left)
		}
	}
	if left <= 0 {
		r.g.flaw(format.Flaw{At: format.Span{End: 1}, Code: "large", Message: "there are more ways between resources than can be followed", Hint: "write the graph of resources alone: terraform graph, from version 1.7 on"})
	}
}

// ways adds requirements of a resource to which a way leads through what is none.
func (r *drawn) ways(from *step, left *int) {
	seen := map[*step]bool{}
	var stack []*step
	look := func(s *step) {
		for _, to := range s.to {
			if *left--; *left > 0 && !seen[to] {
				seen[to] = true
				stack = append(stack, to)
			}
		}
	}
	for look(from); len(stack) > 0; {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch {
		case s.undoes:
		case !s.resource:
			look(s)
		case s.address != from.address:
			r.g.need(from.address, []address{s.address}, from.at, false)
		}
	}
}
