package oracle

import "math"

// route is a requirement as demand takes it at some levels: a vertex, or the
// members in use, of which either the largest counts or, where the demand is
// divided among them, the mean.
type route struct {
	vertex  string
	members []route
	even    bool
}

// carries is what goes by a route, given what goes by each vertex.
func (r route) carries(flow map[string]float64) float64 {
	if r.vertex != "" {
		return flow[r.vertex]
	}
	sum, largest := 0.0, 0.0
	for _, member := range r.members {
		x := member.carries(flow)
		sum += x
		largest = max(largest, x)
	}
	if r.even {
		return sum / float64(len(r.members))
	}
	return largest
}

// among keeps the members that take demand.
func among(routes []route, use []int, even bool) route {
	r := route{even: even}
	for _, i := range use {
		r.members = append(r.members, routes[i])
	}
	return r
}

// evenly are the members that share demand out among them: those that are up,
// or else those that are degraded, or else the first.
func evenly(offers []string) []int {
	for _, level := range []string{"up", "degraded"} {
		var use []int
		for i, offer := range offers {
			if offer == level {
				use = append(use, i)
			}
		}
		if use != nil {
			return use
		}
	}
	return []int{0}
}

// route is the way that demand takes through an entry or a member at the
// horizon.
func (w *world) route(entry any, speaker string, levels map[string]string) route {
	if name, ok := entry.(string); ok {
		return route{vertex: w.resolve(speaker, name)}
	}
	r := entry.(requirement)
	if r.unless {
		return route{} // nobody uses what has to be down
	}
	members := w.inReach(r, speaker)
	if r.even {
		members = r.members // which asks nothing of a failover
	}
	var offers []string
	var routes []route
	for _, member := range members {
		offers = append(offers, w.value(member, speaker, levels))
		routes = append(routes, w.route(member, speaker, levels))
	}
	if r.even {
		return among(routes, evenly(offers), true)
	}
	return among(routes, best(r.k, offers), false)
}

// routes are those of every vertex.
func (w *world) routes(levels map[string]string) map[string][]route {
	routes := map[string][]route{}
	for _, vertex := range w.vertices() {
		for _, entry := range w.needs(vertex) {
			routes[vertex] = append(routes[vertex], w.route(entry, vertex, levels))
		}
	}
	return routes
}

// route is the way that demand takes through an entry or a member now.
func (s *simulation) route(w *want, levels map[string]string) route {
	if w.vertex != "" {
		return route{vertex: w.vertex}
	}
	if w.rule.unless {
		return route{}
	}
	offers := s.offers(w, levels)
	var routes []route
	for _, member := range w.members {
		routes = append(routes, s.route(member, levels))
	}
	if w.rule.even {
		return among(routes, evenly(offers), true)
	}
	return among(routes, s.inUse(w, offers), false)
}

// routes are those of every vertex.
func (s *simulation) routes(levels map[string]string) map[string][]route {
	routes := map[string][]route{}
	for vertex, wants := range s.wants {
		for _, w := range wants {
			routes[vertex] = append(routes[vertex], s.route(w, levels))
		}
	}
	return routes
}

const (
	still     = 1e-13   // what changes less has come to rest
	maxSweeps = 100_000 // far more than any loop takes whose shares sum to one
)

// flow is the share of what arrives at each vertex that reaches a node: the
// least solution, found by sweeping over all vertices, from nothing up.
func (m *model) flow(to string, order []string, routes map[string][]route, levels map[string]string) map[string]float64 {
	flow := map[string]float64{}
	for range maxSweeps {
		change := 0.0
		for _, vertex := range order {
			x := m.flowOf(vertex, to, routes[vertex], levels, flow)
			change = max(change, math.Abs(x-flow[vertex]))
			flow[vertex] = x
		}
		if change < still {
			return flow
		}
	}
	panic("oracle: the demand on " + to + " does not come to rest")
}

func (m *model) flowOf(vertex, to string, routes []route, levels map[string]string, flow map[string]float64) float64 {
	node, access := split(vertex)
	switch {
	case node == to:
		return 1 // offered, whether or not it is served
	case levels[vertex] == "down":
		return 0
	case access == "" && m.populationOf(node) != "":
		sum := 0.0
		for _, part := range m.parts(node) {
			sum += m.shareOf(part) * flow[part]
		}
		return sum
	}
	return route{members: routes}.carries(flow)
}

// shareOf is the share of its population that a part serves.
func (m *model) shareOf(part string) float64 {
	service, access := split(part)
	return m.access[m.populationOf(service)][access]
}
