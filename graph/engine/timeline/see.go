package timeline

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// asView lets the network look at levels of this moment.
type asView struct {
	s     *simulation
	w     view
	loops map[int32]map[int32][]int32 // fed component -> what its gates have in use, where it was asked about
	aside *view                       // levels if nothing that sheds or degrades were the worse for it; nil: not asked for yet
	came  map[int32]bool              // part -> nobody can come to it, where that was asked
}

func (s *simulation) see(w view) *asView {
	return &asView{s: s, w: w, loops: map[int32]map[int32][]int32{}, came: map[int32]bool{}}
}

// present is the levels of this moment.
func (s *simulation) present() *asView { return s.see(view{s: s}) }

func (a *asView) Level(v int32) graph.Level     { return a.w.of(v) }
func (a *asView) Member(slot int32) graph.Level { return a.s.member(slot, a.w) }
func (a *asView) Value(gate int32) graph.Level  { return a.s.value(gate, a.w) }
func (a *asView) Guarded(gate int32) bool       { return a.s.guarded(gate) }

// Vertices returns the vertices of a component.
func (a *asView) Vertices(c int32) []int32 { return a.s.order[a.s.start[c]:a.s.start[c+1]] }

// InUse returns what of a gate is in use: of the members at hand the first k that are at
// least at the level that it has of them; in a fed component as supply.InUse says.
func (a *asView) InUse(gate int32) []int32 {
	c := a.s.g.Component(a.s.g.Owner(gate))
	if !a.s.g.Fed(c) {
		return a.s.firstAtLeast(gate, a.w)
	}
	use := a.loops[c]
	if use == nil {
		use = supply.InUse(a.s.g, c, a)
		a.loops[c] = use
	}
	return use[gate]
}

func (s *simulation) firstAtLeast(gate int32, w view) []int32 {
	first, end := s.g.FirstSlot(gate), s.handNow(gate, w)
	least, k := s.worst(s.preferred(gate, end, w), w), int(s.g.K(gate))
	out := make([]int32, 0, k)
	for slot := first; slot < end && len(out) < k; slot++ {
		if s.member(slot, w) >= least {
			out = append(out, slot)
		}
	}
	return out
}

// AtHand returns the slots of a gate that serve at this moment.
func (a *asView) AtHand(gate int32) (first, end int32) {
	return a.s.g.FirstSlot(gate), a.s.handNow(gate, a.w)
}

// Serving returns the slots that serve a gate without a switch, with all that happens at this
// moment done: up to the last one in use, since going back costs nothing.
func (a *asView) Serving(gate int32) (first, end int32) {
	first, end = a.AtHand(gate)
	if a.s.g.Mods(gate).Failover == 0 {
		return first, end
	}
	if use := a.s.preferred(gate, end, a.w); a.s.worst(use, a.w) > graph.Down {
		end = atHand(use)
	}
	return first, end
}

// Held says whether a hold-up gives what the members of a gate do not.
func (a *asView) Held(gate int32) bool {
	return a.s.g.Mods(gate).Holdup > 0 && a.s.value(gate, a.w) > a.s.undelayed(gate, a.w, a.s.input(gate, a.w))
}

// Aside returns the level of the member at a slot if nothing that sheds or degrades were
// the worse for it.
func (a *asView) Aside(slot int32) graph.Level {
	if a.aside == nil {
		w := a.s.putAside(a.w)
		a.aside = &w
	}
	return a.s.member(slot, *a.aside)
}

// impairs says whether anything sheds or degrades.
func (l *loading) impairs() bool {
	for i, marked := range l.marked {
		if marked && l.net.Nodes[i].Overload.Level() > graph.Down {
			return true
		}
	}
	return false
}

// putAside returns levels if nothing that sheds or degrades were the worse for it, on top of
// others.
func (s *simulation) putAside(on view) view {
	l := s.load
	if l == nil || !l.impairs() {
		return on
	}
	l.aside = true
	defer func() { l.aside = false }()
	var from []int32
	for i, marked := range l.marked {
		if n := &l.net.Nodes[i]; marked && n.Overload.Level() > graph.Down {
			from = append(from, n.Vertices()...)
		}
	}
	return s.above(from, on)
}

// Unreached says whether nobody can come to a part, since its lines are down: it would be
// down by these alone, all else being up, or by a requirement that names one and would hold
// if they were up.
func (a *asView) Unreached(part int32) bool {
	lines := a.s.in.Lines(part)
	if len(lines) == 0 || a.Level(part) > graph.Down && !slices.Contains(a.w.taken, part) {
		return false
	}
	gone, known := a.came[part]
	if !known {
		a.came[part] = false // in a circle somebody is asked who is being found
		gone = a.cutOff(part, lines)
		a.came[part] = gone
	}
	return gone
}

func (a *asView) cutOff(part int32, lines []int32) bool {
	g := a.s.g
	line := func(slot int32) bool { return slices.Contains(lines, g.Member(slot)) }
	byLines := func(slot int32) graph.Level {
		switch x := g.Member(slot); {
		case line(slot):
			return a.Level(x)
		case a.s.load.net.Follows != nil && a.s.load.net.Follows(slot) && a.Unreached(x):
			return graph.Down
		}
		return graph.Up
	}
	withLines := func(slot int32) graph.Level {
		if line(slot) {
			return graph.Up
		}
		return a.Level(g.Member(slot))
	}
	from, to := g.Gates(part)
	for gate := from; gate < to; gate++ {
		switch {
		case g.Parent(gate) >= 0:
		case !g.Mods(gate).Unless && a.s.valueBy(gate, a.w, byLines) == graph.Down:
			return true
		case slices.ContainsFunc(g.Named(gate), func(x int32) bool { return slices.Contains(lines, x) }) &&
			a.s.value(gate, a.w) == graph.Down && a.s.valueBy(gate, a.w, withLines) > graph.Down:
			return true
		}
	}
	return false
}

// valueBy returns what the value of a gate would be with its members at other levels, and
// its delays as they stand.
func (s *simulation) valueBy(gate int32, w view, of func(slot int32) graph.Level) graph.Level {
	m, first := s.g.Mods(gate), s.g.FirstSlot(gate)
	var levels []graph.Level
	for slot := first; slot < s.handNow(gate, w); slot++ {
		if x := s.g.Member(slot); x < 0 {
			levels = append(levels, s.valueBy(^x, w, of))
		} else {
			levels = append(levels, of(slot))
		}
	}
	slices.Sort(levels)
	l := levels[len(levels)-int(s.g.K(gate))]
	switch {
	case m.Unless && l == graph.Down:
		l = graph.Up
	case m.Unless:
		l = graph.Down
	case m.Accepts && l == graph.Degraded:
		l = graph.Up
	case m.Loss && l == graph.Down:
		l = graph.Degraded
	}
	if m.Holdup > 0 && !s.settling {
		mem := s.memoryOf(gate)
		return level(l == graph.Up || mem.held(0, s.now, m.Holdup), l > graph.Down || mem.held(1, s.now, m.Holdup))
	}
	return l
}
