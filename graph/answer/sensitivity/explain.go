package sensitivity

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/answer/unverified"
	"github.com/meoktong/meoktong/graph/engine/sobol"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// explain estimates Sobol's indices of the ranges that the answer may hang on. Row r of the
// first matrix is trial 2r, and of the second trial 2r+1: what they are follows from the seed
// alone.
func (a *asker) explain(ctx context.Context) (*result.Explained, error) {
	facts := a.c.Model.Facts()
	var inputs []int
	for i := range facts {
		if a.restsOn(&facts[i]) {
			inputs = append(inputs, i)
		}
	}
	out := &result.Explained{Trials: result.Trials{Count: a.q.Trials.Count, Seed: a.q.Trials.Seed}, Figures: []result.ExplainedRange{}}
	out.Runs = a.q.Trials.Count * int64(len(inputs)+2)
	if out.Runs > trials.Most {
		return nil, question.OutOfRange{Field: trials.FieldTrials, Given: float64(a.q.Trials.Count), Least: 2, Most: float64(trials.Most / (len(inputs) + 2))}
	}
	if len(inputs) == 0 {
		out.Runs = 0
		return out, nil
	}
	s, err := a.sample(ctx, facts, inputs)
	if err != nil {
		return nil, err
	}
	for _, list := range append(s.Each, s.A, s.B) {
		for _, x := range list {
			switch {
			case math.IsNaN(x):
				out.Unknown++
			case math.IsInf(x, 0):
				out.Endless++
			}
		}
	}
	if out.Unknown+out.Endless > 0 {
		return out, nil
	}
	a.tell(sobol.Estimate(s), facts, inputs, out)
	return out, nil
}

// tell puts indices into an answer, what explains the most first.
func (a *asker) tell(x sobol.Indices, facts []models.Fact, inputs []int, out *result.Explained) {
	deviation := math.Sqrt(x.Variance)
	out.Mean, out.Deviation = &x.Mean, &deviation
	for k := range x.First {
		out.Figures = append(out.Figures, result.ExplainedRange{Ranged: *unverified.Figure(&facts[inputs[k]]), First: result.IndexEstimate(x.First[k]), Total: result.IndexEstimate(x.Total[k])})
	}
	slices.SortStableFunc(out.Figures, func(p, q result.ExplainedRange) int {
		return cmp.Or(cmp.Compare(q.First.Value, p.First.Value), cmp.Compare(q.Total.Value, p.Total.Value))
	})
}

// sample runs all rows, on all cores, each with a drawing of its own.
func (a *asker) sample(ctx context.Context, facts []models.Fact, inputs []int) (sobol.Samples, error) {
	rows := int(a.q.Trials.Count)
	s := sobol.Samples{A: make([]float64, rows), B: make([]float64, rows), Each: make([][]float64, len(inputs))}
	for k := range s.Each {
		s.Each[k] = make([]float64, rows)
	}
	draws := trials.NewDraws(facts, a.q.Trials.Seed)
	failed := make([]error, min(runtime.GOMAXPROCS(0), rows))
	var next atomic.Int64
	parallel.RunContext(ctx, len(failed), func(ctx context.Context, w int) {
		d := a.c.Drawing()
		ask, err := a.again(d)
		one, other := make([]float64, len(facts)), make([]float64, len(facts))
		run := func(into *float64) {
			if err == nil {
				d.Set(one)
				*into, err = ask(ctx)
			}
		}
		for r := int(next.Add(1)) - 1; r < rows && err == nil && ctx.Err() == nil; r = int(next.Add(1)) - 1 {
			draws.Values(int64(2*r+1), one)
			run(&s.B[r])
			copy(other, one)
			draws.Values(int64(2*r), one)
			run(&s.A[r])
			for k, i := range inputs {
				was := one[i]
				if one[i] = other[i]; was == other[i] {
					s.Each[k][r] = s.A[r]
					continue
				}
				run(&s.Each[k][r])
				one[i] = was
			}
		}
		failed[w] = err
	})
	return s, cmp.Or(append(failed, ctx.Err())...)
}
