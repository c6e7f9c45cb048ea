package load

import (
	"context"
	"errors"
	"fmt"
)

// Budget is the work that one question may take, over all of its rounds and
// moments: visits of demand that spills over, and terms of loops that are solved.
// It ends early with the context of the question. It is not safe for concurrent
// use.
type Budget struct {
	ctx   context.Context
	spent int
	looks int
	noted int64
}

// NewBudget returns a budget of which nothing is spent.
func NewBudget(ctx context.Context) *Budget { return &Budget{ctx: ctx} }

// maxWork is some minutes.
const maxWork = 10_000_000_000

// visit is what a visit of demand costs, in terms.
const visit = 10

// errSpent is the end of a budget, for who knows what it was spent on.
var errSpent = errors.New("the budget is spent")

func (b *Budget) add(work int) { b.spent += work }

// note counts work that is not of that which is bounded.
func (b *Budget) note(work int) { b.noted += int64(work) }

// Work returns how much has been done so far, in looks at vertices and terms of loops: it
// depends on the question alone, and a million of it take some tens of milliseconds.
func (b *Budget) Work() int64 { return int64(b.spent) + int64(b.looks) + b.noted }

// err says why the work ends: errSpent, the context's error, or nil if it may go
// on.
func (b *Budget) err() error {
	if b.spent > maxWork {
		return errSpent
	}
	return b.ctx.Err()
}

// tired says, now and then, whether it is time to ask for err.
func (b *Budget) tired() bool {
	const often = 1024
	b.looks++
	return b.looks%often == 0
}

// look counts a look at a vertex, which is not of the work that is bounded, and
// now and then asks the context.
func (b *Budget) look() error {
	if !b.tired() {
		return nil
	}
	return b.ctx.Err()
}

// WorkError is the error of a question whose loads would take too much work:
// because of demand that spills round in a circle, or because of a loop of balanced groups.
type WorkError struct {
	Vertex   int32 // a service whose demand spills over, or one of the loop
	Services int   // how many spill round in a circle; 0: it is a loop
	Loop     int   // how many vertices of it can send something
}

func (e *WorkError) Error() string {
	if e.Services > 0 {
		return fmt.Sprintf("demand that spills over %d services takes too much work", e.Services)
	}
	return fmt.Sprintf("a loop of %d vertices that divide demand evenly takes too much work", e.Loop)
}
