package mitigate

import (
	"cmp"
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cheapest"
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
// or less beats in the worst single failure or on average; with a budget, up to that.
func (j *judge) front(out *result.Mitigate) error {
	var best *bought
	looked, limit := 0, max(minFront, min(maxFront, maxFailures/max(1, len(j.base.Nodes))))
	_, out.MayFail = question.MayFail(j.base)
	out.UpperEnds = users.New(j.c).Apart()
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
		if j.q.Budget != nil && j.cost(set) > *j.q.Budget { // so do all that are left
			return true, nil
		}
		p, x, err := measure(j.ctx, c, j.q)
		if err != nil {
			return false, err
		}
		p.Options = j.names(set)
		p.Cost = j.cost(set)
		if best == nil || !best.asGood(x) {
			out.Front = append(beaten(out.Front, p), p)
			best = x.and(best)
		}
		return false, nil
	}
	a, err := cheapest.Find(j.ctx, problem)
	if out.FrontExact = a.Exact; j.q.Budget != nil {
		out.Budget = within(*j.q.Budget, out.Front, a.Exact)
	}
	return err
}

// beaten leaves out the rows before a purchase that it beats: they cost as much
// and do no more.
func beaten(front []result.Purchase, p result.Purchase) []result.Purchase {
	return slices.DeleteFunc(front, func(x result.Purchase) bool {
		return x.Cost == p.Cost && boughtBy(p).asGood(boughtBy(x))
	})
}

// bought is how bad single failures still are: the smaller the better. Unknown users are
// 0, and the services of theirs that are hit count by themselves.
type bought struct {
	worst, expected float64
	uncounted       int
}

func boughtBy(p result.Purchase) bought {
	out := bought{uncounted: p.Uncounted}
	if p.Worst != nil {
		out.worst, out.expected = *p.Worst, *p.Expected
	}
	return out
}

// order puts first what is less bad in the worst failure, then on average, then for users
// that nobody knows.
func (b bought) order(x bought) int {
	return cmp.Or(cmp.Compare(b.worst, x.worst), cmp.Compare(b.expected, x.expected), cmp.Compare(b.uncounted, x.uncounted))
}

// asGood says whether nothing is worse than in another.
func (b bought) asGood(x bought) bool {
	return b.worst <= x.worst && b.expected <= x.expected && b.uncounted <= x.uncounted
}

// and is the best of both, each for itself; nil for none.
func (b bought) and(x *bought) *bought {
	if x != nil {
		b = bought{min(b.worst, x.worst), min(b.expected, x.expected), min(b.uncounted, x.uncounted)}
	}
	return &b
}

// measure runs every single failure of what may fail unless it is said. The error is the
// context's.
func measure(ctx context.Context, c *compile.Compiled, q Question) (result.Purchase, bought, error) {
	out, x := result.Purchase{Options: []string{}}, bought{}
	run, err := loading.New(ctx, c, q.After)
	if err != nil {
		return out, x, err
	}
	counter := users.New(c).Counter()
	chances, sum, mean := false, 0.0, 0.0
	failing, _ := question.MayFail(c.Model)
	for _, id := range failing {
		node := c.Vertex(id)
		if err := run.RunContext(ctx, c.WithParts(node), nil); err != nil {
			return out, x, c.LoadError(err)
		}
		lost := counter.Down(run).Users
		x.worst = max(x.worst, lost)
		sum += lost
		if n := &c.Model.Nodes[node]; n.Chance != nil {
			chances = true
			mean += lost * n.Chance.Probability()
		}
	}
	switch {
	case chances:
		x.expected = mean
	case len(failing) > 0:
		x.expected = sum / float64(len(failing))
	}
	if out.Uncounted, x.uncounted = counter.Uncounted(), counter.Uncounted(); counter.Known() {
		out.Worst, out.Expected = &x.worst, &x.expected
	}
	return out, x, nil
}
