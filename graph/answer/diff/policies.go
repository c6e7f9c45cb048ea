package diff

import (
	"context"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
)

// policies judges both models' policies and lists those of which something
// changed.
func policies(ctx context.Context, old, new *compile.Compiled, q Question, d *result.Diff) error {
	ask := gate.Question{After: q.After}
	before, err := gate.Ask(ctx, old, ask)
	if err != nil {
		return err
	}
	after, err := gate.Ask(ctx, new, ask)
	if err != nil {
		return err
	}
	was := map[string]*result.Policy{}
	for i := range before.Policies {
		was[before.Policies[i].ID] = &before.Policies[i]
	}
	for i := range after.Policies {
		is := &after.Policies[i]
		if x := delta(was[is.ID], is); same(&x) {
			d.PoliciesSame++
		} else {
			d.Policies = append(d.Policies, x)
		}
		delete(was, is.ID)
	}
	for id, p := range was {
		d.Policies = append(d.Policies, result.PolicyDelta{ID: id, Names: p.Names, Old: verdict(p), OldWorst: p.Worst})
	}
	slices.SortFunc(d.Policies, func(a, b result.PolicyDelta) int { return strings.Compare(a.ID, b.ID) })
	return nil
}

func verdict(p *result.Policy) result.PolicyVerdict {
	if p.Holds {
		return result.PolicyHolds
	}
	return result.PolicyViolated
}

// same says whether nothing changed that a policy is about. What gets worse
// within its limits is no change.
func same(x *result.PolicyDelta) bool {
	return x.Old == x.New && len(x.NewViolations)+len(x.GoneViolations)+len(x.Worse)+len(x.Better) == 0
}

// delta compares a policy with what it was; old is nil where it was not there.
func delta(old, new *result.Policy) result.PolicyDelta {
	x := result.PolicyDelta{ID: new.ID, Names: new.Names, New: verdict(new), Worst: new.Worst}
	if old == nil {
		old = &result.Policy{}
	} else {
		x.Old, x.OldWorst = verdict(old), old.Worst
	}
	x.Truncated = cut(old) || cut(new)
	known := map[string]*result.Violation{}
	for i := range old.Violations {
		known[old.Violations[i].Fingerprint] = &old.Violations[i]
	}
	for _, v := range new.Violations {
		before := known[v.Fingerprint]
		delete(known, v.Fingerprint)
		switch {
		case before == nil:
			x.NewViolations = append(x.NewViolations, v)
		case worse(&v, before):
			x.Worse = append(x.Worse, result.ViolationDelta{Violation: v, Before: before.Outcome})
		case worse(before, &v):
			x.Better = append(x.Better, result.ViolationDelta{Violation: v, Before: before.Outcome})
		}
	}
	for _, v := range old.Violations {
		if known[v.Fingerprint] != nil {
			x.GoneViolations = append(x.GoneViolations, v)
		}
	}
	return x
}

// cut says whether a policy has more violations than are listed.
func cut(p *result.Policy) bool { return p.Violated > len(p.Violations) }

// worse says whether a violation is graver than another one of the same node and
// failure, or as grave for more users.
func worse(a, b *result.Violation) bool {
	return gate.Graver(a, b) || !gate.Graver(b, a) && users(a) > users(b)
}

func users(v *result.Violation) float64 {
	if down := v.UsersDown.Number(); down != nil {
		return *down
	}
	return 0
}
