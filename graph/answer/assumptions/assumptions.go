package assumptions

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/meoktong/meoktong/graph/answer/effort"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/unverified"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// Question is what to ask of a model.
type Question struct {
	After            time.Duration // the horizon
	UnverifiedBefore string        // facts older than this date count as unverified, too: 2023, 2023-09 or 2023-09-30; "" for none
	About            string        // a selector that names one node, or the id of a policy: only what flips its answers; "" for all
}

// Check finds what is wrong with a question whatever the model: a question.NoDate.
func (q *Question) Check() error {
	if q.UnverifiedBefore == "" {
		return nil
	}
	return question.Date("unverified-before", q.UnverifiedBefore)
}

// maxWork bounds an answer, and maxEach what one change may cost: in vertices that
// fall or are passed. The first is some two seconds.
const (
	maxWork = 20_000_000
	maxEach = maxWork / 50
)

// Ask changes every fact by itself that is assumed, or older than the date, or a range: a
// requirement is dropped, an alternative of it removed, a share raised or lowered
// by a fifth with the others rescaled, a range taken at its least and at its most. The
// facts come first of which a change flips the most predicted observations and findings,
// which are all answers but what was given, fitted or known in hindsight of an incident;
// of equal ones those that flip the more important answers. The answers are, without load
// as other commands give them: whether each policy holds; which sectors fail and
// how nodes fare (those that policies protect and those that matter most; without
// policies every service) by every single failure, and which three of what services
// stand on are the worst; the cheapest choice of options, or where that would take
// too long whether the one chosen still does; what cannot start from black; false
// redundancy. And with load the verdicts of recorded incidents. About one node these
// are how it fares by what can reach it, its start, its groups and what was observed
// of it; about one policy whether it holds, and its options.
//
// Which of these are looked at is decided by what they cost for one change, the
// most important first; then facts are changed in the model's order until the
// work is used up. The answer says what was left out. Errors are a question.NoDate,
// a question.NotOne, a *models.NameError, that of options that cannot be taken, and
// the context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Assumptions, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	of, err := about(c, q.About)
	if err != nil {
		return nil, err
	}
	m, skipped, err := cheapest(ctx, c, q.After, of)
	if err != nil {
		return nil, err
	}
	a, err := inquiry{c: c, after: q.After, before: q.UnverifiedBefore, of: of, mitigate: m}.answer(ctx)
	if err != nil {
		return nil, err
	}
	if skipped {
		a.LeftOut = append(a.LeftOut, "mitigate")
	}
	out := &result.Assumptions{Node: of.node, Policy: of.policy, Names: of.names, UnverifiedBefore: a.Before, Unrelated: of.unrelated, Assumed: *a}
	return out, nil
}

// Of is Ask about all answers, for an answer that has this one as a part and knows
// the cheapest options already: m, nil where their choice is not to be looked at.
func Of(ctx context.Context, c *compile.Compiled, q Question, m *result.Mitigate) (*result.Assumed, error) {
	return inquiry{c: c, after: q.After, before: q.UnverifiedBefore, of: &subject{}, mitigate: m}.answer(ctx)
}

// cheapest asks which options are the cheapest, as far as a subject hangs on them.
// It says whether that was skipped, since it would take too long.
func cheapest(ctx context.Context, c *compile.Compiled, after time.Duration, of *subject) (m *result.Mitigate, skipped bool, err error) {
	if len(c.Model.Options) == 0 || of.node != "" && of.policy == "" {
		return nil, false, nil
	}
	scenarios, err := effort.Scenarios(c.Model)
	if err != nil || effort.TooManyToMitigate(c.Model, scenarios, c.HasLoad()) {
		return nil, true, err
	}
	m, err = mitigate.Ask(ctx, c, mitigate.Question{After: after, Policies: of.policies()})
	return m, false, err
}

// inquiry is a question with all that is resolved.
type inquiry struct {
	c        *compile.Compiled
	after    time.Duration
	before   string // a date, or ""
	of       *subject
	mitigate *result.Mitigate
}

func (q inquiry) answer(ctx context.Context) (*result.Assumed, error) {
	all, changes := unverified.Facts(q.c, q.before), 0
	kept := q.of.related(q.c.Model, all)
	for i := range kept {
		changes += len(kept[i].Variants)
	}
	v, err := newView(ctx, q, changes)
	if err != nil {
		return nil, err
	}
	base, err := v.answers(&changed{c: q.c, asItIs: true, Variant: unverified.Variant{Dropped: unverified.None}})
	if err != nil {
		return nil, err
	}
	out := v.summary()
	count(q, all, out)
	if err := v.change(kept, base, out); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out.Facts, func(a, b result.Assumption) int { return worse(&a.Changes[0], &b.Changes[0]) })
	return out, nil
}

// count says how many facts there are, and which have nothing to change.
func count(q inquiry, all []unverified.Fact, out *result.Assumed) {
	n := unverified.Count(q.c.Model, q.before)
	out.All, out.Undated, out.Unverified = n.All, n.Undated, n.Unverified
	for i := range all {
		if f := &all[i]; f.InMember || f.Service != "" || f.Range != nil {
			out.Unverified++ // it was not counted: its requirement, its service or its element was
		}
		if f := &all[i]; f.Service != "" || f.Range != nil {
			out.All++
		}
	}
	out.Fixed = out.Unverified - len(all)
	for _, x := range unverified.Unranged(q.c.Model, q.before) {
		if q.of.all() {
			out.Unranged = append(out.Unranged, result.Unranged{Of: x.Of, Key: x.Key, Value: x.Value})
		}
	}
}

// change makes the changes of facts until the work is used up, on all cores.
func (v *view) change(facts []unverified.Fact, base answers, out *result.Assumed) error {
	for spent := 0; out.Examined < len(facts); out.Examined++ {
		if spent += len(facts[out.Examined].Variants) * v.cost; spent > maxWork {
			out.Truncated = true
			break
		}
	}
	facts = facts[:out.Examined]
	failed := make([]error, len(facts))
	var next atomic.Int64
	parallel.RunContext(v.ctx, min(runtime.GOMAXPROCS(0), len(facts)), func(ctx context.Context, _ int) {
		for i := int(next.Add(1)) - 1; i < len(facts) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			failed[i] = v.examine(ctx, &facts[i], base)
		}
	})
	for i := range facts {
		if err := cmp.Or(failed[i], v.ctx.Err()); err != nil {
			return err
		}
		if len(facts[i].Changes) > 0 {
			out.Facts = append(out.Facts, facts[i].Assumption)
		}
	}
	return nil
}

// examine makes the changes of a fact, and notes those that flip answers, what flips the
// most first.
func (v *view) examine(ctx context.Context, f *unverified.Fact, base answers) error {
	for _, x := range f.Variants {
		if err := ctx.Err(); err != nil {
			return err
		}
		c, err := compile.CompileContext(ctx, x.Model())
		if err != nil {
			return err
		}
		now, err := v.answers(&changed{c: c, Variant: x})
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

// worse sorts changes by how many predicted observations and findings they flip, then by how
// many of the most important answers.
func worse(a, b *result.FactChange) int {
	x, y := a.Counts(), b.Counts()
	return cmp.Or(cmp.Compare(b.Moved(), a.Moved()), slices.Compare(y[:], x[:]))
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
		if v.predicted[a] {
			change.Predicted++
		}
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
	inOrder := result.FlipSorts()
	slices.SortFunc(change.Flips, func(x, y result.Flip) int {
		return cmp.Or(cmp.Compare(slices.Index(inOrder, x.Of), slices.Index(inOrder, y.Of)), strings.Compare(x.Failure, y.Failure), strings.Compare(x.ID, y.ID),
			strings.Compare(x.Before, y.Before), strings.Compare(x.After, y.After))
	})
	change.Flips = change.Flips[:min(len(change.Flips), result.MaxFlips)]
	return change
}

// counted returns where flips of a sort are counted.
func counted(x *result.FactChange, of result.FlipOf) *int {
	switch of {
	case result.FlipPolicy:
		return &x.Policies
	case result.FlipSector:
		return &x.Sectors
	case result.FlipOptions:
		return &x.Options
	case result.FlipNode:
		return &x.Nodes
	case result.FlipStart:
		return &x.Starts
	case result.FlipRedundancy:
		return &x.Redundancy
	case result.FlipVerdict:
		return &x.Verdicts
	}
	return &x.Ranks
}

// flip puts a difference into the model's words.
func (v *view) flip(a answer, before, after string) result.Flip {
	out := result.Flip{Failure: a.failure, Of: a.of, ID: a.id, Before: cmp.Or(before, usual[a.of]), After: cmp.Or(after, usual[a.of])}
	m := v.c.Model
	switch a.of {
	case result.FlipPolicy, result.FlipOptions:
		if p := m.Policy(a.id); p != nil {
			out.Names = result.Names(p.Name)
		}
	case result.FlipSector:
		if i := slices.IndexFunc(m.Sectors, func(s models.Sector) bool { return s.ID == a.id }); i >= 0 {
			out.Names = result.Names(m.Sectors[i].Name)
		}
	}
	return out
}
