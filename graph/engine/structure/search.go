package structure

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// States of the search. A closer is met again while it is open: it closes a
// loop.
const (
	open   = 1
	done   = 2
	closer = 4
)

func (w *writer) searchAll() {
	for _, t := range w.q.Targets {
		w.search(w.of(keyOf(t.Vertex, t.Level)))
	}
}

// loops says whether the search has met any.
func (w *writer) loops() bool {
	return slices.ContainsFunc(w.order, func(k key) bool { return w.state[k]&closer != 0 })
}

// search walks depth first from a key to all that it depends on. It keeps its
// own stack, as chains may be millions long. Once the context has ended, what it
// leaves means nothing.
func (w *writer) search(from key) {
	type frame struct {
		k     key
		first int // its members in the stack that are still to be seen
	}
	var calls []frame
	var members []key
	enter := func(k key) {
		w.state[k] |= open
		calls = append(calls, frame{k, len(members)})
		members = w.members(members, k)
	}
	if w.state[from] == 0 {
		enter(from)
	}
	for len(calls) > 0 && !w.pace.Over() {
		c := calls[len(calls)-1]
		if len(members) == c.first {
			w.state[c.k] = w.state[c.k]&^open | done
			w.order = append(w.order, c.k)
			calls = calls[:len(calls)-1]
			continue
		}
		m := members[len(members)-1]
		members = members[:len(members)-1]
		switch {
		case m == c.k: // it does not need itself
		case w.state[m] == 0:
			enter(m)
		case w.state[m]&open != 0:
			w.state[m] |= closer
		}
	}
}

// members appends what a key depends on, the last first.
func (w *writer) members(to []key, k key) []key {
	start := len(to)
	for _, one := range w.group(k) {
		first, end := w.g.Gates(one.vertex())
		for gate := first; gate < end; gate++ {
			if w.g.Parent(gate) < 0 {
				to = w.gateMembers(to, gate, one.level(), false)
			}
		}
	}
	slices.Reverse(to[start:])
	return to
}

// gateMembers appends what a gate depends on; or only those members whose loss
// alone brings it down. It recurses into nested groups, whose depth the model
// bounds.
func (w *writer) gateMembers(to []key, gate int32, level graph.Level, alone bool) []key {
	fall, ok := w.fall(gate, level-1)
	if !ok || alone && (fall.Needed > 1 || fall.Unless) {
		return to
	}
	for slot := fall.First; slot < fall.End; slot++ {
		if m := w.g.Member(slot); m < 0 {
			to = w.gateMembers(to, ^m, fall.Members+1, alone)
		} else {
			to = append(to, w.of(keyOf(m, fall.Members+1)))
		}
	}
	return to
}
