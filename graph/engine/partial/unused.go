package partial

import (
	"cmp"
	"maps"
	"slices"
)

// spare is how many cases are run in all for what nobody uses.
const spare = 1 << 10

// withUnused adds to the sets of curves that people meet, the largest first, those that
// only what nobody uses meets: of the fewest cases first, as long as that is few, and no
// more than most in all.
func (p *plan) withUnused(sets []set, most int) []set {
	left := float64(most)
	for _, s := range sets {
		left -= p.casesOf(s.members())
	}
	left = min(left, spare)
	seen := map[string]set{}
	for _, s := range p.reach {
		seen[s.key()] = s
	}
	maps.DeleteFunc(seen, func(_ string, s set) bool { return slices.ContainsFunc(sets, s.within) })
	unused := slices.SortedFunc(maps.Values(seen), func(a, b set) int {
		return cmp.Or(cmp.Compare(p.casesOf(a.members()), p.casesOf(b.members())), slices.Compare(a, b))
	})
	for _, s := range unused {
		if left -= p.casesOf(s.members()); left < 0 {
			break
		}
		sets = append(sets, s)
	}
	slices.SortFunc(sets, largestFirst)
	return sets
}
