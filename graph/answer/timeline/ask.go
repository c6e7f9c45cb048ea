package timeline

import (
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/result"
)

// Spell is a time at one level; To is negative if it does not end.
type Spell struct{ From, To time.Duration }

// The labels of a service at a moment, worst first: its level, and "partial"
// where some part of it is down and some is not.
var labels = []result.State{result.StateDown, result.StatePartial, result.StateDegraded, result.StateUp}

// labelled is a time with one label.
type labelled struct {
	label result.State
	Spell
}

// labelled returns the times at which a vertex is not up, each with its label.
// Of a service with parts they are made from its parts'.
func (s *Simulation) labelled(v int32) []labelled {
	var out []labelled
	at := s.edges(v)
	for i, from := range at {
		to := never
		if i+1 < len(at) {
			to = at[i+1]
		}
		if label := s.labelAt(v, from); label != result.StateUp {
			out = append(out, labelled{label, Spell{from, to}})
		}
	}
	return out
}

// edges returns the moments at which anything of a vertex changes, or of its parts.
func (s *Simulation) edges(v int32) []time.Duration {
	var at []time.Duration
	edges := func(from, to time.Duration) {
		at = append(at, from)
		if to != never {
			at = append(at, to)
		}
	}
	for x := range s.c.Seen(v).All() {
		for _, sp := range s.spans[x] {
			edges(sp.from, sp.to)
		}
		for _, sh := range s.sheds[x] {
			edges(sh.from, sh.to)
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// labelAt returns a vertex's label at a moment: some of it is down where a part
// is, and where some users of it are shed.
func (s *Simulation) labelAt(v int32, at time.Duration) result.State {
	r, down, up, shed := s.c.Seen(v), 0, 0, false
	for x := range r.All() {
		switch s.Level(x, at) {
		case graph.Down:
			down++
		case graph.Up:
			up++
		}
		shed = shed || s.shedAt(x, at) > 0
	}
	switch {
	case down == r.Len():
		return result.StateDown
	case down > 0 || shed:
		return result.StatePartial
	case up == r.Len():
		return result.StateUp
	}
	return result.StateDegraded
}

func (s *Simulation) shedAt(v int32, at time.Duration) float64 {
	for _, sh := range s.sheds[v] {
		if sh.from <= at && (sh.to == never || at < sh.to) {
			return sh.share
		}
	}
	return 0
}

// Level returns a vertex's level at a moment.
func (s *Simulation) Level(v int32, at time.Duration) graph.Level {
	for _, sp := range s.spans[v] {
		if sp.holds(at) {
			return sp.level
		}
	}
	return graph.Up
}

// At returns a vertex's label at a moment.
func (s *Simulation) At(v int32, at time.Duration) result.State {
	for _, l := range s.labelled(v) {
		if l.From <= at && (l.To < 0 || at < l.To) {
			return l.label
		}
	}
	return result.StateUp
}

// Worst returns a vertex's worst label of all; what lasts shorter than limit
// does not count.
func (s *Simulation) Worst(v int32, limit time.Duration) result.State {
	for i, label := range labels[:3] {
		if lasts(s.joined(v, labels[:i+1]), nil, limit) {
			return label
		}
	}
	return result.StateUp
}

// Spells returns the times at which a vertex is exactly in a state: a service
// that is partial is degraded as well.
func (s *Simulation) Spells(v int32, at result.State) []Spell {
	switch at {
	case result.StateUp:
		return between(s.joined(v, labels[:3]))
	case result.StateDegraded:
		return s.joined(v, []result.State{result.StateDegraded, result.StatePartial})
	}
	return s.joined(v, []result.State{at})
}

// between returns the times outside some spells, from the start on.
func between(spells []Spell) []Spell {
	var out []Spell
	from := time.Duration(0)
	for _, sp := range spells {
		if sp.From > from {
			out = append(out, Spell{from, sp.From})
		}
		if from = sp.To; from < 0 {
			return out
		}
	}
	return append(out, Spell{from, never})
}

// Longest returns the longest time that a vertex is down for any of its users, of a service
// with parts that of its worst part, and which vertex that is; of equal ones the first. ok is
// false where it is never down, or was before anything happened.
func (s *Simulation) Longest(v int32) (part int32, longest Spell, ok bool) {
	return s.longest(v, graph.Down, labels[:1])
}

// LongestNotUp is Longest of the times that a vertex is not up.
func (s *Simulation) LongestNotUp(v int32) (part int32, longest Spell, ok bool) {
	return s.longest(v, graph.Degraded, labels[:3])
}

func (s *Simulation) longest(v int32, level graph.Level, of []result.State) (part int32, longest Spell, ok bool) {
	for x := range s.c.Seen(v).All() {
		if s.asBefore(x, level) {
			continue
		}
		for _, sp := range s.spellsFor(x, level, of) {
			if !ok || sp.longerThan(longest) {
				part, longest, ok = x, sp, true
			}
		}
	}
	return part, longest, ok
}

// spellsFor returns the times at which a vertex is at or below a level, of some labels: for
// all of its users, or for those who are turned away.
func (s *Simulation) spellsFor(v int32, level graph.Level, of []result.State) []Spell {
	if len(s.sheds[v]) == 0 {
		return s.joined(v, of)
	}
	var out []Spell
	for _, c := range s.strata(v) {
		for _, sp := range s.spells(v, c.spans, level) {
			out = append(out, Spell{sp.from, sp.to})
		}
	}
	return out
}

// longerThan compares spells. One without an end is longer than any with one.
func (s Spell) longerThan(other Spell) bool {
	if s.To < 0 || other.To < 0 {
		return s.To < 0 && other.To >= 0
	}
	return s.To-s.From > other.To-other.From
}

// joined returns the times with one of some labels, neighbours as one.
func (s *Simulation) joined(v int32, of []result.State) []Spell {
	var out []Spell
	for _, l := range s.labelled(v) {
		if slices.Contains(of, l.label) {
			out = join(out, l.Spell)
		}
	}
	return out
}

// join adds a spell to those before it, and makes neighbours one.
func join(spells []Spell, next Spell) []Spell {
	if n := len(spells); n > 0 && spells[n-1].To == next.From {
		spells[n-1].To = next.To
		return spells
	}
	return append(spells, next)
}

// Changes returns how many changes of level the run had.
func (s *Simulation) Changes() int { return len(s.run.Changes) }

// Over says whether every vertex that was touched is back up in the end.
func (s *Simulation) Over() bool { return s.end() != nil }

// Hit returns the ids of the nodes that are hit, sorted: that some find down, degraded or
// shedding at some time, and did not as much before.
func (s *Simulation) Hit() []string {
	var out []string
	note := func(v int32) {
		if s.hit(v) {
			out = append(out, s.c.Model.Nodes[s.c.NodeOf(v)].ID)
		}
	}
	for v := range s.spans {
		note(v)
	}
	for v := range s.sheds {
		note(v)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Named returns the ids of the nodes and parts that events name, those whose
// demand or capacity they set included.
func (s *Simulation) Named() []string {
	var out []string
	for _, h := range s.answer.Events {
		out = append(append(append(out, h.Fail...), h.Degrade...), h.Repair...)
		out = slices.AppendSeq(slices.AppendSeq(slices.AppendSeq(out, maps.Keys(h.Serve)), maps.Keys(h.Demand)), maps.Keys(h.Capacity))
	}
	return out
}
