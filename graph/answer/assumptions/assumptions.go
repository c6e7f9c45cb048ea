package assumptions

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/answer/effort"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
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

// Ask changes every fact by itself that is assumed, or older than the date: a
// requirement is dropped, an alternative of it removed, a share raised or lowered
// by a fifth with the others rescaled. The answers that may flip are, without load
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
	if err != nil || effort.TooManyToMitigate(c.Model, scenarios) {
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
	all, changes := facts(q.c, q.before), 0
	kept := q.of.related(all)
	for i := range kept {
		changes += len(kept[i].variants)
	}
	v, err := newView(ctx, q, changes)
	if err != nil {
		return nil, err
	}
	base, err := v.answers(&changed{c: q.c, dropped: none})
	if err != nil {
		return nil, err
	}
	out := v.summary()
	out.All, out.Undated, out.Unverified = count(q.c.Model, q.before)
	for i := range all {
		if all[i].inMember {
			out.Unverified++ // its requirement was not counted
		}
	}
	out.Fixed = out.Unverified - len(all)
	if err := v.change(kept, base, out); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out.Facts, func(a, b result.Assumption) int { return worse(&a.Changes[0], &b.Changes[0]) })
	return out, nil
}

// change makes the changes of facts until the work is used up.
func (v *view) change(facts []fact, base answers, out *result.Assumed) error {
	spent := 0
	for i := range facts {
		f := &facts[i]
		if spent += len(f.variants) * v.cost; spent > maxWork {
			out.Truncated = true
			break
		}
		out.Examined++
		if err := v.examine(f, base); err != nil {
			return err
		}
		if len(f.Changes) > 0 {
			out.Facts = append(out.Facts, f.Assumption)
		}
	}
	return nil
}

// examine makes the changes of a fact, and notes those that flip answers, the
// most important first.
func (v *view) examine(f *fact, base answers) error {
	for _, x := range f.variants {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		c, err := compile.CompileContext(v.ctx, x.model())
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
