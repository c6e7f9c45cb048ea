package timeline_test

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// shape is what a random graph is like.
type shape struct {
	times     int     // delays last at most so many seconds; 0: there are none
	failovers bool    // groups may take time to switch
	supply    float64 // how much is supply: 0 to 1; 0: as it is drawn
	strata    int     // what needs each other lies in so many strata; over 1: some of it holds while something of a lower one is down
}

// random returns a graph with loops and delays, and how long each vertex takes to come
// up. With more supply it is the same graph, and what was supply still is.
func random(rng *rand.Rand, of shape) (*graph.Graph, []time.Duration) {
	n := 2 + rng.IntN(7)
	b := graph.NewBuilder(0, 0)
	most, delayed := float64(rng.IntN(5))/4, rng.IntN(4)
	if of.supply > 0 {
		most = of.supply
	}
	supply := func() bool { return rng.Float64() < most }
	delay := func(may bool) time.Duration {
		if chance, long := rng.IntN(4) < delayed, 1+rng.IntN(max(of.times, 1)); chance && may && of.times > 0 {
			return time.Duration(long) * time.Second
		}
		return 0
	}
	recovery := make([]time.Duration, n)
	for v := range int32(n) {
		lower, upper := stratum(v, n, max(1, of.strata))
		spec := func() graph.Spec {
			if lower > 0 && (upper == lower+1 || rng.IntN(3) == 0) {
				return inhibitor(rng, lower, of, delay)
			}
			return graph.Spec{Vertex: (v + 1 + int32(rng.IntN(int(upper)-1))) % upper, K: 1, Mods: graph.Mods{Supply: supply()}}
		}
		for range rng.IntN(3) {
			members := []graph.Spec{spec(), spec(), {K: 1 + rng.IntN(2), Of: []graph.Spec{spec(), spec()}, Mods: graph.Mods{Supply: supply(), Holdup: delay(true), Failover: delay(of.failovers)}}}
			members = members[:1+rng.IntN(3)]
			b.Require(&graph.Spec{K: 1 + rng.IntN(len(members)), Of: members, Mods: graph.Mods{
				Failover: delay(of.failovers), Holdup: delay(true), Accepts: rng.IntN(5) == 0, Loss: rng.IntN(5) == 0, Supply: supply()}})
		}
		b.Next()
		recovery[v] = delay(rng.IntN(3) == 0)
	}
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g, recovery
}

// stratum returns how many vertices lie below that of a vertex, and how many with its own:
// it may need the latter, and hold while one of the former is down. The lowest has two at
// least.
func stratum(v int32, n, strata int) (lower, upper int32) {
	k := int(v) * strata / n
	lower, upper = int32((k*n+strata-1)/strata), int32(((k+1)*n+strata-1)/strata)
	if upper < 2 || lower < 2 {
		lower, upper = 0, max(upper, 2)
	}
	return lower, upper
}

// inhibitor returns a requirement that holds while some of the lower vertices are down.
func inhibitor(rng *rand.Rand, lower int32, of shape, delay func(bool) time.Duration) graph.Spec {
	one := func() graph.Spec { return graph.Spec{Vertex: rng.Int32N(lower), K: 1} }
	member := one()
	if rng.IntN(2) == 0 {
		group := graph.Spec{Of: []graph.Spec{one(), one()}, Mods: graph.Mods{Holdup: delay(true), Failover: delay(of.failovers), Accepts: rng.IntN(5) == 0, Loss: rng.IntN(9) == 0}}
		if rng.IntN(3) == 0 {
			group.Of[1] = graph.Spec{Of: []graph.Spec{one()}, K: 1, Mods: graph.Mods{Unless: true, Holdup: delay(true)}}
		}
		group.K = 1 + rng.IntN(2)
		member = group
	}
	return graph.Spec{Of: []graph.Spec{member}, K: 1, Mods: graph.Mods{Unless: true, Holdup: delay(true), Loss: rng.IntN(5) == 0}}
}

// script returns random faults, and what they come to at every second.
func script(rng *rand.Rand, n, end int) (events []timeline.Event, faults [][]graph.Level) {
	faults = make([][]graph.Level, end+1)
	for at := range faults {
		faults[at] = slices.Repeat([]graph.Level{graph.Up}, n)
	}
	for range 1 + rng.IntN(4) {
		v, at, lasts, l := int32(rng.IntN(n)), rng.IntN(8), rng.IntN(8), graph.Level(rng.IntN(3)/2)
		e := timeline.Event{At: time.Duration(at) * time.Second, For: time.Duration(lasts) * time.Second}
		if l == graph.Down {
			e.Fail = []int32{v}
		} else {
			e.Degrade = []int32{v}
		}
		events = append(events, e)
		for t := at; t <= end && (lasts == 0 || t < at+lasts); t++ {
			faults[t][v] = min(faults[t][v], l)
		}
	}
	return events, faults
}
