package timeline_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/timeline"
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
	b := &brute{g: g, recovery: recovery, under: map[int32]graph.Level{}, faults: make([]graph.Level, g.Len()), group: map[int32]group{}, waits: map[int32]int{}}
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
			b.wait(v, levels[v])
		}
		b.forgiven = false
		b.answer(vertices, levels)
	}
	return levels
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
		if b.g.Fed(b.g.Component(b.g.Owner(gate))) {
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

// soft is a gate's level before its hold-up.
func (b *brute) soft(gate int32, x, y []graph.Level) graph.Level {
	m := b.g.Mods(gate)
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

// remember takes down what the next second has to know of this one.
func (b *brute) remember(levels []graph.Level) {
	lost := [2]map[int32]int{{}, {}}
	for gate := range int32(b.g.NumGates()) {
		l := b.input(gate, levels)
		for q, has := range [2]bool{l == graph.Up, l > graph.Down} {
			if b.g.Fed(b.g.Component(b.g.Owner(gate))) && !b.forEver {
				has = b.before[q][gate]
			}
			since, drawn := b.lost[q][gate]
			switch {
			case has:
			case b.forEver:
				lost[q][gate] = -1 << 30
			case drawn:
				lost[q][gate] = since
			default:
				lost[q][gate] = b.now
			}
		}
	}
	b.lost = lost
	groups := maps.Clone(b.group)
	for c := range int32(b.g.Components()) {
		maps.Copy(groups, b.groups(c, levels))
	}
	b.group = groups
}

// groups is what the next second has to know of the groups of a component.
func (b *brute) groups(c int32, levels []graph.Level) map[int32]group {
	var vertices []int32
	for v := range int32(b.g.Len()) {
		if b.g.Component(v) == c {
			vertices = append(vertices, v)
		}
	}
	before := maps.Clone(b.group)
	defer func() { b.group = before }()
	for _, gate := range b.gates(vertices) {
		g := b.group[gate]
		if !g.switching || g.due > b.now {
			continue
		}
		to := slices.Max(g.target) + 1
		switched, use := b.best(gate, to, levels), b.best(gate, g.end, levels)
		if switched > use || b.g.Fed(c) && switched == use && use > graph.Down {
			b.group[gate] = group{end: to}
		}
	}
	b.goBack(c, vertices, levels)
	out := map[int32]group{}
	for _, gate := range b.gates(vertices) {
		if b.g.Mods(gate).Failover > 0 {
			out[gate] = b.begins(gate, b.group[gate], levels)
		}
	}
	return out
}

// goBack has groups go back to what they prefer: in a component in which a supply goes
// round all of them if all stays as it is, else one by one, each as far as it does.
func (b *brute) goBack(c int32, vertices []int32, levels []graph.Level) {
	was, end := map[int32]int{}, map[int32]int{}
	for _, gate := range b.gates(vertices) {
		g := b.group[gate]
		was[gate], end[gate] = g.end, g.end
		if b.forEver {
			was[gate] = len(b.g.Members(gate))
			end[gate] = was[gate]
			g.end = was[gate]
			b.group[gate] = g
		}
		if b.g.Mods(gate).Failover > 0 && b.best(gate, g.end, levels) > graph.Down {
			end[gate] = slices.Max(b.first(gate, b.hand(gate), levels)) + 1
		}
	}
	put := func(gate int32, end int) {
		g := b.group[gate]
		g.end = end
		b.group[gate] = g
	}
	all := func(ends map[int32]int) {
		for gate, end := range ends {
			put(gate, end)
		}
	}
	if all(end); !b.g.Fed(c) || b.stands(vertices, levels) {
		return
	}
	all(was)
	for _, gate := range b.gates(vertices) {
		for to := end[gate]; to <= was[gate]; to++ {
			if put(gate, to); b.stands(vertices, levels) {
				break
			}
		}
	}
}

// stands says whether a component is what it is with what is at hand now.
func (b *brute) stands(vertices []int32, levels []graph.Level) bool {
	x := *b
	x.under, x.before, x.done, x.forEver = map[int32]graph.Level{}, [2]map[int32]bool{{}, {}}, nil, false
	again := slices.Clone(levels)
	x.answer(vertices, again)
	if !slices.Equal(again, levels) || !maps.Equal(x.under, b.underOf(vertices)) {
		return false
	}
	for q := range x.before {
		for gate, has := range x.before[q] {
			if b.g.Mods(gate).Holdup > 0 && has != b.before[q][gate] {
				return false
			}
		}
	}
	return true
}

func (b *brute) underOf(vertices []int32) map[int32]graph.Level {
	out := map[int32]graph.Level{}
	for _, v := range vertices {
		out[v] = b.under[v]
	}
	return out
}

// begins is a group that switches where others give more than those at hand.
func (b *brute) begins(gate int32, g group, levels []graph.Level) group {
	all := len(b.g.Members(gate))
	if b.forEver {
		return g
	}
	offers, has := b.best(gate, all, levels), b.best(gate, g.end, levels)
	switch {
	case has >= offers:
		g.switching = false
	case g.switching && b.worst(gate, g.target, levels) >= g.offered && b.worst(gate, g.target, levels) > has:
	default:
		var every []int
		for i := range all {
			every = append(every, i)
		}
		g.switching, g.offered = true, offers
		g.target = b.first(gate, every, levels)
		g.due = b.now + int(b.g.Mods(gate).Failover/time.Second)
	}
	return g
}

// shape is what a random graph is like.
type shape struct {
	times     int     // delays last at most so many seconds; 0: there are none
	failovers bool    // groups may take time to switch
	supply    float64 // how much is supply: 0 to 1; 0: as it is drawn
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
		spec := func() graph.Spec {
			return graph.Spec{Vertex: (v + 1 + int32(rng.IntN(n-1))) % int32(n), K: 1, Mods: graph.Mods{Supply: supply()}}
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
