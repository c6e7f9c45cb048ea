package rank

import (
	"context"
	"runtime"
	"sync/atomic"

	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/graph/result"
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

// loader runs the failures that load touches, or the pairs of which it touches any.
type loader struct {
	q       *Question
	c       *compile.Compiled
	ground  *loading.Ground
	of      *sweep.Stakes
	down    [][]int32
	touched map[int32]bool
}

// add adds them to an answer, each by running it, and says which were run if not all.
func (l *loader) add(ctx context.Context, a *sweep.Answer) (*sweep.Answer, *result.LoadPairs, error) {
	var some *result.LoadPairs
	var runs *runs
	var err error
	if l.q.Failures == 2 && l.q.LoadWork > 0 {
		runs, some, err = l.worstPairs(ctx)
	} else {
		runs, err = l.all(ctx)
	}
	if err != nil {
		return nil, nil, err
	}
	n, all := int64(len(runs.rows)), int64(len(runs.rows))
	if some != nil {
		all = some.Of
	}
	out := &sweep.Answer{Scenarios: a.Scenarios + all, Run: a.Run + n, Interacting: a.Interacting + int64(len(runs.joint))}
	out.Rows = sweep.Worst(append(a.Rows, runs.rows...), l.q.by(), l.q.Top, false)
	if l.q.Failures == 2 {
		out.Joint = sweep.Worst(append(a.Joint, runs.joint...), l.q.by(), l.q.Top, true)
	}
	return out, some, nil
}

// all runs all of them, unless that takes too much.
func (l *loader) all(ctx context.Context) (*runs, error) {
	rows := l.rows(everyOne(len(l.down)))
	if n := int64(len(rows)); n*int64(l.c.Graph.Len()) > maxLoadedWork {
		narrow := []question.Field{"against", question.FieldNoLoad}
		return nil, question.TooMuch{What: "failures that load can touch, each of which takes a run", Count: n, Most: maxLoadedWork / int64(l.c.Graph.Len()), Narrow: narrow}
	}
	return l.run(ctx, rows)
}

func everyOne(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(i)
	}
	return out
}

// rows returns the failures, or the pairs, that load touches, of some, with nothing known of
// them yet: each pair with those before it.
func (l *loader) rows(of []int32) (out []sweep.Row) {
	for at, j := range of {
		if l.q.Failures == 1 {
			if l.touched[j] {
				out = append(out, sweep.Row{A: j, B: sweep.None})
			}
			continue
		}
		for _, i := range of[:at] {
			if l.touched[i] || l.touched[j] {
				out = append(out, sweep.Row{A: min(i, j), B: max(i, j)})
			}
		}
	}
	return out
}

// runs are rows that were run, and what that took.
type runs struct {
	rows  []sweep.Row
	joint []sweep.Row // of pairs that take away something together that neither does alone
	work  int64
}

// run fills in rows by running them.
func (l *loader) run(ctx context.Context, rows []sweep.Row) (*runs, error) {
	var next, work atomic.Int64
	interact := make([]bool, len(rows))
	workers := max(1, min(runtime.GOMAXPROCS(0), len(rows)))
	failed := make([]error, workers)
	parallel.RunContext(ctx, workers, func(ctx context.Context, worker int) {
		w := newWeigher(l.c, l.ground, l.of)
		for i := int(next.Add(1)) - 1; i < len(rows) && failed[worker] == nil && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			interact[i], failed[worker] = w.fill(ctx, l.down, &rows[i])
			work.Add(w.spent)
		}
	})
	for _, err := range append(failed, ctx.Err()) {
		if err != nil {
			return nil, l.c.LoadError(err)
		}
	}
	out := &runs{rows: rows, work: work.Load()}
	for i := range rows {
		if interact[i] {
			out.joint = append(out.joint, rows[i])
		}
	}
	return out, nil
}
