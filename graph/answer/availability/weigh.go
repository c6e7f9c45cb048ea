package availability

import (
	"context"
	"errors"
	"github.com/meoktong/meoktong/graph/answer/apart"
	"runtime"
	"sync/atomic"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/montecarlo"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// weigher works out what the users of nodes see: one vertex each, or a service's
// parts.
type weigher struct {
	c        *compile.Compiled
	q        Question
	chance   []float64 // by node
	vertices []int32   // all vertices asked for, ascending
	delays   *apart.Delays
	f        *boolean.Formula
	fails    []boolean.Ref
	weights  []weight // by vertex in vertices
	counts   *montecarlo.Counts
	before   *cascade.Cascade // with nothing failed, where that was asked
}

// weight is how likely a vertex is to fail, and through which nodes.
type weight struct {
	p      float64
	events []cutset.Importance
	cuts   map[int32]float64 // nil where these take too much
	err    error

	possible  bool             // it may fail, however small the chance
	bounds    boolean.Interval // of p: where that is exact, both ends are it
	inhibited bool             // some failure may help
	tooLarge  bool             // for an exact answer
}

// weighAll weighs each function once, several at a time.
func (w *weigher) weighAll(ctx context.Context) error {
	first := map[boolean.Ref]int{}
	var todo []int // the first vertex of each function
	for i, r := range w.fails {
		if _, known := first[r]; !known {
			first[r] = i
			todo = append(todo, i)
		}
	}
	var next atomic.Int64
	parallel.RunContext(ctx, min(len(todo), runtime.GOMAXPROCS(0)), func(ctx context.Context, _ int) {
		for k := next.Add(1) - 1; k < int64(len(todo)); k = next.Add(1) - 1 {
			w.weights[todo[k]] = w.weigh(ctx, w.fails[todo[k]])
		}
	})
	var bounds []boolean.Interval
	for i, r := range w.fails {
		w.weights[i] = w.weights[first[r]]
		x := &w.weights[i]
		if x.tooLarge = errors.Is(x.err, cutset.ErrBudget); x.tooLarge {
			if bounds == nil {
				bounds = w.f.Bounds(func(node int32) float64 { return w.chance[node] })
			}
			x.bounds, x.possible = bounds[r], bounds[r].High > 0
			continue
		}
		x.bounds = boolean.Interval{Low: x.p, High: x.p}
		if err := w.weights[i].err; err != nil {
			return err
		}
	}
	return nil
}

// possible says whether a probability that comes out as x is greater than 0: so little may
// be more than a number can hold.
func possible(ctx context.Context, tree *cutset.Tree, p cutset.Chances, x float64) (bool, error) {
	if x >= models.MinNumber {
		return true, nil
	}
	return tree.Possible(ctx, p)
}

// weigh analyses one function.
func (w *weigher) weigh(ctx context.Context, r boolean.Ref) (out weight) {
	if out.err = ctx.Err(); out.err != nil {
		return out
	}
	tree, err := cutset.New(ctx, w.f, r, w.q.Budget)
	if err != nil {
		out.err = err
		return out
	}
	out.inhibited = !tree.Coherent()
	p := func(node int32) float64 { return w.chance[node] }
	if !w.q.Importance {
		if out.p, out.err = tree.Probability(ctx, p); out.err == nil {
			out.possible, out.err = possible(ctx, tree, p, out.p)
		}
		return out
	}
	if out.p, out.events, out.err = tree.Importances(ctx, p); out.err != nil {
		return out
	}
	if out.possible, out.err = possible(ctx, tree, p, out.p); out.err != nil {
		return out
	}
	cuts, err := tree.FussellVesely(ctx, p)
	if err == nil {
		out.cuts = cuts
	} else if !errors.Is(err, cutset.ErrBudget) {
		out.err = err
	}
	return out
}
