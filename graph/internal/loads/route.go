package loads

import "math"

// routing is what decides at a moment where demand goes.
type routing struct {
	levels map[string]string
	// aside are the levels if nothing that sheds or degrades were the worse for it, by
	// which a balanced group is divided: a member that sheds is one of those that "are
	// up" ("four gateways of 50 under 2,000 serve 200"), and gets its portion all the same.
	aside map[string]string
	// reached says of every part whether its users come to it at all.
	reached map[string]bool
}

// use are the members of a group that demand goes to, and the portion that each carries.
func (p *play) use(w *want, r routing) (members []int, portion float64) {
	if !w.even {
		// "it goes to the members in use (the first k at least at the level that the group
		// has, in order; the first k where none is), each carrying all of it"
		offers := p.offers(w, as(r.levels))
		return firstAtLeast(w, p.atHand(w, offers), offers), 1
	}
	// "over all k-or-more members that are up, k/n of it each". Silent where fewer are up:
	// over all that are at least at the level of the group, if that is not down.
	offers := p.offers(w, as(r.aside))
	level := kth(w.k, all(w), offers)
	if level == "down" {
		members = firstAtLeast(w, all(w), offers)
	} else {
		for i, offer := range offers {
			if rank[offer] >= rank[level] {
				members = append(members, i)
			}
		}
	}
	return members, float64(min(w.k, len(members))) / float64(max(1, len(members)))
}

// firstAtLeast are "the first k at least at the level that the group has, in order; the
// first k where none is". Silent on lines that a segment lacks; nobody comes by these.
func firstAtLeast(w *want, members []int, offers []string) []int {
	level := kth(w.k, members, offers)
	var use []int
	for _, i := range members {
		lacking := w.members[i].leaf && w.members[i].vertex == ""
		if rank[offers[i]] >= rank[level] && !lacking && len(use) < w.k {
			use = append(use, i)
		}
	}
	return use
}

// carries is what of a demand on an entry or a member reaches a node, given what of a
// demand on each vertex does.
func (p *play) carries(w *want, r routing, flow map[string]float64) float64 {
	switch {
	case w.leaf:
		return flow[w.vertex]
	case w.unless: // silent; nobody asks anything of what has to be down
		return 0
	}
	members, portion := p.use(w, r)
	sum, largest := 0.0, 0.0
	for _, i := range members {
		x := p.carries(w.members[i], r, flow)
		sum += portion * x
		largest = max(largest, x)
	}
	if portion < 1 { // where every member in use carries all of it, these are all-of paths
		return min(1, sum) // it "reaches a node once: portions of a balanced group add up",
	}
	return largest // "of several all-of paths the largest counts"
}

const still = 1e-13 // what changes less has come to rest

// flow is what share of the demand on every vertex reaches a node: the least solution,
// found by sweeping over all vertices from nothing up.
func (p *play) flow(to string, r routing) map[string]float64 {
	flow := map[string]float64{}
	line := p.overLines(r, flow)
	for range 100_000 {
		change := 0.0
		for _, component := range p.order {
			for _, vertex := range component {
				x := p.flowOf(vertex, to, r, flow, line)
				change = max(change, math.Abs(x-flow[vertex]))
				flow[vertex] = x
			}
		}
		if change < still {
			return flow
		}
	}
	panic("loads: the demand on " + to + " does not come to rest")
}

func (p *play) flowOf(vertex, to string, r routing, flow map[string]float64, line func(string) float64) float64 {
	if parts := p.parts[vertex]; parts != nil {
		// "each part its share"
		sum := 0.0
		for _, part := range parts {
			sum += p.part[part].share * flow[part]
		}
		return sum
	}
	_, isPart := p.part[vertex]
	switch {
	case isPart && !r.reached[vertex]:
		// "what cannot arrive because the line is down reaches neither the service's own
		// capacity nor anything behind", but is offered to the line
		return line(vertex)
	case p.nodeOf(vertex) == to:
		return 1 // "Demand counts as offered, also to a node that is down or tripped"
	case r.levels[vertex] == "down":
		return line(vertex) // "not to what lies behind that"; the line lies before it
	}
	largest := 0.0 // "of several all-of paths the largest counts"
	for _, w := range p.wants[vertex] {
		largest = max(largest, p.carries(w, r, flow))
	}
	return largest
}

// overLines returns what of a part's demand reaches a node by its lines alone, over
// which it comes before it comes to the part.
func (p *play) overLines(r routing, flow map[string]float64) func(part string) float64 {
	var of func(part string, asked map[string]bool) float64
	var by func(w *want, asked map[string]bool) float64
	by = func(w *want, asked map[string]bool) float64 {
		switch {
		case w.leaf && w.line:
			return flow[w.vertex]
		case w.leaf && w.own && !asked[w.vertex]:
			return of(w.vertex, asked)
		case w.leaf || w.unless:
			return 0
		}
		members, portion := p.use(w, r)
		sum, largest := 0.0, 0.0
		for _, i := range members {
			x := by(w.members[i], asked)
			sum, largest = sum+portion*x, max(largest, x)
		}
		if portion < 1 {
			return min(1, sum)
		}
		return largest
	}
	of = func(part string, asked map[string]bool) float64 {
		asked[part] = true
		largest := 0.0
		for _, w := range p.wants[part] {
			largest = max(largest, by(w, asked))
		}
		return largest
	}
	return func(part string) float64 { return of(part, map[string]bool{}) }
}

// reached says of every part whether its users come to it: not so where the line is
// down. Silent on what that is where a part has several lines, or other ways beside
// them: it would be down by its lines alone, all else being up, or an entry that names
// a line is down and would not be if the line were up.
func (p *play) reached(levels map[string]string) map[string]bool {
	reached := map[string]bool{}
	for part := range p.part {
		reached[part] = true
	}
	byLines := func(leaf *want) string {
		switch {
		case leaf.line:
			return worst(levels[leaf.vertex])
		case leaf.own && !reached[leaf.vertex]:
			return "down"
		}
		return "up"
	}
	withLines := func(leaf *want) string {
		if leaf.line && leaf.vertex != "" {
			return "up"
		}
		return levels[leaf.vertex]
	}
	for changed := true; changed; {
		changed = false
		for part := range p.part {
			for _, w := range p.wants[part] {
				lost := !w.unless && p.value(w, byLines) == "down" ||
					namesLine(w) && p.value(w, as(levels)) == "down" && p.value(w, withLines) != "down"
				if lost && reached[part] && (levels[part] == "down" || p.nodeOf(part) == p.takenUp) {
					reached[part], changed = false, true
				}
			}
		}
	}
	return reached
}

func namesLine(w *want) bool {
	for _, leaf := range leaves([]*want{w}) {
		if leaf.line {
			return true
		}
	}
	return false
}
