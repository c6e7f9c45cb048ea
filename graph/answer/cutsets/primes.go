package cutsets

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/graph/result"
)

// primes answers with the prime implicants of what is not coherent: all of what is asked
// for, or a question.Unfound.
func (q *Question) primes(ctx context.Context, c *compile.Compiled, out *result.CutSets, tree *cutset.Tree) error {
	p, err := tree.Primes(ctx, cmp.Or(q.Order, cutset.Unbounded))
	if errors.Is(err, cutset.ErrBudget) {
		return question.Unfound{What: "prime implicants", Narrow: []question.Field{"against", "order"}}
	}
	if err != nil {
		return err
	}
	if counted(out, p.Count(), p.BySize()); q.CountOnly {
		return nil
	}
	all, order, err := p.List(ctx)
	if err != nil {
		return err
	}
	if order != cmp.Or(q.Order, cutset.Unbounded) {
		out.Truncated, out.ListedTo = true, &order
	}
	for _, i := range all {
		slices.Sort(i.Happen) // nodes are in the order of their ids
		slices.Sort(i.Not)
	}
	slices.SortFunc(all, func(a, b cutset.Implicant) int {
		return cmp.Or(a.Len()-b.Len(), slices.Compare(a.Happen, b.Happen), slices.Compare(a.Not, b.Not))
	})
	out.Implicants = make([]result.Implicant, len(all))
	for k, i := range all {
		out.Implicants[k] = result.Implicant{Failed: ids(c, i.Happen), Works: ids(c, i.Not)}
	}
	return nil
}
