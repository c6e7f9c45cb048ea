package mitigate

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cheapest"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is which policies to meet.
type Question struct {
	Policies []string      // ids; none for all
	Budget   *float64      // what it buys at most is asked, too; nil: nothing is
	After    time.Duration // the horizon
}

// Check finds what is wrong with a question whatever the model: a question.OutOfRange of
// Budget.
func (q *Question) Check() error {
	if q.Budget != nil && !(*q.Budget >= 0 && *q.Budget <= math.MaxFloat64) {
		return question.OutOfRange{Field: "budget", Given: *q.Budget}
	}
	return nil
}

// exactUpTo is how many options that matter are searched to the end, and restingUpTo
// where every set has to be run; where there are more, lookAt sets are.
const (
	exactUpTo   = 20
	restingUpTo = 16
	lookAt      = 1 << restingUpTo
)

// Ask finds the cheapest set of options under which the policies hold, for each
// policy alone and for all that can be met, which violations no option can mend, and what
// a budget buys; where there are none, what each sum of money buys. Options that the model
// was loaded with are not to choose from.
//
// The answer is exact for up to 20 options that matter to the policies, up to 16 where
// what they protect may rest on something's being down, and says so where there are more. The error is that of Check, a question.NoSuch of Policies, a
// question.TooMuch of options, that of gate.Evaluate for a policy, or the context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Mitigate, error) {
	m := c.Model
	if err := q.Check(); err != nil {
		return nil, err
	}
	if err := question.Policies(m, q.Policies); err != nil {
		return nil, err
	}
	var policies []*models.Policy
	for i := range m.Policies {
		if len(q.Policies) == 0 || slices.Contains(q.Policies, m.Policies[i].ID) {
			policies = append(policies, &m.Policies[i])
		}
	}
	j, err := newJudge(ctx, c, q, policies)
	if err != nil {
		return nil, err
	}
	out := &result.Mitigate{After: models.FormatDuration(q.After), Currency: m.Currency, InModel: len(m.Policies),
		LoadIgnored: c.LeavesOutLoad(), Policies: []result.MitigatedPolicy{}}
	out.Options = j.listed()
	if len(policies) == 0 {
		return out, j.front(out)
	}
	return out, j.answer(out)
}

// answer finds the cheapest set for each policy, and for all that can be met.
func (j *judge) answer(out *result.Mitigate) error {
	var can []int
	for p, x := range j.policies {
		row := result.MitigatedPolicy{ID: x.ID, Names: result.Names(x.Name)}
		var err error
		if row.Violated, _, err = j.left([]int{p}, 0, j.base); err != nil {
			return err
		}
		row.Holds = row.Violated == 0
		if row.Choice, err = j.choose([]int{p}); err != nil {
			return err
		}
		if row.Choice.Found {
			can = append(can, p)
		} else {
			out.Unmet = append(out.Unmet, x.ID)
			if row.Unmendable, err = j.unmendable(p); err != nil {
				return err
			}
		}
		out.Policies = append(out.Policies, row)
	}
	var err error
	switch len(can) {
	case 0:
		out.Choice = &result.Choice{Options: []string{}, Exact: !slices.ContainsFunc(out.Policies, func(p result.MitigatedPolicy) bool { return !p.Choice.Exact })}
	case 1:
		out.Choice = out.Policies[can[0]].Choice
	default:
		if out.Choice, err = j.choose(can); err != nil {
			return err
		}
	}
	out.Met = out.Choice.Found && len(can) == len(j.policies)
	if out.Choice.Found {
		if out.Steps, err = j.steps(j.setOf(out.Choice.Options)); err != nil {
			return err
		}
	}
	if j.q.Budget != nil {
		out.Budget, err = j.spend(*j.q.Budget, out)
	}
	return err
}

// choose finds the cheapest set that makes policies hold, among the options that
// matter to them: the others make no difference.
func (j *judge) choose(which []int) (*result.Choice, error) {
	var problem cheapest.Problem
	numbers, real := j.numbered(which)
	for _, i := range numbers {
		problem.Costs = append(problem.Costs, j.options[i].Cost)
	}
	problem.Exclusive = func(a, b int) bool { return j.exclusive(numbers[a], numbers[b]) }
	problem.Holds = func(s cheapest.Set) (bool, error) { return j.holds(which, real(s)) }
	problem.May = func(in, out cheapest.Set) (bool, error) { return j.may(which, real(in), real(out)) }
	if len(numbers) > j.exactUpTo(which) {
		problem.Limit = lookAt
	}
	a, err := cheapest.Find(j.ctx, problem)
	if err != nil {
		return nil, err
	}
	choice := &result.Choice{Found: a.Found, Options: j.names(real(a.Set)), Cost: a.Cost, Exact: a.Exact, Tried: a.Tried, RuledOut: a.RuledOut}
	for _, x := range a.Log {
		choice.Sets = append(choice.Sets, result.Attempt{Options: j.names(real(x.Set)), Cost: x.Cost})
	}
	if !a.Exact {
		choice.Bound = &a.Bound
	}
	return choice, nil
}

// numbered returns the options that matter to policies, and what turns a set of their
// positions into a set of options.
func (j *judge) numbered(which []int) (numbers []int, real func(cheapest.Set) cheapest.Set) {
	depends := j.depending(which)
	for i := range j.options {
		if depends.Has(i) {
			numbers = append(numbers, i)
		}
	}
	return numbers, func(s cheapest.Set) cheapest.Set {
		out := cheapest.Set(0)
		for _, k := range s.All() {
			out = out.With(numbers[k])
		}
		return out
	}
}

// exactUpTo returns how many options are searched to the end for some policies.
func (j *judge) exactUpTo(which []int) int {
	if slices.ContainsFunc(which, func(p int) bool { return j.resting[p] }) {
		return restingUpTo
	}
	return exactUpTo
}

// assumed says whether nobody vouches for what an option costs.
func assumed(o *models.Option) bool {
	return o.Provenance == nil || o.Provenance.Confidence == "" || o.Provenance.Confidence == "assumed"
}

// listed describes the options to choose from, by id.
func (j *judge) listed() []result.Option {
	depends := j.depending(j.every())
	out := []result.Option{}
	for i, o := range j.options {
		x := result.Option{ID: o.ID, Names: result.Names(o.Name), Cost: o.Cost, Assumed: assumed(o), Matters: depends.Has(i) || len(j.policies) == 0}
		for k, other := range j.options {
			if k != i && j.exclusive(k, i) {
				x.Excludes = append(x.Excludes, other.ID)
			}
		}
		slices.Sort(x.Excludes)
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b result.Option) int { return strings.Compare(a.ID, b.ID) })
	return out
}
