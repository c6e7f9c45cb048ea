package promises

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// note notes that a failure breaks a promise, for the users of what is found.
func (k *keeper) note(of promise, failed string, found []result.Breach) {
	n := &k.c.Model.Nodes[of.node]
	next := result.BrokenPromise{Node: n.ID, Names: result.Names(n.Name), Rule: of.rule, LimitS: found[0].LimitS,
		OutageS: longest(found), Users: result.UsersOf(hit(found))}
	old := k.broken[of]
	switch {
	case old == nil:
		next.Failed = []string{failed}
		k.broken[of] = &next
	case worse(&next, old):
		next.Breaks, next.Failed = old.Breaks, slices.Insert(old.Failed, 0, failed)
		*old = next
	default:
		old.Failed = append(old.Failed, failed)
	}
	x := k.broken[of]
	x.Breaks++
	x.Failed = x.Failed[:min(len(x.Failed), result.MaxBreaking)]
}

// worse says whether one breaks a promise for longer, or as long and for more users.
func worse(a, b *result.BrokenPromise) bool {
	return cmp.Or(cmp.Compare(lasts(a.OutageS), lasts(b.OutageS)), cmp.Compare(known(a.Users), known(b.Users))) > 0
}

func lasts(s *int64) int64 {
	if s == nil {
		return math.MaxInt64
	}
	return *s
}

func known(u result.Users) float64 {
	if n := u.Number(); n != nil {
		return *n
	}
	return 0
}

// longest returns the longest outage of some breaches; nil: one does not end.
func longest(found []result.Breach) *int64 {
	return slices.MaxFunc(found, func(a, b result.Breach) int { return cmp.Compare(lasts(a.OutageS), lasts(b.OutageS)) }).OutageS
}

// hit returns how many users are out for too long, each part's once; nil: not known.
func hit(found []result.Breach) *float64 {
	parts := map[string]float64{}
	for _, b := range found {
		users := b.Users.Number()
		if users == nil {
			return nil
		}
		parts[b.Node] = max(parts[b.Node], *users)
	}
	sum := 0.0
	for _, id := range slices.Sorted(maps.Keys(parts)) { // in one order, since sums of fractions differ by it
		sum += parts[id]
	}
	return new(math.Round(sum))
}
