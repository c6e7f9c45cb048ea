package rank

import (
	"context"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
)

// addSustained counts in each row the nodes that stand only by going round in a circle.
// It costs two cascades a row, and nothing where no loop is in doubt. The error is the
// context's.
func (q *Question) addSustained(ctx context.Context, c *compile.Compiled, tables ...[]result.RankRow) error {
	run, err := moment.New(ctx, c.Times(), q.After)
	if err != nil {
		return err
	}
	finder, err := cascade.NewSustain(ctx, run)
	if err != nil || finder == nil {
		return err
	}
	needed := c.Graph.Below(finder.Doubtful())
	for _, rows := range tables {
		for i := range rows {
			if rows[i].SelfSustained, err = sustained(ctx, c, finder, run, needed, rows[i].Failed); err != nil {
				return err
			}
		}
	}
	return nil
}

// sustained counts the nodes that are self-sustained after a failure; needed are the
// vertices that some loop in doubt depends on.
func sustained(ctx context.Context, c *compile.Compiled, finder *cascade.Sustain, run *cascade.Cascade, needed []bool, failed []string) (int, error) {
	down, err := c.Failing(failed)
	if err != nil {
		return 0, err
	}
	reaches := false
	for _, v := range down {
		reaches = reaches || needed[v]
	}
	if !reaches {
		return 0, nil
	}
	if err = run.RunContext(ctx, down, nil); err != nil {
		return 0, err
	}
	found, err := finder.Find(ctx, run, down, nil)
	nodes := map[int32]bool{}
	for _, v := range found {
		nodes[c.NodeOf(v)] = true
	}
	return len(nodes), err
}
