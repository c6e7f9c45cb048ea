package timeline_test

import (
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// remember takes down what the next second has to know of this one.
func (b *brute) remember(levels []graph.Level) {
	lost := [2]map[int32]int{{}, {}}
	for gate := range int32(b.g.NumGates()) {
		l := b.input(gate, levels)
		for q, has := range [2]bool{l == graph.Up, l > graph.Down} {
			if b.round(gate) && !b.forEver {
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
		if b.g.Mods(gate).Failover > 0 && (b.forEver || b.best(gate, g.end, levels) > graph.Down) {
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
