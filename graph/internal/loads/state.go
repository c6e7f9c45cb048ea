package loads

import "maps"

// state writes down how everything is.
func (p *play) state(s scene, lost map[string]float64) State {
	out := State{
		At: p.now, Level: map[string]string{}, Load: maps.Clone(s.load), Overload: map[string]string{}, InUse: map[string][]string{},
		Lost: map[string]float64{}, Spilled: s.spilled, ShareDown: map[string]float64{}, Down: map[string]float64{}, Degraded: map[string]float64{},
	}
	for node := range p.held {
		out.Overload[node] = p.kindOf(node)
	}
	for _, vertex := range p.vertices {
		out.Level[vertex] = s.levels[vertex]
		for _, w := range groups(p.wants[vertex]) {
			members, _ := p.use(w, s.routing)
			for _, i := range members {
				out.InUse[w.name] = append(out.InUse[w.name], w.members[i].called())
			}
		}
		if p.parts[vertex] == nil {
			out.Lost[vertex] = lost[vertex]
		}
	}
	for _, node := range p.nodes {
		if p.kind[node] == "service" {
			p.countUsers(node, &out)
		}
	}
	return out
}

// called is what a member of a group is called.
func (w *want) called() string {
	if w.leaf {
		return w.vertex
	}
	return w.name
}

// countUsers says how many users of a service are down and how many are served badly:
// "Who is so lost is *down* …, for as many users."
func (p *play) countUsers(service string, out *State) {
	users, known := p.users(service)
	for _, origin := range p.origins(service) {
		down, degraded := out.Lost[origin], 0.0
		switch out.Level[origin] {
		case "down":
			down = 1
		case "degraded":
			degraded = 1 - down
		}
		share := p.shareOf(origin)
		out.ShareDown[service] += share * down
		if !known {
			continue
		}
		if origin != service {
			out.Down[origin], out.Degraded[origin] = users*share*down, users*share*degraded
		}
		out.Down[service] += users * share * down
		out.Degraded[service] += users * share * degraded
	}
}
