package mitigate

import (
	"slices"

	"github.com/meoktong/meoktong/graph/engine/cheapest"
	"github.com/meoktong/meoktong/graph/result"
)

// purse is a sum of money, and what is the best that it buys so far.
type purse struct {
	j      *judge
	budget float64
	every  []int // policies
	set    cheapest.Set
	left   outcome

	climbed int // sets that were run to climb
}

// spend finds what a sum of money buys at most: the set of options within it that leaves
// the fewest policies violated, of such sets the one with the fewest violations, and of
// these the cheapest. Of more sets than may be run it holds the cheapest against it, and
// what one purchase after another leads to. The error is that of gate, or the context's.
func (j *judge) spend(budget float64, known *result.Mitigate) (*result.Bought, error) {
	now, _, _, err := j.outcome(0)
	if err != nil {
		return nil, err
	}
	p, exact := &purse{j: j, budget: budget, every: j.every(), left: now}, true
	if c := known.Choice; known.Met && c.Exact && c.Cost <= budget { // nothing is better than all
		err = p.take(j.setOf(c.Options))
	} else if exact, err = p.look(); err == nil && !exact {
		err = p.guess(known)
	}
	if err != nil {
		return nil, err
	}
	return p.bought(now, exact)
}

// bought tells what was found.
func (p *purse) bought(now outcome, exact bool) (*result.Bought, error) {
	_, violated, _, err := p.j.outcome(p.set)
	if err != nil {
		return nil, err
	}
	out := &result.Bought{Budget: p.budget, Options: p.j.names(p.set), Cost: p.j.cost(p.set), Exact: exact,
		Met: []string{}, Violated: []string{}, Left: &p.left.violations, Now: &now.violations}
	for i, x := range p.j.policies {
		if slices.Contains(violated, i) {
			out.Violated = append(out.Violated, x.ID)
		} else {
			out.Met = append(out.Met, x.ID)
		}
	}
	out.Steps, err = p.j.steps(p.set)
	return out, err
}

// take keeps a set where it is better than what was found so far.
func (p *purse) take(set cheapest.Set) error {
	x, _, valid, err := p.j.outcome(set)
	if err == nil && valid && x.better(p.left) {
		p.set, p.left = set, x
	}
	return err
}

// look takes sets within the budget, by cost, of options that matter to the policies;
// false where it stopped at a bound. It passes over a branch in which at least as many
// policies are certain to be violated as the best set leaves, and that has no violation
// to win.
func (p *purse) look() (exact bool, err error) {
	numbers, real := p.j.numbered(p.every)
	limit := runs(p.j.failures())
	problem := cheapest.Problem{Limit: limit, Exclusive: func(a, b int) bool { return p.j.exclusive(numbers[a], numbers[b]) }}
	for _, i := range numbers {
		problem.Costs = append(problem.Costs, p.j.options[i].Cost)
	}
	looked := 0
	problem.Holds = func(s cheapest.Set) (bool, error) {
		if looked++; looked > limit { // what a bounded search guesses is not wanted
			return false, nil
		}
		if p.j.cost(real(s)) > p.budget { // so do all that are left: it ends here
			return true, nil
		}
		return false, p.take(real(s))
	}
	problem.May = func(in, out cheapest.Set) (bool, error) {
		certain, failed := p.certain(real(in), real(out))
		return certain < p.left.policies || certain == p.left.policies && certain < p.left.violations, failed
	}
	a, err := cheapest.Find(p.j.ctx, problem)
	return a.Exact, err
}

// certain counts the policies that are known to be violated with all of in and none of out.
func (p *purse) certain(in, out cheapest.Set) (n int, err error) {
	for _, x := range p.every {
		may, err := p.j.may([]int{x}, in, out)
		if err != nil {
			return 0, err
		}
		if !may {
			n++
		}
	}
	return n, nil
}

// guess buys what helps most, one option after another, beginning with nothing and with
// what meets a policy by itself.
func (p *purse) guess(known *result.Mitigate) error {
	from := []cheapest.Set{0}
	for _, x := range known.Policies {
		if x.Choice.Found && x.Choice.Cost <= p.budget {
			from = append(from, p.j.setOf(x.Choice.Options))
		}
	}
	for _, set := range from {
		if err := p.climb(set); err != nil {
			return err
		}
	}
	return nil
}

func (p *purse) climb(set cheapest.Set) error {
	if err := p.take(set); err != nil {
		return err
	}
	at, _, _, err := p.j.outcome(set)
	for more := true; more && err == nil; {
		from := set
		more = false
		for i := range p.j.options {
			next := from.With(i)
			if next == from || p.j.cost(next) > p.budget || !p.j.together(next) {
				continue
			}
			if p.climbed++; p.climbed > runs(p.j.failures()) {
				return p.take(set)
			}
			x, _, valid, failed := p.j.outcome(next)
			if failed != nil {
				return failed
			}
			if valid && x.better(at) {
				set, at, more = next, x, true
			}
		}
		if more {
			err = p.take(set)
		}
	}
	return err
}

// within says what a sum of money buys where there are no policies: of the front, what is
// best in the worst single failure, and of such sets on average.
func within(budget float64, front []result.Purchase, exact bool) *result.Bought {
	out := &result.Bought{Budget: budget, Options: []string{}, Met: []string{}, Violated: []string{}, Exact: exact}
	best := -1
	for i := range front {
		x := &front[i]
		if x.Cost <= budget && (best < 0 || boughtBy(*x).order(boughtBy(front[best])) < 0) {
			best = i
		}
	}
	if best >= 0 {
		x, now := &front[best], &front[0]
		out.Options, out.Cost = x.Options, x.Cost
		out.Worst, out.WorstNow = result.UsersOf(x.Worst), result.UsersOf(now.Worst)
		out.Expected, out.ExpectedNow = result.UsersOf(x.Expected), result.UsersOf(now.Expected)
		out.Uncounted, out.UncountedNow = x.Uncounted, now.Uncounted
	}
	return out
}
