package rank

import (
	"context"

	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/result"
)

// addEnds tells in each row how many lose something at the least, where people may be the
// same and that is less than at the most: the sweep adds up the upper ends alone. It costs a
// cascade a row, and nothing where nobody can be counted twice. The error is the context's.
func (q *Question) addEnds(ctx context.Context, c *compile.Compiled, ground *loading.Ground, tables ...[]result.RankRow) error {
	table := users.New(c)
	if !table.Apart() {
		return nil
	}
	counter, exact, apart := table.Counter(), ground.Run(), cascade.New(c.Graph, q.After) // of pairs each delay is compared with the horizon
	for _, rows := range tables {
		for i := range rows {
			r := &rows[i]
			if r.UsersDown == nil || *r.UsersDown == 0 {
				continue
			}
			down, err := c.Failing(r.Failed)
			if err != nil {
				return err
			}
			var run interface {
				users.Run
				RunContext(ctx context.Context, down, degraded []int32) error
			} = exact
			if q.Failures > 1 && !ground.Touches(down) {
				run = apart
			}
			if err = run.RunContext(ctx, down, nil); err != nil {
				return err
			}
			if least := counter.Least(run); least < *r.UsersDown {
				r.AtLeast = &least
			}
		}
	}
	return nil
}
