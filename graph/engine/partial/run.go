package partial

import (
	"context"
	"runtime"
	"sync/atomic"

	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// Bounds on how many cases are run: one after the other, and, where they share a load,
// side by side.
const (
	MaxCases       = 1 << 17
	MaxCasesLoaded = 1 << 11
)

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
	p, err := newPlan(ctx, in.Graph, curves, used)
	if err != nil {
		return nil, err
	}
	if in.Load != nil {
		return p.together(ctx, in, events)
	}
	return p.apart(ctx, in, events)
}

// job is one run: the cases of a batch with a number.
type job struct{ batch, number int }

// apart runs case after case.
func (p *plan) apart(ctx context.Context, in timeline.Input, events []timeline.Event) (*Result, error) {
	var jobs []job
	for b := range p.batches {
		if len(jobs)+p.batches[b].runs > MaxCases {
			return nil, p.tooMany(MaxCases, false)
		}
		for r := range p.batches[b].runs {
			jobs = append(jobs, job{b, r})
		}
	}
	if len(jobs) == 0 { // nobody fares differently from others
		jobs = []job{{-1, 0}}
	}
	t := newTally(p)
	out := &Result{Fates: t.fates}
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
			}
		}
	})
	for c := range chunks {
		if failed[c] != nil {
			return nil, failed[c]
		}
		t.join(&chunks[c])
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, p.finish(ctx, in, events, &t, out)
}

// maxChunks bounds into how many lists the cases are cut that are summed up each by
// itself: on however many cores, they are added in one order.
const maxChunks = 64

// finish tells roughly what no group tells.
func (p *plan) finish(ctx context.Context, in timeline.Input, events []timeline.Event, t *tally, out *Result) error {
	var worst timeline.Result
	if p.rough() {
		last := make([]int, len(p.curves))
		for i := range last {
			last[i] = len(p.classes[i]) - 1
		}
		var err error
		if worst, err = timeline.Run(ctx, in, p.eventsOf(events, last), 0); err != nil {
			return err
		}
	}
	t.finish(&out.Luckiest, &worst)
	out.Fates = t.fates
	return nil
}

// together runs all cases side by side, since they share a load.
func (p *plan) together(ctx context.Context, in timeline.Input, events []timeline.Event) (*Result, error) {
	all := group{set: newSet(len(p.curves))}
	for i := range p.curves {
		if len(p.classes[i]) > 1 {
			all.set.add(i)
		}
	}
	all.curves = all.set.members()
	p.groups, p.batches = []group{all}, []batch{{set: all.set, groups: []int{0}}}
	if n := p.casesOf(all.curves); n > MaxCasesLoaded {
		return nil, p.tooMany(MaxCasesLoaded, true)
	} else {
		p.groups[0].cases, p.batches[0].runs = int(n), int(n)
	}
	p.assign()
	cases := make([]timeline.Case, p.groups[0].cases)
	for k := range cases {
		of := p.classesOf(job{0, k})
		cases[k] = timeline.Case{Share: p.shareOf(0, k), Events: p.eventsOf(nil, of)}
	}
	runs, err := timeline.RunTogether(ctx, in, events, cases)
	if err != nil {
		return nil, err
	}
	t := newTally(p)
	for k := range runs {
		t.add(job{0, k}, &runs[k])
	}
	out := &Result{Luckiest: runs[0]}
	t.finish(&out.Luckiest, nil)
	out.Fates = t.fates
	return out, nil
}

// tooMany names the curves of the largest group.
func (p *plan) tooMany(most int, load bool) error {
	e := &CasesError{Most: most, Load: load}
	for _, g := range p.groups {
		if n := p.casesOf(g.curves); n > e.Cases {
			e.Cases, e.Vertices = n, nil
			for _, i := range g.curves {
				e.Vertices = append(e.Vertices, p.curves[i].Vertex)
			}
		}
	}
	return e
}

// classesOf returns which class of each curve a run tells of: the luckiest of those that
// its batch does not vary.
func (p *plan) classesOf(j job) []int {
	out := make([]int, len(p.curves))
	if j.batch < 0 {
		return out
	}
	for _, i := range p.batches[j.batch].groups {
		g := &p.groups[i]
		if j.number >= g.cases {
			continue
		}
		n := j.number
		for _, c := range g.curves {
			out[c] = n % len(p.classes[c])
			n /= len(p.classes[c])
		}
	}
	return out
}

// shareOf returns the share of those who come that are of a case of a group.
func (p *plan) shareOf(group, number int) float64 {
	share := 1.0
	for _, c := range p.groups[group].curves {
		share *= p.classes[c][number%len(p.classes[c])].share
		number /= len(p.classes[c])
	}
	return share
}

// eventsOf adds to events what some classes find and lose.
func (p *plan) eventsOf(events []timeline.Event, classes []int) []timeline.Event {
	out := append([]timeline.Event(nil), events...)
	for c, k := range classes {
		out = append(out, p.classes[c][k].events...)
	}
	return out
}
