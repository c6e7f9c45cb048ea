package timeline

import (
	"context"
	"fmt"
	"math"
	"time"
)

// Case is some of all users: what happens to them besides what happens to all.
type Case struct {
	Share  func(v int32) float64 // of those who come to a vertex; of all cases they sum to 1
	Events []Event
}

// RunTogether runs several cases side by side, with Run's rules, and returns the course
// of each. Where there is a network they share one load, each asking its share of what
// comes to each vertex, and what overload does befalls all: the loads are those of the
// first. The cost is that of as many runs; errors are Run's.
func RunTogether(ctx context.Context, in Input, events []Event, cases []Case) ([]Result, error) {
	l := newLoading(ctx, in)
	runs := make([]*simulation, len(cases))
	for k, c := range cases {
		runs[k] = newSimulation(ctx, in, l, append(append([]Event(nil), events...), c.Events...))
		runs[k].share = c.Share
	}
	err := run(ctx, runs, l, forever)
	out := make([]Result, len(runs))
	for k, s := range runs {
		out[k] = s.out
	}
	return out, err
}

// forever is the end of what goes on until nothing more happens.
const forever = time.Duration(math.MaxInt64)

// run lets simulations go on side by side until nothing more happens in any, or until the
// end, with all that happens then.
func run(ctx context.Context, runs []*simulation, l *loading, end time.Duration) error {
	if l != nil {
		l.runs = runs
	}
	begin(runs, l)
	return goOn(ctx, runs, l, end)
}

// goOn is run from where simulations have begun.
func goOn(ctx context.Context, runs []*simulation, l *loading, end time.Duration) error {
	for moments := 0; failed(ctx, l) == nil; moments++ {
		now, any := next(runs)
		if !any || now > end {
			break
		}
		if moments == maxMoments {
			return fmt.Errorf("the simulation has not come to an end after %d moments", maxMoments)
		}
		moment(runs, l, now)
	}
	return failed(ctx, l)
}

// next returns the first moment at which anything happens.
func next(runs []*simulation) (at time.Duration, any bool) {
	for _, s := range runs {
		if len(s.agenda) > 0 && (!any || s.agenda[0].at < at) {
			at, any = s.agenda[0].at, true
		}
	}
	return at, any
}

// moment works everything that happens now.
func moment(runs []*simulation, l *loading, now time.Duration) {
	for _, s := range runs {
		s.now = now
		s.happens()
	}
	if l != nil {
		l.balance()
	}
	for _, s := range runs {
		s.report()
		s.reportNeeds()
		s.end()
	}
}

// failed returns why simulations cannot go on, nil where they can.
func failed(ctx context.Context, l *loading) error {
	if l != nil && l.err != nil {
		return l.err
	}
	return ctx.Err()
}
