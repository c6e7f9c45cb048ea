package montecarlo

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// Fault is something that fails of itself, independently of all others.
type Fault struct {
	Chance   float64 // of being failed, 0 to 1
	Vertices []int32 // what it takes down: a node, and the parts of a service
}

// Input is what is sampled. The order of faults is part of it: another order
// gives other trials.
type Input struct {
	Graph   *graph.Graph
	Horizon time.Duration // as in a cascade
	Faults  []Fault
}

// Range is a range of trials, To excluded. Trials count from 0.
type Range struct{ From, To int64 }

// Counts say in how many trials each vertex was down, and not up.
type Counts struct {
	Trials int64
	Down   []int64 // by vertex
	NotUp  []int64 // by vertex; never less than Down
}

// Add adds the counts of other trials of the same input.
func (c *Counts) Add(other *Counts) {
	c.Trials += other.Trials
	for v := range c.Down {
		c.Down[v] += other.Down[v]
		c.NotUp[v] += other.NotUp[v]
	}
}

// Run makes the trials of a range, on all cores. The error is ctx's, or says
// what is wrong with the input. It stops within a block of 256 trials, or within
// a fraction of one where components are large.
func Run(ctx context.Context, in Input, trials Range, seed uint64) (*Counts, error) {
	if err := in.check(trials); err != nil {
		return nil, err
	}
	p, s := newProgram(in.Graph, in.Horizon), newSampler(in.Faults, seed)
	first, last := trials.From/blockTrials, (trials.To-1)/blockTrials
	workers := make([]*worker, min(int64(runtime.GOMAXPROCS(0)), last-first+1))
	var next atomic.Int64
	next.Store(first)
	parallel.RunContext(ctx, len(workers), func(ctx context.Context, i int) {
		w := newWorker(ctx, p)
		workers[i] = w
		for block := next.Add(1) - 1; block <= last && ctx.Err() == nil; block = next.Add(1) - 1 {
			s.sample(block, w.fail)
			w.settle()
			w.tally(maskOf(block, trials))
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := workers[0].counts
	for _, w := range workers[1:] {
		out.Add(&w.counts)
	}
	out.Trials = trials.To - trials.From
	return &out, nil
}

func (in *Input) check(trials Range) error {
	if trials.From < 0 || trials.To <= trials.From {
		return fmt.Errorf("there are no trials from %d to %d", trials.From, trials.To)
	}
	n := int32(in.Graph.Len())
	for i, f := range in.Faults {
		if !(f.Chance >= 0 && f.Chance <= 1) {
			return fmt.Errorf("fault %d has a chance of %g, which is not from 0 to 1", i, f.Chance)
		}
		if slices.ContainsFunc(f.Vertices, func(v int32) bool { return v < 0 || v >= n }) {
			return fmt.Errorf("fault %d takes down a vertex that does not exist", i)
		}
	}
	return nil
}

// lanes is how many words of trials are worked at once: with two systems, a
// vertex then fills a cache line.
const lanes = 4

// blockTrials is how many trials a block has.
const blockTrials = 64 * lanes

// lane is a bit a trial of a block.
type lane [lanes]uint64

// maskOf returns which trials of a block are in a range.
func maskOf(block int64, trials Range) (mask lane) {
	for i := range int64(blockTrials) {
		if t := block*blockTrials + i; t >= trials.From && t < trials.To {
			mask[i/64] |= 1 << (i % 64)
		}
	}
	return mask
}
