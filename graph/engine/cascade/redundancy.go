package cascade

import (
	"context"
	"maps"
	"slices"
)

// LostRedundancy returns the vertices with a requirement that has lost its
// redundancy: with nothing failed its value survived the loss of any one vertex
// that it names, at any nesting; now its value still holds, and one more loss
// would lower it. In order of index.
//
// Only requirements that the last run touched are looked at. The cost of one is
// linear in its members, and quadratic in those that stand in it at several
// places (see models.MaxRequirement for the bound).
// The error is the context's.
func (c *Cascade) LostRedundancy(ctx context.Context) ([]int32, error) {
	var out []int32
	for _, gate := range c.mayHaveLost() {
		if err := c.step(ctx); err != nil {
			return nil, err
		}
		top := gate
		for c.g.Parent(top) >= 0 {
			top = c.g.GateOf(c.g.Parent(top))
		}
		if c.g.Mods(top).Whole {
			continue
		}
		now, alone, before := look{c: c}, look{c: c, alone: true}, look{c: c, alone: true, unharmed: true}
		bit := bitUp // its value with nothing failed, which may be degraded
		if !before.has(top, nothing, bitUp) {
			bit = bitNotDown
		}
		if !before.has(top, nothing, bit) {
			continue // it had none to lose
		}
		if now.has(top, nothing, bit) && alone.has(top, nothing, bit) && alone.fragile(top, bit) && !before.fragile(top, bit) {
			out = append(out, c.g.Owner(top))
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// mayHaveLost returns gates of which a member has fallen, one or several of a requirement.
// One that still rides through counts no losses; it may not, where the next one is met by
// a hold-up that began sooner.
func (c *Cascade) mayHaveLost() []int32 {
	if c.delays == nil {
		return c.touched
	}
	seen := map[int32]bool{}
	for _, v := range c.fallen {
		for _, slot := range c.g.Naming(v) {
			seen[c.g.GateOf(slot)] = true
		}
	}
	return slices.Collect(maps.Keys(seen))
}

// nothing stands for no vertex.
const nothing = int32(-1)

// look evaluates single requirements, as things are or with nothing failed.
type look struct {
	c        *Cascade
	alone    bool // each delay as if it began at once: that of a further loss would
	unharmed bool
}

func (l look) rule(gate int32) rule {
	if l.alone {
		return l.c.alone(gate)
	}
	return l.c.rule(gate)
}

// kept says whether a vertex has a bit, if gone is lost as well.
func (l look) kept(v, gone int32, bit int) bool {
	lost := l.c.lost[v]
	if l.unharmed {
		lost = l.c.base.lost[v]
	}
	return v != gone && lost&(1<<bit) == 0
}

// has says whether a gate has a bit, if the vertex gone is lost as well.
func (l look) has(gate, gone int32, bit int) bool {
	r := l.rule(gate)
	switch {
	case r.source[bit] < 0:
		return true
	case r.unless:
		return !l.memberHas(r.first, gone, bitNotDown)
	}
	alive := int32(0)
	for slot := r.first; slot < r.end; slot++ {
		if l.memberHas(slot, gone, r.source[bit]) {
			alive++
		}
	}
	return alive >= r.k[bit]
}

func (l look) memberHas(slot, gone int32, bit int) bool {
	if x := l.c.g.Member(slot); x < 0 {
		return l.has(^x, gone, bit)
	} else {
		return l.kept(x, gone, bit)
	}
}

// fragile says whether some vertex exists whose loss takes a bit from a top gate, which
// has it. A vertex that the gate names once is judged by structure; one
// that it names several times is tried.
func (l look) fragile(top int32, bit int) bool {
	repeated := l.repeated(top)
	if l.breaks(top, bit, repeated) {
		return true
	}
	return slices.ContainsFunc(repeated, func(v int32) bool { return !l.has(top, v, bit) })
}

// repeated returns the vertices that a gate names more than once, sorted, with those in an
// unless, whose loss may be a gain.
func (l look) repeated(gate int32) []int32 {
	var leaves []int32
	l.leaves(gate, &leaves)
	slices.Sort(leaves)
	out := leaves[:0]
	for i := 1; i < len(leaves); i++ {
		if leaves[i] == leaves[i-1] {
			out = append(out, leaves[i])
		}
	}
	return slices.Compact(out)
}

func (l look) leaves(gate int32, out *[]int32) {
	first := len(*out)
	for _, m := range l.c.g.Members(gate) {
		if m >= 0 {
			*out = append(*out, m)
		} else {
			l.leaves(^m, out)
		}
	}
	if l.c.g.Mods(gate).Unless {
		*out = append(*out, (*out)[first:]...)
	}
}

// breaks says whether the loss of one vertex that the gate names once takes a
// bit from it that it has. Each such vertex is below one member only: with one
// member to spare none can; else any that takes the bit from a member does.
func (l look) breaks(gate int32, bit int, repeated []int32) bool {
	r := l.rule(gate)
	if r.source[bit] < 0 || r.unless {
		return false
	}
	source, alive := r.source[bit], int32(0)
	for slot := r.first; slot < r.end; slot++ {
		if l.memberHas(slot, nothing, source) {
			alive++
		}
	}
	if alive != r.k[bit] {
		return false
	}
	for slot := r.first; slot < r.end; slot++ {
		if !l.memberHas(slot, nothing, source) {
			continue
		}
		x := l.c.g.Member(slot)
		if x < 0 && l.breaks(^x, source, repeated) {
			return true
		}
		if x >= 0 {
			if _, several := slices.BinarySearch(repeated, x); !several {
				return true
			}
		}
	}
	return false
}
