package moment

import "slices"

// chain returns a way to a vertex on which delays follow on each other, from the first that
// has one: the way with most of them, and of such the first.
func (a *analysis) chain(to int32) []int32 {
	out, seen := []int32{to}, map[int32]bool{to: true}
	for v := to; ; {
		next := a.most(v, seen)
		if next < 0 || a.of[next].delays == 0 && !a.waits(next) {
			slices.Reverse(out)
			return out
		}
		seen[next] = true
		out = append(out, next)
		v = next
	}
}

// most returns the vertex that one needs to which most delays lead, -1 for none that was not
// seen.
func (a *analysis) most(v int32, seen map[int32]bool) int32 {
	next := int32(-1)
	for slot, end := a.g.Slots(v); slot < end; slot++ {
		m := a.g.Member(slot)
		if m < 0 || seen[m] {
			continue
		}
		if next < 0 || a.of[m].delays > a.of[next].delays {
			next = m
		}
	}
	return next
}

// waits says whether a vertex takes time to recover.
func (a *analysis) waits(v int32) bool { return a.in.Recovery(v) > 0 }
