package loads

import "slices"

var rank = map[string]int{"down": 0, "degraded": 1, "up": 2}

// worst is the lowest of some levels; a level that is not known is that of what is not
// there.
func worst(levels ...string) string {
	low := "up"
	for _, level := range levels {
		if rank[level] < rank[low] {
			low = level
		}
		if level == "" {
			low = "down"
		}
	}
	return low
}

// reading says how a leaf is read.
type reading func(leaf *want) string

// as reads every leaf at some levels.
func as(levels map[string]string) reading {
	return func(leaf *want) string { return levels[leaf.vertex] }
}

// value is what a member or an entry offers: the k-th best of its members, "then come,
// in this order, `failover`, `accepts = "degraded"`, `loss = "degraded"`, and `holdup`."
func (p *play) value(w *want, at reading) string {
	if w.leaf {
		return worst(at(w))
	}
	value := p.before(w, at)
	switch {
	case w.holdup == 0 || p.calm: // "its hold-ups used"
		return value
	case value == "down" && !p.running(w, p.memory.down):
		return "down"
	case value != "up" && !p.running(w, p.memory.below):
		return "degraded"
	}
	return "up"
}

// running says whether a hold-up still lasts that began, at the latest, now.
func (p *play) running(w *want, since map[*want]int) bool {
	began, known := since[w]
	if !known {
		began = p.now
	}
	return p.now < began+w.holdup
}

// before is the value of an entry before its hold-up.
func (p *play) before(w *want, at reading) string {
	offers := p.offers(w, at)
	value := kth(w.k, p.atHand(w, offers), offers)
	if w.unless { // "holds while the node is down, and is down while it is up or degraded"
		value = map[string]string{"down": "up", "degraded": "down", "up": "down"}[value]
	}
	if w.accepts && value == "degraded" {
		value = "up"
	}
	if w.soft && value == "down" {
		value = "degraded"
	}
	return value
}

func (p *play) offers(w *want, at reading) []string {
	var offers []string
	for _, member := range w.members {
		offers = append(offers, p.value(member, at))
	}
	return offers
}

// kth is "the k-th best level" of some members.
func kth(k int, members []int, offers []string) string {
	var levels []string
	for _, i := range members {
		levels = append(levels, offers[i])
	}
	if k > len(levels) {
		return "down"
	}
	slices.SortFunc(levels, func(a, b string) int { return rank[b] - rank[a] })
	return levels[k-1]
}

// own is what a vertex is of itself: "failed = down, impaired = degraded, else up", and
// what its overload makes of it. "A part's own level is the lower of the service's and
// the part's own."
func (p *play) own(vertex string) string {
	level, node := "up", p.nodeOf(vertex)
	for _, e := range p.script.Events {
		if p.strikes(e, e.Degrade, vertex) {
			level = worst(level, "degraded")
		}
		if p.strikes(e, e.Fail, vertex) {
			level = "down"
		}
	}
	switch {
	case !p.marks[node]:
		return level
	case p.kindOf(node) == "trip":
		return "down"
	case p.leftAside:
		return level
	}
	return worst(level, "degraded")
}

// raw is the level of a vertex if no recovery is waited for.
func (p *play) raw(vertex string, at reading) string {
	levels := []string{p.own(vertex)}
	for _, w := range p.wants[vertex] {
		levels = append(levels, p.value(w, at))
	}
	return worst(levels...)
}

// whole is the level of a service by its parts: "down if every part is, up if every
// part is, otherwise `degraded`".
func whole(parts []string, levels map[string]string) string {
	for _, part := range parts {
		if levels[part] != levels[parts[0]] {
			return "degraded"
		}
	}
	return levels[parts[0]]
}

// levels are those of all vertices now with some nodes marked as overloaded, and the
// recoveries that are waited for then. "With cycles everything is up unless a failure
// forces it down".
func (p *play) levels(marks map[string]bool) (map[string]string, map[string]wait) {
	p.marks = marks
	levels, waits := map[string]string{}, map[string]wait{}
	for _, component := range p.order {
		for _, vertex := range component {
			levels[vertex] = "up"
		}
		for changed := true; changed; {
			changed = false
			for _, vertex := range component {
				level := p.level(vertex, levels, waits)
				changed = changed || level != levels[vertex]
				levels[vertex] = level
			}
		}
	}
	return levels, waits
}

func (p *play) level(vertex string, levels map[string]string, waits map[string]wait) string {
	if parts := p.parts[vertex]; parts != nil {
		return whole(parts, levels)
	}
	level := p.raw(vertex, as(levels))
	if level == "down" && p.nodeOf(vertex) == p.takenUp {
		return "up"
	}
	if p.recovery(vertex) == 0 || p.calm {
		return level
	}
	if w, on := p.afterwards(vertex, levels, waits); on {
		waits[vertex] = w
		if !p.forgiven[vertex] {
			return "down"
		}
	} else {
		delete(waits, vertex)
	}
	return level
}
