package cutset

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// Implicant is a set of events that happen and events that do not, by number.
type Implicant struct{ Happen, Not []int32 }

// Len returns how many events it speaks of.
func (i Implicant) Len() int { return len(i.Happen) + len(i.Not) }

// List returns the implicants, and the size up to which the list is complete, or Unbounded
// if it holds all: as the List of a Family, with the same bound. The error is that of the
// context.
func (p *Primes) List(ctx context.Context) (all []Implicant, order int, err error) {
	order, number, complete := within(p.BySize())
	l := &primeLister{p: p, ctx: ctx, all: make([]Implicant, 0, number)}
	last := p.units[len(p.units)-1]
	l.walk(last, last.top, order, 0, func(int) { l.emit() })
	if complete {
		order = p.order
	}
	return l.all, order, l.err
}

// primeLister walks as a lister does.
type primeLister struct {
	p     *Primes
	ctx   context.Context
	set   Implicant
	all   []Implicant
	err   error
	steps int
}

// walk continues an implicant below a node of a unit: left is how many more literals may
// come, reserved how many of these what comes after the unit takes at least.
func (l *primeLister) walk(u *unit, r diagram.Ref, left, reserved int, then func(left int)) {
	for r != diagram.Zero && l.err == nil && u.fewest(r)+reserved <= left {
		if r == diagram.One {
			then(left)
			return
		}
		n := l.p.z.At(r)
		lit := u.m.literal(n.Level)
		rest := reserved + u.fewest(n.Hi)
		if l.p.t.of[lit.leaf] < 0 {
			l.event(lit, left-1-rest >= 0, func() { l.walk(u, n.Hi, left-1, reserved, then) })
		} else if of := l.p.of[lit]; left-l.p.least(lit)-rest >= 0 {
			l.walk(of, of.top, left, rest, func(left int) { l.walk(u, n.Hi, left, reserved, then) })
		}
		r = n.Lo
	}
}

// fewest returns the size of the smallest implicant of a node.
func (u *unit) fewest(r diagram.Ref) int {
	if r <= diagram.One {
		return 0
	}
	return int(u.min[r-u.from])
}

// event goes on with an event in the implicant, if that fits.
func (l *primeLister) event(lit literal, fits bool, on func()) {
	if !fits {
		return
	}
	to := &l.set.Happen
	if lit.not {
		to = &l.set.Not
	}
	*to = append(*to, l.p.t.f.Number(lit.leaf))
	on()
	*to = (*to)[:len(*to)-1]
}

func (l *primeLister) emit() {
	if l.steps++; l.steps%1024 == 0 && l.err == nil {
		l.err = l.ctx.Err()
	}
	l.all = append(l.all, Implicant{slices.Clone(l.set.Happen), slices.Clone(l.set.Not)})
}
