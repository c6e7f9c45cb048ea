package loads

import (
	"maps"
	"slices"
)

// memory is what of earlier moments still matters.
type memory struct {
	below map[*want]int    // hold-ups: since when their value has not been up,
	down  map[*want]int    // since when it has been down,
	lost  map[*want][]loss // and what share of it is lost, from when on each
	group map[*want]group
	waits map[string]wait
}

// loss is a share that is lost from a moment on.
type loss struct {
	from  int
	share float64
}

func newMemory() memory {
	return memory{map[*want]int{}, map[*want]int{}, map[*want][]loss{}, map[*want]group{}, map[string]wait{}}
}

// group is who serves a group with a fail-over. Members go by their numbers.
type group struct {
	use       []int
	switching bool
	target    []int
	due       int
	offered   string // what the target had to offer when the switch began
}

// wait is that of a vertex that was down and has not recovered.
type wait struct {
	started bool
	due     int
}

// recovery is how long a vertex takes to come up after having been down.
func (m *model) recovery(vertex string) int {
	text, _ := m.keys[m.nodeOf(vertex)]["recovery"].(string)
	if m.parts[vertex] != nil {
		return 0
	}
	return seconds(text)
}

// afterwards is the wait of a vertex now: "after being *down*, it comes up that much
// later than its requirements and its own repair allow. Renewed loss starts the wait
// anew. For a part, the loss of its access alone needs no recovery."
func (p *play) afterwards(vertex string, levels map[string]string, waits map[string]wait) (wait, bool) {
	w, on := p.memory.waits[vertex]
	switch {
	case p.withLine(vertex, levels, waits, map[string]bool{}) == "down":
		return wait{}, true
	case on && !w.started:
		return wait{started: true, due: p.now + p.recovery(vertex)}, true
	case on && w.due <= p.now:
		return wait{}, false
	}
	return w, on
}

// withLine is the level of a part, its own wait apart, if all lines of its segment were
// up, and with them the other parts behind these.
func (p *play) withLine(vertex string, levels map[string]string, waits map[string]wait, asked map[string]bool) string {
	asked[vertex] = true
	defer delete(asked, vertex) // only what goes round counts as up
	return p.raw(vertex, func(leaf *want) string {
		_, waiting := waits[leaf.vertex]
		switch {
		case leaf.line && leaf.vertex != "":
			return "up"
		case leaf.own && asked[leaf.vertex]:
			return "up"
		case leaf.own && !waiting && p.wants[leaf.vertex] != nil && levels[leaf.vertex] != "":
			return p.withLine(leaf.vertex, levels, waits, asked)
		}
		return levels[leaf.vertex]
	})
}

// all are the numbers of a group's members.
func all(w *want) []int {
	var members []int
	for i := range w.members {
		members = append(members, i)
	}
	return members
}

// atHand are the members that can serve a group now: without a fail-over all, else
// those up to the last one in use, because "Going back costs nothing", and, when the
// switch has taken its time, those up to its target.
func (p *play) atHand(w *want, offers []string) []int {
	if w.failover == 0 || p.calm || p.switched[w] {
		return all(w) // "its … fail-overs done"
	}
	g := p.group(w)
	members := all(w)[:slices.Max(g.use)+1]
	if g.switching && g.due <= p.now {
		if target := all(w)[:slices.Max(g.target)+1]; rank[kth(w.k, target, offers)] > rank[kth(w.k, members, offers)] {
			return target
		}
	}
	return members
}

// group is the state of a group: at first its first members are in use.
func (p *play) group(w *want) group {
	if g, known := p.memory.group[w]; known {
		return g
	}
	return group{use: all(w)[:min(w.k, len(w.members))]}
}

// switchOver is the state of a group after this moment: "the switch begins at the moment
// when both the loss and an alternative are there, and lasts that long … The preferred
// one's return cancels the switch; the target's loss starts it anew."
func (p *play) switchOver(w *want, offers []string) group {
	preferred, offered := best(w.k, all(w), offers), kth(w.k, all(w), offers)
	if p.calm {
		return group{use: preferred}
	}
	g, members := p.group(w), p.atHand(w, offers)
	if len(members) > slices.Max(g.use)+1 {
		g = group{use: g.target} // the switch is done
	}
	if kth(w.k, members, offers) != "down" { // or else there is nothing to go back to
		g.use = best(w.k, members, offers)
	}
	has := func(use []int) int { return rank[kth(w.k, use, offers)] }
	switch {
	case has(g.use) >= rank[offered]:
		return group{use: g.use}
	case g.switching && has(g.target) >= rank[g.offered] && has(g.target) > has(g.use):
		return g
	}
	return group{use: g.use, switching: true, target: preferred, due: p.now + w.failover, offered: offered}
}

// best are the k members with the best offers, of equal ones the earlier.
func best(k int, members []int, offers []string) []int {
	members = slices.Clone(members)
	slices.SortStableFunc(members, func(i, j int) int { return rank[offers[j]] - rank[offers[i]] })
	return members[:min(k, len(members))]
}

// serve takes down who serves the groups with a fail-over after this moment: who has gone
// back to the preferred member has the other no longer at hand.
func (p *play) serve(levels map[string]string) {
	next := map[*want]group{}
	for _, vertex := range p.vertices {
		for _, w := range groups(p.wants[vertex]) {
			if w.failover > 0 {
				next[w] = p.switchOver(w, p.offers(w, as(levels)))
			}
		}
	}
	p.memory.group = next
}

// remember takes down what the next moments have to know of this one.
func (p *play) remember(levels map[string]string, waits map[string]wait, lost map[string]float64) {
	next := newMemory()
	next.waits = maps.Clone(waits)
	next.group = p.memory.group
	for _, vertex := range p.vertices {
		for _, w := range groups(p.wants[vertex]) {
			if w.holdup == 0 {
				continue
			}
			value := p.before(w, as(levels))
			p.keep(w, value != "up", p.memory.below, next.below)
			p.keep(w, value == "down", p.memory.down, next.down)
			if past, x := p.memory.lost[w], p.losesBefore(w, levels, lost); len(past) == 0 || past[len(past)-1].share != x {
				next.lost[w] = append(slices.Clone(past), loss{p.now, x})
			} else {
				next.lost[w] = past
			}
		}
	}
	p.memory = next
}

// keep notes since when something is so.
func (p *play) keep(w *want, is bool, before, next map[*want]int) {
	if since, known := before[w]; is && known {
		next[w] = since
	} else if is {
		next[w] = p.now
	}
}
