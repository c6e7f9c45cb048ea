package cascade_test

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// This file is the slow and obvious side of what holds while something is down: it uses
// nothing of the cascade.

// drawing draws a graph whose requirements hold while something is down, too: those name
// vertices of lower strata only, at any nesting, and all others those of no higher one.
type drawing struct {
	rng     *rand.Rand
	stratum []int
	supply  int // of 4 requirements so many are of supply
	delays  bool
}

func draw(rng *rand.Rand) (g *graph.Graph, stratum []int) {
	d := drawing{rng: rng, stratum: make([]int, 3+rng.IntN(10)), supply: rng.IntN(2) * rng.IntN(4), delays: rng.IntN(2) == 0}
	for v := range d.stratum[1:] {
		d.stratum[v+1] = rng.IntN(4)
	}
	b := graph.NewBuilder(0, 0)
	for _, at := range d.stratum {
		for range rng.IntN(3) {
			s := d.spec(at, 2)
			b.Require(&s)
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g, d.stratum
}

// spec draws a requirement that names nothing above a stratum; there is some vertex in 0.
func (d *drawing) spec(most, levels int) graph.Spec {
	s := graph.Spec{K: 1, Mods: graph.Mods{Accepts: d.rng.IntN(6) == 0, Loss: d.rng.IntN(12) == 0, Supply: d.rng.IntN(4) < d.supply}}
	if d.delays && d.rng.IntN(3) == 0 {
		s.Mods.Failover, s.Mods.Holdup = time.Duration(d.rng.IntN(3))*time.Hour, time.Duration(d.rng.IntN(2)*d.rng.IntN(3))*time.Hour
	}
	switch kind := d.rng.IntN(5); {
	case levels > 0 && most > 0 && kind < 2:
		s.Of = []graph.Spec{d.spec(most-1, levels-1)}
		s.Mods.Unless, s.Mods.Failover, s.Mods.Supply = true, 0, false
	case levels > 0 && kind < 4:
		for range 1 + d.rng.IntN(3) {
			s.Of = append(s.Of, d.spec(most, levels-1))
		}
		s.K = 1 + d.rng.IntN(len(s.Of))
	default:
		for s.Vertex = int32(d.rng.IntN(len(d.stratum))); d.stratum[s.Vertex] > most; {
			s.Vertex = int32(d.rng.IntN(len(d.stratum)))
		}
	}
	return s
}

// world is what fails in a graph, and what is not to fall whatever happens.
type world struct {
	g        *graph.Graph
	stratum  []int
	horizon  time.Duration
	own      []graph.Level // by vertex, of itself
	spared   map[int32]bool
	standing map[int32]bool  // top gates
	used     map[use]bool    // hold-ups that have held nothing for ever; nil: all
	hand     map[int32]int32 // gate -> how many of its members have long been at hand; nil: what it takes to switch is done
	inLoops  bool            // every requirement is one of supply
	pinned   map[use]bool    // vertex -> whether it has a level, whatever happens
	unless   map[int32]bool  // gate -> whether it holds, whatever happens
}

// use is a vertex or a gate, and one of the two systems.
type use struct {
	of int32
	at graph.Level
}

// reading says whether the member at a slot, a vertex, has a level; of a flow, whether it
// has started to.
type reading func(slot int32, at graph.Level, flow bool) bool

// levels settles stratum by stratum, and in each "not down" before "up".
func (w world) levels() []graph.Level {
	has := w.systems()
	out := make([]graph.Level, w.g.Len())
	for v := range out {
		for _, at := range []graph.Level{graph.Degraded, graph.Up} {
			if has[at][v] {
				out[v] = at
			}
		}
	}
	return out
}

// systems returns by level who has it.
func (w world) systems() (has [3][]bool) {
	for at := range has {
		has[at] = make([]bool, w.g.Len())
	}
	for s := range 4 {
		for _, at := range []graph.Level{graph.Degraded, graph.Up} {
			for v, x := range w.system(s, at, has) {
				if w.stratum[v] == s {
					has[at][v] = x
				}
			}
		}
	}
	return has
}

// system returns who of a stratum has at least a level: the greatest X = μY.F(X, Y).
func (w world) system(stratum int, at graph.Level, settled [3][]bool) []bool {
	x := slices.Repeat([]bool{true}, w.g.Len())
	for {
		y := make([]bool, w.g.Len())
		for again := true; again; {
			again = false
			for v := range y {
				if w.stratum[v] == stratum && !y[v] && w.vertex(int32(v), at, w.within(stratum, at, settled, x, y)) {
					y[v], again = true, true
				}
			}
		}
		if slices.Equal(x, y) {
			return x
		}
		x = y
	}
}

func (w world) within(stratum int, system graph.Level, settled [3][]bool, x, y []bool) reading {
	return func(slot int32, at graph.Level, flow bool) bool {
		v := w.g.Member(slot)
		switch {
		case w.stratum[v] < stratum, at != system:
			return settled[at][v]
		case flow:
			return y[v]
		}
		return x[v]
	}
}

// as reads levels that are settled.
func (w world) as(levels []graph.Level) reading {
	return func(slot int32, at graph.Level, _ bool) bool { return levels[w.g.Member(slot)] >= at }
}

func (w world) vertex(v int32, at graph.Level, read reading) bool {
	if has, is := w.pinned[use{v, at}]; is {
		return has
	}
	if w.spared[v] {
		return true
	}
	if w.own[v] < at {
		return false
	}
	from, to := w.g.Gates(v)
	for gate := from; gate < to; gate++ {
		if w.g.Parent(gate) < 0 && !w.standing[gate] && !w.gate(gate, at, read) {
			return false
		}
	}
	return true
}

func (w world) gate(gate int32, at graph.Level, read reading) bool {
	m := w.g.Mods(gate)
	holds, is := w.unless[gate]
	switch {
	case m.Holdup > 0 && w.horizon >= 0 && m.Holdup > w.horizon && w.used != nil && !w.used[use{gate, at}], m.Loss && at == graph.Degraded:
		return true
	case is:
		return holds
	case m.Unless:
		return !w.member(w.g.FirstSlot(gate), graph.Degraded, false, read)
	case m.Accepts:
		at = graph.Degraded
	}
	have := int32(0)
	for slot := w.g.FirstSlot(gate); slot < w.g.FirstSlot(gate)+w.atHand(gate); slot++ {
		if w.member(slot, at, m.Supply || w.inLoops, read) {
			have++
		}
	}
	return have >= w.g.K(gate)
}

// atHand returns how many of a gate's members count, from the first on.
func (w world) atHand(gate int32) int32 {
	if w.g.Mods(gate).Failover > max(w.horizon, 0) {
		switch k := w.g.Component(w.g.Owner(gate)); {
		case w.g.Fed(k): // what a loop of supply has switched to it takes not to have
			return w.g.K(gate)
		case w.hand != nil:
			return w.hand[gate]
		}
	}
	return int32(len(w.g.Members(gate)))
}

func (w world) member(slot int32, at graph.Level, flow bool, read reading) bool {
	if m := w.g.Member(slot); m < 0 {
		return w.gate(^m, at, read)
	}
	return read(slot, at, flow)
}

// value is a gate's level with its members at these.
func (w world) value(gate int32, read reading) graph.Level {
	switch {
	case w.gate(gate, graph.Up, read):
		return graph.Up
	case w.gate(gate, graph.Degraded, read):
		return graph.Degraded
	}
	return graph.Down
}

// nothingFails returns the world before anything fails, which has been so for ever, and in
// w.used what hold-ups have not held since.
func (w *world) nothingFails() []graph.Level {
	before := world{g: w.g, stratum: w.stratum, horizon: w.horizon, own: slices.Repeat([]graph.Level{graph.Up}, w.g.Len())}
	levels := before.levels()
	w.used, w.hand = map[use]bool{}, map[int32]int32{}
	for gate := range int32(w.g.NumGates()) {
		w.hand[gate] = before.inUse(gate, before.as(levels))
		for _, at := range []graph.Level{graph.Degraded, graph.Up} {
			w.used[use{gate, at}] = !before.gate(gate, at, before.as(levels))
		}
	}
	return levels
}

// inUse returns how many of a gate's members there are up to the last of the first k at the
// best level that can be had.
func (w world) inUse(gate int32, read reading) (last int32) {
	first := w.g.FirstSlot(gate)
	level := func(i int32) graph.Level {
		if m := w.g.Member(first + i); m < 0 {
			return w.value(^m, read)
		}
		for _, at := range []graph.Level{graph.Up, graph.Degraded} {
			if read(first+i, at, false) {
				return at
			}
		}
		return graph.Down
	}
	var order []int32
	for i := range int32(len(w.g.Members(gate))) {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return int(level(b)) - int(level(a)) })
	return slices.Max(order[:w.g.K(gate)]) + 1
}

// redundant says whether the value of a gate is at least at a level, and would be if any
// one vertex that it names, at any nesting, were lost too.
func (w world) redundant(gate int32, at graph.Level, levels []graph.Level) bool {
	if !w.gate(gate, at, w.as(levels)) {
		return false
	}
	for _, v := range w.named(gate) {
		without := slices.Clone(levels)
		without[v] = graph.Down
		if !w.gate(gate, at, w.as(without)) {
			return false
		}
	}
	return true
}

func (w world) named(gate int32) (out []int32) {
	for _, m := range w.g.Members(gate) {
		if m >= 0 {
			out = append(out, m)
		} else {
			out = append(out, w.named(^m)...)
		}
	}
	return out
}
