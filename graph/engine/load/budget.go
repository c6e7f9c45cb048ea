package load

import "fmt"

// Budget is the work that one question may take, over all of its rounds and
// moments: visits of demand that spills over, and terms of loops that are solved.
// The zero value has spent nothing. It is not safe for concurrent use.
type Budget struct{ spent int }

// maxWork is some minutes.
const maxWork = 10_000_000_000

// visit is what a visit of demand costs, in terms.
const visit = 10

func (b *Budget) add(work int) { b.spent += work }

func (b *Budget) over() bool { return b.spent > maxWork }

// WorkError is the error of a question whose loads would take too much work:
// because of demand that spills over, or because of a loop of balanced groups.
type WorkError struct {
	Vertex   int32 // a service whose demand spills over, or one of the loop
	Services int   // how many the demand of each can visit; 0: it is a loop
	Loop     int   // how many vertices of it can send something
}

func (e *WorkError) Error() string {
	if e.Services > 0 {
		return fmt.Sprintf("demand that spills over %d services takes too much work", e.Services)
	}
	return fmt.Sprintf("a loop of %d vertices that divide demand evenly takes too much work", e.Loop)
}
