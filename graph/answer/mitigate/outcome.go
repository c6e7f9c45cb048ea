package mitigate

import (
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph/engine/cheapest"
	"github.com/meoktong/meoktong/graph/result"
)

// outcome is what a set of options leaves: policies that are violated, and violations.
type outcome struct{ policies, violations int }

// better orders outcomes: fewer policies that are violated, then fewer violations.
func (o outcome) better(than outcome) bool {
	return o.policies < than.policies || o.policies == than.policies && o.violations < than.violations
}

// outcome returns what a set leaves, and which policies are violated; false where it makes
// no valid model. The error is that of gate, or the context's.
func (j *judge) outcome(set cheapest.Set) (out outcome, violated []int, valid bool, err error) {
	m, err := j.take(set)
	if m == nil {
		return out, nil, false, err
	}
	for p := range j.policies {
		left, valid, err := j.left([]int{p}, set, m)
		if err != nil || !valid {
			return out, nil, false, err
		}
		if left > 0 {
			out.policies++
			violated = append(violated, p)
		}
		out.violations += left
	}
	return out, violated, true, nil
}

// Sets of options are run to be compared as long as they are not more than maxRun, fewer
// where policies name many failures, so that not more than maxFailures are run in all, as
// long as there are minRun.
const (
	maxRun = 1 << 12
	minRun = 1 << 4
)

// runs returns how many sets may be run that cost so many failures each.
func runs(failures int) int { return max(minRun, min(maxRun, maxFailures/max(1, failures))) }

// failures returns how many failures the policies name that have been run.
func (j *judge) failures() (n int) {
	for _, f := range j.named {
		n += f
	}
	return n
}

// steps orders the options of a set: next comes what leaves least violated, of such
// options the cheapest. An option may do nothing before another is there. It costs half
// the square of their number; where that is too much they stand by cost, and nothing is
// said of what each leaves.
func (j *judge) steps(set cheapest.Set) ([]result.Step, error) {
	if n := len(set.All()); n*(n+1)/2 > runs(j.failures()) {
		return j.byCost(set), nil
	}
	var out []result.Step
	never := outcome{math.MaxInt, math.MaxInt}
	for taken := cheapest.Set(0); taken != set; {
		next, least := -1, never
		for _, i := range (set &^ taken).All() {
			x, _, valid, err := j.outcome(taken.With(i))
			if err != nil {
				return nil, err
			}
			if !valid {
				x = never
			}
			if next < 0 || x.better(least) || x == least && j.cheaper(i, next) {
				next, least = i, x
			}
		}
		taken = taken.With(next)
		step := result.Step{Option: j.options[next].ID, Cost: j.options[next].Cost, Sum: j.cost(taken)}
		if least != never {
			step.Policies, step.Violations = &least.policies, &least.violations
		}
		out = append(out, step)
	}
	return out, nil
}

// byCost lists the options of a set, the cheapest first.
func (j *judge) byCost(set cheapest.Set) (out []result.Step) {
	all, sum := set.All(), 0.0
	slices.SortFunc(all, func(a, b int) int {
		if j.cheaper(a, b) {
			return -1
		}
		return 1
	})
	for _, i := range all {
		sum += j.options[i].Cost
		out = append(out, result.Step{Option: j.options[i].ID, Cost: j.options[i].Cost, Sum: sum})
	}
	return out
}

// cheaper says whether an option comes before another that does as much.
func (j *judge) cheaper(a, b int) bool {
	x, y := j.options[a], j.options[b]
	return x.Cost < y.Cost || x.Cost == y.Cost && x.ID < y.ID
}

// cost sums up in ascending order, so that a set costs the same to the bit wherever it is
// asked.
func (j *judge) cost(set cheapest.Set) (sum float64) {
	for _, i := range set.All() {
		sum += j.options[i].Cost
	}
	return sum
}

// setOf returns the set of options of some ids.
func (j *judge) setOf(ids []string) cheapest.Set {
	out := cheapest.Set(0)
	for i, o := range j.options {
		if slices.Contains(ids, o.ID) {
			out = out.With(i)
		}
	}
	return out
}

// every returns the numbers of all policies.
func (j *judge) every() []int {
	out := make([]int, len(j.policies))
	for p := range out {
		out[p] = p
	}
	return out
}
