package loads

import (
	"math"
	"math/bits"
	"slices"
)

// turnedAway is the share that each node that sheds does not serve: it "serves up to
// capacity, the rest is lost".
func (p *play) turnedAway(s scene) map[string]float64 {
	share := map[string]float64{}
	for node := range p.held {
		if p.kindOf(node) == "shed" && s.levels[node] != "down" && s.load[node] > p.capacity[node] {
			share[node] = 1 - p.capacity[node]/s.load[node]
		}
	}
	return share
}

// lost is the share of every vertex that is lost: "by those whose demand goes there, and
// by those who need the node without a demand of their own, in its share". The least
// solution, from nothing up.
func (p *play) lost(s scene) map[string]float64 {
	away, lost := p.turnedAway(s), map[string]float64{}
	for changed := true; changed; {
		changed = false
		for _, component := range p.order {
			for _, vertex := range component {
				x := p.lostOf(vertex, s, away, lost)
				changed = changed || x > lost[vertex]+still
				lost[vertex] = x
			}
		}
	}
	return lost
}

func (p *play) lostOf(vertex string, s scene, away, lost map[string]float64) float64 {
	if s.levels[vertex] == "down" {
		return 0 // it is down, which is another thing
	}
	if parts := p.parts[vertex]; parts != nil {
		// who needs a service as a whole loses it as far as "being down would" go: it is
		// down "if every part is"
		least := 1.0
		for _, part := range parts {
			if s.levels[part] != "down" {
				least = min(least, lost[part])
			}
		}
		return least
	}
	largest := away[p.nodeOf(vertex)] // "of several requirements in a row the largest counts"
	for _, w := range p.wants[vertex] {
		largest = max(largest, p.loses(w, s.routing, lost))
	}
	return largest
}

// loses is what an entry or a member loses, 1 where it is down.
func (p *play) loses(w *want, r routing, lost map[string]float64) float64 {
	if w.leaf {
		if worst(r.levels[w.vertex]) == "down" {
			return 1
		}
		return lost[w.vertex]
	}
	x := p.beforeHoldup(w, r, lost)
	if w.holdup > 0 && !p.calm {
		return p.late(w, x) // "not through a running `holdup`"
	}
	return x
}

// late is what is lost after a hold-up: "each drop takes effect that much later if it still
// lasts", so the least that has been lost all that time.
func (p *play) late(w *want, x float64) float64 {
	past := p.memory.lost[w]
	if len(past) == 0 {
		return 0
	}
	for i, at := range past {
		if i+1 == len(past) || past[i+1].from > p.now-w.holdup {
			x = min(x, at.share)
		}
	}
	return x
}

// losesBefore is what an entry loses before its hold-up, 1 where it is down then.
func (p *play) losesBefore(w *want, levels map[string]string, lost map[string]float64) float64 {
	if p.before(w, as(levels)) == "down" {
		return 1
	}
	return p.beforeHoldup(w, routing{levels: levels, aside: p.asideNow}, lost)
}

func (p *play) beforeHoldup(w *want, r routing, lost map[string]float64) float64 {
	switch {
	case w.unless: // silent: what is shed keeps nothing up
		if p.before(w, as(r.levels)) == "down" {
			return 1
		}
		return 0
	case w.soft: // "not through `loss = "degraded"`"
		return 0
	case w.even:
		return p.portions(w, r, lost)
	}
	// "not where another member serves": of the members that can serve now, as many as are
	// needed have to be lost too, those who lose least first
	var shares []float64
	for _, i := range p.serving(w, p.offers(w, as(r.levels))) {
		shares = append(shares, p.loses(w.members[i], r, lost))
	}
	return kthLeast(w.k, shares)
}

// serving are the members that serve a group without a switch, with all that happens now
// done, in the settled start as well: up to the last one in use.
func (p *play) serving(w *want, offers []string) []int {
	members := p.atHand(w, offers)
	if w.failover == 0 || kth(w.k, members, offers) == "down" {
		return members
	}
	return members[:slices.Max(best(w.k, members, offers))+1]
}

// kthLeast is what is lost where k of several are needed, and the same are turned away
// everywhere first: the k-th least.
func kthLeast(k int, shares []float64) float64 {
	least := math.Inf(1)
	for _, x := range shares {
		fewer := 0
		for _, y := range shares {
			if y <= x {
				fewer++
			}
		}
		if fewer >= k {
			least = min(least, x)
		}
	}
	return min(least, 1)
}

// portions is what a balanced group loses, "portion by portion, at any nesting". Every k
// of the members in use carry the same portion of the demand, and within it what is lost
// is the largest of theirs.
func (p *play) portions(w *want, r routing, lost map[string]float64) float64 {
	members, _ := p.use(w, r)
	sum, count := 0.0, 0
	for set := range uint(1) << len(members) {
		if bits.OnesCount(set) != w.k {
			continue
		}
		largest := 0.0
		for j, i := range members {
			if set>>j&1 == 1 {
				largest = max(largest, p.loses(w.members[i], r, lost))
			}
		}
		sum, count = sum+largest, count+1
	}
	if count == 0 {
		return 1
	}
	return sum / float64(count)
}
