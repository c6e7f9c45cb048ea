package assumptions

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model.
type Question struct {
	After    time.Duration    // the horizon
	Asof     string           // facts older than this date count as unverified, too; "" for none
	Lang     string           // "ko" or "en": of the names in the answer
	Marked   []string         // ids of nodes to look at besides those that policies protect
	Mitigate *result.Mitigate // what it says of the model as it is; nil where its choice is not to be looked at
}

// maxWork bounds an answer, and maxEach what one change may cost: in vertices that
// fall or are passed. The first is some two seconds.
const (
	maxWork = 20_000_000
	maxEach = maxWork / 50
)

// Of changes every fact by itself that is assumed, or older than the date: a
// requirement is dropped, an alternative of it removed, a share raised or lowered
// by a fifth with the others rescaled. The answers that may flip are, without load
// as the review gives them: whether each policy holds; which sectors fail and how
// nodes fare (the protected and the marked; without any every service) by every
// single failure, and which three of what services stand on are the worst; the
// cheapest choice of options, or where that would take too long whether the one
// chosen still does; what cannot start from black; false redundancy. And with load
// the verdicts of recorded incidents.
//
// Which of these are looked at is decided by what they cost for one change, the
// most important first; then facts are changed in the model's order until the
// work is used up. The answer says what was left out.
func Of(ctx context.Context, c *compile.Compiled, q Question) (*result.Assumptions, error) {
	all, changes := facts(c, q.Asof), 0
	for i := range all {
		changes += len(all[i].variants)
	}
	v := newView(ctx, c, q, changes)
	base, err := v.answers(&changed{c: c, dropped: none})
	if err != nil {
		return nil, err
	}
	out := v.summary()
	out.All, out.Undated, out.Unverified = count(c.Model, q.Asof)
	for i := range all {
		if all[i].inMember {
			out.Unverified++ // its requirement was not counted
		}
	}
	out.Fixed = out.Unverified - len(all)
	spent := 0
	for i := range all {
		f := &all[i]
		if spent += len(f.variants) * v.cost; spent > maxWork {
			out.Truncated = true
			break
		}
		out.Examined++
		if err := v.examine(f, base); err != nil {
			return nil, err
		}
		if len(f.Changes) > 0 {
			out.Facts = append(out.Facts, f.Assumption)
		}
	}
	slices.SortStableFunc(out.Facts, func(a, b result.Assumption) int { return worse(&a.Changes[0], &b.Changes[0]) })
	return out, nil
}

// examine makes the changes of a fact, and notes those that flip answers, the
// most important first.
func (v *view) examine(f *fact, base answers) error {
	for _, x := range f.variants {
		c, err := compile.Compile(x.model())
		if err != nil {
			return err
		}
		now, err := v.answers(&changed{c, x.node, x.population, x.dropped})
		if err != nil {
			return err
		}
		if change := v.compare(base, now, x.FactChange); change.Total() > 0 {
			f.Changes = append(f.Changes, change)
		}
	}
	slices.SortStableFunc(f.Changes, func(a, b result.FactChange) int { return worse(&a, &b) })
	return nil
}

// worse sorts changes by how many of the most important answers they flip.
func worse(a, b *result.FactChange) int {
	x, y := a.Counts(), b.Counts()
	return slices.Compare(y[:], x[:])
}

// compare lists the answers that differ, the most important first.
func (v *view) compare(before, after answers, change result.FactChange) result.FactChange {
	change.Flips = []result.Flip{}
	add := func(a answer) {
		was, is := before[a], after[a]
		if was == is {
			return
		}
		*counted(&change, a.of)++
		change.Flips = append(change.Flips, v.flip(a, was, is))
	}
	for a := range before {
		add(a)
	}
	for a := range after {
		if _, seen := before[a]; !seen {
			add(a)
		}
	}
	slices.SortFunc(change.Flips, func(x, y result.Flip) int {
		return cmp.Or(cmp.Compare(slices.Index(inOrder, x.Of), slices.Index(inOrder, y.Of)), strings.Compare(x.Failure, y.Failure), strings.Compare(x.ID, y.ID),
			strings.Compare(x.Before, y.Before), strings.Compare(x.After, y.After))
	})
	change.Flips = change.Flips[:min(len(change.Flips), result.MaxFlips)]
	return change
}

// counted returns where flips of a sort are counted.
func counted(x *result.FactChange, of string) *int {
	switch of {
	case ofPolicy:
		return &x.Policies
	case ofSector:
		return &x.Sectors
	case ofOptions:
		return &x.Options
	case ofNode:
		return &x.Nodes
	case ofStart:
		return &x.Starts
	case ofRedundancy:
		return &x.Redundancy
	case ofVerdict:
		return &x.Verdicts
	}
	return &x.Ranks
}

// flip puts a difference into the model's words.
func (v *view) flip(a answer, before, after string) result.Flip {
	out := result.Flip{Failure: a.failure, Of: a.of, ID: a.id, Before: cmp.Or(before, usual[a.of]), After: cmp.Or(after, usual[a.of])}
	m := v.c.Model
	switch a.of {
	case ofPolicy, ofOptions:
		if p := m.Policy(a.id); p != nil {
			out.Names = result.Names(p.Name)
		}
	case ofSector:
		if i := slices.IndexFunc(m.Sectors, func(s models.Sector) bool { return s.ID == a.id }); i >= 0 {
			out.Names = result.Names(m.Sectors[i].Name)
		}
	}
	out.Name = out.Names.In(v.q.Lang, "")
	return out
}
