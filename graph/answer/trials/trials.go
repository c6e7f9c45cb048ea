// Package trials asks a question many times over, with all ranges of the model drawn anew
// each time, and sums up what came of it in percentiles.
//
// Trials are numbered, and what is drawn in one follows from the seed and its number
// alone: the same seed gives the same answer on however many cores. Each fact is drawn
// once a trial. A trial costs what its question costs; of what it finds every figure is
// kept, 8 bytes each.
package trials

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync/atomic"

	"gonum.org/v1/gonum/stat"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// Plan is how often, and from which seed, ranges are drawn; of no trials none are.
type Plan struct {
	Count int64
	Seed  uint64
}

// Most is how many trials there may be.
const Most = 1_000_000

// The fields of a plan.
const (
	FieldTrials question.Field = "trials"
	FieldSeed   question.Field = "seed"
)

// Check finds what is wrong with a plan: a question.OutOfRange.
func (p Plan) Check() error {
	if p.Count < 0 || p.Count > Most {
		return question.OutOfRange{Field: FieldTrials, Given: float64(p.Count), Least: 1, Most: Most}
	}
	return nil
}

// Said returns the plan as an answer has it; nil for no trials.
func (p Plan) Said() *result.Trials {
	if p.Count == 0 {
		return nil
	}
	return &result.Trials{Count: p.Count, Seed: p.Seed}
}

// Samples are the figures that trials found, by what they are of. Of each there is one a
// trial at the most.
type Samples[K comparable] struct {
	of map[K][]float64
	// times is how many trials each figure stands for: all of them where nothing was
	// drawn, and one run said it all.
	times int64
	runs  int64 // how many trials were made
}

// Add notes a figure of a trial; infinite is without end.
func (s *Samples[K]) Add(of K, x float64) { s.of[of] = append(s.of[of], x) }

// Count returns in how many trials there was a figure.
func (s *Samples[K]) Count(of K) int64 { return int64(len(s.of[of])) * s.times }

// Filled is Percentiles where trials without the figure count as some value. There is one
// of any figure, but of none it is nil.
func (s *Samples[K]) Filled(of K, value float64) *result.Percentiles {
	x := s.of[of]
	if missing := s.runs - int64(len(x)); len(x) > 0 && missing > 0 {
		x = append(slices.Clone(x), slices.Repeat([]float64{value}, int(missing))...)
		slices.Sort(x)
		s.of[of] = x
	}
	return s.Percentiles(of)
}

// Keys returns what there are figures of, in no order.
func (s *Samples[K]) Keys() []K {
	out := make([]K, 0, len(s.of))
	for k := range s.of {
		out = append(out, k)
	}
	return out
}

// Percentiles returns those of a figure, each one that was found; nil where there was
// none.
func (s *Samples[K]) Percentiles(of K) *result.Percentiles {
	x := s.of[of]
	if len(x) == 0 {
		return nil
	}
	at := func(p float64) *float64 {
		q := stat.Quantile(p, stat.Empirical, x, nil)
		if math.IsInf(q, 1) {
			return nil
		}
		return &q
	}
	return &result.Percentiles{P5: at(0.05), P50: at(0.5), P95: at(0.95), In: int64(len(x)) * s.times}
}

// Trial is one run of a question in a model whose ranges have been drawn.
type Trial[K comparable] func(ctx context.Context, found *Samples[K]) error

// Run makes the trials of a plan on all cores. Each worker has a drawing of the model of
// its own, and what prepare makes of it is run in it again and again. Where the model has
// no ranges one run stands for all. The error is that of the first trial that failed, or
// the context's.
func Run[K comparable](ctx context.Context, c *compile.Compiled, p Plan, prepare func(d *compile.Drawing) (Trial[K], error)) (*Samples[K], error) {
	facts := c.Model.Facts()
	all := &Samples[K]{of: map[K][]float64{}, times: 1}
	count := p.Count
	if len(facts) == 0 {
		count, all.times = 1, p.Count
	}
	draws := NewDraws(facts, p.Seed)
	all.runs = count
	workers := make([]worker[K], min(int64(runtime.GOMAXPROCS(0)), count))
	var next atomic.Int64
	parallel.RunContext(ctx, len(workers), func(ctx context.Context, i int) {
		w := &workers[i]
		w.found.of = map[K][]float64{}
		d := c.Drawing()
		run, err := prepare(d)
		values := make([]float64, len(facts))
		for err == nil && ctx.Err() == nil {
			trial := next.Add(1) - 1
			if trial >= count {
				return
			}
			draws.Values(trial, values)
			d.Set(values)
			if err = run(ctx, &w.found); err != nil {
				w.failed = trial
				next.Store(count)
			}
		}
		w.err = err
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return all, all.join(workers)
}

// worker is what one core found.
type worker[K comparable] struct {
	found  Samples[K]
	err    error
	failed int64 // the trial of err
}

// join takes what workers found together, sorted. Its order is no more that of trials,
// and so hangs on no worker.
func (s *Samples[K]) join(workers []worker[K]) error {
	first := slices.MinFunc(workers, func(a, b worker[K]) int {
		switch {
		case (a.err == nil) != (b.err == nil):
			if a.err != nil {
				return -1
			}
			return 1
		}
		return int(a.failed - b.failed)
	})
	if first.err != nil {
		return first.err
	}
	for i := range workers {
		for k, x := range workers[i].found.of {
			s.of[k] = append(s.of[k], x...)
		}
	}
	for _, x := range s.of {
		slices.Sort(x)
	}
	return nil
}
