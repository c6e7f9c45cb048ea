package timeline_test

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// brute is the slow answer to a timeline: at every second all levels anew, by their
// definition, as two questions with yes or no for an answer.
type brute struct {
	g        *graph.Graph
	recovery func(int32) time.Duration
	now      int
	faults   []graph.Level
	group    map[int32]group  // of gates with a fail-over
	lost     [2]map[int32]int // of gates with a hold-up: since when they have not been up, and been down
	waits    map[int32]int    // of vertices that have not recovered: until when; -1: it has not begun

	forEver  bool                  // every delay is over
	bare     bool                  // no hold-up of what is in work gives anything
	done     map[int32]bool        // with bare: gates whose switch counts that is due now
	under    map[int32]graph.Level // with nothing held: levels of components in which a supply goes round
	before   [2]map[int32]bool     // by question: gates with a hold-up that have it before that, with nothing held
	forgiven bool                  // no wait is regarded
	missing  []bool                // by vertex: it is not found; nil: all are
	excused  int32                 // a vertex of which that does not count; -1: none
}

// group is the state of a gate with a fail-over.
type group struct {
	end       int // how many of its members are at hand
	switching bool
	target    []int // those that it switches to
	due       int
	offered   graph.Level
}

func newBrute(g *graph.Graph, recovery func(int32) time.Duration) *brute {
	b := &brute{g: g, recovery: recovery, excused: -1, under: map[int32]graph.Level{}, faults: make([]graph.Level, g.Len()), group: map[int32]group{}, waits: map[int32]int{}}
	for q := range b.lost {
		b.lost[q], b.before[q] = map[int32]int{}, map[int32]bool{}
	}
	for v := range b.faults {
		b.faults[v] = graph.Up
	}
	for gate := range int32(g.NumGates()) {
		b.group[gate] = group{end: int(g.K(gate))}
	}
	b.forEver = true
	levels := b.all()
	b.remember(levels)
	b.forEver = false
	return b
}

// tick returns the levels of a second at which some faults hold.
func (b *brute) tick(now int, faults []graph.Level) []graph.Level {
	b.now, b.faults = now, faults
	levels := b.all()
	b.remember(levels)
	return levels
}

// all finds all levels, component by component.
func (b *brute) all() []graph.Level {
	levels := make([]graph.Level, b.g.Len())
	for c := range int32(b.g.Components()) {
		var vertices []int32
		for v := range int32(b.g.Len()) {
			if b.g.Component(v) == c {
				vertices = append(vertices, v)
			}
		}
		b.forgiven = true
		b.answer(vertices, levels)
		for _, v := range vertices {
			b.wait(v, b.found(v, vertices, levels))
		}
		b.forgiven = false
		b.answer(vertices, levels)
	}
	return levels
}

// found is what a vertex would be without its wait if it were found.
func (b *brute) found(v int32, vertices []int32, levels []graph.Level) graph.Level {
	if b.missing == nil || !b.missing[v] {
		return levels[v]
	}
	x := slices.Clone(levels)
	b.excused = v
	b.answer(vertices, x)
	b.excused = -1
	return x[v]
}

func (b *brute) wait(v int32, free graph.Level) {
	due, waits := b.waits[v]
	switch {
	case b.recovery(v) == 0:
	case free == graph.Down:
		b.waits[v] = -1
	case waits && due < 0:
		b.waits[v] = b.now + int(b.recovery(v)/time.Second)
	case waits && due <= b.now:
		delete(b.waits, v)
	}
}

// answer finds the levels of a component: first those without its hold-ups, if a
// supply goes round in it.
func (b *brute) answer(vertices []int32, levels []graph.Level) {
	c := b.g.Component(vertices[0])
	if b.g.Fed(c) {
		b.bare, b.done = true, map[int32]bool{}
		for more := true; more; {
			b.nested(vertices, levels)
			more = b.switches(vertices, levels)
		}
		for _, gate := range b.gates(vertices) {
			l := b.input(gate, levels)
			b.before[0][gate], b.before[1][gate] = l == graph.Up, l > graph.Down
		}
		for _, v := range vertices {
			b.under[v] = levels[v]
		}
		b.bare = false
	}
	b.nested(vertices, levels)
}

func (b *brute) gates(vertices []int32) (out []int32) {
	for _, v := range vertices {
		for gate, to := b.g.Gates(v); gate < to; gate++ {
			out = append(out, gate)
		}
	}
	return out
}

// switches has those switches count that are due now to what is there without them.
func (b *brute) switches(vertices []int32, levels []graph.Level) (more bool) {
	for _, gate := range b.gates(vertices) {
		g := b.group[gate]
		if g.switching && g.due <= b.now && !b.done[gate] && b.best(gate, slices.Max(g.target)+1, levels) > b.best(gate, g.end, levels) {
			b.done[gate], more = true, true
		}
	}
	return more
}

// nested gives a component the greatest X with X = μY.F(X, Y), of "not down" and then
// of "up".
func (b *brute) nested(vertices []int32, levels []graph.Level) {
	for _, v := range vertices {
		levels[v] = graph.Up
	}
	for _, to := range []graph.Level{graph.Down, graph.Degraded} {
		for {
			y := slices.Clone(levels)
			for _, v := range vertices {
				y[v] = min(y[v], to)
			}
			for again := true; again; {
				again = false
				for _, v := range vertices {
					if y[v] == to && levels[v] > to && b.vertex(v, levels, y) > to {
						y[v], again = levels[v], true
					}
				}
			}
			if slices.Equal(levels, y) {
				break
			}
			copy(levels, y)
		}
	}
}

// vertex is a vertex's level if members of supply are read in y, and others in x.
func (b *brute) vertex(v int32, x, y []graph.Level) graph.Level {
	if _, waits := b.waits[v]; waits && !b.forgiven {
		return graph.Down
	}
	if b.missing != nil && b.missing[v] && b.excused != v {
		return graph.Down
	}
	l := b.faults[v]
	for gate, to := b.g.Gates(v); gate < to; gate++ {
		if b.g.Parent(gate) < 0 {
			l = min(l, b.gate(gate, x, y))
		}
	}
	return l
}

// gate is a gate's level with its hold-up.
func (b *brute) gate(gate int32, x, y []graph.Level) graph.Level {
	l, holdup := b.soft(gate, x, y), int(b.g.Mods(gate).Holdup/time.Second)
	if holdup == 0 || b.bare || b.forEver {
		return l
	}
	holds := [2]bool{l == graph.Up, l > graph.Down}
	for q := range holds {
		has := holds[q]
		if b.round(gate) {
			has = b.before[q][gate]
		}
		since, drawn := b.lost[q][gate]
		holds[q] = holds[q] || !has && (!drawn || b.now < since+holdup)
	}
	switch {
	case !holds[1]:
		return graph.Down
	case !holds[0]:
		return graph.Degraded
	}
	return graph.Up
}

// round says whether a gate's hold-up may be fed by what it feeds: where a supply goes
// round, unless it is but for finding whether something is down.
func (b *brute) round(gate int32) bool {
	for g := gate; b.g.Parent(g) >= 0; {
		if g = b.g.GateOf(b.g.Parent(g)); b.g.Mods(g).Unless {
			return false
		}
	}
	return b.g.Fed(b.g.Component(b.g.Owner(gate)))
}

// soft is a gate's level before its hold-up.
func (b *brute) soft(gate int32, x, y []graph.Level) graph.Level {
	m := b.g.Mods(gate)
	if m.Unless {
		return b.opposite(gate, x)
	}
	from := x
	if m.Supply {
		from = y
	}
	all := len(b.g.Members(gate))
	end := all
	if g := b.group[gate]; m.Failover > 0 && !b.forEver {
		end = g.end
		if g.switching && g.due <= b.now && (!b.bare || b.done[gate]) {
			end = max(end, slices.Max(g.target)+1)
		}
	}
	l := b.kth(gate, end, from, x, y)
	if m.Accepts && l == graph.Degraded {
		l = graph.Up
	}
	if m.Loss && l == graph.Down {
		l = graph.Degraded
	}
	return l
}

// opposite is the level of a gate that holds while its member is down: that has been
// settled before, with all its delays.
func (b *brute) opposite(gate int32, levels []graph.Level) graph.Level {
	plain := *b
	plain.bare = false
	switch below := plain.offer(gate, 0, levels); {
	case below == graph.Down:
		return graph.Up
	case b.g.Mods(gate).Loss:
		return graph.Degraded
	}
	return graph.Down
}

// kth is the k-th best level of a gate's first members.
func (b *brute) kth(gate int32, end int, from, x, y []graph.Level) graph.Level {
	var offers []graph.Level
	for _, m := range b.g.Members(gate)[:end] {
		if m < 0 {
			offers = append(offers, b.gate(^m, x, y))
		} else {
			offers = append(offers, from[m])
		}
	}
	slices.Sort(offers)
	return offers[len(offers)-int(b.g.K(gate))]
}

func (b *brute) best(gate int32, end int, levels []graph.Level) graph.Level {
	return b.kth(gate, end, levels, levels, levels)
}

func (b *brute) input(gate int32, levels []graph.Level) graph.Level {
	return b.soft(gate, levels, levels)
}

// first is the first k of the best of some members of a gate, by number.
func (b *brute) first(gate int32, of []int, levels []graph.Level) []int {
	of = slices.Clone(of)
	slices.SortStableFunc(of, func(i, j int) int { return int(b.offer(gate, j, levels)) - int(b.offer(gate, i, levels)) })
	return of[:b.g.K(gate)]
}

func (b *brute) worst(gate int32, of []int, levels []graph.Level) graph.Level {
	l := graph.Up
	for _, i := range of {
		l = min(l, b.offer(gate, i, levels))
	}
	return l
}

func (b *brute) offer(gate int32, i int, levels []graph.Level) graph.Level {
	if m := b.g.Members(gate)[i]; m < 0 {
		return b.gate(^m, levels, levels)
	} else {
		return levels[m]
	}
}

// hand is the numbers of the members at hand.
func (b *brute) hand(gate int32) (of []int) {
	end := len(b.g.Members(gate))
	if b.g.Mods(gate).Failover > 0 && !b.forEver {
		end = b.group[gate].end
	}
	for i := range end {
		of = append(of, i)
	}
	return of
}
