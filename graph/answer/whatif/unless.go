package whatif

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
)

// heldBefore returns the nodes that are not up with nothing failed, since something is up
// that would have to be down, sorted.
func (v *view) heldBefore() []string {
	if v.inhibited == nil {
		return nil
	}
	return v.nodeNames(maps.Keys(v.inhibited.Held))
}

// risen says whether a vertex fares better than with nothing failed, load left aside: it is
// held down no longer.
func (v *view) risen(x int32) bool { return v.inhibited != nil && v.run.Level(x) > v.run.Before(x) }

// notStarted says whether a node was held down with nothing failed and is down though
// nothing holds it any more: a standby that lacks something else.
func (v *view) notStarted(x int32) bool {
	for part := range v.c.Parts(x).All() {
		if v.notStarted(part) {
			return true
		}
	}
	return v.inhibited.Holds(x) && !v.failed[x] && v.run.Level(x) == graph.Down && v.run.Level(x) == v.run.Before(x) && len(v.run.Because(x)) > 0 && !v.held(x)
}

// held says whether something that is up holds a vertex down, or what it is down for; or
// would if that had not failed. Reasons go round in no circle.
func (v *view) held(x int32) bool {
	if has, known := v.heldNow[x]; known {
		return has
	}
	v.heldNow[x] = false // of what recovers they may
	has := slices.ContainsFunc(v.run.Because(x), func(slot int32) bool {
		return v.holds(slot) || !v.c.Graph.Inverted(slot) && v.held(v.c.Graph.Member(slot))
	})
	if v.run.OwnLevel(x) == graph.Down {
		for slot, end := v.c.Graph.Slots(x); slot < end; slot++ {
			m := v.c.Graph.Member(slot)
			has = has || m >= 0 && v.c.Graph.Inverted(slot) && v.run.Level(m) > graph.Down
		}
	}
	v.heldNow[x] = has
	return has
}

// started says whether a node has risen, or some part of it.
func (v *view) started(i int32) bool {
	if v.inhibited == nil {
		return false
	}
	for x := range v.c.Seen(i).All() {
		if v.risen(x) {
			return true
		}
	}
	return v.risen(i)
}

// heldBy returns the direct members of a node, or of any part, that hold it down: they are
// up, or degraded, and would have to be down. Sorted.
func (v *view) heldBy(i int32) []string {
	if v.inhibited == nil || v.failed[i] {
		return nil
	}
	return v.members(i, func(x int32) (out []int32) {
		for _, slot := range v.run.Because(x) {
			if v.holds(slot) {
				out = append(out, slot)
			}
		}
		return out
	})
}

// holds says whether the member at a slot would have to be down, and is not.
func (v *view) holds(slot int32) bool {
	return v.c.Graph.Inverted(slot) && v.run.Level(v.c.Graph.Member(slot)) > graph.Down
}

// startedBy returns the direct members of a node, or of any part, by whose fall or rise it
// fares better than with nothing failed. Sorted.
func (v *view) startedBy(i int32) []string {
	if v.inhibited == nil {
		return nil
	}
	return v.members(i, func(x int32) (out []int32) {
		if !v.risen(x) {
			return nil
		}
		for _, slot := range v.inhibited.Because[x] {
			now, before := v.run.Level(v.c.Graph.Member(slot)), v.inhibited.At[slot]
			if v.c.Graph.Inverted(slot) && now == graph.Down || !v.c.Graph.Inverted(slot) && now > before {
				out = append(out, slot)
			}
		}
		return out
	})
}

// members names the members at slots that are of a node, or of any part of it.
func (v *view) members(i int32, of func(vertex int32) []int32) []string {
	var out []string
	for x := range v.c.Seen(i).All() {
		for _, slot := range of(x) {
			out = append(out, v.c.MemberName(slot))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
