package mitigate

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cheapest"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
)

// The front is made of so many sets at most, in the order of their cost; of fewer
// where single failures are many, so that not more than maxFailures are run in
// all, as long as there are minFront.
const (
	minFront    = 1 << 6
	maxFront    = 1 << 12
	maxFailures = 5_000_000
)

// front finds what each sum of money buys: the sets that none costing as much
// or less beats in the worst single failure or on average.
func (j *judge) front(out *result.Mitigate) error {
	worst, expected := -1.0, -1.0
	looked, limit := 0, max(minFront, min(maxFront, maxFailures/max(1, len(j.base.Nodes))))
	problem := cheapest.Problem{Exclusive: j.exclusive, Limit: limit, May: func(in, out cheapest.Set) (bool, error) { return true, nil }}
	for _, o := range j.options {
		problem.Costs = append(problem.Costs, o.Cost)
	}
	problem.Holds = func(set cheapest.Set) (bool, error) { // none does the job: all are looked at
		if looked++; looked > limit { // what a bounded search guesses is not wanted
			return false, nil
		}
		c, err := j.compiled(set)
		if c == nil {
			return false, err
		}
		p, err := measure(j.ctx, c, j.q)
		if err != nil {
			return false, err
		}
		p.Options = j.names(set)
		for _, i := range set.All() {
			p.Cost += j.options[i].Cost
		}
		if worst < 0 || p.Worst < worst || p.Expected < expected {
			out.Front = append(beaten(out.Front, p), p)
			worst, expected = least(worst, p.Worst), least(expected, p.Expected)
		}
		return false, nil
	}
	a, err := cheapest.Find(j.ctx, problem)
	out.FrontExact = a.Exact
	return err
}

// beaten leaves out the rows before a purchase that it beats: they cost as much
// and do no more.
func beaten(front []result.Purchase, p result.Purchase) []result.Purchase {
	return slices.DeleteFunc(front, func(x result.Purchase) bool {
		return x.Cost == p.Cost && x.Worst >= p.Worst && x.Expected >= p.Expected
	})
}

func least(so, x float64) float64 {
	if so < 0 {
		return x
	}
	return min(so, x)
}

// measure runs every single failure. The error is the context's.
func measure(ctx context.Context, c *compile.Compiled, q Question) (result.Purchase, error) {
	out := result.Purchase{Options: []string{}}
	run, err := moment.New(ctx, c.Times(), q.After)
	if err != nil {
		return out, err
	}
	counter := users.New(c).Counter()
	chances, failures, sum, mean := false, 0, 0.0, 0.0
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		if !n.Fails {
			continue
		}
		if err := run.RunContext(ctx, c.WithParts(int32(i)), nil); err != nil {
			return out, err
		}
		lost := counter.Down(run).Users
		failures++
		out.Worst = max(out.Worst, lost)
		sum += lost
		if n.Chance != nil {
			chances = true
			mean += lost * n.Chance.Probability()
		}
	}
	out.Uncounted = counter.Uncounted()
	switch {
	case chances:
		out.Expected = mean
	case failures > 0:
		out.Expected = sum / float64(failures)
	}
	return out, nil
}
