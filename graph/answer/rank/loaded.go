package rank

import (
	"context"
	"runtime"
	"sync/atomic"

	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// maxLoadedWork bounds the runs with load of a ranking, each counted with the vertices of
// the model: some minutes.
const maxLoadedWork = 200_000_000

// touchedBy returns the failures that load can touch, by position.
func touchedBy(ground *loading.Ground, down [][]int32) map[int32]bool {
	if !ground.HasLoad() {
		return nil
	}
	out := map[int32]bool{}
	for i, vertices := range down {
		if ground.Touches(vertices) {
			out[int32(i)] = true
		}
	}
	return out
}

// untouched returns the failures that load does not touch, and the position of each.
func untouched(down [][]int32, touched map[int32]bool) (rest [][]int32, at []int32) {
	if len(touched) == 0 {
		return down, nil
	}
	rest, at = [][]int32{}, []int32{}
	for i, vertices := range down {
		if !touched[int32(i)] {
			rest, at = append(rest, vertices), append(at, int32(i))
		}
	}
	return rest, at
}

// place puts the positions of all failures in place of those among some; nil: they are all.
func place(a *sweep.Answer, at []int32) {
	if at == nil {
		return
	}
	for _, rows := range [][]sweep.Row{a.Rows, a.Joint} {
		for i := range rows {
			if rows[i].A = at[rows[i].A]; rows[i].B != sweep.None {
				rows[i].B = at[rows[i].B]
			}
		}
	}
}

// withLoad adds to an answer the failures that load touches, or the pairs of which it
// touches any, each by running it.
func (q *Question) withLoad(ctx context.Context, c *compile.Compiled, ground *loading.Ground, of *sweep.Stakes, down [][]int32, touched map[int32]bool, a *sweep.Answer) (*sweep.Answer, error) {
	rows := q.touchedRows(len(down), touched)
	if n := int64(len(rows)); n*int64(c.Graph.Len()) > maxLoadedWork {
		narrow := []question.Field{"against", question.FieldNoLoad}
		return nil, question.TooMuch{What: "failures that load can touch, each of which takes a run", Count: n, Most: maxLoadedWork / int64(c.Graph.Len()), Narrow: narrow}
	}
	joint, err := q.runTouched(ctx, c, ground, of, down, rows)
	if err != nil {
		return nil, err
	}
	out := &sweep.Answer{Scenarios: a.Scenarios + int64(len(rows)), Run: a.Run + int64(len(rows)), Interacting: a.Interacting + int64(len(joint))}
	out.Rows = sweep.Worst(append(a.Rows, rows...), q.by(), q.Top, false)
	if q.Failures == 2 {
		out.Joint = sweep.Worst(append(a.Joint, joint...), q.by(), q.Top, true)
	}
	return out, nil
}

// touchedRows returns the failures, or the pairs, that load touches, with nothing known of
// them yet.
func (q *Question) touchedRows(n int, touched map[int32]bool) (out []sweep.Row) {
	for i := range int32(n) {
		if q.Failures == 1 {
			if touched[i] {
				out = append(out, sweep.Row{A: i, B: sweep.None})
			}
			continue
		}
		for j := i + 1; j < int32(n); j++ {
			if touched[i] || touched[j] {
				out = append(out, sweep.Row{A: i, B: j})
			}
		}
	}
	return out
}

// runTouched fills in rows by running them, and returns those of pairs that take away
// something together that neither takes away alone.
func (q *Question) runTouched(ctx context.Context, c *compile.Compiled, ground *loading.Ground, of *sweep.Stakes, down [][]int32, rows []sweep.Row) (joint []sweep.Row, err error) {
	var next atomic.Int64
	interact := make([]bool, len(rows))
	workers := max(1, min(runtime.GOMAXPROCS(0), len(rows)))
	failed := make([]error, workers)
	parallel.RunContext(ctx, workers, func(ctx context.Context, worker int) {
		w := newWeigher(c, ground, of)
		for i := int(next.Add(1)) - 1; i < len(rows) && failed[worker] == nil && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			interact[i], failed[worker] = w.fill(ctx, down, &rows[i])
		}
	})
	for _, err := range append(failed, ctx.Err()) {
		if err != nil {
			return nil, c.LoadError(err)
		}
	}
	for i := range rows {
		if interact[i] {
			joint = append(joint, rows[i])
		}
	}
	return joint, nil
}
