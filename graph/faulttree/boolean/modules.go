package boolean

import (
	"context"

	"github.com/meoktong/meoktong/models/work/pace"
)

// Modules marks the gates below root, root included, whose events and gates
// nothing outside names except through them. Such a gate is a function of its
// own, independent of all others, and may be analysed like one event.
//
// It is the algorithm of Dutuit and Rauzy (A linear-time algorithm to find
// modules of fault trees, IEEE Trans. Reliability 45(3), 1996): one walk depth
// first notes when a function is first and last met, and a gate is a module if
// all that is below it was met within its own time. Linear in the net. The error
// is the context's.
func Modules(ctx context.Context, f *Formula, root Ref) ([]bool, error) {
	p := pace.New(ctx)
	d := newDates(p, f, root)
	out := make([]bool, f.Len())
	// The span of time in which anything below a gate was met.
	from, to := make([]int32, f.Len()), make([]int32, f.Len())
	for r := Ref(0); r <= root && !p.Over(); r++ {
		if d.first[r] == 0 || f.Op(r) < And {
			continue
		}
		from[r], to[r] = d.clock, 0
		for _, a := range f.Args(r) {
			from[r], to[r] = min(from[r], d.first[a]), max(to[r], d.last[a])
			if f.Op(a) >= And {
				from[r], to[r] = min(from[r], from[a]), max(to[r], to[a])
			}
		}
		out[r] = from[r] > d.first[r] && to[r] < d.left[r]
	}
	return out, p.Err()
}

// dates is when a walk depth first met each function first, left it, and met it
// last. Times count from 1.
type dates struct {
	first, left, last []int32
	clock             int32
}

func newDates(p *pace.Pace, f *Formula, root Ref) *dates {
	d := &dates{first: make([]int32, f.Len()), left: make([]int32, f.Len()), last: make([]int32, f.Len())}
	type frame struct{ r, next Ref }
	var calls []frame
	meet := func(r Ref) {
		d.clock++
		if d.first[r] == 0 && f.Op(r) >= And {
			calls = append(calls, frame{r, 0})
		}
		if d.first[r] == 0 {
			d.first[r] = d.clock
		}
		d.last[r] = d.clock
	}
	meet(root)
	for len(calls) > 0 && !p.Over() {
		c := &calls[len(calls)-1]
		if args := f.Args(c.r); int(c.next) < len(args) {
			c.next++
			meet(args[c.next-1])
			continue
		}
		d.clock++
		d.left[c.r], d.last[c.r] = d.clock, d.clock
		calls = calls[:len(calls)-1]
	}
	return d
}
