package partial

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// tally gathers how vertices fare in the cases of their groups.
type tally struct {
	p     *plan
	of    map[int32]map[string]*Fate // vertex -> its courses, by what happens in them
	fates map[int32]*Fates
}

func newTally(p *plan) tally {
	return tally{p: p, of: map[int32]map[string]*Fate{}}
}

// add notes a run.
func (t *tally) add(j job, run *timeline.Result) {
	shares := t.p.sharesOf(j)
	told := func(v int32) (share float64, ok bool) {
		group, known := t.p.of[v]
		if !known {
			return 0, false
		}
		share, ok = shares[group]
		return share, ok
	}
	courses := coursesOf(run, func(v int32) bool { _, ok := told(v); return ok })
	for v, c := range courses {
		share, _ := told(v)
		t.note(v, c, share)
	}
}

// coursesOf returns what happens to those vertices of a run that are asked for and have
// anything happen to them.
func coursesOf(run *timeline.Result, asked func(v int32) bool) map[int32]*Fate {
	out := map[int32]*Fate{}
	of := func(v int32) *Fate {
		if out[v] == nil {
			out[v] = &Fate{cases: 1}
		}
		return out[v]
	}
	for _, ch := range run.Changes {
		if asked(ch.Vertex) {
			c := of(ch.Vertex)
			c.Changes = append(c.Changes, ch)
		}
	}
	for _, sh := range run.Sheds {
		if asked(sh.Vertex) {
			c := of(sh.Vertex)
			c.Sheds = append(c.Sheds, sh)
		}
	}
	return out
}

// note adds a share of users to whom a course happens.
func (t *tally) note(v int32, c *Fate, share float64) {
	if t.of[v] == nil {
		t.of[v] = map[string]*Fate{}
	}
	key := c.key()
	if was := t.of[v][key]; was != nil {
		was.Share, was.cases = was.Share+share, was.cases+c.cases
		return
	}
	c.Share = share
	t.of[v][key] = c
}

// nothing adds that nothing happens to those to whom no course does.
func (t *tally) nothing(v int32) {
	rest, cases := 1.0, t.p.groups[t.p.of[v]].cases
	for _, key := range slices.Sorted(maps.Keys(t.of[v])) {
		rest, cases = rest-t.of[v][key].Share, cases-t.of[v][key].cases
	}
	if cases > 0 {
		t.note(v, &Fate{cases: cases}, max(0, rest))
	}
}

// join adds what another has gathered of later cases.
func (t *tally) join(later *tally) {
	for v, courses := range later.of {
		for _, key := range slices.Sorted(maps.Keys(courses)) {
			t.note(v, courses[key], courses[key].Share)
		}
	}
}

// finish adds the share of those to whom nothing happens, and what is known of the
// others.
func (t *tally) finish(luckiest, unluckiest *timeline.Result) {
	t.fates = map[int32]*Fates{}
	for v := range t.p.reach {
		if _, known := t.p.of[v]; !known {
			t.fates[v] = &Fates{Rough: true}
			continue
		}
		t.nothing(v)
		t.fates[v] = fatesOf(t.of[v])
	}
	if !t.p.rough() {
		return
	}
	for _, run := range []*timeline.Result{luckiest, unluckiest} {
		courses := coursesOf(run, func(v int32) bool { f := t.fates[v]; return f != nil && f.Rough })
		for v, f := range t.fates {
			if !f.Rough {
				continue
			}
			if c := courses[v]; c != nil {
				f.Of = append(f.Of, *c)
			} else {
				f.Of = append(f.Of, Fate{})
			}
		}
	}
}

// fatesOf puts courses into one order.
func fatesOf(courses map[string]*Fate) *Fates {
	out := &Fates{}
	for _, key := range slices.Sorted(maps.Keys(courses)) {
		out.Of = append(out.Of, *courses[key])
	}
	return out
}

// key says what happens in a course: the same for those who fare alike.
func (f *Fate) key() string {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(f.Changes))) // those to whom nothing happens come first
	for _, ch := range f.Changes {
		b = binary.BigEndian.AppendUint64(b, uint64(ch.At))
		b = append(b, byte(ch.Level))
	}
	for _, sh := range f.Sheds {
		b = binary.BigEndian.AppendUint64(b, uint64(sh.At))
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(sh.Share))
	}
	return string(b)
}
