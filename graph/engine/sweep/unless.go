package sweep

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// What holds while something is down is held as it is with nothing failed, and then what
// falls is monotone. That is right as long as no vertex falls that an unless asks about;
// a failure by which one does is run by a cascade instead.

// state is what is down after some failure, and which requirements hold while something
// is down that is not.
type state struct {
	fallen   []int32        // vertices that are down, and shadows of those not up, ascending
	standing map[int32]bool // unless -> its member is not down
}

// frozen is a group that an unless is a member of, by its seat there.
type frozen struct{ unless, seat int32 }

// state returns what has come out in a cascade's last run.
func (s *Sweep) state(run *cascade.Cascade) *state {
	out := &state{standing: map[int32]bool{}}
	for _, v := range run.Fallen() {
		if shadow := s.system.shadow(v); shadow != v {
			out.fallen = append(out.fallen, shadow)
		}
		if run.Level(v) == graph.Down {
			out.fallen = append(out.fallen, v)
		}
	}
	slices.Sort(out.fallen)
	for _, gate := range s.graph.Unless() {
		out.standing[gate] = run.LostMembers(gate, graph.Down) == 0
	}
	return out
}

// settle takes down what is down in a state: it counts in no total, and never rises.
func (f *fall) settle(x *state) {
	f.holds = x
	for _, v := range x.fallen {
		f.push(v)
	}
	for _, of := range f.s.frozen {
		if x.standing[of.unless] {
			f.lose(of.seat)
		}
	}
	for at := 0; ; at = len(f.order) {
		f.fall(at)
		if f.fed == nil || !f.starve() {
			break
		}
	}
	f.begun = len(f.seats)
}

// rest notes what is down with nothing failed, and what an unless asks about.
func (x *index) rest(s *Sweep) {
	x.before = make([]bool, s.system.len())
	for _, v := range s.rest.fallen {
		x.before[v] = true
	}
	if len(s.graph.Unless()) == 0 {
		return
	}
	x.asked = make([]bool, s.system.len())
	for _, gate := range s.graph.Unless() {
		for _, v := range s.graph.Named(gate) {
			x.asked[v] = true
		}
	}
}

// was says whether a vertex was down with nothing failed; a shadow, whether it was not up.
func (x *index) was(v int32) bool { return x.before != nil && x.before[v] }

// regarded counts a vertex that an unless asks about, and says whether what fell was down
// with nothing failed, and is no loss: it weighs in its sector again.
func (t *tally) regarded(v int32) bool {
	x := t.index
	if x.asked != nil && x.asked[v] {
		t.asked++
	}
	if !x.before[v] {
		return false
	}
	t.reweigh(v, 1)
	return true
}

// rise counts that a vertex is not down which was with nothing failed. It is no gain, but
// a sector can lose more before it fails.
func (t *tally) rise(v int32) { t.reweigh(v, -1) }

func (t *tally) reweigh(v int32, times float64) {
	if int(v) >= len(t.index.stake) || t.index.stake[v] < 0 {
		return
	}
	if s := &t.of.Stakes[t.index.stake[v]]; s.Sector >= 0 && s.Weight > 0 {
		t.weigh(s.Sector, times*s.Weight)
	}
}
