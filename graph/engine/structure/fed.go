package structure

import (
	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
)

// fed writes the functions of a component round which a supply goes: of each system the
// greatest X = μY.F(X, Y) of levels (see cascade.Cascade.Run), which is the least fixed
// point of failures in X and the greatest in Y. "Not down" comes first, as "up" reads it.
//
// Y is unrolled from "everything has failed", as many rounds as there are keys that
// close a loop of supply: in each scenario every round but the last has one more of
// these started. X is unrolled around that from "nothing has failed", one round more
// than there are keys that it is read of.
func (w *writer) fed(keys []key) error {
	for _, level := range []graph.Level{graph.Degraded, graph.Up} {
		s := &system{w: w, component: w.g.Component(keys[0].vertex()), level: level, stands: map[key]boolean.Ref{}, place: map[key]int{}}
		for _, k := range keys {
			if k.level() == level {
				s.place[k] = unseen
			}
		}
		for _, k := range keys {
			if k.level() == level && s.place[k] == unseen {
				s.search(k)
			}
		}
		if err := s.solve(len(keys)); err != nil {
			return err
		}
	}
	return w.pace.Err()
}

// system is one of the two, of one fed component.
type system struct {
	w         *writer
	component int32
	level     graph.Level
	stands    map[key]boolean.Ref // X: what fails the keys that are read there
	order     []key               // what flows to each comes before it, but from those that close a loop
	place     map[key]int         // in order, or one of the following
	closers   int
}

const (
	unseen = -1
	begun  = -2
	closed = -3 // begun, and known to close a loop
)

// reads calls f for every key of the system that a key reads, and says whether what it
// brings flows. It recurses into nested groups, whose depth the model bounds.
func (s *system) reads(k key, f func(m key, flows bool)) {
	first, end := s.w.g.Gates(k.vertex())
	for gate := first; gate < end; gate++ {
		if s.w.g.Parent(gate) < 0 {
			s.gateReads(gate, k.level(), f)
		}
	}
}

func (s *system) gateReads(gate int32, level graph.Level, f func(m key, flows bool)) {
	fall, ok := s.w.fall(gate, level-1)
	for slot := fall.First; ok && slot < fall.End; slot++ {
		if m := s.w.g.Member(slot); m < 0 {
			s.gateReads(^m, fall.Members+1, f)
		} else if k := keyOf(m, fall.Members+1); s.has(k) {
			f(k, s.w.g.Flows(gate))
		}
	}
}

// has says whether a key is of the system and its component.
func (s *system) has(k key) bool {
	return k.level() == s.level && s.w.g.Component(k.vertex()) == s.component
}

// search walks depth first along what flows, with a stack of its own, and finds order
// and closers; and which keys are read as they stand.
func (s *system) search(from key) {
	type frame struct {
		k       key
		members []key
	}
	var calls []frame
	enter := func(k key) {
		s.place[k] = begun
		var members []key
		s.reads(k, func(m key, flows bool) {
			if flows {
				members = append(members, m)
			} else {
				s.stands[m] = boolean.False
			}
		})
		calls = append(calls, frame{k, members})
	}
	enter(from)
	for len(calls) > 0 && !s.w.pace.Over() {
		c := &calls[len(calls)-1]
		if len(c.members) == 0 {
			if s.place[c.k] == closed {
				s.closers++
			}
			s.place[c.k] = len(s.order)
			s.order = append(s.order, c.k)
			calls = calls[:len(calls)-1]
			continue
		}
		m := c.members[0]
		c.members = c.members[1:]
		switch s.place[m] {
		case unseen:
			enter(m)
		case begun:
			s.place[m] = closed
		}
	}
}

// solve unrolls X, and Y within it.
func (s *system) solve(vertices int) error {
	for round := 0; round <= len(s.stands); round++ {
		if err := s.start(vertices); err != nil {
			return err
		}
		changed := false
		for k := range s.stands {
			if r := s.w.value[k]; r != s.stands[k] {
				s.stands[k], changed = r, true
			}
		}
		if !changed {
			break
		}
	}
	return nil
}

// start unrolls Y: what has started, from nothing.
func (s *system) start(vertices int) error {
	w := s.w
	for _, k := range s.order {
		w.value[k] = boolean.True
	}
	for round, changed := 0, true; changed && round <= s.closers; round++ {
		changed = false
		for _, k := range s.order {
			if w.pace.Over() {
				return w.pace.Err()
			}
			r := w.write(k, s.read)
			changed = changed || r != w.value[k]
			w.value[k] = r
		}
		if w.f.NumArgs() > maxArgs {
			return &TangleError{Vertex: s.order[0].vertex(), Vertices: vertices}
		}
	}
	return nil
}

// read returns what fails a member: as it stands if what it brings does not flow.
func (s *system) read(slot int32, m key) boolean.Ref {
	if s.has(m) && !s.w.g.Flows(s.w.g.GateOf(slot)) {
		return s.stands[m]
	}
	return s.w.value[s.w.of(m)]
}
