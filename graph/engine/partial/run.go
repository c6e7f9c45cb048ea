package partial

import (
	"context"
	"runtime"
	"sync/atomic"

	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// MaxCases bounds how many cases are run.
const MaxCases = 1 << 17

// maxVerticesLoaded bounds how many vertices all cases have together that share a load,
// since these are run side by side.
const maxVerticesLoaded = 1 << 24

// Result is what becomes of everyone.
type Result struct {
	// Luckiest is the course of those who find everything that anyone finds: of what no
	// curve reaches that of all. It has the loads, too, where there are any.
	Luckiest timeline.Result
	Fates    map[int32]*Fates // of the vertices that fare differently for some than for others, or may
}

// Fates is how a vertex fares for those who come to it.
type Fates struct {
	Of []Fate // each different from the others; of all users, unless it is Rough
	// Rough says that only the luckiest and the unluckiest are known, and no shares.
	Rough bool
}

// Fate is how a vertex fares for some of those who come to it.
type Fate struct {
	Share   float64 // of those who come
	Changes []timeline.Change
	Sheds   []timeline.ShedChange
	cases   int
}

// Run simulates events while vertices serve some only, as curves say; used tells which
// vertices people use. What nobody uses, and more curves reach than anything that people
// use, is told roughly.
//
// The cost is that of a run of the timeline for each case. Cases that have no curve in
// common share runs; with a network all are run side by side. Errors are those of
// timeline.Run, a *CrowdError or a *CasesError.
func Run(ctx context.Context, in timeline.Input, events []timeline.Event, curves []Curve, used func(v int32) bool) (*Result, error) {
	most := mostCases(&in)
	p, err := newPlan(ctx, in, curves, used, most)
	if err != nil {
		return nil, err
	}
	if in.Load != nil {
		return p.together(ctx, in, events, most)
	}
	return p.apart(ctx, in, events)
}

// Check says whether Run would be able to tell the cases apart, and runs none: else the error
// is a *CrowdError or a *CasesError, or that of the context.
func Check(ctx context.Context, in timeline.Input, curves []Curve, used func(v int32) bool) error {
	most := mostCases(&in)
	p, err := newPlan(ctx, in, curves, used, most)
	if err == nil {
		_, err = p.jobs(most, in.Load != nil)
	}
	return err
}

// mostCases is how many cases may be run.
func mostCases(in *timeline.Input) int {
	if in.Load == nil {
		return MaxCases
	}
	return min(MaxCases, maxVerticesLoaded/(in.Graph.Len()+64))
}

// apart runs case after case.
func (p *plan) apart(ctx context.Context, in timeline.Input, events []timeline.Event) (*Result, error) {
	jobs, err := p.jobs(MaxCases, false)
	if err != nil {
		return nil, err
	}
	out, last := &Result{}, timeline.Result{}
	chunks := make([]tally, min(len(jobs), maxChunks))
	failed := make([]error, len(chunks))
	var next atomic.Int64
	parallel.RunContext(ctx, min(runtime.GOMAXPROCS(0), len(chunks)), func(ctx context.Context, _ int) {
		for c := int(next.Add(1)) - 1; c < len(chunks); c = int(next.Add(1)) - 1 {
			chunks[c] = newTally(p)
			for i := c * len(jobs) / len(chunks); i < (c+1)*len(jobs)/len(chunks) && failed[c] == nil; i++ {
				var run timeline.Result
				run, failed[c] = timeline.Run(ctx, in, p.eventsOf(events, p.classesOf(jobs[i])), 0)
				if chunks[c].add(jobs[i], &run); i == 0 {
					out.Luckiest = run
				}
				if i == len(jobs)-1 {
					last = run
				}
			}
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t := newTally(p)
	for c := range chunks {
		if failed[c] != nil {
			return nil, failed[c]
		}
		t.join(&chunks[c])
	}
	p.finish(&t, out, last)
	return out, nil
}

// maxChunks bounds into how many lists the cases are cut that are summed up each by
// itself: on however many cores, they are added in one order.
const maxChunks = 64

// finish tells what has been gathered, roughly where no group tells it.
func (p *plan) finish(t *tally, out *Result, unluckiest timeline.Result) {
	t.finish(&out.Luckiest, &unluckiest)
	out.Fates = t.fates
}

// together runs all cases side by side, since they share a load: what comes to a vertex is
// of the cases of its group, and all of it of the first where no curve matters.
func (p *plan) together(ctx context.Context, in timeline.Input, events []timeline.Event, most int) (*Result, error) {
	jobs, err := p.jobs(most, true)
	if err != nil {
		return nil, err
	}
	cases := make([]timeline.Case, len(jobs))
	for k, j := range jobs {
		shares := p.sharesOf(j)
		cases[k].Events = p.eventsOf(nil, p.classesOf(j))
		cases[k].Share = func(v int32) float64 {
			if group, known := p.of[v]; known {
				return shares[group]
			}
			return map[bool]float64{true: 1}[k == 0]
		}
	}
	runs, err := timeline.RunTogether(ctx, in, events, cases)
	if err != nil {
		return nil, err
	}
	t, out := newTally(p), &Result{Luckiest: runs[0]}
	for k := range runs {
		t.add(jobs[k], &runs[k])
	}
	p.finish(&t, out, runs[len(runs)-1])
	return out, nil
}
