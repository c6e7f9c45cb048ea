package partial

import "github.com/meoktong/meoktong/graph/engine/load"

// spill has what comes to a vertex hang on what the places hang on from which demand spills
// over to it, and adds these places to what people use.
func (p *plan) spill(net *load.Network, used func(v int32) bool) func(v int32) bool {
	places := map[int32]bool{}
	for i := range net.Services {
		for _, v := range net.Services[i].Seen {
			places[v] = true
		}
	}
	for again := true; again; {
		again = false
		for i := range net.Services {
			for _, x := range net.Services[i].Spills {
				again = p.spillTo(&net.Services[i], &net.Services[x.To]) || again
			}
		}
	}
	return func(v int32) bool { return places[v] || used(v) }
}

// spillTo is spill for one service and one that it spills to; it says whether that made a
// difference.
func (p *plan) spillTo(from, to *load.Service) (more bool) {
	follows := from.Population >= 0 && from.Population == to.Population
	for k, q := range from.Seen {
		if q < 0 || p.reach[q] == nil {
			continue
		}
		for m, v := range to.Seen {
			if v < 0 || follows && m != k {
				continue
			}
			if p.reach[v] == nil {
				p.reach[v] = newSet(len(p.curves))
			}
			if !p.reach[q].within(p.reach[v]) {
				p.reach[v], more = p.reach[v].with(p.reach[q]), true
			}
		}
	}
	return more
}
